// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/sounds.h"

#include "core/http/byterange.h"
#include "core/relay/ledger/soundtable.h"
#include "core/relay/sounds/soundfile.h"
#include "core/routing/check/sounds.h"

#include <QRandomGenerator>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QString newSecret()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QString secret;
    for (const quint32 word : words)
        secret += u"%1"_s.arg(word, 8, 16, QChar(u'0'));
    return secret;
}

QJsonObject shown(const StoredSound &sound)
{
    return {{u"name"_s, sound.name},
            {u"type"_s, sound.type},
            {u"seconds"_s, double(sound.length.count()) / 1000},
            {u"bytes"_s, sound.bytes},
            {u"by"_s, sound.by},
            {u"at"_s, jsonInstant(sound.at)}};
}

Deed deed(const QString &what, const QString &name)
{
    return {.what = what,
            .about = name,
            .detail = {},
            .eventKind = u"sound"_s,
            .event = {{u"name"_s, name}, {u"what"_s, what}}};
}

Result<std::optional<StoredSound>> named(SqlConnection &db, const QString &name)
{
    const auto sounds = SoundTable(db).all();
    if (!sounds)
        return fail(sounds.error());
    const auto found = std::find_if(sounds->begin(), sounds->end(), [&](const StoredSound &one) { return one.name == name; });
    return found == sounds->end() ? std::nullopt : std::optional(*found);
}

} // namespace

Sounds::Sounds(SharedStore &store, PlanInForce plan, QObject *parent) : QObject(parent), m_store(store), m_plan(std::move(plan)) {}

std::vector<ApiRoute> Sounds::routes()
{
    const auto to = [this](void (Sounds::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/sounds"_s, Permission::PlanReading, to(&Sounds::list)},
        {"GET", u"/api/team/sounds/{}"_s, Permission::PlanReading, to(&Sounds::play)},
        {"POST", u"/api/team/sounds/{}"_s, Permission::PlanChanging, to(&Sounds::keep), ApiRoute::Body::Any},
        {"DELETE", u"/api/team/sounds/{}"_s, Permission::PlanChanging, to(&Sounds::remove)},
    };
}

void Sounds::list(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([](SqlConnection &db) -> Result<QJsonObject> {
        const auto sounds = SoundTable(db).all();
        if (!sounds)
            return fail(sounds.error());
        QJsonArray list;
        for (const StoredSound &sound : *sounds)
            list.append(shown(sound));
        return QJsonObject{{u"sounds"_s, list}};
    }),
               this);
}

/// The body is the file.
void Sounds::keep(const ApiAskPtr &ask)
{
    StoredSound sound{.name = ask->args.first(), .secret = newSecret(), .by = ask->visitor.name, .at = ask->now};
    if (!SoundTable::isName(sound.name))
        return ask->responder.send(badField(u"name"_s, u"Letters, digits, dots and dashes; at most 64."_s));
    const QByteArray content = ask->request.body;
    if (content.size() > StoredSound::largest)
        return ask->responder.send(platformRefusal(413, "too_large"_L1, u"A sound is at most 2 MB."_s, u"MP3 is smaller than WAV."_s));
    const auto file = readSound(content);
    if (!file)
        return ask->responder.send(platformRefusal(415, "no_sound"_L1, file.error().detail, u"Send a WAV or an MP3 file."_s));
    sound.type = QString::fromLatin1(file->type);
    sound.length = file->length;
    sound.bytes = content.size();
    answerWith(ask, m_store.write([sound, content](SqlConnection &db) -> Result<QJsonObject> {
        if (const auto kept = SoundTable(db).keep(sound, content); !kept)
            return fail(kept.error());
        if (const auto told = noted(db, sound.by, deed(u"sound-kept"_s, sound.name), sound.at); !told)
            return fail(told.error());
        return shown(sound);
    }),
               this, 201);
}

void Sounds::play(const ApiAskPtr &ask)
{
    using Content = std::pair<StoredSound, QByteArray>;
    auto found = m_store.read([name = ask->args.first()](SqlConnection &db) -> Result<Content> {
        const auto sound = named(db, name);
        if (!sound)
            return fail(sound.error());
        if (!*sound)
            return fail(Error::Kind::NotFound, u"there is no such sound"_s);
        return SoundTable(db).content((*sound)->secret).map([&](const QByteArray &content) { return Content(**sound, content); });
    });
    whenDone(std::move(found), this, [ask](const Result<Content> &content) {
        if (!content)
            return ask->responder.send(failureAnswer(content.error()));
        HttpResponse response = rangeResponse(ask->request, content->second, content->first.type.toLatin1());
        response.headers.add("Cache-Control", "no-store");
        ask->responder.send(response);
    });
}

void Sounds::remove(const ApiAskPtr &ask)
{
    const QString name = ask->args.first();
    const auto plan = m_plan ? m_plan() : nullptr;
    if (plan && routing::soundsIn(*plan).contains(name)) {
        return ask->responder.send(platformRefusal(409, "in_use"_L1, u"Callers hear this sound: the plan names it."_s,
                                                   u"Take it out of the plan first."_s));
    }
    answerWith(ask, m_store.write([name, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        const auto wasThere = SoundTable(db).remove(name, now);
        if (!wasThere)
            return fail(wasThere.error());
        if (!*wasThere)
            return fail(Error::Kind::NotFound, u"there is no such sound"_s);
        if (const auto told = noted(db, who, deed(u"sound-removed"_s, name), now); !told)
            return fail(told.error());
        return QJsonObject{{u"name"_s, name}};
    }),
               this);
}

} // namespace milassist::relay
