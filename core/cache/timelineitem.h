// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/cache/messagestore.h"
#include "core/cache/voicemailstore.h"

#include <variant>

namespace milassist {

/// One thing that happened with somebody.
struct TimelineItem {
    QDateTime at;               ///< UTC, whole seconds; when it was begun
    std::variant<CallRow, VoicemailRow, MessageRow> what;
    bool operator==(const TimelineItem &) const = default;
};

/// The id of its row: it carries the time, whatever the row is of, so that rows of all kinds stand in one order. Below 0
/// for a text that waits to be sent.
inline qint64 rowIdOf(const TimelineItem &item)
{
    return std::visit([](const auto &row) { return row.id; }, item.what);
}

/// Whose timeline: a contact with all their numbers, or one party when the contact is 0.
struct TimelineOf {
    qint64 contact = 0;
    Party party;
};

} // namespace milassist
