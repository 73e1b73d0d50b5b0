// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/twilio/servicesapi.h"

#include <QHash>
#include <QObject>
#include <QPromise>

#include <optional>

namespace milassist {

/// Which Messaging Service has which of our numbers. Twilio tells it only service by service, so all are read at once and
/// believed for a while. Main thread. Errors: those of every request.
class ServiceFinder : public QObject {
    Q_OBJECT
public:
    explicit ServiceFinder(ServicesApi &twilio, Clock clock = systemClock(), std::chrono::seconds goodFor = std::chrono::minutes(2),
                           QObject *parent = nullptr)
        : QObject(parent), m_twilio(twilio), m_clock(std::move(clock)), m_goodFor(goodFor)
    {
    }

    /// None when no service has it.
    QFuture<Result<std::optional<MessagingService>>> serviceOf(PhoneNumberSid number);

private:
    using Answer = std::optional<MessagingService>;
    struct Question {
        PhoneNumberSid number;
        std::shared_ptr<QPromise<Result<Answer>>> promise;
    };
    void readServices(const QString &cursor, QList<MessagingService> before);
    void readSenders(qsizetype service, const QString &cursor);
    void finish(const Result<> &outcome);
    Answer answerFor(const PhoneNumberSid &number) const;

    ServicesApi &m_twilio;
    Clock m_clock;
    std::chrono::seconds m_goodFor;
    QList<MessagingService> m_services;
    QHash<QString, qsizetype> m_serviceOf; ///< by the number's sid
    QDateTime m_readAt;                    ///< UTC; invalid = not known
    QList<Question> m_waiting;             ///< asked while it is being read
};

} // namespace milassist
