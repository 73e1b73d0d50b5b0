// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callsound.h"
#include "core/voice/livecall.h"

namespace milassist {

/// Sums up how a call sounds while it goes on.
class SoundMeter {
public:
    /// @param call as it is now; what was added already does not count again
    void add(const LiveCall &call);
    /// None before the first figure.
    std::optional<CallSound> sound() const;

private:
    struct Mean {
        double sum = 0;
        int count = 0;
        void add(double figure);
        double value() const { return count > 0 ? sum / count : -1; }
        int rounded() const { return count > 0 ? qRound(sum / count) : -1; }
    };

    QString m_codec;
    bool m_isEncrypted = false;
    Quality m_last;
    int m_seconds = 0, m_poorSeconds = 0;
    Mean m_mos, m_loss, m_theirLoss, m_jitter, m_roundTrip;
};

} // namespace milassist
