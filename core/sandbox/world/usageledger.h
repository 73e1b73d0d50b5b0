// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>
#include <QtGlobal>

#include <array>
#include <map>

namespace milassist::world
{

class World;

/// The kinds of usage we report. Parents include their children (reference 7.2).
enum class Usage : quint8 {
    Calls,
    CallsInbound,
    CallsInboundLocal,
    CallsInboundMobile,
    CallsInboundTollfree,
    CallsOutbound,
    CallsClient,
    CallsSip,
    CallsSipInbound,
    CallsSipOutbound,
    CallsRecordings,
    Recordings,
    RecordingStorage,
    Transcriptions,
    Sms,
    SmsInbound,
    SmsInboundLongcode,
    SmsOutbound,
    SmsOutboundLongcode,
    SmsCarrierFees,
    Mms,
    MmsInbound,
    MmsOutbound,
    MediaStorage,
    PhoneNumbers,
    PhoneNumbersLocal,
    PhoneNumbersMobile,
    PhoneNumbersTollfree,
    PhoneNumbersSetups,
    Lookups,
    CallerIdLookups,
    TotalPrice,
    Count
};

struct UsageTotal {
    qint64 count = 0;
    qint64 usage = 0;
    qint64 micros = 0;
    void add(const UsageTotal &other)
    {
        count += other.count;
        usage += other.usage;
        micros += other.micros;
    }
};

using UsageDay = std::array<UsageTotal, size_t(Usage::Count)>;

/// Usage by UTC day (days since 1970), counted from every record of the world. A pass over 1,100,000 records.
/// Calls count when they were answered; what has no price yet costs nothing yet.
std::map<qint64, UsageDay> usageByDay(const World &world);

} // namespace milassist::world
