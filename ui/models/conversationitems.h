// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/timelineitem.h"

#include <QDate>

namespace milassist
{

/// One row of a conversation on the screen: a text, a call or a voicemail that stands between them, or a line.
struct ConversationItem {
    enum class Kind { Message, Call, Voicemail, Day, Unread };
    Kind kind = Kind::Message;
    MessageRow row;          ///< of a Message
    TimelineItem event;      ///< of a Call or a Voicemail
    QDate day;               ///< of a Day, local
    bool groupBegins = true; ///< first of several texts from one side within a few minutes
    bool groupEnds = true;   ///< last of them: it says when
    bool operator==(const ConversationItem &) const = default;

    bool isEvent() const { return kind == Kind::Call || kind == Kind::Voicemail; }
    /// 0 for a line.
    qint64 id() const { return kind == Kind::Message ? row.id : isEvent() ? rowIdOf(event) : 0; }
    /// Same place in the conversation, whatever it says now.
    bool isSameAs(const ConversationItem &other) const { return kind == other.kind && id() == other.id() && day == other.day; }
};

bool isOurs(const MessageRow &row);

/// What happened in the order of a conversation, with its dividers.
/// @param timeline  oldest first
/// @param firstUnread  id of the message before which the line "New" stands; 0 = none
QList<ConversationItem> conversationItems(const QList<TimelineItem> &timeline, qint64 firstUnread);

/// Id of the oldest of the newest @p unread received texts of @p timeline (oldest first); 0 when unread is 0.
qint64 firstUnreadOf(const QList<TimelineItem> &timeline, int unread);

} // namespace milassist
