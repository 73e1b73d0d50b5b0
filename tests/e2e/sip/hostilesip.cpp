// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/hostile.h"

namespace milassist::hostile {

namespace {

constexpr qsizetype longest = 8000;

QByteArray answer(int status, const QByteArray &method, const QByteArray &more = {}, const QByteArray &body = {})
{
    return "SIP/2.0 " + QByteArray::number(status) + " Words\r\nVia: SIP/2.0/UDP 127.0.0.1:5099;branch=z9hG4bK1\r\n"
           "From: <sip:alice@acme.sip.test>;tag=1\r\nTo: <sip:x@y.test>;tag=2\r\nCall-ID: stranger\r\nCSeq: 1 " + method + "\r\n" + more
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QList<QByteArray> seeds()
{
    const QByteArray sdp = "Content-Type: application/sdp\r\n";
    QList<QByteArray> all;
    for (const Killer &killer : killers())
        all.append(killer.datagram);
    all << request("INVITE", sdp, goodSdp(40000)) << request("INVITE", {}) << request("OPTIONS", "Accept: application/sdp\r\n")
        << request("NOTIFY", "Event: refer\r\nSubscription-State: active\r\nContent-Type: message/sipfrag\r\n", "SIP/2.0 200 OK")
        << request("NOTIFY", "Event: message-summary\r\n", "Messages-Waiting: yes\r\n") << request("REFER", "Refer-To: <sip:x@y.test>\r\n")
        << request("INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=1\r\nDuration=160\r\n") << request("UPDATE", sdp, goodSdp(40000))
        << request("BYE", {}) << request("CANCEL", {}) << request("ACK", {}) << request("PRACK", "RAck: 1 1 INVITE\r\n")
        << request("PUBLISH", "Event: presence\r\n") << request("REGISTER", "Expires: 60\r\n")
        << answer(200, "REGISTER", "Contact: <sip:alice@127.0.0.1>;expires=0\r\n") << answer(200, "INVITE", sdp, goodSdp(40000))
        << answer(401, "REGISTER", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\", algorithm=MD5, qop=\"auth\"\r\n")
        << answer(302, "INVITE", "Contact: <sip:x@127.0.0.1>\r\n") << answer(183, "INVITE", sdp, goodSdp(40000)) << answer(423, "REGISTER", "Min-Expires: 9\r\n")
        << answer(487, "INVITE");
    return all;
}

void repeatALine(QByteArray &message, Random &random)
{
    const qsizetype from = message.indexOf("\r\n", qsizetype(random.next(quint32(message.size()))));
    const qsizetype to = from < 0 ? -1 : message.indexOf("\r\n", from + 2);
    if (to > 0)
        message.insert(to, message.mid(from, to - from).repeated(1 + qsizetype(random.next(60))));
}

void lieAboutTheLength(QByteArray &message, Random &random)
{
    constexpr const char *lengths[] = {"4294967295", "4294967296", "-1", "99999999999999999999", "65536", "0", "1e9", "", "%n"};
    const qsizetype at = message.indexOf("Content-Length: ");
    const qsizetype end = at < 0 ? -1 : message.indexOf("\r\n", at);
    if (end > 0)
        message.replace(at + 16, end - at - 16, lengths[random.next(std::size(lengths))]);
}

void edit(QByteArray &message, Random &random)
{
    const auto at = qsizetype(random.next(quint32(message.size())));
    switch (random.next(9)) {
    case 0: message[at] = random.byte(); break;
    case 1: message[at] = char(message[at] ^ (1 << random.next(8))); break;
    case 2: message.remove(at, 1 + qsizetype(random.next(20))); break;
    case 3: message.insert(at, message.mid(qsizetype(random.next(quint32(message.size()))), 30)); break;
    case 4: message.insert(at, QByteArray(1 + qsizetype(random.next(60)), "%\r\n:;<\"0"[random.next(8)])); break;
    case 5: message.truncate(at + 1); break;
    case 6: message.insert(at, QByteArray(1 + qsizetype(random.next(4000)), 'a')); break;
    case 7: repeatALine(message, random); break;
    default: lieAboutTheLength(message, random); break;
    }
}

} // namespace

QByteArray Random::bytes(qsizetype count)
{
    QByteArray all(count, '\0');
    for (char &one : all)
        one = byte();
    return all;
}

QByteArray request(const QByteArray &method, const QByteArray &more, const QByteArray &body)
{
    static int count = 0;
    const QByteArray id = QByteArray::number(++count);
    return method + " sip:alice@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5099;branch=z9hG4bK" + id
        + "\r\nFrom: <sip:x@y.test>;tag=t" + id + "\r\nTo: <sip:alice@acme.sip.test>\r\nCall-ID: stranger-" + id + "\r\nCSeq: 1 " + method
        + "\r\nContact: <sip:x@127.0.0.1:5099>\r\nMax-Forwards: 70\r\n" + more + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

QByteArray goodSdp(int port)
{
    return "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + QByteArray::number(port) + " RTP/AVP 0\r\n";
}

QList<Killer> killers()
{
    const QByteArray sdp = "Content-Type: application/sdp\r\n";
    return {{"SUBSCRIBE", request("SUBSCRIBE", "Event: presence\r\n")},
            {"INVITE without o=", request("INVITE", sdp, goodSdp(40000).replace("o=x 1 1 IN IP4 127.0.0.1\r\n", ""))},
            {"INVITE with Replaces", request("INVITE", "Replaces: x\r\n" + sdp, goodSdp(40000))},
            {"MESSAGE", request("MESSAGE", "Content-Type: text/plain\r\n", "hello")}};
}

QByteArray mutatedSip(Random &random)
{
    static const QList<QByteArray> all = seeds();
    QByteArray message = all[qsizetype(random.next(quint32(all.size())))];
    for (quint32 edits = 1 + random.next(6); edits > 0 && !message.isEmpty(); --edits)
        edit(message, random);
    return message.left(longest);
}

} // namespace milassist::hostile
