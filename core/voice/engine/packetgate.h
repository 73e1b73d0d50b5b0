// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>

struct sockaddr;

namespace milassist {

/// One port of a call: whose packets come in, and how many. For one thread.
class PacketGate {
public:
    using Instant = std::chrono::steady_clock::time_point;
    enum class Strictness {
        Plain,     ///< anybody could say anything
        Encrypted, ///< what is not from there proves it by its tag; from elsewhere it comes in when it is silent there
    };

    /// Once something came from where the other end said it would be, what comes from elsewhere stays outside. And nobody speaks
    /// with more packets a second than are let in: what a flood leaves behind would be read for seconds after it is over, and
    /// the sound behind it would be late.
    /// @param from who sent it; @param agreed where the library sends to: where the other end said, or where a packet came from
    bool letsIn(const sockaddr *from, const sockaddr *agreed, Strictness strictness, Instant now);

private:
    using Address = std::array<unsigned char, 18>;
    static Address addressOf(const sockaddr *address);
    bool isWelcome(const Address &from, const Address &agreed, Strictness strictness, Instant now);

    Address m_there{}, m_elsewhere{};
    bool m_hasHeard = false; ///< from there
    Instant m_heardAt, m_last;
    double m_room = 0; ///< for so many packets now
};

} // namespace milassist
