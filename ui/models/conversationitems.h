// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/messagestore.h"

#include <QDate>

namespace milassist
{

/// One row of a conversation on the screen: a text, or a line between texts.
struct ConversationItem {
    enum class Kind { Message, Day, Unread };
    Kind kind = Kind::Message;
    MessageRow row;          ///< of a Message
    QDate day;               ///< of a Day, local
    bool groupBegins = true; ///< first of several from one side within a few minutes
    bool groupEnds = true;   ///< last of them: it says when
    bool operator==(const ConversationItem &) const = default;

    /// Same place in the conversation, whatever it says now.
    bool isSameAs(const ConversationItem &other) const
    {
        return kind == other.kind && (kind != Kind::Message || row.id == other.row.id) && (kind != Kind::Day || day == other.day);
    }
};

bool isOurs(const MessageRow &row);

/// Texts in the order of a conversation with its dividers.
/// @param rows  oldest first
/// @param firstUnread  id of the message before which the line "New" stands; 0 = none
QList<ConversationItem> conversationItems(const QList<MessageRow> &rows, qint64 firstUnread);

/// Id of the oldest of the newest @p unread received texts among @p rows (oldest first); 0 when unread is 0.
qint64 firstUnreadOf(const QList<MessageRow> &rows, int unread);

} // namespace milassist
