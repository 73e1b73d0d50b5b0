// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/hostile.h"

#include <QtEndian>

namespace milassist::hostile {

namespace {

QByteArray number16(quint32 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(value), bytes.data());
    return bytes;
}

// STUN, ZRTP, DTLS: what other media use on the same port.
QByteArray otherProtocol(Random &random)
{
    switch (random.next(4)) {
    case 0: return QByteArray::fromHex("00010000") + QByteArray::fromHex("2112a442") + random.bytes(12); // a binding request
    case 1: return QByteArray::fromHex("0101ffff2112a442") + random.bytes(12 + qsizetype(random.next(60)));
    case 2: return QByteArray::fromHex("10000001") + "ZRTP" + random.bytes(4) + QByteArray::fromHex("505a001d") + "Hello   1.10" + random.bytes(80);
    default: return QByteArray::fromHex("16feff0000000000000000") + number16(random.next(65536)) + random.bytes(qsizetype(random.next(200)));
    }
}

QByteArray withExtension(QByteArray packet, Random &random)
{
    packet[0] = char(packet[0] | 0x10);
    return packet.insert(12, QByteArray::fromHex("bede") + number16(random.next(4) == 0 ? random.next(65536) : random.next(50))
                                 + random.bytes(4 * qsizetype(random.next(50))));
}

QByteArray withPadding(QByteArray packet, Random &random)
{
    packet[0] = char(packet[0] | 0x20);
    return packet.append(random.byte());
}

} // namespace

QByteArray hostileRtp(Random &random, const rtp::RtpPacket &call, int keyType)
{
    rtp::RtpPacket packet = call; // of the same sender, of now
    packet.payload = random.bytes(qsizetype(random.next(random.next(20) == 0 ? 1400 : 320)));
    packet.marker = random.next(2) == 0;
    switch (random.next(12)) {
    case 0: return random.bytes(qsizetype(random.next(300)));
    case 1: return otherProtocol(random);
    case 2: return withExtension(packet.toBytes(), random);
    case 3: return withPadding(packet.toBytes(), random);
    case 4: { // sources that are not there
        QByteArray bytes = packet.toBytes();
        bytes[0] = char(bytes[0] | (1 + random.next(15)));
        return bytes.left(12 + qsizetype(random.next(40)));
    }
    case 5: packet.payloadType = quint8(random.next(128)); break;
    case 6: packet.ssrc = random.next(0xffffffff); break;
    case 7: packet.sequence = quint16(random.next(65536)); break;
    case 8: packet.timestamp = random.next(0xffffffff); break;
    case 9:
        packet.sequence = quint16(random.next(65536));
        packet.timestamp = random.next(0xffffffff);
        packet.ssrc = random.next(8);
        break;
    case 10: // a flood of digits
        packet.payloadType = quint8(keyType);
        packet.timestamp = random.next(0xffffffff);
        packet.payload = random.bytes(random.next(4) == 0 ? qsizetype(random.next(40)) : 4);
        break;
    default: packet.payload.clear(); break;
    }
    return packet.toBytes();
}

QByteArray hostileRtcp(Random &random, const rtp::RtpPacket &call)
{
    if (random.next(10) == 0)
        return random.next(2) == 0 ? random.bytes(qsizetype(random.next(300))) : otherProtocol(random);
    if (random.next(20) == 0)
        return controlKiller;
    rtp::RtcpPacket report;
    report.ssrc = call.ssrc;
    QByteArray compound = random.next(2) == 0 ? report.toBytes() : QByteArray();
    for (quint32 parts = 1 + random.next(3); parts > 0; --parts) { // reports, farewells, feedback, extended reports and what is none
        const QByteArray body = random.bytes(qsizetype(random.next(120)));
        const quint32 words = random.next(2) == 0 ? quint32(body.size() / 4) : random.next(random.next(2) == 0 ? 40 : 65536);
        compound.append(char(0x80 | (random.next(8) == 0 ? 0x20 : 0) | random.next(32)));
        compound.append(char(192 + random.next(32))).append(number16(words)).append(body);
    }
    return compound;
}

} // namespace milassist::hostile
