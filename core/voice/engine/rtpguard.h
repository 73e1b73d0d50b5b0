// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/engine/packetgate.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

struct _LinphoneCore;
struct _LinphoneRtpTransportFactories;

namespace milassist {

/// Whether a datagram is sound as it must be: RTP version 2 with lengths that fit, and not a control packet. Pure.
bool isSoundRtp(const uint8_t *data, size_t size);
/// Whether a datagram is a compound of reports, descriptions and farewells whose lengths fit; nothing else is let in. Pure.
bool isSoundRtcp(const uint8_t *data, size_t size);

/// Stands before the library's RTP parser, which one packet of control data from anybody can kill.
class RtpGuard {
public:
    /// For all calls of @p core from now on; outlives it.
    void install(_LinphoneCore *core);
    /// Encrypted control packets cannot be looked into; their authentication tag does that work.
    void setChecksControl(bool checks) { m_checksControl = checks; }
    PacketGate::Strictness strictness() const { return m_checksControl ? PacketGate::Strictness::Plain : PacketGate::Strictness::Encrypted; }
    uint64_t droppedCount() const { return m_dropped; }

    bool letsIn(bool isControl, const uint8_t *data, size_t size);

private:
    std::shared_ptr<_LinphoneRtpTransportFactories> m_factories; // the library keeps the pointer only
    std::atomic<bool> m_checksControl{true};
    std::atomic<uint64_t> m_dropped{0};
};

} // namespace milassist
