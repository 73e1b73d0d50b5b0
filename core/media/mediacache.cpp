// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mediacache.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/media/mediafiles.h"
#include "core/media/wav.h"
#include "core/media/wholeness.h"
#include "core/twilio/twilioapi.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QtConcurrent>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostPixels = 100 * 1000 * 1000;
constexpr int recentKiB = 64 * 1024;
constexpr int mostDownloads = 3; // of one file whose bytes are damaged on the way

Result<Sound> soundOf(const QByteArray &bytes)
{
    auto audio = readWav(bytes);
    if (!audio)
        return tl::unexpected(audio.error());
    Sound sound{.audio = *std::move(audio), .silences = {}, .waveform = {}};
    sound.silences = silencesOf(sound.audio);
    sound.waveform = waveformOf(sound.audio);
    return sound;
}

Result<Attachment> attachmentOf(const QByteArray &bytes)
{
    return Attachment{.bytes = bytes, .kind = sniff(bytes)};
}

Result<QImage> pictureOf(const QByteArray &bytes, QSize within)
{
    const FileKind kind = sniff(bytes);
    static const QStringList decoded{u"jpg"_s, u"png"_s, u"gif"_s, u"webp"_s};
    if (!decoded.contains(kind.extension))
        return fail(Error::Kind::Malformed, u"not a picture we decode: "_s + kind.mime);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // The decoder is the one of the format that the bytes show: no other plugin ever sees them.
    QImageReader reader(&buffer, kind.extension.toLatin1());
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > mostPixels)
        return fail(Error::Kind::Malformed, u"a picture of impossible size"_s);
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize room = isTurned ? within.transposed() : within;
    if (!room.isEmpty() && (size.width() > room.width() || size.height() > room.height()))
        reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QImage image = reader.read();
    if (image.isNull())
        return fail(Error::Kind::Malformed, reader.errorString());
    return image;
}

} // namespace

struct MediaCache::Fetching {
    Wanted wanted;
    std::shared_ptr<QPromise<Bytes>> promise; // shared with the future's other waiters
    int downloads = 0;
    QByteArray before; // damaged bytes that came before

    void settle(const Bytes &outcome) const
    {
        promise->addResult(outcome);
        promise->finish();
    }
};

MediaCache::MediaCache(TwilioApi &twilio, MediaOptions options, QObject *parent)
    : QObject(parent), m_twilio(twilio), m_options(std::move(options)), m_recent(recentKiB)
{
    m_pool.setMaxThreadCount(2);
    QDir().mkpath(m_options.folder);
    QFile::setPermissions(m_options.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_pool.start([folder = m_options.folder, kept = m_options.keptBytes] { sweep(folder, kept); });
}

MediaCache::~MediaCache()
{
    m_pool.waitForDone();
}

QFuture<Result<Sound>> MediaCache::sound(RecordingSid sid)
{
    if (const Sound *recent = m_recent.object(sid.text()))
        return finished(Result<Sound>(*recent));
    auto future = converted<Sound>(fetch(wanted(sid)), sid.text(), soundOf);
    whenDone(future, this, [this, sid](const Result<Sound> &sound) {
        if (sound)
            m_recent.insert(sid.text(), new Sound(*sound), int(1 + sound->audio.samples.size() / 512)); // the cache owns it
    });
    return future;
}

void MediaCache::prefetch(RecordingSid sid)
{
    if (!m_recent.contains(sid.text()))
        sound(std::move(sid));
}

QFuture<Result<>> MediaCache::saveRecording(RecordingSid sid, QString path)
{
    return converted<void>(fetch(wanted(sid)), sid.text(), [path](const QByteArray &bytes) -> Result<> {
        if (const auto audio = readWav(bytes); !audio)
            return tl::unexpected(audio.error());
        return writeWhole(path, bytes);
    });
}

QFuture<Result<Attachment>> MediaCache::attachment(MessageSid message, MediaSid media)
{
    return converted<Attachment>(fetch(wanted(message, media)), media.text(), attachmentOf);
}

QFuture<Result<QImage>> MediaCache::picture(MessageSid message, MediaSid media, QSize within)
{
    return converted<QImage>(fetch(wanted(message, media)), media.text(),
                             [within](const QByteArray &bytes) { return pictureOf(bytes, within); });
}

QFuture<Result<>> MediaCache::saveAttachment(MessageSid message, MediaSid media, QString path)
{
    return saveTo(wanted(message, media), std::move(path));
}

void MediaCache::forget(RecordingSid sid)
{
    m_recent.remove(sid.text());
    QFile::remove(pathOf(sid.text()));
}

void MediaCache::forget(MediaSid sid)
{
    QFile::remove(pathOf(sid.text()));
}

QFuture<qint64> MediaCache::storedBytes()
{
    return QtConcurrent::run(&m_pool, bytesIn, m_options.folder);
}

QFuture<Result<>> MediaCache::clear()
{
    m_recent.clear();
    return QtConcurrent::run(&m_pool, [folder = m_options.folder]() -> Result<> {
        sweep(folder, 0);
        if (bytesIn(folder) > 0)
            return fail(Error::Kind::Storage, u"some files could not be removed"_s);
        return {};
    });
}

MediaCache::Wanted MediaCache::wanted(const RecordingSid &sid)
{
    return {sid.text(), m_options.largestRecording, [this, sid](const QString &path) {
        auto future = m_twilio.downloadRecording(sid, AudioFormat::Wav, path);
        auto *watcher = new QFutureWatcher<Result<Download>>(this);
        connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, sid](int value) { Q_EMIT progressed(sid, value); });
        connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
        watcher->setFuture(future);
        return future;
    }, isWholeWav};
}

MediaCache::Wanted MediaCache::wanted(const MessageSid &message, const MediaSid &media)
{
    return {media.text(), m_options.largestAttachment,
            [this, message, media](const QString &path) { return m_twilio.downloadMedia(message, media, path); }, isWholeAttachment};
}

QFuture<MediaCache::Bytes> MediaCache::fetch(Wanted wanted)
{
    if (const auto running = m_running.constFind(wanted.name); running != m_running.cend())
        return *running;
    auto promise = std::make_shared<QPromise<Bytes>>(); // shared: the steps of one fetch hand it on
    promise->start();
    const auto future = promise->future();
    m_running.insert(wanted.name, future);
    whenDone(future, this, [this, name = wanted.name](const Bytes &) { m_running.remove(name); });

    const QString path = pathOf(wanted.name);
    whenDone(QtConcurrent::run(&m_pool, readStored, path, m_options.key), this, [this, wanted, promise](const Bytes &stored) {
        if (stored) {
            promise->addResult(stored);
            promise->finish();
            return;
        }
        if (stored.error().kind != Error::Kind::NotFound)
            qCWarning(lcMedia) << "fetching" << wanted.name << "again:" << stored.error().detail;
        download(std::make_shared<Fetching>(Fetching{.wanted = wanted, .promise = promise})); // the steps hand it on
    });
    return future;
}

void MediaCache::download(const std::shared_ptr<Fetching> &fetching)
{
    const QString path = pathOf(fetching->wanted.name);
    const QString incoming = path + u".download"_s;
    ++fetching->downloads;
    whenDone(fetching->wanted.download(incoming), this, [this, fetching, path, incoming](const Result<Download> &download) {
        if (!download)
            return fetching->settle(tl::unexpected(download.error()));
        whenDone(QtConcurrent::run(&m_pool, takeIn, incoming, path, m_options.key, fetching->wanted.largest), this,
                 [this, fetching](const Bytes &taken) { judge(fetching, taken); });
    });
}

/// HTTP cannot tell that bytes were damaged before it got them; sounds and pictures can.
void MediaCache::judge(const std::shared_ptr<Fetching> &fetching, const Bytes &taken)
{
    const auto isWhole = fetching->wanted.isWhole;
    if (taken && isWhole && !isWhole(*taken) && *taken != fetching->before) {
        QFile::remove(pathOf(fetching->wanted.name));
        qCWarning(lcMedia) << fetching->wanted.name << "came damaged," << taken->size() << "bytes, download" << fetching->downloads;
        if (fetching->downloads == mostDownloads)
            return fetching->settle(fail(Error::Kind::Malformed, u"it came damaged each time"_s));
        fetching->before = *taken;
        return download(fetching);
    }
    fetching->settle(taken);
    m_pool.start([folder = m_options.folder, kept = m_options.keptBytes] { sweep(folder, kept); });
}

QFuture<Result<>> MediaCache::saveTo(Wanted wanted, QString path)
{
    return converted<void>(fetch(std::move(wanted)), {}, [path](const QByteArray &bytes) { return writeWhole(path, bytes); });
}

QString MediaCache::pathOf(const QString &name) const
{
    return m_options.folder + u'/' + name;
}

// The bytes made into something else in one of our threads; what cannot be read is not kept.
template <typename T, typename Convert>
QFuture<Result<T>> MediaCache::converted(QFuture<Bytes> bytes, const QString &name, Convert convert)
{
    auto promise = std::make_shared<QPromise<Result<T>>>(); // shared: the steps hand it on
    promise->start();
    const auto settle = [this, promise, name](const Result<T> &outcome) {
        if (!outcome && outcome.error().kind == Error::Kind::Malformed && !name.isEmpty())
            QFile::remove(pathOf(name));
        promise->addResult(outcome);
        promise->finish();
    };
    whenDone(std::move(bytes), this, [this, settle, convert](const Bytes &read) {
        if (!read)
            return settle(tl::unexpected(read.error()));
        whenDone(QtConcurrent::run(&m_pool, [convert, raw = *read] { return convert(raw); }), this, settle);
    });
    return promise->future();
}

} // namespace milassist
