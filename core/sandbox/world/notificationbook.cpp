// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/notificationbook.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

Result<Slice<Notification>> NotificationBook::list(const Form &query) const
{
    return listOfCall({}, query);
}

Result<Slice<Notification>> NotificationBook::listOfCall(QStringView callSid, const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const auto before =
        m_ground.quirks.beforeIncludesDay ? InstantFilter::Before::IncludesTheDay : InstantFilter::Before::ExcludesTheDay;
    const auto dates = InstantFilter::parse(query, u"MessageDate", before);
    const QString log = query.value(u"Log");
    return m_notifications.page(*request, [&](const Notification &note) {
        return (callSid.isEmpty() || note.callSid == callSid) && (log.isEmpty() || note.log == log)
            && dates.accepts(note.messageDate);
    });
}

Result<Notification> NotificationBook::fetchOfCall(QStringView callSid, QStringView sid) const
{
    const Notification *note = m_notifications.find(sid);
    if (!note || note->callSid != callSid)
        return noSuchThing();
    return *note;
}

Notification NotificationBook::add(int errorCode, Notification notification)
{
    notification.sid = m_ground.sids.make("NO", m_nextSerial++);
    notification.errorCode = QString::number(errorCode);
    if (notification.log.isEmpty())
        notification.log = u"0"_s;
    notification.moreInfo = u"https://www.twilio.com/docs/errors/"_s + notification.errorCode;
    notification.createdAt = notification.updatedAt = m_ground.nowInSeconds();
    if (!notification.messageDate.isValid())
        notification.messageDate = notification.createdAt;
    return m_notifications.add(std::move(notification));
}

} // namespace milassist::world
