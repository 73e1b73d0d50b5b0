// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/coverage.h"
#include "core/routing/decision/decision.h"

#include <QFuture>

namespace milassist
{

/// How often somebody was offered a call in turn, and took it.
struct OfferCount {
    int offers = 0, answers = 0;
    bool operator==(const OfferCount &) const = default;
};

/// Who is there now, whose turn it is, and how it went.
struct RosterNow {
    routing::Roster roster;
    std::map<routing::GroupId, std::map<routing::PersonId, OfferCount>> counts;
};

/// Who is there, to try a plan out.
enum class Scenario { AsItIs, EverybodyThere, EverybodyBusy, NobodyThere };

/// @param now for AsItIs, and for whose turn it is; none where that is not known: then everybody is there
routing::Roster rosterOf(const routing::Plan &plan, Scenario scenario, const std::optional<RosterNow> &now);

/// A member of a group as it is shown.
struct MemberNow {
    routing::PersonId person;
    bool isNext = false;              ///< would be asked first
    std::optional<routing::Skip> why; ///< not offered calls now
    OfferCount count;
    bool operator==(const MemberNow &) const = default;
};

/// In the order of the group.
std::vector<MemberNow> membersNow(const routing::Plan &plan, const PhoneNumber &line, const routing::GroupId &group,
                                  const RosterNow &now, const QDateTime &instant);

/// coverageOf in another thread.
QFuture<Coverage> coverageLater(routing::Plan plan, PhoneNumber line, QDateTime now);

} // namespace milassist
