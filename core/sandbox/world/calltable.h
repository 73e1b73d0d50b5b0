// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/interner.h"
#include "core/sandbox/world/paging.h"
#include "core/sandbox/world/sidmaker.h"
#include "core/sandbox/world/trafficrecords.h"

#include <span>
#include <vector>

namespace milassist::world
{

enum class CallState : quint8 { Queued, Ringing, InProgress, Completed, Busy, Failed, NoAnswer, Canceled };
enum class CallWay : quint8 { Inbound, OutboundApi, OutboundDial };

const char *wordOf(CallState state);
const char *wordOf(CallWay way);
bool hasEnded(CallState state);

/// One leg in 68 bytes. Seconds are since 1970; 0 = none.
struct CallRow {
    quint32 created = 0, started = 0, ended = 0, updated = 0;
    TextId from = 0, to = 0;
    qint32 parent = -1;       ///< row of the parent leg
    qint32 price = noPrice;   ///< micros, negative
    qint32 duration = -1;     ///< seconds; -1 = null
    qint32 numberSerial = -1; ///< of the own number it ran over
    qint32 queueTime = 0;     ///< milliseconds
    TextId forwardedFrom = 0, callerName = 0, answeredBy = 0;
    CallState state = CallState::Queued;
    CallWay way = CallWay::Inbound;
    bool isDeleted = false;

    static constexpr qint32 noPrice = std::numeric_limits<qint32>::min();
};

/// All legs, in order of creation. The row number is the serial of the sid.
class CallTable
{
public:
    CallTable(const SidMaker &sids, Interner &parties) : m_sids(sids), m_parties(parties) {}

    int append(const CallRow &row);
    CallRow &row(int index) { return m_rows[size_t(index)]; }
    std::span<const CallRow> rows() const { return m_rows; }
    /// -1 for an unknown or deleted one.
    int find(QStringView sid) const;
    QString sid(int index) const { return m_sids.make("CA", quint64(index)); }
    Call call(int index) const;

    /// Twilio's filters: To From ParentCallSid Status StartTime[<>] EndTime[<>].
    Result<Slice<Call>> list(const Form &query, const Quirks &quirks) const;
    void reserve(int count) { m_rows.reserve(size_t(count)); }

private:
    const SidMaker &m_sids;
    Interner &m_parties;
    std::vector<CallRow> m_rows;
};

} // namespace milassist::world
