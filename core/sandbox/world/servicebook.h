// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/accountrecords.h"
#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"

namespace milassist::world
{

class NumberBook;

/// Messaging services and their senders (messaging v1).
class ServiceBook
{
public:
    ServiceBook(Ground &ground, const NumberBook &numbers) : m_ground(ground), m_numbers(numbers) {}
    Result<Slice<MessagingService>> list(const Form &query) const;
    Result<MessagingService> fetch(QStringView sid) const { return m_services.fetch(sid); }
    Result<MessagingService> create(const Form &form);
    Result<MessagingService> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);

    Result<Slice<ServiceNumber>> numbers(QStringView sid, const Form &query) const;
    Result<ServiceNumber> number(QStringView sid, QStringView numberSid) const;
    /// Errors: 20404, 21710 already there, 21712 in another service.
    Result<ServiceNumber> addNumber(QStringView sid, const Form &form);
    Result<> removeNumber(QStringView sid, QStringView numberSid);

    /// The service a number sends for; none for most.
    const MessagingService *ofNumber(QStringView numberSid) const;
    /// The number that sends to @p to: the one it last got something from (sticky), else the first. None = no sender.
    std::optional<QString> chooseSender(QStringView sid, const QString &to);
    void numberReleased(QStringView numberSid);

private:
    ServiceNumber describe(const MessagingService &service, const IncomingNumber &number) const;

    Ground &m_ground;
    const NumberBook &m_numbers;
    Shelf<MessagingService> m_services;
    QHash<QString, QString> m_sticky; ///< service sid + person -> number
    quint64 m_nextSerial = 0;
};

} // namespace milassist::world
