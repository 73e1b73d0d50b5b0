// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/voicemails.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const LedgerVoicemail &voicemail)
{
    return {{u"sid"_s, voicemail.sid.text()},
            {u"call_sid"_s, voicemail.callSid.text()},
            {u"line"_s, voicemail.line.text()},
            {u"caller"_s, voicemail.caller.text()},
            {u"seconds"_s, voicemail.duration ? QJsonValue(qint64(voicemail.duration->count())) : QJsonValue()},
            {u"status"_s, voicemail.status.text()},
            {u"transcription"_s, voicemail.transcription.text()},
            {u"text"_s, voicemail.text},
            {u"at"_s, jsonInstant(voicemail.firstHeardOfAt)},
            {u"assigned_to"_s, voicemail.assignedTo},
            {u"handled_by"_s, voicemail.handledBy},
            {u"handled_at"_s, jsonInstant(voicemail.handledAt)},
            {u"heard_by"_s, QJsonArray::fromStringList(voicemail.heardBy)}};
}

/// Shared is what is of a line that is seen; one's own is what was given to one.
bool sees(const ApiAsk &ask, const LedgerVoicemail &voicemail)
{
    if (ask.sight.isWhole() || voicemail.assignedTo == ask.visitor.name)
        return true;
    return !voicemail.line.isEmpty() && ask.sight.sees(voicemail.line);
}

Result<LedgerVoicemail> seen(SqlConnection &db, const ApiAsk &ask, const RecordingSid &sid)
{
    const auto found = VoicemailTable(db).find(sid);
    if (!found)
        return fail(found.error());
    if (!*found || !sees(ask, **found))
        return fail(Error::Kind::NotFound, u"no such voicemail"_s);
    return **found;
}

template <typename Outcome>
Result<> only(Outcome &&outcome)
{
    return outcome ? Result<>() : Result<>(fail(outcome.error()));
}

} // namespace

std::vector<ApiRoute> Voicemails::routes()
{
    const auto doing = [this](const QString &what, auto step) {
        return [this, what, step](const ApiAskPtr &ask) {
            change(ask, what, [step, who = ask->visitor.name, now = ask->now](SqlConnection &db, const LedgerVoicemail &one) {
                VoicemailTable table(db);
                return only(step(table, one.sid, who, now));
            });
        };
    };
    using Table = VoicemailTable;
    using Sid = RecordingSid;
    return {
        {"GET", u"/api/team/voicemails"_s, Permission::Voicemail, [this](const ApiAskPtr &ask) { list(ask); }},
        {"GET", u"/api/team/voicemails/{}"_s, Permission::Voicemail, [this](const ApiAskPtr &ask) { one(ask); }},
        {"POST", u"/api/team/voicemails/{}/heard"_s, Permission::Voicemail,
         doing(
             u"voicemail-heard"_s,
             [](Table &table, const Sid &sid, const QString &who, const QDateTime &now) { return table.heard(sid, who, now); })},
        {"POST", u"/api/team/voicemails/{}/unheard"_s, Permission::Voicemail,
         doing(u"voicemail-unheard"_s,
               [](Table &table, const Sid &sid, const QString &who, const QDateTime &) { return table.heardNot(sid, who); })},
        {"POST", u"/api/team/voicemails/{}/handle"_s, Permission::Voicemail,
         doing(
             u"voicemail-handled"_s,
             [](Table &table, const Sid &sid, const QString &who, const QDateTime &now) { return table.handle(sid, who, now); })},
        {"POST", u"/api/team/voicemails/{}/reopen"_s, Permission::Voicemail,
         doing(u"voicemail-reopened"_s,
               [](Table &table, const Sid &sid, const QString &, const QDateTime &) { return table.reopen(sid); })},
        {"POST", u"/api/team/voicemails/{}/assign"_s, Permission::Voicemail, [this](const ApiAskPtr &ask) { assign(ask); }},
    };
}

/// ?before=INSTANT
void Voicemails::list(const ApiAskPtr &ask)
{
    const QString wanted = ask->request.query().value(u"before");
    const QDateTime before = wanted.isEmpty() ? ask->now.addDays(1) : QDateTime::fromString(wanted, Qt::ISODate).toUTC();
    if (!before.isValid())
        return ask->responder.send(badField(u"before"_s, u"an instant like 2026-12-24T16:59:50Z"_s));
    answerWith(ask, m_store.read([ask, before](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 100;
        const auto found = VoicemailTable(db).latest(before, page);
        if (!found)
            return fail(found.error());
        QJsonArray voicemails;
        for (const LedgerVoicemail &voicemail : *found) {
            if (sees(*ask, voicemail))
                voicemails.append(shown(voicemail));
        }
        const bool hasMore = found->size() == page;
        return QJsonObject{{u"voicemails"_s, voicemails},
                           {u"before"_s, hasMore ? jsonInstant(found->last().firstHeardOfAt) : QJsonValue()}};
    }),
               this);
}

void Voicemails::one(const ApiAskPtr &ask)
{
    const auto sid = RecordingSid::parse(ask->args.first());
    if (!sid)
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    answerWith(ask, m_store.read([ask, sid = *sid](SqlConnection &db) -> Result<QJsonObject> {
        const auto found = seen(db, *ask, sid);
        if (!found)
            return fail(found.error());
        return shown(*found);
    }),
               this);
}

void Voicemails::change(const ApiAskPtr &ask, const QString &what, Change change)
{
    const auto sid = RecordingSid::parse(ask->args.first());
    if (!sid)
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    answerWith(ask, m_store.write([=, sid = *sid](SqlConnection &db) -> Result<QJsonObject> {
        const auto before = seen(db, *ask, sid);
        if (!before)
            return fail(before.error());
        if (const auto done = change(db, *before); !done)
            return fail(done.error());
        const auto after = VoicemailTable(db).find(sid);
        if (!after)
            return fail(after.error());
        const LedgerVoicemail now = (*after).value_or(*before);
        if (now == *before)
            return shown(now);
        Deed deed{.what = what,
                  .about = sid.text(),
                  .detail = {},
                  .eventKind = u"voicemail"_s,
                  .event = {{u"recording"_s, sid.text()}, {u"what"_s, what.section(u'-', 1)}, {u"by"_s, ask->visitor.name}}};
        if (!now.line.isEmpty())
            deed.event.insert(u"line"_s, now.line.text());
        if (!now.assignedTo.isEmpty())
            deed.event.insert(u"person"_s, now.assignedTo);
        if (const auto kept = noted(db, ask->visitor.name, deed, ask->now); !kept)
            return fail(kept.error());
        return shown(now);
    }),
               this);
}

/// {"person": name}; "" gives it back to everybody
void Voicemails::assign(const ApiAskPtr &ask)
{
    const QString person = ask->text("person"_L1);
    const bool isOwn = person == ask->visitor.name;
    if (!isOwn && !person.isEmpty() && !ask->visitor.may(Permission::Assignment))
        return ask->responder.send(roleRefusal(Permission::Assignment, Dialect::Platform));
    const bool mayTakeAway = ask->visitor.may(Permission::Assignment);
    change(ask, u"voicemail-assigned"_s, [=](SqlConnection &db, const LedgerVoicemail &one) -> Result<> {
        const bool isOthers = !one.assignedTo.isEmpty() && one.assignedTo != ask->visitor.name;
        if (isOthers && !mayTakeAway)
            return fail(Error::Kind::Rejected, u"%1 has it"_s.arg(one.assignedTo));
        if (!person.isEmpty()) {
            const auto user = UserTable(db).named(person);
            if (!user)
                return fail(user.error());
            if (!*user || (*user)->isRevoked())
                return fail(Error::Kind::Rejected, u"nobody here is called %1"_s.arg(person));
        }
        return VoicemailTable(db).assign(one.sid, person);
    });
}

} // namespace milassist::relay
