// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtppacket.h"

#include <QByteArray>
#include <QList>

#include <utility>

/// What nobody should send. The same each time.
namespace milassist::hostile {

class Random {
public:
    explicit Random(quint64 seed = 42) : m_state(seed) {}
    quint32 next(quint32 below)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return quint32(m_state >> 33) % below;
    }
    char byte() { return char(next(256)); }
    QByteArray bytes(qsizetype count);

private:
    quint64 m_state;
};

/// A SIP request to the desk that begins something new, with @p more headers.
QByteArray request(const QByteArray &method, const QByteArray &more, const QByteArray &body = {});
/// A call with sound at @p port, as it should be.
QByteArray goodSdp(int port);

struct Killer {
    const char *name;
    QByteArray datagram;
};
/// One SIP message each that ends, or once ended, the SIP library where it arrives.
QList<Killer> killers();
/// One control packet of twelve bytes that ends it in a call.
const QByteArray controlKiller = QByteArray::fromHex("83cd00021111111122222222");

/// One of many requests and answers, with a few to many things wrong: bits, lengths, headers, characters.
QByteArray mutatedSip(Random &random);

/// A packet for the port of the sound: noise, wrong lengths, other protocols, other senders, other times; some of it looks like
/// the next packet of @p call. @p keyType is the number of telephone events there
QByteArray hostileRtp(Random &random, const rtp::RtpPacket &call, int keyType);
/// The same for the port of control packets: every type there is, alone and after a report, with lengths that lie.
QByteArray hostileRtcp(Random &random, const rtp::RtpPacket &call);

} // namespace milassist::hostile
