// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/rostertable.h"

#include "core/relay/ledger/turntable.h"
#include "core/routing/plan/planfields.h"
#include "core/store/statement.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using routing::OutsidePhone;
using routing::PersonId;
using routing::PersonNow;
using routing::Presence;

namespace
{

void bindInstant(Statement &statement, int position, const QDateTime &instant)
{
    instant.isValid() ? statement.bindInteger(position, instant.toMSecsSinceEpoch()) : statement.bindNull(position);
}

QDateTime instantIn(const Statement &query, int column)
{
    return query.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(query.integer(column), Qt::UTC);
}

// number, when it rings, screening, from @p column on
std::optional<OutsidePhone> phoneIn(const Statement &query, int column)
{
    auto number = PhoneNumber::parse(query.text(column));
    if (!number)
        return std::nullopt;
    return OutsidePhone{.number = *std::move(number),
                        .rings = Word<OutsidePhone::Rings>(query.text(column + 1)).valueOr(OutsidePhone::Rings::WhenTheDeskIsOff),
                        .screening = Word<routing::Screening>(query.text(column + 2)).valueOr(routing::Screening::Ask)};
}

} // namespace

Result<> RosterTable::ensure(const PersonId &person)
{
    if (person.isEmpty())
        return fail(Error::Kind::Rejected, u"somebody without a name"_s);
    Statement insert(m_db, u"INSERT INTO roster (person, presence) VALUES (?, 'available') ON CONFLICT (person) DO NOTHING");
    return insert.with(person.text()).run();
}

Result<bool> RosterTable::setPresence(const PersonId &person, Presence presence, const QDateTime &until, const QDateTime &now)
{
    if (const auto done = ensure(person); !done)
        return fail(done.error());
    Statement query(m_db, u"SELECT presence, until_ms FROM roster WHERE person = ?"_s + m_db.forUpdate());
    PersonShown before;
    if (query.with(person.text()).next()) {
        before.presence = Word<Presence>(query.text(0)).valueOr(Presence::Available);
        before.presenceEnds = instantIn(query, 1);
    }
    query.restart();
    if (!query.ok())
        return query.failure();
    if (before.presenceEnds.isValid() && before.presenceEnds <= now)
        before = {};
    Statement update(m_db, u"UPDATE roster SET presence = ?1, until_ms = ?2 WHERE person = ?3");
    update.bind(1, Word<Presence>(presence).text());
    bindInstant(update, 2, until);
    update.bind(3, person.text());
    if (const auto done = update.run(); !done)
        return fail(done.error());
    return before.presence != presence || before.presenceEnds != until;
}

Result<bool> RosterTable::isRegistered(const PersonId &person, const QDateTime &now)
{
    Statement query(m_db, u"SELECT 1 FROM registration WHERE person = ? AND until_ms > ? LIMIT 1");
    const bool found = query.with(person.text(), now.toMSecsSinceEpoch()).next();
    if (!query.ok())
        return query.failure();
    return found;
}

Result<bool> RosterTable::registered(const PersonId &person, const QString &source, const QDateTime &until, const QDateTime &now)
{
    if (const auto done = ensure(person); !done)
        return fail(done.error());
    const auto before = isRegistered(person, now);
    if (!before)
        return before;
    // To the day, as it is said every half a minute.
    Statement told(m_db, u"UPDATE roster SET told_ms = ?1 WHERE person = ?2 AND (told_ms IS NULL OR told_ms < ?3)");
    if (const auto done = told.with(now.toMSecsSinceEpoch(), person.text(), now.addDays(-1).toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    Statement old(m_db, u"DELETE FROM registration WHERE person = ? AND until_ms <= ?");
    if (const auto done = old.with(person.text(), now.toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    Statement insert(m_db,
                     u"INSERT INTO registration (person, source, until_ms) VALUES (?, ?, ?)"
                     " ON CONFLICT (person, source) DO UPDATE SET until_ms = excluded.until_ms");
    if (const auto done = insert.with(person.text(), source, until.toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    return !*before && until > now;
}

Result<bool> RosterTable::unregistered(const PersonId &person, const QString &source, const QDateTime &now)
{
    Statement remove(m_db, u"DELETE FROM registration WHERE person = ? AND source = ? AND until_ms > ?");
    const bool wasThere = remove.with(person.text(), source, now.toMSecsSinceEpoch()).changes();
    if (!remove.ok())
        return remove.failure();
    return isRegistered(person, now).map([wasThere](bool still) { return wasThere && !still; });
}

Result<> RosterTable::setWrapUp(const PersonId &person, const QDateTime &until)
{
    if (auto done = ensure(person); !done)
        return done;
    Statement update(m_db, u"UPDATE roster SET wrap_up_ms = ?1 WHERE person = ?2");
    bindInstant(update, 1, until);
    update.bind(2, person.text());
    return update.run();
}

Result<> RosterTable::setPhone(const PersonId &person, const std::optional<OutsidePhone> &phone)
{
    if (auto done = ensure(person); !done)
        return done;
    Statement update(m_db, u"UPDATE roster SET phone = ?, phone_rings = ?, phone_screening = ? WHERE person = ?");
    if (!phone)
        return update.with(nullptr, nullptr, nullptr, person.text()).run();
    return update
        .with(phone->number.e164(), Word<OutsidePhone::Rings>(phone->rings).text(),
              Word<routing::Screening>(phone->screening).text(), person.text())
        .run();
}

Result<std::optional<OutsidePhone>> RosterTable::phoneOf(const PersonId &person)
{
    Statement query(m_db, u"SELECT phone, phone_rings, phone_screening FROM roster WHERE person = ?");
    std::optional<OutsidePhone> phone;
    if (query.with(person.text()).next())
        phone = phoneIn(query, 0);
    if (!query.ok())
        return query.failure();
    return phone;
}

// An offer is a row without a leg. It goes with the first word of one, or by itself.
Result<> RosterTable::offered(const CallSid &call, const std::vector<PersonId> &people, const QDateTime &until)
{
    Statement insert(m_db,
                     u"INSERT INTO engagement (call, person, leg, until_ms) VALUES (?, ?, '-', ?)"
                     " ON CONFLICT (call, person, leg) DO UPDATE SET until_ms = excluded.until_ms");
    for (const PersonId &person : people) {
        if (auto done = insert.with(call.text(), person.text(), until.addSecs(offerSlack.count()).toMSecsSinceEpoch()).run();
            !done)
            return done;
    }
    return {};
}

Result<> RosterTable::heard(const CallSid &call, const PersonId &person, const Call &leg, const QDateTime &now)
{
    const bool isOver = isTerminal(leg.status);
    Statement remove(m_db,
                     u"DELETE FROM engagement WHERE (call = ?1 AND person = ?2 AND leg IN ('-', ?3))"
                     " OR (person = ?2 AND until_ms <= ?4)");
    if (auto done = remove.with(call.text(), person.text(), isOver ? leg.sid.text() : u"-"_s, now.toMSecsSinceEpoch()).run();
        !done || isOver)
        return done;
    const std::chrono::milliseconds most =
        leg.status.is(CallStatus::InProgress) ? std::chrono::milliseconds(longestCall) : std::chrono::milliseconds(longestRing);
    // A word that comes after the end of the whole call makes nobody busy.
    Statement insert(m_db,
                     u"INSERT INTO engagement (call, person, leg, until_ms) SELECT ?1, ?2, ?3, CAST(?4 AS BIGINT)"
                     " WHERE NOT EXISTS (SELECT 1 FROM call WHERE sid = ?1 AND outcome IS NOT NULL)"
                     " ON CONFLICT (call, person, leg) DO UPDATE SET until_ms = excluded.until_ms");
    return insert.with(call.text(), person.text(), leg.sid.text(), now.addMSecs(most.count()).toMSecsSinceEpoch()).run();
}

Result<> RosterTable::freed(const CallSid &call)
{
    Statement remove(m_db, u"DELETE FROM engagement WHERE call = ?");
    return remove.with(call.text()).run();
}

Result<QList<PersonShown>> RosterTable::shown(const QDateTime &now)
{
    return rosterOf(m_db, now).map([&now](const routing::Roster &roster) {
        const auto lasts = [&now](const QDateTime &end) { return end.isValid() && now < end; };
        QList<PersonShown> people;
        for (const auto &[person, there] : roster.people) {
            PersonShown shown{.person = person, .isRegistered = lasts(there.registeredUntil), .inCall = there.inCall};
            if (!there.presenceEnds.isValid() || lasts(there.presenceEnds)) {
                shown.presence = there.presence;
                shown.presenceEnds = there.presenceEnds;
            }
            if (lasts(there.wrapUpEnds))
                shown.wrapUpEnds = there.wrapUpEnds;
            people << shown;
        }
        return people;
    });
}

Result<qint64> RosterTable::forgetBefore(const QDateTime &instant, qint64 most)
{
    qint64 gone = 0;
    for (const QStringView sql : {u"DELETE FROM registration WHERE (person, source) IN"
                                  " (SELECT person, source FROM registration WHERE until_ms < ? LIMIT ?) RETURNING 1",
                                  u"DELETE FROM engagement WHERE (call, person, leg) IN"
                                  " (SELECT call, person, leg FROM engagement WHERE until_ms < ? LIMIT ?) RETURNING 1"}) {
        Statement remove(m_db, sql);
        remove.with(instant.toMSecsSinceEpoch(), most);
        while (remove.next())
            ++gone;
        if (!remove.ok())
            return remove.failure();
    }
    return gone;
}

Result<> RosterTable::forget(const PersonId &person)
{
    for (const QStringView sql : {u"DELETE FROM roster WHERE person = ?", u"DELETE FROM registration WHERE person = ?",
                                  u"DELETE FROM engagement WHERE person = ?"}) {
        Statement remove(m_db, sql);
        if (auto done = remove.with(person.text()).run(); !done)
            return done;
    }
    return {};
}

Result<routing::Roster> rosterOf(SqlConnection &db, const QDateTime &now, const std::vector<PersonId> &assumed)
{
    routing::Roster roster;
    for (const PersonId &person : assumed)
        roster.people[person].registeredUntil = now.addSecs(3600);
    const qint64 heardSince = now.addMSecs(-std::chrono::milliseconds(RosterTable::silenceMeansOff).count()).toMSecsSinceEpoch();
    Statement people(db, u"SELECT person, presence, until_ms, wrap_up_ms, phone, phone_rings, phone_screening, told_ms FROM roster"
                         " ORDER BY person");
    while (people.next()) {
        PersonNow there{.presence = Word<Presence>(people.text(1)).valueOr(Presence::Available),
                        .presenceEnds = instantIn(people, 2),
                        .wrapUpEnds = instantIn(people, 3)};
        if (!people.isNull(4))
            there.phone = phoneIn(people, 4);
        PersonNow &known = roster.people[PersonId(people.text(0))];
        if (people.isNull(7) || people.integer(7) < heardSince)
            there.registeredUntil = known.registeredUntil;
        known = std::move(there);
    }
    if (!people.ok())
        return people.failure();

    Statement registrations(db, u"SELECT person, until_ms FROM registration WHERE until_ms > ?");
    registrations.with(now.toMSecsSinceEpoch());
    while (registrations.next()) {
        QDateTime &until = roster.people[PersonId(registrations.text(0))].registeredUntil;
        until = std::max(until, instantIn(registrations, 1));
    }
    if (!registrations.ok())
        return registrations.failure();

    Statement engagements(db, u"SELECT person FROM engagement WHERE until_ms > ?");
    engagements.with(now.toMSecsSinceEpoch());
    while (engagements.next())
        roster.people[PersonId(engagements.text(0))].inCall = true;
    if (!engagements.ok())
        return engagements.failure();

    auto turns = TurnTable(db).all();
    if (!turns)
        return fail(turns.error());
    roster.turns = *std::move(turns);
    return roster;
}

} // namespace milassist::relay
