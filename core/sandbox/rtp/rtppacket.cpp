// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/rtppacket.h"

#include <QtEndian>

namespace milassist::rtp
{

namespace
{

constexpr qsizetype rtpHeader = 12, reportBlockSize = 24;
constexpr int senderReport = 200, receiverReport = 201, description = 202, farewell = 203;
constexpr int cnameItem = 1;
constexpr char keys[] = "0123456789*#ABCD";

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

template <typename T>
T numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<T>(bytes.data() + at);
}

template <typename T>
void append(QByteArray &bytes, T number)
{
    char raw[sizeof(T)];
    qToBigEndian(number, raw);
    bytes.append(raw, sizeof(T));
}

ReportBlock blockAt(QByteArrayView bytes, qsizetype at)
{
    const quint32 loss = numberAt<quint32>(bytes, at + 4);
    const qint32 lost = qint32(loss << 8) >> 8; // 24 bits with sign
    return {numberAt<quint32>(bytes, at),
            quint8(loss >> 24),
            lost,
            numberAt<quint32>(bytes, at + 8),
            numberAt<quint32>(bytes, at + 12),
            numberAt<quint32>(bytes, at + 16),
            numberAt<quint32>(bytes, at + 20)};
}

bool readReport(QByteArrayView body, int type, int count, RtcpPacket &packet)
{
    const qsizetype blocksAt = type == senderReport ? 24 : 4;
    if (body.size() < blocksAt + count * reportBlockSize)
        return false;
    packet.ssrc = numberAt<quint32>(body, 0);
    if (type == senderReport)
        packet.sender = SenderInfo{numberAt<quint64>(body, 4), numberAt<quint32>(body, 12), numberAt<quint32>(body, 16),
                                   numberAt<quint32>(body, 20)};
    for (int i = 0; i < count; ++i)
        packet.blocks.append(blockAt(body, blocksAt + i * reportBlockSize));
    return true;
}

/// The name in the first chunk; a description that does not fit is skipped.
QByteArray cnameOf(QByteArrayView body)
{
    qsizetype at = 4;
    while (at + 2 <= body.size() && byteAt(body, at) != 0) {
        const qsizetype length = byteAt(body, at + 1);
        if (at + 2 + length > body.size())
            break;
        if (byteAt(body, at) == cnameItem)
            return body.sliced(at + 2, length).toByteArray();
        at += 2 + length;
    }
    return {};
}

void appendHead(QByteArray &bytes, int count, int type, qsizetype bodySize)
{
    bytes.append(char(0x80 | count));
    bytes.append(char(type));
    append(bytes, quint16(bodySize / 4));
}

} // namespace

std::optional<RtpPacket> RtpPacket::parse(QByteArrayView datagram)
{
    if (datagram.size() < rtpHeader || byteAt(datagram, 0) >> 6 != 2)
        return std::nullopt;
    const quint8 first = byteAt(datagram, 0), second = byteAt(datagram, 1);
    if (second >= 192 && second <= 223)
        return std::nullopt; // RTCP that went astray
    qsizetype begin = rtpHeader + (first & 0x0f) * 4, end = datagram.size();
    if (first & 0x10) {
        if (begin + 4 > end)
            return std::nullopt;
        begin += 4 + numberAt<quint16>(datagram, begin + 2) * 4;
    }
    if (first & 0x20) {
        const quint8 padding = byteAt(datagram, end - 1);
        if (padding == 0)
            return std::nullopt;
        end -= padding;
    }
    if (begin > end)
        return std::nullopt;
    return RtpPacket{quint8(second & 0x7f),          (second & 0x80) != 0,
                     numberAt<quint16>(datagram, 2), numberAt<quint32>(datagram, 4),
                     numberAt<quint32>(datagram, 8), datagram.sliced(begin, end - begin).toByteArray()};
}

QByteArray RtpPacket::toBytes() const
{
    QByteArray bytes;
    bytes.reserve(rtpHeader + payload.size());
    bytes.append(char(0x80));
    bytes.append(char((payloadType & 0x7f) | (marker ? 0x80 : 0)));
    append(bytes, sequence);
    append(bytes, timestamp);
    append(bytes, ssrc);
    return bytes.append(payload);
}

std::optional<RtcpPacket> RtcpPacket::parse(QByteArrayView datagram)
{
    RtcpPacket packet;
    bool isFirst = true;
    while (!datagram.isEmpty()) {
        if (datagram.size() < 4 || byteAt(datagram, 0) >> 6 != 2)
            return std::nullopt;
        const int count = byteAt(datagram, 0) & 0x1f, type = byteAt(datagram, 1);
        const qsizetype length = numberAt<quint16>(datagram, 2) * qsizetype(4);
        if (4 + length > datagram.size())
            return std::nullopt;
        const QByteArrayView body = datagram.sliced(4, length);
        const bool isReport = type == senderReport || type == receiverReport;
        if (isFirst && !isReport)
            return std::nullopt;
        if (isReport && !readReport(body, type, count, packet))
            return std::nullopt;
        if (type == description && count > 0 && packet.cname.isEmpty())
            packet.cname = cnameOf(body);
        packet.bye = packet.bye || type == farewell;
        isFirst = false;
        datagram = datagram.sliced(4 + length);
    }
    return isFirst ? std::nullopt : std::optional(packet);
}

QByteArray RtcpPacket::toBytes() const
{
    const qsizetype count = qMin(blocks.size(), qsizetype(31));
    QByteArray bytes;
    appendHead(bytes, int(count), sender ? senderReport : receiverReport, (sender ? 24 : 4) + count * reportBlockSize);
    append(bytes, ssrc);
    if (sender) {
        append(bytes, sender->ntp);
        append(bytes, sender->timestamp);
        append(bytes, sender->packets);
        append(bytes, sender->octets);
    }
    for (qsizetype i = 0; i < count; ++i) {
        const ReportBlock &block = blocks[i];
        append(bytes, block.ssrc);
        append(bytes, quint32(block.fractionLost) << 24 | (quint32(qBound(-0x800000, block.lost, 0x7fffff)) & 0xffffff));
        append(bytes, block.highestSequence);
        append(bytes, block.jitter);
        append(bytes, block.lastReport);
        append(bytes, block.sinceLastReport);
    }
    if (!cname.isEmpty()) {
        const QByteArray name = cname.first(qMin(cname.size(), qsizetype(255)));
        const qsizetype used = 4 + 2 + name.size(), size = (used / 4 + 1) * 4; // at least one zero ends the chunk
        appendHead(bytes, 1, description, size);
        append(bytes, ssrc);
        bytes.append(char(cnameItem)).append(char(name.size())).append(name).append(QByteArray(size - used, '\0'));
    }
    if (bye) {
        appendHead(bytes, 1, farewell, 4);
        append(bytes, ssrc);
    }
    return bytes;
}

std::optional<KeyEvent> KeyEvent::parse(QByteArrayView payload)
{
    if (payload.size() < 4)
        return std::nullopt;
    const quint8 second = byteAt(payload, 1);
    return KeyEvent{byteAt(payload, 0), (second & 0x80) != 0, quint8(second & 0x3f), numberAt<quint16>(payload, 2)};
}

QByteArray KeyEvent::toBytes() const
{
    QByteArray bytes;
    bytes.append(char(code)).append(char((end ? 0x80 : 0) | (volume & 0x3f)));
    append(bytes, duration);
    return bytes;
}

std::optional<char> keyOf(quint8 code)
{
    return code < 16 ? std::optional(keys[code]) : std::nullopt;
}

std::optional<quint8> codeOf(char key)
{
    const char upper = key >= 'a' && key <= 'd' ? char(key - 'a' + 'A') : key;
    for (quint8 code = 0; code < 16; ++code) {
        if (keys[code] == upper)
            return code;
    }
    return std::nullopt;
}

} // namespace milassist::rtp
