// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/g711.h"
#include "core/sandbox/rtp/sdp.h"

namespace milassist::rtp
{

enum class SrtpSuite { AesCm128HmacSha1_80, AesCm128HmacSha1_32 };
constexpr qsizetype srtpKeyLength = 30; ///< master key and salt

struct SrtpKey {
    SrtpSuite suite = SrtpSuite::AesCm128HmacSha1_80;
    Secret key;
    bool operator==(const SrtpKey &) const = default;
};

/// Our end of a conversation about media.
struct LocalMedia {
    QHostAddress address;
    quint16 port = 0; ///< of RTP; RTCP is the next one
    quint64 sessionId = 1;
    quint64 version = 1;   ///< counts our descriptions
    bool isSecure = false; ///< SRTP and nothing else; otherwise RTP and nothing else
    Secret key;            ///< what we encrypt with: srtpKeyLength bytes
};

/// What was agreed: where sound goes and how it is written.
struct AgreedMedia {
    QHostAddress address;
    quint16 port = 0, rtcpPort = 0;
    Law law = Law::Mu;
    int payloadType = 0;
    std::optional<int> keyType; ///< payload type of telephone-event
    bool weSend = true, weReceive = true;
    std::optional<SrtpKey> ours, theirs;
    bool operator==(const AgreedMedia &) const = default;
};

/// PCMU, PCMA and telephone-event; with SRTP both suites under one key.
Sdp offerOf(const LocalMedia &local);

struct Answer {
    Sdp sdp;
    AgreedMedia agreed;
};
/// Our answer: the first of the offer's laws, the number of its telephone-event/8000, other media refused, hold mirrored.
/// None when nothing fits (488): no audio, no G.711, SRTP where there must be none or the other way round, no suite we know.
std::optional<Answer> answerTo(const Sdp &offer, const LocalMedia &local);
/// What @p answer to offerOf(@p local) comes to. None when it does not fit.
std::optional<AgreedMedia> agreedBy(const Sdp &answer, const LocalMedia &local);

} // namespace milassist::rtp
