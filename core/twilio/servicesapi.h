// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/messagingservice.h"
#include "core/twilio/page.h"

#include <QFuture>

namespace milassist {

/// Messaging Services and the numbers in them. See callsapi.h for threads.
class ServicesApi {
public:
    virtual ~ServicesApi() = default;

    virtual QFuture<Result<Page<MessagingService>>> messagingServices(Paging paging) = 0;
    virtual QFuture<Result<MessagingService>> messagingService(MessagingServiceSid sid) = 0;
    virtual QFuture<Result<Page<ServiceSender>>> serviceSenders(MessagingServiceSid service, Paging paging) = 0;
    /// The number as a sender of the service. Errors: NotFound when it is not in the service.
    virtual QFuture<Result<ServiceSender>> serviceSender(MessagingServiceSid service, PhoneNumberSid number) = 0;
};

} // namespace milassist
