// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace milassist::rtp
{

/// RFC 3550 5.1. Contributing sources, header extensions and padding are understood and left out.
struct RtpPacket {
    quint8 payloadType = 0;
    bool marker = false;
    quint16 sequence = 0;
    quint32 timestamp = 0, ssrc = 0;
    QByteArray payload;

    static std::optional<RtpPacket> parse(QByteArrayView datagram);
    QByteArray toBytes() const;
    bool operator==(const RtpPacket &) const = default;
};

/// RFC 3550 6.4: what one side has received of a sender.
struct ReportBlock {
    quint32 ssrc = 0;
    quint8 fractionLost = 0; ///< of 256, since the last report
    qint32 lost = 0;         ///< since the beginning; 24 bits on the wire
    quint32 highestSequence = 0;
    quint32 jitter = 0;          ///< in units of the timestamp
    quint32 lastReport = 0;      ///< middle 32 bits of the time in the last sender report, 0 = none came
    quint32 sinceLastReport = 0; ///< in 1/65536 s
    bool operator==(const ReportBlock &) const = default;
};

struct SenderInfo {
    quint64 ntp = 0; ///< seconds since 1900, 32.32
    quint32 timestamp = 0, packets = 0, octets = 0;
    bool operator==(const SenderInfo &) const = default;
};

/// A compound packet: a report, the sender's name, perhaps a farewell.
struct RtcpPacket {
    quint32 ssrc = 0;
    std::optional<SenderInfo> sender;
    QList<ReportBlock> blocks;
    QByteArray cname;
    bool bye = false;

    /// None when a length does not fit or it does not begin with a report. Kinds we do not know are skipped.
    static std::optional<RtcpPacket> parse(QByteArrayView datagram);
    QByteArray toBytes() const;
    bool operator==(const RtcpPacket &) const = default;
};

/// RFC 4733 2.3: one packet of a key that is pressed.
struct KeyEvent {
    quint8 code = 0; ///< 0-9, 10 '*', 11 '#', 12-15 A-D
    bool end = false;
    quint8 volume = 10;
    quint16 duration = 0; ///< samples so far

    static std::optional<KeyEvent> parse(QByteArrayView payload);
    QByteArray toBytes() const;
};

/// '0'-'9', '*', '#', 'A'-'D', or none.
std::optional<char> keyOf(quint8 code);
std::optional<quint8> codeOf(char key);

} // namespace milassist::rtp
