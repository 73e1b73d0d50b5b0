// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/packetgate.h"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace milassist {
using namespace std::chrono_literals;

namespace {

constexpr double atOnce = 100;    // what a network holds back for a moment
constexpr double perSecond = 120; // sound is 50, with short packets 100
constexpr auto silence = 2s;

} // namespace

// IPv4 as IPv6 writes it, then the port.
PacketGate::Address PacketGate::addressOf(const sockaddr *address)
{
    Address bytes{};
    if (address->sa_family == AF_INET) {
        const auto *four = reinterpret_cast<const sockaddr_in *>(address);
        bytes[10] = bytes[11] = 0xff;
        std::memcpy(&bytes[12], &four->sin_addr, 4);
        std::memcpy(&bytes[16], &four->sin_port, 2);
    } else if (address->sa_family == AF_INET6) {
        const auto *six = reinterpret_cast<const sockaddr_in6 *>(address);
        std::memcpy(&bytes[0], &six->sin6_addr, 16);
        std::memcpy(&bytes[16], &six->sin6_port, 2);
    }
    return bytes;
}

bool PacketGate::isWelcome(const Address &from, const Address &agreed, Strictness strictness, Instant now)
{
    if (agreed != m_there && agreed != m_elsewhere) { // agreed anew, not just followed by the library
        m_there = agreed;
        m_hasHeard = false;
    }
    if (from == m_there) {
        m_hasHeard = true;
        m_heardAt = now;
        return true;
    }
    if (m_hasHeard && (strictness == Strictness::Plain || now - m_heardAt < silence))
        return false;
    m_elsewhere = from;
    return true;
}

bool PacketGate::letsIn(const sockaddr *from, const sockaddr *agreed, Strictness strictness, Instant now)
{
    if (!isWelcome(addressOf(from), addressOf(agreed), strictness, now))
        return false;
    const double passed = m_last == Instant() ? 1 : std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    m_room = std::min(atOnce, m_room + passed * perSecond);
    if (m_room < 1)
        return false;
    m_room -= 1;
    return true;
}

} // namespace milassist
