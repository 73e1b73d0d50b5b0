// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <optional>

namespace milassist::rtp
{

/// Which way sound goes, as the one who wrote it sees it.
enum class Direction { SendReceive, SendOnly, ReceiveOnly, Inactive };

/// "a=rtpmap:101 telephone-event/8000"
struct SdpFormat {
    int payloadType = 0; ///< 0 to 127
    QByteArray name;     ///< lower case: "pcmu", "telephone-event"; empty when unknown
    int rate = 0;
    bool operator==(const SdpFormat &) const = default;
};

/// "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:..." (RFC 4568)
struct SdpCrypto {
    int tag = 1;
    QByteArray suite;
    Secret key;          ///< master key and salt: 30 bytes for the suites we know
    bool isPlain = true; ///< nothing we would have to do more: no MKI, no session parameters
    bool operator==(const SdpCrypto &) const = default;
};

struct SdpMedia {
    QByteArray type = "audio", protocol = "RTP/AVP";
    quint16 port = 0;                ///< 0 = refused
    QHostAddress address;            ///< of its own c= line or of the session's
    std::optional<quint16> rtcpPort; ///< none = port + 1
    Direction direction = Direction::SendReceive;
    QList<QByteArray> formatWords; ///< as on the m= line
    QList<SdpFormat> formats;      ///< those of RTP, in order
    QList<SdpCrypto> cryptos;
    bool isSecure() const { return protocol.contains("SAVP"); }
    bool operator==(const SdpMedia &) const = default;
};

/// A session description (RFC 4566), as far as a telephone needs it.
struct Sdp {
    quint64 sessionId = 1, version = 1;
    QHostAddress address; ///< session level c=
    QList<SdpMedia> media;

    /// Bounded and total: none for what is no description (no v=, o= or s= line, an m= line that cannot be read).
    static std::optional<Sdp> parse(QByteArrayView text);
    QByteArray toBytes() const;
    bool operator==(const Sdp &) const = default;
};

} // namespace milassist::rtp
