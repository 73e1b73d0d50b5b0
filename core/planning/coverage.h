// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <array>

namespace milassist
{

/// How many people would ring in an hour of a line's day if everybody who is on duty were there.
struct CoverageHour {
    bool isOpen = false;    ///< at some time in it
    int fewest = 0;         ///< people and outside numbers, at the time when there are fewest; only while they are promised
    int most = 0;
    bool isPromised = false; ///< the route in force rings people, at some time in it
    bool isGap = false;      ///< ... and there are none then
    bool operator==(const CoverageHour &) const = default;
};
using CoverageDay = std::array<CoverageHour, 24>;

struct HolidayCoverage {
    QDate day;
    QString name;
    CoverageDay hours;
    bool operator==(const HolidayCoverage &) const = default;
};

/// Where callers would find nobody.
struct Coverage {
    routing::Zone zone;                    ///< of the line: hours are on its clock
    QDate monday;                          ///< of the week that was looked at
    std::array<CoverageDay, 7> week;       ///< Monday first: a week without holidays and overrides
    std::vector<HolidayCoverage> holidays; ///< those of the coming days that the line or somebody's shift has
    int gaps() const;
    bool operator==(const Coverage &) const = default;
};

/// How far ahead holidays are looked at.
constexpr int coverageDays = 90;

/// Pure but for the rules of the zones. Some milliseconds a line. Any thread.
Coverage coverageOf(const routing::Plan &plan, const PhoneNumber &line, const QDateTime &now);

} // namespace milassist
