// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"
#include "core/domain/word.h"
#include "core/routing/decision/roster.h"
#include "core/store/sqlconnection.h"

namespace milassist
{

template <>
struct Words<routing::Presence> {
    static constexpr std::pair<const char *, routing::Presence> list[] = {
        {"available", routing::Presence::Available},
        {"away", routing::Presence::Away},
        {"do_not_disturb", routing::Presence::DoNotDisturb},
    };
};

template <>
struct Words<routing::OutsidePhone::Rings> {
    using Rings = routing::OutsidePhone::Rings;
    static constexpr std::pair<const char *, Rings> list[] = {
        {"when_the_desk_is_off", Rings::WhenTheDeskIsOff},
        {"always", Rings::Always},
    };
};

namespace relay
{

/// What others may see of somebody. Their own telephone is not in it.
struct PersonShown {
    routing::PersonId person;
    routing::Presence presence = routing::Presence::Available; ///< as it is now: one that has ended is Available
    QDateTime presenceEnds;                                    ///< UTC; invalid: until it is changed
    bool isRegistered = false;
    bool inCall = false;
    QDateTime wrapUpEnds; ///< UTC; invalid: none
    bool operator==(const PersonShown &) const = default;
};

/// Who is there. Whoever is going to offer a call locks the groups of its line first (TurnTable::lock), then asks rosterOf():
/// so a call that another relay is just offering is seen, and nobody is rung for two.
class RosterTable
{
public:
    explicit RosterTable(SqlConnection &db) : m_db(db) {}

    /// How long somebody counts as in a call at most when no end of it is heard of: Twilio ends a Dial after four hours.
    static constexpr std::chrono::hours longestCall{4};
    /// The same while it rings: Twilio lets nothing ring longer.
    static constexpr std::chrono::minutes longestRing{10};
    /// An offer is over so long after the ringing, if no word of the leg was heard.
    static constexpr std::chrono::seconds offerSlack{10};
    /// So long after a desk has told that it is on, its silence means that it is off. Later nothing is known of it: perhaps
    /// another telephone has taken its place.
    static constexpr std::chrono::hours silenceMeansOff{14 * 24};

    /// @param until invalid: until it is changed. @return whether it is another now. Errors: Storage.
    Result<bool> setPresence(const routing::PersonId &person, routing::Presence presence, const QDateTime &until,
                             const QDateTime &now);
    /// The desk can be rung until then, through this source: a desk's connection, a softphone's registration. To be said again
    /// before it ends. @return whether the person could not be rung at a desk before
    Result<bool> registered(const routing::PersonId &person, const QString &source, const QDateTime &until, const QDateTime &now);
    /// @return whether that was the last one
    Result<bool> unregistered(const routing::PersonId &person, const QString &source, const QDateTime &now);
    /// @param until invalid: it is over
    Result<> setWrapUp(const routing::PersonId &person, const QDateTime &until);
    /// Only for the person whose it is, and for the roster.
    Result<> setPhone(const routing::PersonId &person, const std::optional<routing::OutsidePhone> &phone);
    Result<std::optional<routing::OutsidePhone>> phoneOf(const routing::PersonId &person);

    /// @p call rings for these people until then; they are busy for other calls.
    Result<> offered(const CallSid &call, const std::vector<routing::PersonId> &people, const QDateTime &until);
    /// What is known of a leg to or from @p person: busy until it has ended.
    /// @param leg the sum of what was heard (LegChange::after), so that a late "ringing" makes nobody busy again
    Result<> heard(const CallSid &call, const routing::PersonId &person, const Call &leg, const QDateTime &now);
    /// Nobody is in @p call any more: a Dial has ended, or the call.
    Result<> freed(const CallSid &call);

    /// By name. Errors: Storage.
    Result<QList<PersonShown>> shown(const QDateTime &now);
    /// What was over at @p instant: registrations that were not said again, calls whose end was not heard of. So many rows of
    /// each at most. @return rows that went
    Result<qint64> forgetBefore(const QDateTime &instant, qint64 most = 1'000'000'000);
    /// What is known of somebody who has left goes, their telephone too.
    Result<> forget(const routing::PersonId &person);

private:
    Result<bool> isRegistered(const routing::PersonId &person, const QDateTime &now);
    Result<> ensure(const routing::PersonId &person);

    SqlConnection &m_db;
};

/// Everything that a decision asks about people, with whose turn it is. Four statements. Errors: Storage.
/// @param assumed have a desk, and nobody says that it is on: it is, unless it has told so itself within silenceMeansOff
Result<routing::Roster> rosterOf(SqlConnection &db, const QDateTime &now, const std::vector<routing::PersonId> &assumed = {});

} // namespace relay
} // namespace milassist
