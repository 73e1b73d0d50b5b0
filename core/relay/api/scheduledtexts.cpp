// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/scheduledtexts.h"

#include "core/relay/ledger/optouttable.h"
#include "core/relay/texts/quiethours.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using State = ScheduledText::State;

namespace
{

QJsonObject shown(const ScheduledText &text)
{
    QJsonArray media;
    for (const QUrl &url : text.media)
        media << url.toString(QUrl::FullyEncoded);
    return {{u"id"_s, text.id},
            {u"from"_s, text.line},
            {u"to"_s, text.peer.text()},
            {u"body"_s, text.body},
            {u"media"_s, media},
            {u"at"_s, jsonInstant(text.due)},
            {u"cancel_if_they_reply"_s, text.endsWithReply},
            {u"author"_s, text.author},
            {u"state"_s, Word<State>(text.state).text()},
            {u"why"_s, text.why},
            {u"sid"_s, text.sid.text()}};
}

/// What the body says, over @p text; or what is wrong with it.
using Read = tl::expected<ScheduledText, HttpResponse>;
Read readText(const ApiAsk &ask, ScheduledText text)
{
    const auto has = [&ask](QLatin1StringView field) { return ask.body.contains(field); };
    const bool isNew = text.id == 0;
    if (isNew || has("from"_L1))
        text.line = ask.text("from"_L1);
    if (isNew || has("to"_L1))
        text.peer = Party(ask.text("to"_L1));
    if (isNew || has("body"_L1))
        text.body = ask.body.value("body"_L1).toString();
    if (has("media"_L1)) {
        text.media.clear();
        for (const QJsonValue &address : ask.body.value("media"_L1).toArray())
            text.media << QUrl(address.toString(), QUrl::StrictMode);
    }
    if (has("cancel_if_they_reply"_L1))
        text.endsWithReply = ask.body.value("cancel_if_they_reply"_L1).toBool();
    if (isNew || has("at"_L1))
        text.due = QDateTime::fromString(ask.text("at"_L1), Qt::ISODate).toUTC();

    const Party line(text.line);
    if (!line.isNumber() && line.kind() != Party::Kind::ShortCode)
        return tl::unexpected(badField(u"from"_s, u"One of your lines: +15551234567."_s));
    if (!text.peer.isNumber())
        return tl::unexpected(badField(u"to"_s, u"Write it with its country: +15551234567."_s));
    if (!ask.sight.sees(line))
        return tl::unexpected(platformRefusal(403, "not_your_line"_L1, u"This line is none of yours."_s, whoMay(Permission::AllVoicemail)));
    constexpr qsizetype longest = 1600;
    if ((text.body.isEmpty() && text.media.isEmpty()) || text.body.size() > longest)
        return tl::unexpected(badField(u"body"_s, u"1 to 1600 characters."_s));
    for (const QUrl &url : text.media) {
        if (url.scheme() != "https"_L1)
            return tl::unexpected(badField(u"media"_s, u"Addresses that begin with https://"_s));
    }
    if (has("quiet"_L1)) {
        const QJsonObject quiet = ask.body.value("quiet"_L1).toObject();
        const auto from = routing::WallTime::parse(quiet.value("from"_L1).toString());
        const auto until = routing::WallTime::parse(quiet.value("until"_L1).toString());
        const auto zone = routing::Zone::parse(quiet.value("zone"_L1).toString());
        if (!from || !until || !zone)
            return tl::unexpected(badField(u"quiet"_s, u"{\"from\": \"21:00\", \"until\": \"08:00\", \"zone\": \"America/New_York\"}"_s));
        if (text.due.isValid())
            text.due = afterQuiet(text.due, {*from, *until, *zone});
    }
    constexpr int furthest = 366; // days
    if (!text.due.isValid() || text.due <= ask.now || text.due > ask.now.addDays(furthest))
        return tl::unexpected(badField(u"at"_s, u"2026-11-24T09:00:00Z, later than now and within a year."_s));
    return text;
}

/// Of a line that the visitor sees, else as if it were not there.
Result<ScheduledText> seen(SqlConnection &db, qint64 id, const LineSight &sight)
{
    const auto text = ScheduledTextTable(db).find(id);
    if (!text)
        return fail(text.error());
    if (!*text || !sight.sees(Party((*text)->line)))
        return fail(Error::Kind::NotFound, u"there is no such text"_s);
    return **text;
}

Deed deed(const QString &what, qint64 id)
{
    return {.what = what, .about = QString::number(id), .detail = {}, .eventKind = {}, .event = {}};
}

} // namespace

ScheduledTexts::ScheduledTexts(SharedStore &store, QObject *parent) : QObject(parent), m_store(store), m_once(store) {}

std::vector<ApiRoute> ScheduledTexts::routes()
{
    const auto to = [this](void (ScheduledTexts::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/scheduled-texts"_s, Permission::Texts, to(&ScheduledTexts::list)},
        {"POST", u"/api/team/scheduled-texts"_s, Permission::Texts, to(&ScheduledTexts::add)},
        {"GET", u"/api/team/scheduled-texts/{}"_s, Permission::Texts, to(&ScheduledTexts::find)},
        {"POST", u"/api/team/scheduled-texts/{}"_s, Permission::Texts, to(&ScheduledTexts::change)},
        {"DELETE", u"/api/team/scheduled-texts/{}"_s, Permission::Texts, to(&ScheduledTexts::cancel)},
    };
}

void ScheduledTexts::list(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([sight = ask->sight](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int most = 500;
        const auto texts = ScheduledTextTable(db).list(most);
        if (!texts)
            return fail(texts.error());
        QJsonArray list;
        for (const ScheduledText &text : *texts) {
            if (sight.sees(Party(text.line)))
                list.append(shown(text));
        }
        return QJsonObject{{u"scheduled_texts"_s, list}};
    }),
               this);
}

void ScheduledTexts::find(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([id = ask->args.first().toLongLong(), sight = ask->sight](SqlConnection &db) {
        return seen(db, id, sight).map([](const ScheduledText &text) { return shown(text); });
    }),
               this);
}

void ScheduledTexts::add(const ApiAskPtr &ask)
{
    const Read read = readText(*ask, {.author = ask->visitor.name, .madeAt = ask->now});
    if (!read)
        return ask->responder.send(read.error());
    m_once.answer(ask, [this, ask, text = *read] {
        auto made = std::make_shared<QPromise<Made>>();
        made->start();
        auto future = made->future();
        auto kept = m_store.write([text, now = ask->now](SqlConnection &db) -> Result<std::optional<ScheduledText>> {
            const auto optOut = OptOutTable(db).state(text.line, text.peer);
            if (!optOut)
                return fail(optOut.error());
            if (*optOut && (*optOut)->optedOut)
                return std::optional<ScheduledText>();
            const auto id = ScheduledTextTable(db).add(text);
            if (!id)
                return fail(id.error());
            if (const auto noted_ = noted(db, text.author, deed(u"text-scheduled"_s, *id), now); !noted_)
                return fail(noted_.error());
            if (const auto told = tellScheduled(db, *id, text.line, text.author, State::Waiting, now); !told)
                return fail(told.error());
            ScheduledText added = text;
            added.id = *id;
            return std::optional(added);
        });
        whenDone(std::move(kept), this, [made](const Result<std::optional<ScheduledText>> &added) {
            if (!added)
                made->addResult(Made{failureAnswer(added.error()), false});
            else if (!*added)
                made->addResult(Made{platformRefusal(409, "opted_out"_L1, u"They do not want texts from this line."_s,
                                                     u"They can text START to it."_s),
                                     false});
            else
                made->addResult(Made{jsonAnswer(201, shown(**added)), true});
            made->finish();
        });
        return future;
    });
}

void ScheduledTexts::change(const ApiAskPtr &ask)
{
    const qint64 id = ask->args.first().toLongLong();
    auto known = m_store.read([id, sight = ask->sight](SqlConnection &db) { return seen(db, id, sight); });
    whenDone(std::move(known), this, [this, ask](const Result<ScheduledText> &text) {
        if (!text)
            return ask->responder.send(failureAnswer(text.error()));
        const Read read = readText(*ask, *text);
        if (!read)
            return ask->responder.send(read.error());
        answerWith(ask, m_store.write([text = *read, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
            if (const auto changed = ScheduledTextTable(db).change(text); !changed)
                return fail(changed.error());
            if (const auto kept = noted(db, who, deed(u"scheduled-text-changed"_s, text.id), now); !kept)
                return fail(kept.error());
            if (const auto told = tellScheduled(db, text.id, text.line, text.author, State::Waiting, now); !told)
                return fail(told.error());
            return shown(text);
        }),
                   this);
    });
}

void ScheduledTexts::cancel(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.write([id = ask->args.first().toLongLong(), sight = ask->sight, who = ask->visitor.name,
                                   now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        auto text = seen(db, id, sight);
        if (!text)
            return fail(text.error());
        if (const auto canceled = ScheduledTextTable(db).cancel(id, who); !canceled)
            return fail(canceled.error());
        if (const auto kept = noted(db, who, deed(u"scheduled-text-canceled"_s, id), now); !kept)
            return fail(kept.error());
        if (const auto told = tellScheduled(db, id, text->line, text->author, State::Canceled, now); !told)
            return fail(told.error());
        text->state = State::Canceled;
        text->why = who;
        return shown(*text);
    }),
               this);
}

} // namespace milassist::relay
