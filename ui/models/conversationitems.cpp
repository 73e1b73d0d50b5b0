// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversationitems.h"

namespace milassist
{

namespace
{

constexpr qint64 groupSeconds = 5 * 60;

QDate dayOf(const TimelineItem &item)
{
    const auto *message = std::get_if<MessageRow>(&item.what); // says itself when it was sent
    return (message ? message->at : item.at).toLocalTime().date();
}

bool oneGroup(const TimelineItem &earlier, const TimelineItem &later)
{
    const auto *first = std::get_if<MessageRow>(&earlier.what);
    const auto *second = std::get_if<MessageRow>(&later.what);
    return first && second && isOurs(*first) == isOurs(*second) && first->at.secsTo(second->at) < groupSeconds
        && dayOf(earlier) == dayOf(later);
}

} // namespace

bool isOurs(const MessageRow &row)
{
    return row.outbox.has_value() || !isInbound(row.message);
}

QList<ConversationItem> conversationItems(const QList<TimelineItem> &timeline, qint64 firstUnread)
{
    using Kind = ConversationItem::Kind;
    const auto isUnread = [firstUnread](const TimelineItem &item) { return firstUnread != 0 && rowIdOf(item) == firstUnread; };
    QList<ConversationItem> items;
    items.reserve(timeline.size() + 16);
    for (qsizetype i = 0; i < timeline.size(); ++i) {
        const TimelineItem &here = timeline[i];
        if (i == 0 || dayOf(timeline[i - 1]) != dayOf(here))
            items.append({.kind = Kind::Day, .day = dayOf(here)});
        if (isUnread(here))
            items.append({.kind = Kind::Unread});
        const auto *message = std::get_if<MessageRow>(&here.what);
        if (!message) {
            items.append({.kind = std::holds_alternative<CallRow>(here.what) ? Kind::Call : Kind::Voicemail, .event = here});
            continue;
        }
        const bool continues = i > 0 && !isUnread(here) && oneGroup(timeline[i - 1], here);
        const bool isContinued = i + 1 < timeline.size() && oneGroup(here, timeline[i + 1]) && !isUnread(timeline[i + 1]);
        items.append({.row = *message, .groupBegins = !continues, .groupEnds = !isContinued});
    }
    return items;
}

qint64 firstUnreadOf(const QList<TimelineItem> &timeline, int unread)
{
    qint64 first = 0;
    for (auto item = timeline.crbegin(); item != timeline.crend() && unread > 0; ++item) {
        const auto *message = std::get_if<MessageRow>(&item->what);
        if (!message || isOurs(*message))
            continue;
        first = message->id;
        --unread;
    }
    return first;
}

} // namespace milassist
