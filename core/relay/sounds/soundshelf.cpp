// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/sounds/soundshelf.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/http/byterange.h"
#include "core/relay/sounds/holdmusic.h"
#include "core/relay/sounds/soundfile.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr int remembered = 32 * 1024 * 1024; // bytes of sounds
constexpr auto piece = 10s;

QString fileOf(const StoredSound &sound)
{
    return sound.secret + (sound.type == "audio/mpeg"_L1 ? u".mp3"_s : u".wav"_s);
}

bool isSecret(const QString &text)
{
    return text.size() == 32 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit() || (c >= u'a' && c <= u'f'); });
}

} // namespace

SoundShelf::SoundShelf(SharedStore &store, QString publicUrl, QObject *parent)
    : QObject(parent), m_store(store), m_publicUrl(std::move(publicUrl)), m_contents(remembered)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms); // under load the ledger tells of something a thousand times a second
    connect(&m_soon, &QTimer::timeout, this, &SoundShelf::look);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_store, &SharedStore::notified, this, soon);
    connect(&m_store, &SharedStore::listening, this, soon);
    connect(&m_store, &SharedStore::reached, this, soon);
}

void SoundShelf::look()
{
    if (m_isBusy)
        return m_soon.start();
    m_isBusy = true;
    whenDone(m_store.read([](SqlConnection &db) { return SoundTable(db).all(); }), this,
             [this](const Result<QList<StoredSound>> &sounds) {
                 m_isBusy = false;
                 if (!sounds || *sounds == m_sounds)
                     return; // while the database is away those known are as good
                 m_sounds = *sounds;
                 Q_EMIT changed();
             });
}

std::map<QString, QString> SoundShelf::addresses() const
{
    std::map<QString, QString> addresses;
    for (const StoredSound &sound : m_sounds)
        addresses.emplace(sound.name, m_publicUrl + u"/sounds/"_s + fileOf(sound));
    return addresses;
}

void SoundShelf::answer(const HttpRequest &request, const HttpResponder &responder)
{
    const QString file = request.path().section(u'/', 2);
    if (file == "hold.wav"_L1) {
        static const QByteArray music = holdMusic();
        return serve(request, responder, music);
    }
    const QString secret = file.section(u'.', 0, 0);
    if (!isSecret(secret))
        return responder.send(HttpResponse::text(404, "there is nothing here"));
    if (const QByteArray *known = m_contents.object(secret))
        return serve(request, responder, *known);
    whenDone(m_store.read([secret](SqlConnection &db) { return SoundTable(db).content(secret); }), this,
             [this, request, responder, secret](const Result<QByteArray> &content) {
                 if (!content) {
                     qCWarning(lcRelay) << "a sound cannot be read:" << content.error().detail;
                     return responder.send(HttpResponse::text(503, "try again later"));
                 }
                 if (content->isEmpty())
                     return responder.send(HttpResponse::text(404, "there is nothing here"));
                 m_contents.insert(secret, new QByteArray(*content), int(content->size()));
                 serve(request, responder, *content);
             });
}

void SoundShelf::serve(const HttpRequest &request, const HttpResponder &responder, const QByteArray &sound)
{
    const auto format = readSound(sound);
    const QByteArray type = format ? format->type : QByteArray("application/octet-stream");
    bool isPiece = false;
    const int from = request.query().value(u"from").toInt(&isPiece);
    HttpResponse response = rangeResponse(request, isPiece && from >= 0 ? pieceOf(sound, std::chrono::seconds(from), piece) : sound, type);
    response.headers.add("Cache-Control", "public, max-age=86400, immutable"); // another sound has another address
    response.headers.add("X-Content-Type-Options", "nosniff");
    responder.send(response);
}

} // namespace milassist::relay
