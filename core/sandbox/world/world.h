// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sandbox/world/accountbook.h"
#include "core/sandbox/world/callbook.h"
#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/mediabook.h"
#include "core/sandbox/world/messagebook.h"
#include "core/sandbox/world/notificationbook.h"
#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/people.h"
#include "core/sandbox/world/pricing.h"
#include "core/sandbox/world/recordingbook.h"
#include "core/sandbox/world/rooms.h"
#include "core/sandbox/world/servicebook.h"
#include "core/sandbox/world/sipbook.h"
#include "core/sandbox/world/usagereport.h"

namespace milassist::world
{

struct WorldOptions {
    quint64 seed = 1;
    QString accountSid; ///< empty = made from the seed
    QString authToken;  ///< empty = made from the seed
    QString accountName = QStringLiteral("MilAssist sandbox");
    bool isTrial = false;
    Clock clock = systemClock();
    Prices prices = Prices::standard();
    Quirks quirks;
    Pace pace;
};

/// One Twilio account as it stands: every record of it, and the rules by which REST and the people outside may change it.
/// Everything happens in the thread the world was made in. Nothing moves until timeline().runDue() is called: see Pacemaker.
///
/// The books take the decoded parameters of a request (Form) and answer a record or an Error that carries Twilio's code, status
/// and wording; none of them knows HTTP or JSON.
class World
{
public:
    explicit World(WorldOptions options = {});

    const Account &account() const { return m_account; }
    /// POST Accounts/{sid}: FriendlyName; Status is refused for the main account. Errors: 20001.
    Result<Account> updateAccount(const Form &form);
    /// What is left of the money paid in. The account is recharged by 50 whenever it would fall below 10.
    Balance balance() const;

    Timeline &timeline() { return m_timeline; }
    Ground &ground() { return m_ground; }
    const Ground &ground() const { return m_ground; }
    Interner &parties() { return m_parties; }
    const Interner &parties() const { return m_parties; }

    NumberStock &stock() { return m_stock; }
    NumberBook &numbers() { return m_numbers; }
    const NumberBook &numbers() const { return m_numbers; }
    KeyBook &keys() { return m_keys; }
    ApplicationBook &applications() { return m_applications; }
    AddressBook &addresses() { return m_addresses; }
    CallerIdBook &callerIds() { return m_callerIds; }
    ServiceBook &services() { return m_services; }
    SipBook &sip() { return m_sip; }
    NotificationBook &notifications() { return m_notifications; }
    MediaBook &media() { return m_media; }
    const MediaBook &media() const { return m_media; }
    MessageBook &messages() { return m_messages; }
    const MessageBook &messages() const { return m_messages; }
    CallBook &calls() { return m_calls; }
    const CallBook &calls() const { return m_calls; }
    RecordingBook &recordings() { return m_recordings; }
    const RecordingBook &recordings() const { return m_recordings; }
    ConferenceBook &conferences() { return m_conferences; }
    QueueBook &queues() { return m_queues; }
    People &people() { return m_people; }
    const People &people() const { return m_people; }
    UsageReport usage() const { return UsageReport(*this); }
    Pricing pricing() const { return Pricing(m_ground.prices); }

    /// Data about a number that were asked for and cost something.
    struct PaidLookup {
        qint64 seconds = 0;
        bool lineType = false, callerName = false;
    };
    void note(const PaidLookup &lookup) { m_lookups.append(lookup); }
    const QList<PaidLookup> &lookups() const { return m_lookups; }

    void backdate(const QDateTime &created) { m_account.createdAt = created; }

private:
    Timeline m_timeline;
    Ground m_ground;
    Account m_account;
    QList<PaidLookup> m_lookups;
    Interner m_parties;
    NumberStock m_stock;
    NumberBook m_numbers;
    KeyBook m_keys;
    ApplicationBook m_applications;
    AddressBook m_addresses;
    CallerIdBook m_callerIds;
    ServiceBook m_services;
    SipBook m_sip;
    NotificationBook m_notifications;
    MediaBook m_media;
    MessageBook m_messages;
    CallBook m_calls;
    RecordingBook m_recordings;
    ConferenceBook m_conferences;
    QueueBook m_queues;
    People m_people;
};

} // namespace milassist::world
