// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/accountrecords.h"
#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"

namespace milassist::world
{

/// API keys. A key's secret is known only here and in the answer to its create.
class KeyBook
{
public:
    explicit KeyBook(Ground &ground) : m_ground(ground) {}
    Result<Slice<Key>> list(const Form &query) const;
    Result<Key> fetch(QStringView sid) const { return m_keys.fetch(sid); }
    /// Also iam v1: KeyType=restricted with Policy, a JSON object. Errors: 20001.
    Result<Key> create(const Form &form);
    Result<Key> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);
    /// Whether this is a key of ours with that secret.
    bool accepts(QStringView sid, QStringView secret) const;

private:
    Ground &m_ground;
    Shelf<Key> m_keys;
    quint64 m_nextSerial = 0;
};

/// TwiML applications.
class ApplicationBook
{
public:
    explicit ApplicationBook(Ground &ground) : m_ground(ground) {}
    /// Filter: FriendlyName.
    Result<Slice<Application>> list(const Form &query) const;
    Result<Application> fetch(QStringView sid) const { return m_applications.fetch(sid); }
    Result<Application> create(const Form &form);
    Result<Application> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);

private:
    Ground &m_ground;
    Shelf<Application> m_applications;
    quint64 m_nextSerial = 0;
};

class AddressBook
{
public:
    explicit AddressBook(Ground &ground) : m_ground(ground) {}
    /// Filters: CustomerName FriendlyName IsoCountry EmergencyEnabled.
    Result<Slice<Address>> list(const Form &query) const;
    Result<Address> fetch(QStringView sid) const { return m_addresses.fetch(sid); }
    /// Errors: 20001 naming the missing parameter.
    Result<Address> create(const Form &form);
    Result<Address> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);

private:
    Ground &m_ground;
    Shelf<Address> m_addresses;
    quint64 m_nextSerial = 0;
};

/// Numbers that are not Twilio's but proved to be ours.
class CallerIdBook
{
public:
    explicit CallerIdBook(Ground &ground) : m_ground(ground) {}
    /// Filters: PhoneNumber FriendlyName.
    Result<Slice<CallerId>> list(const Form &query) const;
    Result<CallerId> fetch(QStringView sid) const { return m_callerIds.fetch(sid); }
    /// Twilio calls the number and asks for the code; here the person called types it in after a few seconds.
    /// Errors: 20001, 21211, 21450.
    Result<ValidationRequest> create(const Form &form);
    Result<CallerId> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);
    bool isVerified(QStringView e164) const;
    /// Puts one there as a seeded world has it, without a call.
    CallerId add(CallerId callerId);

private:
    Ground &m_ground;
    Shelf<CallerId> m_callerIds;
    quint64 m_nextSerial = 0, m_nextRequest = 0;
};

} // namespace milassist::world
