// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/numberbook.h"

#include "core/sandbox/world/accountbook.h"
#include "core/sandbox/world/patch.h"

#include <QRegularExpression>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

QString wordOf(NumberBook::Kind kind)
{
    switch (kind) {
    case NumberBook::Kind::Mobile:
        return u"mobile"_s;
    case NumberBook::Kind::TollFree:
        return u"toll-free"_s;
    case NumberBook::Kind::Local:
    case NumberBook::Kind::Any:
        break;
    }
    return u"local"_s;
}

NumberBook::Kind kindFrom(NumberStock::Kind kind)
{
    switch (kind) {
    case NumberStock::Kind::Mobile:
        return NumberBook::Kind::Mobile;
    case NumberStock::Kind::TollFree:
        return NumberBook::Kind::TollFree;
    case NumberStock::Kind::Local:
        break;
    }
    return NumberBook::Kind::Local;
}

/// Part of a number with '*' for any digit, matched anywhere in it.
QRegularExpression numberPattern(const QString &text)
{
    QString expression;
    for (const QChar c : text)
        expression += c == u'*' ? u"[0-9]"_s : QRegularExpression::escape(QString(c));
    return QRegularExpression(expression);
}

} // namespace

Result<Slice<IncomingNumber>> NumberBook::list(const Form &query, Kind kind) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const QRegularExpression pattern = numberPattern(query.value(u"PhoneNumber"));
    const QString name = query.value(u"FriendlyName"), origin = query.value(u"Origin");
    return m_numbers.page(*request, [&](const IncomingNumber &number) {
        return (kind == Kind::Any || number.type == wordOf(kind)) && pattern.match(number.phoneNumber).hasMatch()
            && (name.isEmpty() || number.friendlyName == name) && (origin.isEmpty() || number.origin == origin)
            && (!query.has(u"Beta") || number.beta == query.flag(u"Beta", false));
    });
}

/// Which number a purchase is about. Errors: 21421, 21422, 21452.
Result<AvailableNumber> NumberBook::choose(const Form &form, Kind kind) const
{
    const QString areaCode = form.value(u"AreaCode");
    if (!form.has(u"PhoneNumber") && (areaCode.isEmpty() || kind != Kind::Any))
        return refuse(21404, u"PhoneNumber or AreaCode is required"_s);
    if (!form.has(u"PhoneNumber")) {
        if (areaCode == "500"_L1)
            return AvailableNumber{.friendlyName = formatted(u"+15005550006"_s), .phoneNumber = u"+15005550006"_s};
        if (const auto number = m_stock.anyIn(areaCode))
            return *number;
        return refuse(21452, u"No phone numbers found in area code %1"_s.arg(areaCode));
    }
    const QString wanted = form.value(u"PhoneNumber");
    const auto number = normalised(wanted);
    if (!number || *number == u"+15005550001")
        return refuse(21421, u"%1 is not a valid number"_s.arg(wanted));
    if (*number == u"+15005550006" && !owns(*number))
        return AvailableNumber{.friendlyName = formatted(*number), .phoneNumber = *number};
    const auto found = m_stock.find(*number);
    const bool isRightKind = kind == Kind::Any || kind == kindFrom(m_stock.kindOf(*number));
    if (!found || !isRightKind)
        return refuse(21422, u"%1 is not available"_s.arg(*number));
    return *found;
}

Result<> NumberBook::checkPapers(const AvailableNumber &number, const Form &form) const
{
    if (m_stock.wantsBundle(number.phoneNumber) && form.value(u"BundleSid").isEmpty())
        return refuse(21649, u"Phone Number Requires a Bundle but the 'BundleSid' parameter was empty."_s);
    if (number.addressRequirements == "none"_L1 || form.has(u"BundleSid"))
        return {};
    const QString sid = form.value(u"AddressSid");
    if (sid.isEmpty())
        return refuse(21631, u"Phone Number Requires an Address but the 'AddressSid' parameter was empty."_s);
    const auto address = m_addresses.fetch(sid);
    const bool isThere = address && address->isoCountry == number.isoCountry;
    const bool fits = address && (number.addressRequirements == "any"_L1 || (number.addressRequirements == "local"_L1) == isThere);
    if (!fits)
        return refuse(21631, u"The address %1 does not satisfy the address requirement of this Phone Number: %2."_s.arg(
                                 sid, number.addressRequirements));
    return {};
}

Result<IncomingNumber> NumberBook::configured(IncomingNumber number, const Form &form) const
{
    const auto outcome =
        Patch(form)
            .text(u"FriendlyName", number.friendlyName, 64)
            .text(u"ApiVersion", number.apiVersion)
            .url(u"VoiceUrl", number.voiceUrl)
            .method(u"VoiceMethod", number.voiceMethod)
            .url(u"VoiceFallbackUrl", number.voiceFallbackUrl)
            .method(u"VoiceFallbackMethod", number.voiceFallbackMethod)
            .sid(u"VoiceApplicationSid", "AP", number.voiceApplicationSid)
            .flag(u"VoiceCallerIdLookup", number.voiceCallerIdLookup)
            .oneOf(u"VoiceReceiveMode", number.voiceReceiveMode, {u"voice"_s, u"fax"_s}, 20001, u"voice"_s)
            .sid(u"TrunkSid", "TK", number.trunkSid)
            .url(u"SmsUrl", number.smsUrl)
            .method(u"SmsMethod", number.smsMethod)
            .url(u"SmsFallbackUrl", number.smsFallbackUrl)
            .method(u"SmsFallbackMethod", number.smsFallbackMethod)
            .sid(u"SmsApplicationSid", "AP", number.smsApplicationSid)
            .url(u"StatusCallback", number.statusCallback)
            .method(u"StatusCallbackMethod", number.statusCallbackMethod)
            .oneOf(u"EmergencyStatus", number.emergencyStatus, {u"Active"_s, u"Inactive"_s}, 20001, u"Inactive"_s)
            .sid(u"EmergencyAddressSid", "AD", number.emergencyAddressSid)
            .sid(u"AddressSid", "AD", number.addressSid)
            .sid(u"IdentitySid", "RI", number.identitySid)
            .sid(u"BundleSid", "BU", number.bundleSid)
            .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    // A trunk and an application exclude each other: setting one removes the other.
    if (form.has(u"TrunkSid"))
        number.voiceApplicationSid = std::nullopt;
    else if (form.has(u"VoiceApplicationSid"))
        number.trunkSid = std::nullopt;
    number.updatedAt = m_ground.nowInSeconds();
    return number;
}

Result<IncomingNumber> NumberBook::create(const Form &form, Kind kind)
{
    const auto chosen = choose(form, kind);
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (auto papers = checkPapers(*chosen, form); !papers)
        return tl::unexpected(papers.error());
    IncomingNumber fresh;
    fresh.phoneNumber = chosen->phoneNumber;
    fresh.friendlyName = chosen->friendlyName;
    fresh.capabilities = chosen->capabilities;
    fresh.addressRequirements = chosen->addressRequirements;
    fresh.type = wordOf(kindFrom(m_stock.kindOf(chosen->phoneNumber)));
    auto number = configured(std::move(fresh), form);
    if (!number)
        return number;
    number->createdAt = number->updatedAt;
    return add(*std::move(number));
}

Result<IncomingNumber> NumberBook::update(QStringView sid, const Form &form)
{
    IncomingNumber *number = m_numbers.find(sid);
    if (!number)
        return noSuchThing();
    auto changed = configured(*number, form);
    if (!changed)
        return changed;
    return *number = *std::move(changed);
}

Result<> NumberBook::remove(QStringView sid)
{
    const IncomingNumber *number = m_numbers.find(sid);
    if (!number)
        return noSuchThing();
    m_stock.giveBack(number->phoneNumber);
    m_released.append({*number, m_ground.nowInSeconds()});
    m_numbers.remove(sid);
    if (m_toldReleased)
        m_toldReleased(sid.toString());
    return {};
}

const IncomingNumber *NumberBook::byNumber(QStringView e164) const
{
    return m_numbers.findIf([e164](const IncomingNumber &number) { return number.phoneNumber == e164; });
}

IncomingNumber NumberBook::add(IncomingNumber number)
{
    number.sid = m_ground.sids.make("PN", m_nextSerial++);
    m_stock.take(number.phoneNumber);
    return m_numbers.add(std::move(number));
}

} // namespace milassist::world
