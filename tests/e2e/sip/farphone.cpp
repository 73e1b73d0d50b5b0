// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/farphone.h"

#include <QTimer>

namespace milassist {
using sip::SipDialog;
using sip::SipMessage;

FarPhone::FarPhone(std::vector<qint16> says, Manner manner)
    : m_manner(manner), m_tag(sip::randomToken()), m_key(QByteArray(rtp::srtpKeyLength, 'k')), m_sound(std::move(says))
{
    m_socket.bind(QHostAddress::LocalHost);
    connect(&m_socket, &QUdpSocket::readyRead, this, &FarPhone::read);
}

void FarPhone::read()
{
    while (m_socket.hasPendingDatagrams()) {
        QByteArray bytes(int(m_socket.pendingDatagramSize()), '\0');
        m_socket.readDatagram(bytes.data(), bytes.size(), nullptr, &m_server);
        const auto message = SipMessage::parse(bytes);
        if (message && message->isRequest())
            follow(*message);
        else if (message)
            followAnswer(*message);
    }
}

void FarPhone::follow(const SipMessage &request)
{
    if (request.method == "INVITE") {
        if (request.to()->tag().isEmpty()) {
            m_dialog = SipDialog::ofIncoming(request, m_tag, {});
            m_invite = request;
            respond(request, 180);
        }
        const QByteArray sdp = answerTo(request.body);
        respond(request, m_manner == Manner::SpeaksBeforeAnswering ? 183 : 200, sdp);
    } else if (request.method == "ACK") {
        m_isTalking = m_manner != Manner::SpeaksBeforeAnswering;
    } else if (request.method == "CANCEL" || request.method == "BYE") {
        respond(request, 200);
        if (request.method == "CANCEL")
            respond(*m_invite, 487);
        m_sound.stop();
        m_isOver = true;
        m_isTalking = false;
    } else if (request.method == "REFER") {
        m_referredTo = request.header("Refer-To");
        respond(request, 202);
        // Whoever is called then takes a moment.
        QTimer::singleShot(std::chrono::milliseconds(300), this, [this] {
            SipMessage notify = m_dialog.request("NOTIFY");
            const bool isLeaving = m_manner == Manner::LeavesWhenTransferred;
            notify.add("Event", "refer");
            notify.add("Subscription-State", isLeaving ? "active;expires=60" : "terminated;reason=noresource");
            notify.setBody("message/sipfrag;version=2.0", isLeaving ? "SIP/2.0 100 Trying\r\n" : "SIP/2.0 200 OK\r\n");
            send(notify);
        });
    } else {
        respond(request, 200);
    }
}

void FarPhone::followAnswer(const SipMessage &response)
{
    if (m_manner == Manner::LeavesWhenTransferred && response.status >= 200 && response.cseq()->method == "NOTIFY")
        return hangUp();
    if (!m_invite || response.status != 200 || response.cseq()->method != "INVITE" || m_isTalking)
        return;
    m_dialog = SipDialog::ofOutgoing(*m_invite, response, {});
    send(m_dialog.ack(1));
    const auto answer = rtp::Sdp::parse(response.body);
    const auto agreed = answer ? rtp::agreedBy(*answer, media(m_encrypts)) : std::nullopt;
    if (agreed)
        m_sound.follow(*agreed);
    m_isTalking = agreed.has_value();
}

QByteArray FarPhone::answerTo(const QByteArray &offer)
{
    const auto theirs = rtp::Sdp::parse(offer);
    const auto answer = theirs ? rtp::answerTo(*theirs, media(!theirs->media.isEmpty() && theirs->media[0].isSecure())) : std::nullopt;
    if (!answer)
        return {};
    m_sound.follow(answer->agreed);
    return answer->sdp.toBytes();
}

rtp::LocalMedia FarPhone::media(bool encrypts) const
{
    return {.address = QHostAddress(QHostAddress::LocalHost), .port = m_sound.port(), .isSecure = encrypts, .key = m_key};
}

void FarPhone::call(int serverPort, const QByteArray &user, bool encrypts, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    m_server = quint16(serverPort);
    m_encrypts = encrypts;
    SipMessage invite = SipMessage::request("INVITE", "sip:" + user + "@acme.sip.test");
    invite.add("Max-Forwards", "70");
    invite.add("From", "\"Somebody\" <sip:caller@acme.sip.test>;tag=" + m_tag);
    invite.add("To", "<sip:" + user + "@acme.sip.test>");
    invite.add("Call-ID", sip::randomToken());
    invite.add("CSeq", "1 INVITE");
    for (const auto &[name, value] : headers)
        invite.add(name, value);
    invite.setBody("application/sdp", rtp::offerOf(media(encrypts)).toBytes());
    m_invite = invite;
    send(invite);
}

void FarPhone::hangUp()
{
    m_sound.stop();
    m_isTalking = false;
    send(m_dialog.request("BYE"));
}

void FarPhone::sendInfo(const QByteArray &type, const QByteArray &body)
{
    SipMessage info = m_dialog.request("INFO");
    info.setBody(type, body);
    send(info);
}

void FarPhone::respond(const SipMessage &request, int status, const QByteArray &sdp)
{
    SipMessage response = SipMessage::response(request, status, m_tag);
    response.add("Contact", "<sip:127.0.0.1:" + QByteArray::number(m_socket.localPort()) + '>');
    if (!sdp.isEmpty())
        response.setBody("application/sdp", sdp);
    m_socket.writeDatagram(response.toBytes(), QHostAddress::LocalHost, m_server);
}

void FarPhone::send(SipMessage message)
{
    const QByteArray port = QByteArray::number(m_socket.localPort());
    message.addFirst("Via", "SIP/2.0/UDP 127.0.0.1:" + port + ";branch=z9hG4bK" + sip::randomToken());
    message.add("Contact", "<sip:127.0.0.1:" + port + '>');
    m_socket.writeDatagram(message.toBytes(), QHostAddress::LocalHost, m_server);
}

} // namespace milassist
