// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/servicebook.h"

#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/patch.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

Result<MessagingService> patchedService(MessagingService service, const Form &form)
{
    const auto outcome = Patch(form)
                             .text(u"FriendlyName", service.friendlyName, 64)
                             .url(u"InboundRequestUrl", service.inboundRequestUrl)
                             .method(u"InboundMethod", service.inboundMethod)
                             .url(u"FallbackUrl", service.fallbackUrl)
                             .method(u"FallbackMethod", service.fallbackMethod)
                             .url(u"StatusCallback", service.statusCallback)
                             .flag(u"StickySender", service.stickySender)
                             .flag(u"MmsConverter", service.mmsConverter)
                             .flag(u"SmartEncoding", service.smartEncoding)
                             .oneOf(u"ScanMessageContent", service.scanMessageContent, {u"inherit"_s, u"enable"_s, u"disable"_s})
                             .flag(u"FallbackToLongCode", service.fallbackToLongCode)
                             .flag(u"AreaCodeGeomatch", service.areaCodeGeomatch)
                             .flag(u"SynchronousValidation", service.synchronousValidation)
                             .number(u"ValidityPeriod", service.validityPeriod, 1, 36000)
                             .text(u"Usecase", service.usecase)
                             .flag(u"UseInboundWebhookOnNumber", service.useInboundWebhookOnNumber)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    return service;
}

} // namespace

Result<Slice<MessagingService>> ServiceBook::list(const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return m_services.page(*request, [](const MessagingService &) { return true; });
}

Result<MessagingService> ServiceBook::create(const Form &form)
{
    if (auto given = require(form, {u"FriendlyName"}); !given)
        return tl::unexpected(given.error());
    auto service = patchedService({}, form);
    if (!service)
        return service;
    service->sid = m_ground.sids.make("MG", m_nextSerial++);
    service->createdAt = service->updatedAt = m_ground.nowInSeconds();
    return m_services.add(*std::move(service));
}

Result<MessagingService> ServiceBook::update(QStringView sid, const Form &form)
{
    MessagingService *service = m_services.find(sid);
    if (!service)
        return noSuchThing();
    auto changed = patchedService(*service, form);
    if (!changed)
        return changed;
    changed->updatedAt = m_ground.nowInSeconds();
    return *service = *std::move(changed);
}

Result<> ServiceBook::remove(QStringView sid)
{
    if (!m_services.remove(sid))
        return noSuchThing();
    return {};
}

ServiceNumber ServiceBook::describe(const MessagingService &service, const IncomingNumber &number) const
{
    ServiceNumber described{.sid = number.sid, .serviceSid = service.sid, .phoneNumber = number.phoneNumber};
    described.createdAt = described.updatedAt = service.updatedAt;
    if (number.capabilities.voice)
        described.capabilities.append(u"Voice"_s);
    if (number.capabilities.sms)
        described.capabilities.append(u"SMS"_s);
    if (number.capabilities.mms)
        described.capabilities.append(u"MMS"_s);
    return described;
}

Result<Slice<ServiceNumber>> ServiceBook::numbers(QStringView sid, const Form &query) const
{
    const MessagingService *service = m_services.find(sid);
    if (!service)
        return noSuchThing();
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const QStringList &sids = service->numberSids;
    return cutPage<ServiceNumber>(
        int(sids.size()), *request, [&](const QString &wanted) { return int(sids.indexOf(wanted)); }, [](int) { return true; },
        [&](int index) { return describe(*service, *m_numbers.fetch(sids[index])); });
}

Result<ServiceNumber> ServiceBook::number(QStringView sid, QStringView numberSid) const
{
    const MessagingService *service = m_services.find(sid);
    const auto number = m_numbers.fetch(numberSid);
    if (!service || !number || !service->numberSids.contains(numberSid))
        return noSuchThing();
    return describe(*service, *number);
}

Result<ServiceNumber> ServiceBook::addNumber(QStringView sid, const Form &form)
{
    MessagingService *service = m_services.find(sid);
    if (!service)
        return noSuchThing();
    if (auto given = require(form, {u"PhoneNumberSid"}); !given)
        return tl::unexpected(given.error());
    const QString numberSid = form.value(u"PhoneNumberSid");
    const auto number = m_numbers.fetch(numberSid);
    if (!number)
        return refuse(21701, u"Phone Number resource does not exist: %1"_s.arg(numberSid), 404);
    if (service->numberSids.contains(numberSid))
        return refuse(21710, u"Phone Number or Short Code is already in the Messaging Service."_s, 409);
    if (ofNumber(numberSid))
        return refuse(21712, u"Phone Number or Short Code is associated with another Messaging Service."_s, 409);
    service->numberSids.append(numberSid);
    service->updatedAt = m_ground.nowInSeconds();
    return describe(*service, *number);
}

Result<> ServiceBook::removeNumber(QStringView sid, QStringView numberSid)
{
    MessagingService *service = m_services.find(sid);
    if (!service || !service->numberSids.removeOne(numberSid.toString()))
        return noSuchThing();
    service->updatedAt = m_ground.nowInSeconds();
    return {};
}

const MessagingService *ServiceBook::ofNumber(QStringView numberSid) const
{
    return m_services.findIf([numberSid](const MessagingService &service) { return service.numberSids.contains(numberSid); });
}

std::optional<QString> ServiceBook::chooseSender(QStringView sid, const QString &to)
{
    const MessagingService *service = m_services.find(sid);
    if (!service)
        return std::nullopt;
    QStringList senders;
    for (const QString &numberSid : service->numberSids) {
        if (const auto number = m_numbers.fetch(numberSid); number && number->capabilities.sms)
            senders.append(number->phoneNumber);
    }
    if (senders.isEmpty())
        return std::nullopt;
    const QString key = service->sid + to;
    if (const QString before = m_sticky.value(key); service->stickySender && senders.contains(before))
        return before;
    const auto nearby =
        std::ranges::find_if(senders, [&](const QString &s) { return service->areaCodeGeomatch && s.left(5) == to.left(5); });
    const QString chosen = nearby == senders.end() ? senders.first() : *nearby;
    m_sticky.insert(key, chosen);
    return chosen;
}

void ServiceBook::numberReleased(QStringView numberSid)
{
    m_services.forEachMutable([&](MessagingService &service) { service.numberSids.removeAll(numberSid.toString()); });
}

} // namespace milassist::world
