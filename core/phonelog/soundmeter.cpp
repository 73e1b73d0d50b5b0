// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phonelog/soundmeter.h"

namespace milassist {

void SoundMeter::Mean::add(double figure)
{
    if (figure < 0)
        return;
    sum += figure;
    ++count;
}

void SoundMeter::add(const LiveCall &call)
{
    m_codec = call.codec;
    m_isEncrypted = call.isEncrypted;
    const Quality &now = call.quality;
    if (now == m_last)
        return;
    m_last = now;
    ++m_seconds;
    if (wordOf(now) >= QualityWord::Poor)
        ++m_poorSeconds;
    m_mos.add(now.mos);
    m_loss.add(now.lossPercent);
    m_theirLoss.add(now.theirLossPercent);
    m_jitter.add(now.jitterMs);
    m_roundTrip.add(now.roundTripMs);
}

std::optional<CallSound> SoundMeter::sound() const
{
    if (m_seconds == 0)
        return std::nullopt;
    return CallSound{.codec = m_codec,
                     .isEncrypted = m_isEncrypted,
                     .seconds = m_seconds,
                     .poorSeconds = m_poorSeconds,
                     .mean = {.mos = m_mos.value(),
                              .lossPercent = m_loss.value(),
                              .theirLossPercent = m_theirLoss.value(),
                              .jitterMs = m_jitter.rounded(),
                              .roundTripMs = m_roundTrip.rounded(),
                              .packetsSent = m_last.packetsSent,
                              .packetsHeard = m_last.packetsHeard}};
}

} // namespace milassist
