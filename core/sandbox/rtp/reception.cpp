// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/reception.h"

#include "core/sandbox/rtp/g711.h"

#include <algorithm>
#include <cmath>

namespace milassist::rtp
{

void Reception::received(const RtpPacket &packet, Time now)
{
    const qint64 arrival = now.count() * sampleRate / 1'000'000;
    if (m_isFirst || packet.ssrc != m_ssrc) {
        *this = {};
        m_isFirst = false;
        m_ssrc = packet.ssrc;
        m_base = m_highest = packet.sequence;
        m_transit = arrival - packet.timestamp;
    }
    ++m_received;
    const auto ahead = qint16(packet.sequence - quint16(m_highest));
    if (ahead > 0)
        m_highest += quint32(ahead);
    const qint64 transit = arrival - packet.timestamp;
    const auto difference = qint32(transit - m_transit);
    m_transit = transit;
    m_jitter += (std::min(std::abs(double(difference)), double(sampleRate)) - m_jitter) / 16;
}

void Reception::received(const SenderInfo &report, Time now)
{
    m_lastReport = quint32(report.ntp >> 16);
    m_lastReportAt = now;
}

qint32 Reception::lost() const
{
    return m_isFirst ? 0 : qint32(m_highest - m_base + 1 - m_received);
}

std::optional<ReportBlock> Reception::report(Time now)
{
    if (m_isFirst)
        return std::nullopt;
    const quint32 expected = m_highest - m_base + 1;
    const auto newlyExpected = qint32(expected - std::exchange(m_expectedBefore, expected));
    const auto newlyReceived = qint32(m_received - std::exchange(m_receivedBefore, m_received));
    const qint32 newlyLost = newlyExpected - newlyReceived;
    ReportBlock block;
    block.ssrc = m_ssrc;
    block.fractionLost = newlyExpected > 0 && newlyLost > 0 ? quint8(std::min(255, newlyLost * 256 / newlyExpected)) : quint8(0);
    block.lost = lost();
    block.highestSequence = m_highest;
    block.jitter = quint32(m_jitter);
    block.lastReport = m_lastReport;
    if (m_lastReport != 0)
        block.sinceLastReport = quint32((now - m_lastReportAt).count() * 65'536 / 1'000'000);
    return block;
}

quint64 ntpTime(std::chrono::microseconds since1970)
{
    constexpr quint64 from1900 = 2'208'988'800;
    const quint64 seconds = quint64(since1970.count() / 1'000'000), rest = quint64(since1970.count() % 1'000'000);
    return (seconds + from1900) << 32 | (rest << 32) / 1'000'000;
}

std::optional<std::chrono::microseconds> roundTrip(const ReportBlock &block, std::chrono::microseconds since1970)
{
    if (block.lastReport == 0)
        return std::nullopt;
    const auto now = quint32(ntpTime(since1970) >> 16);
    const auto units = qint32(now - block.lastReport - block.sinceLastReport); // of 1/65536 s
    if (units < 0 || units > 10 * 65'536)
        return std::nullopt;
    return std::chrono::microseconds(qint64(units) * 1'000'000 / 65'536);
}

} // namespace milassist::rtp
