// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/callrules.h"

#include "core/sandbox/world/accountbook.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/patch.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView magicSender = u"+15005550006";

Result<QString> readTarget(const QString &to)
{
    if (to.startsWith("sip:"_L1) || to.startsWith("sips:"_L1) || to.startsWith("client:"_L1))
        return to;
    struct Magic {
        QStringView number;
        int code;
        QStringView message;
    };
    static constexpr Magic magic[] = {
        {u"+15005550001", 21217, u"The phone number you are attempting to call, %1, is not valid."},
        {u"+15005550002", 21214, u"The phone number you are attempting to call, %1, cannot be reached."},
        {u"+15005550003", 21215,
         u"Account not authorized to call %1. Perhaps you need to enable some international permissions: "
         u"https://www.twilio.com/console/voice/calls/geo-permissions/low-risk"},
        {u"+15005550004", 21216, u"The phone number you are attempting to call, %1, is not allowed to be called."},
    };
    const auto number = normalised(to);
    if (!number)
        return refuse(21211, u"The 'To' number %1 is not a valid phone number."_s.arg(to));
    for (const auto &[which, code, message] : magic) {
        if (*number == which)
            return refuse(code, message.toString().arg(*number));
    }
    return *number;
}

Result<QString> readCaller(const QString &from, const QString &to, const CallGround &ground)
{
    if (to.startsWith("sip:"_L1) || to.startsWith("client:"_L1)) {
        if (!normalised(from))
            return from; // towards SIP any word may call
    }
    const auto number = normalised(from);
    if (!number || *number == u"+15005550001")
        return refuse(21212,
                      u"The 'From' number %1 is not a valid phone number, shortcode, or alphanumeric sender ID."_s.arg(from));
    if (*number == magicSender || ground.numbers.owns(*number) || ground.callerIds.isVerified(*number))
        return *number;
    return refuse(21210,
                  u"The source phone number provided, %1, is not yet verified for your account. You may only make calls from "
                  u"phone numbers that you've verified or purchased from Twilio."_s.arg(*number));
}

} // namespace

Result<CallOrder> readCallOrder(const Form &form, const CallGround &ground)
{
    if (!form.has(u"To"))
        return refuse(21201, u"No 'To' number is specified"_s);
    if (!form.has(u"From"))
        return refuse(21213, u"No 'From' number is specified"_s);
    if (!form.has(u"Url") && !form.has(u"Twiml") && !form.has(u"ApplicationSid"))
        return refuse(21205, u"Url parameter is required."_s);
    CallOrder order;
    CallOrders &orders = order.orders;
    if (form.has(u"Url") && !isWebUrl(form.value(u"Url")))
        return refuse(21205, u"Url is not a valid URL: %1"_s.arg(form.value(u"Url")));
    const auto to = readTarget(form.value(u"To"));
    if (!to)
        return tl::unexpected(to.error());
    const auto from = readCaller(form.value(u"From"), *to, ground);
    if (!from)
        return tl::unexpected(from.error());
    if (ground.isTrial && to->startsWith(u'+') && !ground.callerIds.isVerified(*to) && !ground.numbers.owns(*to))
        return refuse(21219, u"The number %1 is unverified. Trial accounts may only make calls to verified numbers."_s.arg(*to));
    order.to = *to;
    order.from = *from;
    const auto outcome = Patch(form)
                             .url(u"Url", orders.url)
                             .method(u"Method", orders.method)
                             .url(u"FallbackUrl", orders.fallbackUrl)
                             .method(u"FallbackMethod", orders.fallbackMethod)
                             .text(u"Twiml", orders.twiml, 4000)
                             .text(u"ApplicationSid", orders.applicationSid)
                             .url(u"StatusCallback", orders.statusCallback)
                             .method(u"StatusCallbackMethod", orders.statusCallbackMethod)
                             .number(u"Timeout", orders.timeout, 1, 600)
                             .number(u"TimeLimit", orders.timeLimit, 1, 86400)
                             .flag(u"Record", orders.record)
                             .text(u"RecordingChannels", orders.recordingChannels)
                             .url(u"RecordingStatusCallback", orders.recordingStatusCallback)
                             .method(u"RecordingStatusCallbackMethod", orders.recordingStatusCallbackMethod)
                             .oneOf(u"RecordingTrack", orders.recordingTrack, {u"inbound"_s, u"outbound"_s, u"both"_s})
                             .oneOf(u"Trim", orders.trim, {u"trim-silence"_s, u"do-not-trim"_s})
                             .text(u"SendDigits", orders.sendDigits, 32)
                             .text(u"SipAuthUsername", orders.sipUsername)
                             .text(u"SipAuthPassword", orders.sipPassword)
                             .text(u"CallerId", orders.callerId)
                             .oneOf(u"MachineDetection", orders.machineDetection, {u"Enable"_s, u"DetectMessageEnd"_s})
                             .number(u"MachineDetectionTimeout", orders.detectionTimeout, 3, 59)
                             .number(u"MachineDetectionSpeechThreshold", orders.speechThreshold, 1000, 6000)
                             .number(u"MachineDetectionSpeechEndThreshold", orders.speechEndThreshold, 500, 5000)
                             .number(u"MachineDetectionSilenceTimeout", orders.silenceTimeout, 2000, 10000)
                             .flag(u"AsyncAmd", orders.asyncDetection)
                             .url(u"AsyncAmdStatusCallback", orders.asyncDetectionCallback)
                             .method(u"AsyncAmdStatusCallbackMethod", orders.asyncDetectionMethod)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    // The events come as repeated parameters or, from older clients, as one with spaces between.
    orders.statusCallbackEvents = form.all(u"StatusCallbackEvent").join(u' ').split(u' ', Qt::SkipEmptyParts);
    orders.recordingStatusCallbackEvents = form.all(u"RecordingStatusCallbackEvent").join(u' ').split(u' ', Qt::SkipEmptyParts);
    return order;
}

CallEnd callEndOf(const QString &to, Dice &dice)
{
    if (to.endsWith("0197"_L1))
        return CallEnd::IsBusy;
    if (to.endsWith("0198"_L1))
        return CallEnd::NobodyAnswers;
    if (to.endsWith("0199"_L1))
        return CallEnd::Fails;
    return dice.chance(90) ? CallEnd::Answered : CallEnd::NobodyAnswers;
}

Micros callPrice(const Prices &prices, const QString &from, const QString &to, CallWay way, qint64 seconds)
{
    constexpr qint64 internetMinute = 4'000;
    const int minutes = billedMinutes(seconds);
    const QString &priced = to;
    if (way == CallWay::Inbound) {
        if (!from.startsWith(u'+') && !to.startsWith(u'+'))
            return {internetMinute * minutes};
        const CountryPrices *home = prices.countryOf(to);
        if (!home)
            return {};
        return {(isTollFree(to) ? home->callInTollFree : home->callIn).value * minutes};
    }
    if (!priced.startsWith(u'+'))
        return {internetMinute * minutes};
    const CountryPrices *there = prices.countryOf(priced);
    return {there ? there->callOut.value * minutes : 0};
}

} // namespace milassist::world
