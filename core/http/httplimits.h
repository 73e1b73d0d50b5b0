// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <vector>

namespace milassist {

/// A path whose requests may be larger than others.
struct LargeBody {
    QByteArray path; ///< "/api/team/plan", or a beginning that ends in a slash
    qsizetype bytes = 0;
};

/// What one server grants its clients. The defaults suit a server on loopback or behind a proxy; one that faces strangers takes less.
/// Memory is bounded by connections * (header + body + 16 KiB read ahead + one answer), and largeAtOnce large bodies.
struct HttpLimits {
    qsizetype header = 16 * 1024;   ///< bytes of request line and header fields; more is 431
    int fields = 100;               ///< header fields of one request; more is 431
    qsizetype body = 1024 * 1024;   ///< bytes, as declared; more is 413 before any of it is read
    std::vector<LargeBody> large;   ///< paths with another limit than that
    int largeAtOnce = 4;            ///< requests larger than `body` that may come in at a time; more are 503
    int connections = 512;          ///< WebSockets included; more are dropped without a word
    int connectionsPerPeer = 512;   ///< the same from one address. Behind a proxy all clients are one peer
    std::chrono::milliseconds request{10'000}; ///< from the first byte to the last; later is 408. Bytes do not prolong it
    std::chrono::milliseconds idle{60'000};    ///< a kept connection without a request
    std::chrono::milliseconds answer{300'000}; ///< what the handler may take; then 503, and what it says later goes nowhere
    std::chrono::milliseconds write{30'000};   ///< in which the peer has to take 64 KiB of an answer, or the rest of it
    std::chrono::milliseconds linger{2'000};   ///< after our last word, for the peer to take it and to close too
};

} // namespace milassist
