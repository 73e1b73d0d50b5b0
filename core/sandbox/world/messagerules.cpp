// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/messagerules.h"

#include "core/domain/segments.h"
#include "core/sandbox/world/accountbook.h"
#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/optouts.h"
#include "core/sandbox/world/patch.h"
#include "core/sandbox/world/servicebook.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

struct MagicNumber {
    QStringView number;
    int code;
    QStringView message;
};

constexpr QStringView testSender = u"+15005550006";

Result<QString> readRecipient(const Form &form)
{
    const QString to = form.value(u"To");
    if (to.isEmpty())
        return refuse(21604, u"A 'To' phone number is required."_s);
    const auto number = normalised(to);
    if (!number || *number == u"+15005550001")
        return refuse(21211, u"The 'To' number %1 is not a valid phone number."_s.arg(to));
    return *number;
}

Result<QString> readSender(const Form &form, const TextGround &ground)
{
    const QString from = form.value(u"From");
    const QString service = form.value(u"MessagingServiceSid");
    if (from.isEmpty() && service.isEmpty())
        return refuse(21603, u"A 'From' phone number is required."_s);
    if (!service.isEmpty() && !ground.services.fetch(service))
        return refuse(21701, u"The Messaging Service does not exist."_s); // also for a malformed sid
    if (from.isEmpty())
        return QString();
    const auto number = normalised(from);
    if (!number || *number == u"+15005550001")
        return refuse(21212,
                      u"The 'From' number %1 is not a valid phone number, shortcode, or alphanumeric sender ID."_s.arg(from));
    if (*number == u"+15005550008")
        return refuse(21611, u"This 'From' number has exceeded the maximum number of queued messages"_s);
    if (*number == testSender)
        return *number;
    const IncomingNumber *own = ground.numbers.byNumber(*number);
    if (!own || !own->capabilities.sms)
        return refuse(
            21606,
            u"The From phone number %1 is not a valid, SMS-capable inbound phone number or short code for your account."_s.arg(
                *number));
    return *number;
}

Result<> readContent(const Form &form, TextOrder &order)
{
    order.orders.mediaUrls = form.all(u"MediaUrl");
    order.body = form.value(u"Body");
    if (order.orders.mediaUrls.isEmpty() && order.body.isEmpty()) {
        if (form.has(u"ContentSid"))
            return refuse(21656, u"The ContentSid %1 does not exist."_s.arg(form.value(u"ContentSid")));
        if (form.find(u"Body"))
            return refuse(21602, u"Message body is required."_s);
        return refuse(21619, u"A text message body or media urls must be specified."_s);
    }
    if (segmentsOf(order.body).tooLong())
        return refuse(21617, u"The concatenated message body exceeds the 1600 character limit."_s);
    if (order.orders.mediaUrls.size() > 10)
        return refuse(21623, u"Number of media files exceeds allowed limit of 10"_s);
    for (const QString &url : order.orders.mediaUrls) {
        if (!isWebUrl(url))
            return refuse(21620, u"Invalid media URL(s): %1"_s.arg(url));
    }
    order.isSmartEncoded = form.flag(u"SmartEncoded", false);
    if (order.isSmartEncoded)
        order.body = withPlainLookalikes(order.body);
    if (const QString callback = form.value(u"StatusCallback"); !callback.isEmpty() && !isWebUrl(callback))
        return refuse(21609, u"The 'StatusCallback' URL %1 is not a valid URL."_s.arg(callback));
    const auto validity = form.has(u"ValidityPeriod") ? form.number(u"ValidityPeriod") : 36000;
    if (!validity || *validity < 1 || *validity > 36000)
        return refuse(21633, u"ValidityPeriod must be between 1 and 36000 seconds"_s);
    return {};
}

Result<> readSchedule(const Form &form, const TextGround &ground, TextOrder &order)
{
    if (!form.has(u"SendAt") && !form.has(u"ScheduleType"))
        return {};
    if (order.serviceSid.isEmpty())
        return refuse(35118, u"MessagingServiceSid is required to schedule a message"_s);
    if (form.value(u"ScheduleType") != "fixed"_L1)
        return refuse(35126, u"ScheduleType value provided does not match any of the valid values"_s);
    const QDateTime at = instantFromWire(form.value(u"SendAt").toStdString());
    if (!at.isValid())
        return refuse(35114, u"SendAt is not a valid ISO 8601 date-time"_s);
    const qint64 ahead = ground.now.secsTo(at);
    if (ahead < ground.scheduleAtLeastSeconds)
        return refuse(35117, u"SendAt time must be at least %1 seconds in the future"_s.arg(ground.scheduleAtLeastSeconds));
    if (ahead > 35LL * 86400)
        return refuse(35117, u"SendAt time must be less than 35 days in the future"_s);
    order.orders.sendAt = at;
    return {};
}

Result<> mayText(const TextOrder &order, const TextGround &ground)
{
    static constexpr MagicNumber magic[] = {
        {u"+15005550002", 21612,
         u"The 'To' phone number: %1, is not currently reachable using the 'From' phone number: %2 via SMS."},
        {u"+15005550003", 21408,
         u"Permission to send an SMS has not been enabled for the region indicated by the 'To' number: %1."},
        {u"+15005550004", 21610, u"Attempt to send to unsubscribed recipient"},
        {u"+15005550009", 21614, u"To number: %1, is not a mobile number"},
    };
    for (const auto &[number, code, message] : magic) {
        if (order.to == number)
            return refuse(code, message.toString().replace(u"%1"_s, order.to).replace(u"%2"_s, order.from));
    }
    if (order.to == order.from)
        return refuse(21266, u"'To' and 'From' number cannot be the same: %1"_s.arg(order.to));
    if (!ground.prices.countryOf(order.to))
        return refuse(
            21408,
            u"Permission to send an SMS has not been enabled for the region indicated by the 'To' number: %1."_s.arg(order.to));
    if (ground.isTrial && !ground.callerIds.isVerified(order.to) && !ground.numbers.owns(order.to))
        return refuse(21608,
                      u"The number %1 is unverified. Trial accounts cannot send messages to unverified numbers; verify %1 at "
                      u"twilio.com/user/account/phone-numbers/verified, or purchase a Twilio number to send messages to "
                      u"unverified numbers"_s.arg(order.to));
    const QString scope =
        order.serviceSid.isEmpty() ? optOutScope(order.from, ground.numbers, ground.services) : order.serviceSid;
    if (ground.optOuts.contains(scope, order.to))
        return refuse(21610, u"Attempt to send to unsubscribed recipient"_s);
    return {};
}

/// The request's, else the service's, else the application's.
QString statusCallbackOf(const Form &form, const TextOrder &order, const TextGround &ground)
{
    if (form.has(u"StatusCallback"))
        return form.value(u"StatusCallback");
    if (const auto service = ground.services.fetch(order.serviceSid); service && service->statusCallback)
        return *service->statusCallback;
    const auto application = ground.applications.fetch(form.value(u"ApplicationSid"));
    return application ? application->messageStatusCallback.value_or(QString()) : QString();
}

} // namespace

Result<TextOrder> readTextOrder(const Form &form, const TextGround &ground)
{
    TextOrder order;
    const auto to = readRecipient(form);
    if (!to)
        return tl::unexpected(to.error());
    const auto from = readSender(form, ground);
    if (!from)
        return tl::unexpected(from.error());
    order.to = *to;
    order.from = *from;
    order.serviceSid = form.value(u"MessagingServiceSid");
    if (auto content = readContent(form, order); !content)
        return tl::unexpected(content.error());
    if (auto schedule = readSchedule(form, ground, order); !schedule)
        return tl::unexpected(schedule.error());
    if (auto allowed = mayText(order, ground); !allowed)
        return tl::unexpected(allowed.error());
    order.orders.statusCallback = statusCallbackOf(form, order, ground);
    if (ground.isTrial)
        order.body.prepend("Sent from your Twilio trial account - "_L1);
    return order;
}

QString optOutScope(const QString &from, const NumberBook &numbers, const ServiceBook &services)
{
    const IncomingNumber *own = numbers.byNumber(from);
    const MessagingService *service = own ? services.ofNumber(own->sid) : nullptr;
    return service ? service->sid : from;
}

Micros messagePrice(const Prices &prices, const QString &theirs, bool isInbound, int segments, bool isPicture)
{
    const CountryPrices *country = prices.countryOf(theirs);
    if (!country)
        return {};
    if (isInbound)
        return isPicture ? country->pictureIn : Micros{country->textIn.value * segments};
    return isPicture ? country->pictureOut : Micros{country->textOut.value * segments};
}

} // namespace milassist::world
