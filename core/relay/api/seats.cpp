// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/seats.h"

#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/turntable.h"
#include "core/relay/masking/veil.h"

#include <set>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using routing::PersonId;

namespace
{

QJsonArray namesOf(const std::vector<PersonId> &people)
{
    QJsonArray names;
    for (const PersonId &person : people)
        names.append(person.text());
    return names;
}

/// As a decision would see it now: somebody whose desk says nothing may count as being there.
bool canBeRung(const routing::Roster &roster, const PersonId &person, const QDateTime &now)
{
    const auto found = roster.people.find(person);
    return found != roster.people.end() && (found->second.registeredUntil > now || found->second.phone);
}

QJsonObject shownPerson(const PersonShown &person, bool isReachable)
{
    return {{u"person"_s, person.person.text()},
            {u"presence"_s, Word<routing::Presence>(person.presence).text()},
            {u"presence_ends"_s, jsonInstant(person.presenceEnds)},
            {u"registered"_s, person.isRegistered},
            {u"reachable"_s, isReachable},
            {u"in_call"_s, person.inCall},
            {u"wrap_up_ends"_s, jsonInstant(person.wrapUpEnds)}};
}

Result<QJsonArray> shownTurns(SqlConnection &db, const std::map<routing::GroupId, routing::Turn> &turns)
{
    QJsonArray list;
    for (const auto &[group, turn] : turns) {
        const auto standing = TurnTable(db).standing(group, turn.offered);
        if (!standing)
            return fail(standing.error());
        QJsonArray counts;
        for (const TurnCount &count : *standing)
            counts.append(QJsonObject{{u"person"_s, count.person.text()}, {u"offers"_s, count.offers}, {u"answers"_s, count.answers}});
        list.append(QJsonObject{{u"group"_s, group.text()},
                                {u"offered"_s, namesOf(turn.offered)},
                                {u"passed_over"_s, namesOf(turn.passedOver)},
                                {u"counts"_s, counts}});
    }
    return list;
}

} // namespace

Seats::Seats(SharedStore &store, AccountSid account, Premises premises, PlanInForce plan, QObject *parent)
    : QObject(parent), m_store(store), m_account(std::move(account)), m_premises(std::move(premises)), m_plan(std::move(plan))
{
}

std::vector<ApiRoute> Seats::routes()
{
    return {
        {"GET", u"/api/team/me"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { me(ask); }},
        {"GET", u"/api/team/roster"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { roster(ask); }},
        {"POST", u"/api/team/presence"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { setPresence(ask); }},
    };
}

void Seats::me(const ApiAskPtr &ask) const
{
    const QString &name = ask->visitor.name;
    const auto desk = m_premises.desks.find(PersonId(name));
    const auto plan = m_plan ? m_plan() : nullptr;
    ask->responder.send(jsonAnswer(200, {{u"name"_s, name},
                                         {u"role"_s, Word<Role>(ask->visitor.role).text()},
                                         {u"account_sid"_s, m_account.text()},
                                         {u"sight"_s, sightMark(ask->visitor, plan.get())},
                                         {u"sip_domain"_s, m_premises.sipDomain},
                                         {u"sip_user"_s, desk == m_premises.desks.end() ? name : desk->second}}));
}

/// Who have a desk, and count as being at it where desks do not tell when they are on.
std::vector<PersonId> Seats::assumed() const
{
    std::vector<PersonId> people;
    if (m_premises.registrationIsTold)
        return people;
    for (const auto &[person, desk] : m_premises.desks)
        people.push_back(person);
    const auto plan = m_plan ? m_plan() : nullptr;
    if (people.empty() && plan) {
        for (const auto &[person, about] : plan->people)
            people.push_back(person);
    }
    return people;
}

/// What everybody is called who has a name in the plan.
QJsonObject Seats::names() const
{
    QJsonObject names;
    if (const auto plan = m_plan ? m_plan() : nullptr) {
        for (const auto &[id, person] : plan->people) {
            if (!person.name.isEmpty())
                names.insert(id.text(), person.name);
        }
    }
    return names;
}

void Seats::roster(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([now = ask->now, assumed = assumed(), names = names()](SqlConnection &db) -> Result<QJsonObject> {
        const auto known = RosterTable(db).shown(now);
        const auto roster = rosterOf(db, now, assumed);
        if (!known || !roster)
            return fail(known ? roster.error() : known.error());
        QJsonArray people;
        std::set<PersonId> named;
        for (const PersonShown &person : *known) {
            named.insert(person.person);
            people.append(shownPerson(person, canBeRung(*roster, person.person, now)));
        }
        for (const auto &[id, person] : roster->people) {
            if (!named.contains(id))
                people.append(shownPerson({.person = id}, canBeRung(*roster, id, now)));
        }
        const auto turns = shownTurns(db, roster->turns);
        if (!turns)
            return fail(turns.error());
        return QJsonObject{{u"people"_s, people}, {u"turns"_s, *turns}, {u"names"_s, names}};
    }),
               this);
}

/// {"presence": "away", "until": instant, "wrapping_up_until": instant or null}: what is there is changed.
void Seats::setPresence(const ApiAskPtr &ask)
{
    const Word<routing::Presence> presence(ask->text("presence"_L1));
    const bool hasWrapUp = ask->body.contains("wrapping_up_until"_L1);
    const bool hasPresence = ask->body.contains("presence"_L1) || !hasWrapUp;
    if (hasPresence && !presence.isKnown())
        return ask->responder.send(badField(u"presence"_s, u"available, away or do_not_disturb"_s));
    const auto instantIn = [&](QLatin1StringView field) { return QDateTime::fromString(ask->text(field), Qt::ISODate).toUTC(); };
    const QDateTime until = instantIn("until"_L1), wrapUp = instantIn("wrapping_up_until"_L1);
    if (!ask->text("until"_L1).isEmpty() && !until.isValid())
        return ask->responder.send(badField(u"until"_s, u"2026-11-23T17:00:00Z"_s));
    constexpr int longestWrapUp = 3600; // seconds; who forgets it is not passed over all day
    const bool isWrapUp = ask->body.value("wrapping_up_until"_L1).isNull()
        || (wrapUp.isValid() && wrapUp <= ask->now.addSecs(longestWrapUp));
    if (hasWrapUp && !isWrapUp)
        return ask->responder.send(badField(u"wrapping_up_until"_s, u"2026-11-23T17:00:00Z, an hour from now at most; or null"_s));
    answerWith(ask, m_store.write([=, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        QJsonObject answer{{u"person"_s, who}}, event = answer;
        bool isNews = hasWrapUp;
        if (hasPresence) {
            const auto changed = RosterTable(db).setPresence(PersonId(who), presence.valueOr({}), until, now);
            if (!changed)
                return fail(changed.error());
            isNews = isNews || *changed;
            event.insert(u"presence"_s, presence.text());
            answer.insert(u"presence"_s, presence.text());
            answer.insert(u"until"_s, jsonInstant(until));
        }
        if (hasWrapUp) {
            if (const auto done = RosterTable(db).setWrapUp(PersonId(who), wrapUp); !done)
                return fail(done.error());
            event.insert(u"wrap_up_ends"_s, jsonInstant(wrapUp));
            answer.insert(u"wrapping_up_until"_s, jsonInstant(wrapUp));
        }
        const Deed deed{.what = {}, .about = {}, .detail = {}, .eventKind = u"presence"_s, .event = event};
        if (const auto told = isNews ? noted(db, who, deed, now) : Result<>(); !told)
            return fail(told.error());
        return answer;
    }),
               this);
}

} // namespace milassist::relay
