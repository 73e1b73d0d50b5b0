// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/script/dialling.h"

#include "core/domain/phonenumber.h"

#include <algorithm>

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using world::CallState;

namespace {

constexpr int longestUri = 255, longestHeaders = 1024, longestCallerId = 64;

tl::unexpected<Error> refuse(int code, const QString &why)
{
    return fail(Error{.kind = Error::Kind::Rejected, .detail = why, .twilioCode = code});
}

bool isWordOfCaller(const QString &callerId)
{
    return std::ranges::all_of(callerId, [](QChar c) { return (c.unicode() < 128 && c.isLetterOrNumber()) || u"+-_."_s.contains(c); });
}

/// "+15005550006" out of "sip:+15005550006@acme.sip.twilio.com".
QString userOf(const QString &party)
{
    if (!party.startsWith("sip:"_L1))
        return party;
    const qsizetype at = party.indexOf(u'@');
    return party.mid(4, at < 0 ? -1 : at - 4);
}

Result<QString> numberToDial(const QString &text)
{
    QString plain = text;
    plain.remove(u' ').remove(u'-').remove(u'(').remove(u')').remove(u'.');
    if (plain.isEmpty())
        return refuse(13223, u"Dial: Invalid phone number format"_s);
    if (!plain.startsWith(u'+') && plain.size() == 10)
        plain = u"+1"_s + plain;
    else if (!plain.startsWith(u'+'))
        plain = u'+' + plain;
    const auto number = PhoneNumber::parse(plain);
    if (!number || plain.size() < 8)
        return refuse(13224, u"Dial: Twilio does not support calling this number or the number is invalid"_s);
    return number->e164();
}

Result<Target> toNumber(const twiml::Number &noun, const QString &callerId, const Dialler &dialler)
{
    const auto number = numberToDial(noun.number);
    if (!number)
        return tl::unexpected(number.error());
    const bool isFromNetwork = dialler.from.startsWith(u'+');
    QString shown = callerId;
    if (shown.isEmpty()) // an inbound call shows its own caller; one of ours the number it was made from
        shown = isFromNetwork ? dialler.from : userOf(dialler.from);
    const bool isOriginal = isFromNetwork && (shown == dialler.from || (dialler.isInbound && shown == dialler.to));
    if (!isOriginal && !dialler.mayShow(shown))
        return refuse(13214, u"Dial: Invalid callerId value"_s);
    return Target{.kind = Target::Kind::Number,
                  .to = *number,
                  .callerId = shown,
                  .sendDigits = noun.sendDigits,
                  .screen = noun.screen,
                  .news = noun.news,
                  .detection = noun.detection};
}

Result<Target> toSip(const twiml::Sip &noun, const QString &callerId, const Dialler &dialler)
{
    QString uri = noun.uri;
    if (!uri.startsWith("sip:"_L1) && !uri.startsWith("sips:"_L1))
        uri = u"sip:"_s + uri;
    const qsizetype question = uri.indexOf(u'?');
    const QString address = uri.left(question), headers = question < 0 ? QString() : uri.sliced(question + 1);
    if (!address.contains(u'@') || address.size() > longestUri || address.contains(u' '))
        return refuse(13243, u"Dial->SIP: Invalid SIP URI"_s);
    if (headers.size() > longestHeaders)
        return refuse(13253, u"Dial->SIP: Header is too long"_s);
    for (const QString &header : headers.split(u'&', Qt::SkipEmptyParts)) {
        const QString name = header.section(u'=', 0, 0).toLower();
        static const QStringList others{u"user-to-user"_s, u"remote-party-id"_s, u"p-preferred-identity"_s, u"p-called-party-id"_s};
        if (!name.startsWith("x-"_L1) && !others.contains(name))
            return refuse(13252, u"Dial->SIP: Invalid header name"_s);
    }
    const QString shown = callerId.isEmpty() ? userOf(dialler.from) : callerId;
    if (!isWordOfCaller(shown))
        return refuse(13247, u"Dial->SIP: Invalid callerID, invalid characters"_s);
    if (shown.size() > longestCallerId)
        return refuse(13248, u"Dial->SIP: Invalid callerID, too many characters"_s);
    return Target{.kind = Target::Kind::Sip,
                  .to = uri,
                  .callerId = shown,
                  .username = noun.username,
                  .password = noun.password,
                  .screen = noun.screen,
                  .news = noun.news,
                  .detection = noun.detection};
}

} // namespace

Result<Target> targetOf(const twiml::Noun &noun, const QString &callerId, const Dialler &dialler)
{
    if (const auto *number = std::get_if<twiml::Number>(&noun))
        return toNumber(*number, callerId, dialler);
    if (const auto *sip = std::get_if<twiml::Sip>(&noun))
        return toSip(*sip, callerId, dialler);
    return refuse(13215, u"Dial: Client and Application are not supported here"_s);
}

CallState stateOf(const LegEnd &end, bool wasAnswered, GaveUp gaveUp)
{
    if (wasAnswered)
        return CallState::Completed;
    if (gaveUp != GaveUp::No)
        return gaveUp == GaveUp::TimedOut ? CallState::NoAnswer : CallState::Canceled;
    switch (end.cause) {
    case LegEnd::Cause::Busy:
    case LegEnd::Cause::Declined: // not confirmed for 603 (reference 16)
        return CallState::Busy;
    case LegEnd::Cause::Unavailable:
        return CallState::NoAnswer;
    case LegEnd::Cause::Cancelled:
        return CallState::Canceled;
    case LegEnd::Cause::HungUp:
    case LegEnd::Cause::Failed:
    case LegEnd::Cause::NotRegistered:
    case LegEnd::Cause::Lost:
        break;
    }
    return CallState::Failed;
}

int sipCodeOf(const LegEnd &end, bool wasAnswered, GaveUp gaveUp)
{
    if (wasAnswered)
        return 200;
    if (gaveUp != GaveUp::No)
        return 487;
    return end.sipCode > 0 ? end.sipCode : 480;
}

} // namespace milassist::exchange
