// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/ids.h"

#include <chrono>
#include <vector>

namespace milassist::routing
{

/// What a line answers to texts by itself. An empty text is none.
struct AutoReplyPolicy {
    QString inHours, outOfHours, onHoliday;
    std::chrono::seconds oncePer{4 * 3600};         ///< to one sender
    std::chrono::seconds quietAfterPerson{30 * 60}; ///< after one of us has answered
    int sameTextsAnHour = 3;                        ///< the third same text in an hour comes from a machine
    int perSenderADay = 5, perLineAnHour = 100;
    bool operator==(const AutoReplyPolicy &) const = default;
};

/// Which texts become a task by themselves. All that is set must hold; a rule of which nothing is set takes every text.
struct TaskRule {
    QString name;
    std::vector<QString> words;  ///< one of them stands in the text, as a whole word or words, in any case
    bool fromStrangers = false;  ///< the sender is not in the address book
    bool whenClosed = false;     ///< out of the line's hours
    QString title;               ///< of the task; empty: the rule's name
    PersonId person;             ///< who is to do it; empty: anybody
    std::chrono::seconds due{0}; ///< after the text; 0 = no day
    bool operator==(const TaskRule &) const = default;
};

/// What a line does with texts of its own accord.
struct LineTexts {
    AutoReplyPolicy reply;
    std::vector<TaskRule> tasks; ///< the first that fits makes the task
    PersonId owner;              ///< who hears when replies were stopped, and of who asks not to be written to; empty: anybody
    bool operator==(const LineTexts &) const = default;
};

} // namespace milassist::routing
