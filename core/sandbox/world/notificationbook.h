// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/trafficrecords.h"

namespace milassist::world
{

/// What went wrong with webhooks and calls: Twilio's debugger.
class NotificationBook
{
public:
    explicit NotificationBook(Ground &ground) : m_ground(ground) {}

    /// Filters: Log, MessageDate[<>].
    Result<Slice<Notification>> list(const Form &query) const;
    Result<Slice<Notification>> listOfCall(QStringView callSid, const Form &query) const;
    Result<Notification> fetch(QStringView sid) const { return m_notifications.fetch(sid); }
    Result<Notification> fetchOfCall(QStringView callSid, QStringView sid) const;

    /// Writes one down. @p errorCode 11200, ...; sid, dates and more_info are filled in.
    Notification add(int errorCode, Notification notification);

private:
    Ground &m_ground;
    Shelf<Notification> m_notifications;
    quint64 m_nextSerial = 0;
};

} // namespace milassist::world
