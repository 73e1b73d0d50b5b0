// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamroster.h"

#include "core/base/whendone.h"
#include "core/team/teamevents.h"

#include <QJsonArray>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

QDateTime instantOf(const QJsonValue &value)
{
    const QDateTime instant = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return instant.isValid() ? instant.toUTC() : QDateTime();
}

PersonNow personFrom(const QJsonValue &value, const QDateTime &now)
{
    const QString presence = value["presence"_L1].toString();
    PersonNow person;
    person.presence = presence == "away"_L1 ? Presence::Away : presence == "do_not_disturb"_L1 ? Presence::DoNotDisturb : Presence::Available;
    person.presenceEnds = instantOf(value["presence_ends"_L1]);
    // Until when is the relay's own affair; it says when that is over.
    if (value["reachable"_L1].toBool(value["registered"_L1].toBool()))
        person.registeredUntil = now.addYears(1);
    person.inCall = value["in_call"_L1].toBool();
    person.wrapUpEnds = instantOf(value["wrap_up_ends"_L1]);
    return person;
}

std::vector<PersonId> peopleFrom(const QJsonValue &value)
{
    std::vector<PersonId> people;
    for (const QJsonValue &person : value.toArray())
        people.emplace_back(person.toString());
    return people;
}

} // namespace

RosterNow rosterFrom(const QJsonObject &body, const QDateTime &now)
{
    RosterNow roster;
    for (const QJsonValue &value : body.value("people"_L1).toArray()) {
        if (const QString name = value["person"_L1].toString(); !name.isEmpty())
            roster.roster.people[PersonId(name)] = personFrom(value, now);
    }
    for (const QJsonValue &value : body.value("turns"_L1).toArray()) {
        const GroupId group(value["group"_L1].toString());
        roster.roster.turns[group] = {peopleFrom(value["offered"_L1]), peopleFrom(value["passed_over"_L1])};
        for (const QJsonValue &count : value["counts"_L1].toArray())
            roster.counts[group][PersonId(count["person"_L1].toString())] = {count["offers"_L1].toInt(), count["answers"_L1].toInt()};
    }
    return roster;
}

TeamRoster::TeamRoster(TeamClient &client, TeamEvents &events, Clock clock, QObject *parent)
    : QObject(parent), m_client(client), m_clock(std::move(clock))
{
    constexpr auto together = std::chrono::milliseconds(300);
    m_soon.setSingleShot(true);
    m_soon.setInterval(together);
    connect(&m_soon, &QTimer::timeout, this, &TeamRoster::ask);
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if ((event.kind == "presence"_L1 || event.kind == "call"_L1 || event.kind == "plan"_L1) && !m_soon.isActive())
            m_soon.start();
    });
    connect(&events, &TeamEvents::resetTo, this, &TeamRoster::ask);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            ask();
    });
}

QStringList TeamRoster::people() const
{
    QStringList ids;
    if (m_now) {
        for (const auto &[id, person] : m_now->roster.people)
            ids << id.text();
    }
    std::ranges::sort(ids, [this](const QString &a, const QString &b) { return m_names.of(a).localeAwareCompare(m_names.of(b)) < 0; });
    return ids;
}

void TeamRoster::follow()
{
    if (!m_isFollowing)
        refresh();
}

void TeamRoster::refresh()
{
    m_isFollowing = true;
    ask();
}

void TeamRoster::ask()
{
    if (!m_isFollowing)
        return;
    if (m_isAsking) {
        m_askAgain = true;
        return;
    }
    m_isAsking = true;
    whenDone(m_client.get(u"/api/team/roster"_s), this, [this](const Result<QJsonObject> &body) {
        m_isAsking = false;
        if (body) {
            m_now = rosterFrom(*body, m_clock());
            const PeopleNames before = std::exchange(m_names, namesFrom(*body));
            Q_EMIT changed();
            if (m_names != before)
                Q_EMIT namesChanged();
        }
        if (std::exchange(m_askAgain, false))
            m_soon.start();
    });
}

} // namespace milassist
