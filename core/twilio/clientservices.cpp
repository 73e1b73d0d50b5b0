// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QUrl servicesUrl(const Credentials &credentials, const QString &path, const Parameters &query = {})
{
    return productUrl(credentials.baseUrl, Product::Messaging, u"/v1/Services"_s + path, query.encoded());
}

Parameters sized(const Paging &paging)
{
    Parameters query;
    query.add(u"PageSize", QString::number(qBound(1, paging.pageSize, Paging::largestPage)));
    return query;
}

} // namespace

QFuture<Result<Page<MessagingService>>> TwilioClient::messagingServices(Paging paging)
{
    const QUrl first = servicesUrl(credentials(), {}, sized(paging));
    return list<MessagingService>(Product::Messaging, first, "services", std::move(paging), [](QList<MessagingService> &) {});
}

QFuture<Result<MessagingService>> TwilioClient::messagingService(MessagingServiceSid sid)
{
    return fetch<MessagingService>(servicesUrl(credentials(), u'/' + sid.text()));
}

QFuture<Result<Page<ServiceSender>>> TwilioClient::serviceSenders(MessagingServiceSid service, Paging paging)
{
    const QUrl first = servicesUrl(credentials(), u"/%1/PhoneNumbers"_s.arg(service.text()), sized(paging));
    return list<ServiceSender>(Product::Messaging, first, "phone_numbers", std::move(paging), [](QList<ServiceSender> &) {});
}

QFuture<Result<ServiceSender>> TwilioClient::serviceSender(MessagingServiceSid service, PhoneNumberSid number)
{
    return fetch<ServiceSender>(servicesUrl(credentials(), u"/%1/PhoneNumbers/%2"_s.arg(service.text(), number.text())));
}

} // namespace milassist
