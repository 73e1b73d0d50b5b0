// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtppacket.h"

#include <chrono>

namespace milassist::rtp
{

/// What came of one sender's packets, counted as RFC 3550 A.3 and A.8 do. @p now is any steady time.
class Reception
{
public:
    using Time = std::chrono::microseconds;

    void received(const RtpPacket &packet, Time now);
    void received(const SenderInfo &report, Time now);
    /// What to report, and a new interval. None before the first packet.
    std::optional<ReportBlock> report(Time now);

    quint32 ssrc() const { return m_ssrc; }
    quint32 packets() const { return m_received; }
    qint32 lost() const;
    double jitterMs() const { return m_jitter / 8; }

private:
    bool m_isFirst = true;
    quint32 m_ssrc = 0, m_base = 0, m_highest = 0, m_received = 0; ///< sequence numbers with their wraps
    quint32 m_expectedBefore = 0, m_receivedBefore = 0;
    qint64 m_transit = 0;
    double m_jitter = 0;
    quint32 m_lastReport = 0;
    Time m_lastReportAt{0};
};

/// 64-bit NTP time of an instant counted from 1970.
quint64 ntpTime(std::chrono::microseconds since1970);
/// Round trip by a report block on our own sender reports (RFC 3550 6.4.1). None when it is about no report of ours.
std::optional<std::chrono::microseconds> roundTrip(const ReportBlock &block, std::chrono::microseconds since1970);

} // namespace milassist::rtp
