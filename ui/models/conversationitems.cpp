// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversationitems.h"

namespace milassist
{

namespace
{

constexpr qint64 groupSeconds = 5 * 60;

QDate dayOf(const MessageRow &row)
{
    return row.at.toLocalTime().date();
}

bool oneGroup(const MessageRow &earlier, const MessageRow &later)
{
    return isOurs(earlier) == isOurs(later) && earlier.at.secsTo(later.at) < groupSeconds && dayOf(earlier) == dayOf(later);
}

} // namespace

bool isOurs(const MessageRow &row)
{
    return row.outbox.has_value() || !isInbound(row.message);
}

QList<ConversationItem> conversationItems(const QList<MessageRow> &rows, qint64 firstUnread)
{
    QList<ConversationItem> items;
    items.reserve(rows.size() + 16);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const MessageRow &row = rows[i];
        const bool newDay = i == 0 || dayOf(rows[i - 1]) != dayOf(row);
        const bool unreadHere = firstUnread != 0 && row.id == firstUnread;
        if (newDay)
            items.append({.kind = ConversationItem::Kind::Day, .day = dayOf(row)});
        if (unreadHere)
            items.append({.kind = ConversationItem::Kind::Unread});
        const bool continues = i > 0 && !unreadHere && oneGroup(rows[i - 1], row);
        const bool isContinued = i + 1 < rows.size() && oneGroup(row, rows[i + 1]) && rows[i + 1].id != firstUnread;
        items.append({.row = row, .groupBegins = !continues, .groupEnds = !isContinued});
    }
    return items;
}

qint64 firstUnreadOf(const QList<MessageRow> &rows, int unread)
{
    qint64 first = 0;
    for (auto row = rows.crbegin(); row != rows.crend() && unread > 0; ++row) {
        if (isOurs(*row))
            continue;
        first = row->id;
        --unread;
    }
    return first;
}

} // namespace milassist
