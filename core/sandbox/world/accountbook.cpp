// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/accountbook.h"

#include "core/sandbox/world/patch.h"

#include <QJsonDocument>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

bool fits(const QString &wanted, const QString &value)
{
    return wanted.isEmpty() || wanted == value;
}

template <typename T, typename Accept>
Result<Slice<T>> pageOf(const Shelf<T> &shelf, const Form &query, const Ground &ground, Accept accept)
{
    const auto request = PageRequest::parse(query, ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    return shelf.page(*request, accept);
}

template <typename T>
Result<> removeFrom(Shelf<T> &shelf, QStringView sid)
{
    if (!shelf.remove(sid))
        return noSuchThing();
    return {};
}

} // namespace

// ---- keys

Result<Slice<Key>> KeyBook::list(const Form &query) const
{
    return pageOf(m_keys, query, m_ground, [](const Key &) { return true; });
}

Result<Key> KeyBook::create(const Form &form)
{
    Key key;
    if (auto outcome = Patch(form).text(u"FriendlyName", key.friendlyName, 64).outcome(); !outcome)
        return tl::unexpected(outcome.error());
    if (const QString type = form.value(u"KeyType"); !type.isEmpty()) {
        if (type != "restricted"_L1)
            return refuse(20001, u"KeyType is not valid: %1"_s.arg(type));
        if (!QJsonDocument::fromJson(form.value(u"Policy").toUtf8()).isObject())
            return refuse(20001, u"Policy must be a JSON object"_s);
        key.policy = form.value(u"Policy");
    }
    key.sid = m_ground.sids.make("SK", m_nextSerial);
    key.secret = m_ground.sids.token(0x5ec7e70000 + m_nextSerial++);
    key.createdAt = key.updatedAt = m_ground.nowInSeconds();
    return m_keys.add(std::move(key));
}

Result<Key> KeyBook::update(QStringView sid, const Form &form)
{
    Key *key = m_keys.find(sid);
    if (!key)
        return noSuchThing();
    Key changed = *key;
    if (auto outcome = Patch(form).text(u"FriendlyName", changed.friendlyName, 64).outcome(); !outcome)
        return tl::unexpected(outcome.error());
    if (form.has(u"Policy")) {
        if (changed.policy.isEmpty() || !QJsonDocument::fromJson(form.value(u"Policy").toUtf8()).isObject())
            return refuse(20001, u"Policy must be a JSON object of a restricted key"_s);
        changed.policy = form.value(u"Policy");
    }
    changed.updatedAt = m_ground.nowInSeconds();
    return *key = std::move(changed);
}

Result<> KeyBook::remove(QStringView sid)
{
    return removeFrom(m_keys, sid);
}

bool KeyBook::accepts(QStringView sid, QStringView secret) const
{
    const Key *key = m_keys.find(sid);
    return key && key->secret == secret;
}

// ---- applications

namespace
{

Result<Application> patched(Application application, const Form &form)
{
    const auto outcome = Patch(form)
                             .text(u"FriendlyName", application.friendlyName, 64)
                             .text(u"ApiVersion", application.apiVersion)
                             .url(u"VoiceUrl", application.voiceUrl)
                             .method(u"VoiceMethod", application.voiceMethod)
                             .url(u"VoiceFallbackUrl", application.voiceFallbackUrl)
                             .method(u"VoiceFallbackMethod", application.voiceFallbackMethod)
                             .url(u"StatusCallback", application.statusCallback)
                             .method(u"StatusCallbackMethod", application.statusCallbackMethod)
                             .flag(u"VoiceCallerIdLookup", application.voiceCallerIdLookup)
                             .url(u"SmsUrl", application.smsUrl)
                             .method(u"SmsMethod", application.smsMethod)
                             .url(u"SmsFallbackUrl", application.smsFallbackUrl)
                             .method(u"SmsFallbackMethod", application.smsFallbackMethod)
                             .url(u"SmsStatusCallback", application.smsStatusCallback)
                             .url(u"MessageStatusCallback", application.messageStatusCallback)
                             .flag(u"PublicApplicationConnectEnabled", application.publicApplicationConnectEnabled)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    return application;
}

} // namespace

Result<Slice<Application>> ApplicationBook::list(const Form &query) const
{
    const QString name = query.value(u"FriendlyName");
    return pageOf(m_applications, query, m_ground, [&](const Application &a) { return fits(name, a.friendlyName); });
}

Result<Application> ApplicationBook::create(const Form &form)
{
    auto application = patched({}, form);
    if (!application)
        return application;
    application->sid = m_ground.sids.make("AP", m_nextSerial++);
    application->createdAt = application->updatedAt = m_ground.nowInSeconds();
    return m_applications.add(*std::move(application));
}

Result<Application> ApplicationBook::update(QStringView sid, const Form &form)
{
    Application *application = m_applications.find(sid);
    if (!application)
        return noSuchThing();
    auto changed = patched(*application, form);
    if (!changed)
        return changed;
    changed->updatedAt = m_ground.nowInSeconds();
    return *application = *std::move(changed);
}

Result<> ApplicationBook::remove(QStringView sid)
{
    return removeFrom(m_applications, sid);
}

// ---- addresses

namespace
{

Result<Address> patched(Address address, const Form &form)
{
    const auto outcome = Patch(form)
                             .text(u"FriendlyName", address.friendlyName, 64)
                             .text(u"CustomerName", address.customerName, 256)
                             .text(u"Street", address.street, 256)
                             .text(u"StreetSecondary", address.streetSecondary, 256)
                             .text(u"City", address.city, 256)
                             .text(u"Region", address.region, 256)
                             .text(u"PostalCode", address.postalCode, 32)
                             .flag(u"EmergencyEnabled", address.emergencyEnabled)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    return address;
}

} // namespace

Result<Slice<Address>> AddressBook::list(const Form &query) const
{
    const QString customer = query.value(u"CustomerName"), name = query.value(u"FriendlyName"), iso = query.value(u"IsoCountry");
    const QString emergency = query.value(u"EmergencyEnabled");
    return pageOf(m_addresses, query, m_ground, [&](const Address &a) {
        return fits(customer, a.customerName) && fits(name, a.friendlyName) && fits(iso, a.isoCountry)
            && (emergency.isEmpty() || a.emergencyEnabled == query.flag(u"EmergencyEnabled", false));
    });
}

Result<Address> AddressBook::create(const Form &form)
{
    if (auto given = require(form, {u"CustomerName", u"Street", u"City", u"Region", u"PostalCode", u"IsoCountry"}); !given)
        return tl::unexpected(given.error());
    Address fresh;
    fresh.isoCountry = form.value(u"IsoCountry").toUpper();
    if (fresh.isoCountry.size() != 2)
        return refuse(20001, u"IsoCountry is not valid: %1"_s.arg(fresh.isoCountry));
    auto address = patched(std::move(fresh), form);
    if (!address)
        return address;
    address->sid = m_ground.sids.make("AD", m_nextSerial++);
    address->createdAt = address->updatedAt = m_ground.nowInSeconds();
    return m_addresses.add(*std::move(address));
}

Result<Address> AddressBook::update(QStringView sid, const Form &form)
{
    Address *address = m_addresses.find(sid);
    if (!address)
        return noSuchThing();
    auto changed = patched(*address, form);
    if (!changed)
        return changed;
    changed->updatedAt = m_ground.nowInSeconds();
    return *address = *std::move(changed);
}

Result<> AddressBook::remove(QStringView sid)
{
    return removeFrom(m_addresses, sid);
}

// ---- outgoing caller ids

Result<Slice<CallerId>> CallerIdBook::list(const Form &query) const
{
    const QString number = query.value(u"PhoneNumber"), name = query.value(u"FriendlyName");
    return pageOf(m_callerIds, query, m_ground,
                  [&](const CallerId &id) { return fits(number, id.phoneNumber) && fits(name, id.friendlyName); });
}

Result<ValidationRequest> CallerIdBook::create(const Form &form)
{
    if (auto given = require(form, {u"PhoneNumber"}); !given)
        return tl::unexpected(given.error());
    const auto number = normalised(form.value(u"PhoneNumber"));
    if (!number)
        return refuse(21401, u"%1 is not a valid phone number"_s.arg(form.value(u"PhoneNumber")));
    if (isVerified(*number))
        return refuse(21450, u"Phone number is already verified for your account."_s);
    int delay = 0;
    ValidationRequest request{.friendlyName = formatted(*number), .phoneNumber = *number};
    const auto outcome = Patch(form).text(u"FriendlyName", request.friendlyName, 64).number(u"CallDelay", delay, 0, 60).outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    const quint64 serial = m_nextRequest++;
    request.callSid = m_ground.sids.make("CA", 0x7661'6c69'0000 + serial); // a call of Twilio's own: it is not in our list
    request.validationCode =
        QString::number(100000 + m_ground.sids.token(0xc0de0000 + serial).left(8).toULongLong(nullptr, 16) % 900000);

    m_ground.timeline.after(std::chrono::seconds(delay + 6), [this, request] { // the person has typed the code in
        if (isVerified(request.phoneNumber))
            return;
        const QDateTime now = m_ground.nowInSeconds();
        add({.friendlyName = request.friendlyName, .phoneNumber = request.phoneNumber, .createdAt = now, .updatedAt = now});
    });
    return request;
}

Result<CallerId> CallerIdBook::update(QStringView sid, const Form &form)
{
    CallerId *callerId = m_callerIds.find(sid);
    if (!callerId)
        return noSuchThing();
    CallerId changed = *callerId;
    if (auto outcome = Patch(form).text(u"FriendlyName", changed.friendlyName, 64).outcome(); !outcome)
        return tl::unexpected(outcome.error());
    changed.updatedAt = m_ground.nowInSeconds();
    return *callerId = std::move(changed);
}

Result<> CallerIdBook::remove(QStringView sid)
{
    return removeFrom(m_callerIds, sid);
}

CallerId CallerIdBook::add(CallerId callerId)
{
    callerId.sid = m_ground.sids.make("PN", 0x6361'6c6c'0000 + m_nextSerial++); // numbers count from 0, these from here
    return m_callerIds.add(std::move(callerId));
}

bool CallerIdBook::isVerified(QStringView e164) const
{
    return m_callerIds.findIf([e164](const CallerId &id) { return id.phoneNumber == e164; });
}

} // namespace milassist::world
