// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

namespace milassist::routing
{

/// A call that shows it.
struct Example {
    QDateTime at; ///< UTC
    IncomingCall call;
    bool operator==(const Example &) const = default;
};

/// One thing that is wrong, or odd, in a plan.
struct Finding {
    enum class Problem {
        // Refused:
        CallerRingsNobody,  ///< the line is open, its route means people, and nobody could be there, whoever signs in
        LoopToOwnLine,      ///< an outside number is one of our lines
        RingsTooLong,       ///< found: the sum of all stages at the worst; allowed: the line's patience
        NoSuchPart,         ///< it names a part that the plan does not have
        TimeOutOfBounds,    ///< found is not within lowest and allowed
        EndsBeforeItStarts, ///< an override or a swap
        RotaNotFinished,    ///< no people, no start, or turns of no length
        CountOutOfBounds,   ///< the same with numbers of things: found, lowest, allowed without their unit
        UnusableLanguage,   ///< nothing is read aloud in it
        // Worth a look:
        EmptyGroup,   ///< a stage that rings nobody, beside others that do
        TwiceInGroup, ///< one person
        AlreadyOver,  ///< an override that has ended
        NoSuchSound,  ///< a sound that is not stored: callers hear the program's own sentence instead
        HoursAssumed, ///< an import has guessed the days and the zone
    };
    Problem problem;
    QString path; ///< "routes[day].stages[1].group", each part by its id
    QString name; ///< the id, number or person that it is about
    seconds found{0}, lowest{0}, allowed{0};
    std::optional<Example> example; ///< none where no call ever gets there
    bool isRefused() const { return problem < Problem::EmptyGroup; }
    bool operator==(const Finding &) const = default;
};

using Findings = std::vector<Finding>;

/// One line of English, for a terminal or the log. Numbers are masked.
QString describe(const Finding &finding);

} // namespace milassist::routing
