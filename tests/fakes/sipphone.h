// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtpsession.h"
#include "core/sandbox/sip/digest.h"
#include "core/sandbox/sip/siptransactions.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

namespace milassist
{

/// A telephone for tests that says exactly what it is told to, also what no telephone should. It sends nothing again and
/// answers nothing by itself.
class SipPhone : public QObject
{
public:
    using Message = sip::SipMessage;

    SipPhone(sip::Transport transport, quint16 port, QByteArray domain, QByteArray user = "desk1",
             QByteArray password = "Correct1Horse")
        : m_transport(transport), m_port(port), m_domain(std::move(domain)), m_user(std::move(user)),
          m_password(std::move(password)), m_tag(sip::randomToken()), m_callId(sip::randomToken())
    {
        if (transport == sip::Transport::Udp) {
            m_udp.bind(here());
            connect(&m_udp, &QUdpSocket::readyRead, this, [this] {
                while (m_udp.hasPendingDatagrams()) {
                    QByteArray bytes(m_udp.pendingDatagramSize(), Qt::Uninitialized);
                    m_udp.readDatagram(bytes.data(), bytes.size());
                    if (const auto message = Message::parse(bytes))
                        m_heard.append(*message);
                }
            });
            return;
        }
        connect(&m_stream, &QIODevice::readyRead, this, [this] {
            m_framer.append(m_stream.readAll());
            for (auto outcome = m_framer.next(); outcome != sip::SipFramer::Outcome::NeedMore; outcome = m_framer.next()) {
                if (outcome == sip::SipFramer::Outcome::Wrong)
                    return m_stream.abort();
                if (outcome == sip::SipFramer::Outcome::Message)
                    m_heard.append(m_framer.take());
            }
        });
    }

    static QHostAddress here() { return QHostAddress(QHostAddress::LocalHost); }

    /// TCP; or TLS, trusting @p authority and nobody else.
    bool connectTo(const QByteArray &authority = {})
    {
        if (m_transport == sip::Transport::Tcp) {
            m_stream.connectToHost(here(), m_port);
            return QTest::qWaitFor([this] { return m_stream.state() == QAbstractSocket::ConnectedState; });
        }
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromData(authority));
        m_stream.setSslConfiguration(configuration);
        m_stream.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port, QString::fromLatin1(m_domain));
        return QTest::qWaitFor([this] { return m_stream.isEncrypted() || m_stream.state() == QAbstractSocket::UnconnectedState; })
            && m_stream.isEncrypted();
    }
    QSslSocket &stream() { return m_stream; }

    QByteArray uri(const QByteArray &user) const { return "sip:" + user + '@' + m_domain; }
    QByteArray contact() const
    {
        const quint16 port = m_transport == sip::Transport::Udp ? m_udp.localPort() : m_stream.localPort();
        return "<sip:" + m_user + "@127.0.0.1:" + QByteArray::number(port) + ";transport=" + sip::wordOf(m_transport) + '>';
    }

    /// A request outside of any call, to be changed before it is sent.
    Message request(const QByteArray &method, const QByteArray &uri)
    {
        Message message = Message::request(method, uri);
        sip::Via via;
        via.transport = sip::wordOf(m_transport).toUpper();
        via.host = "127.0.0.1";
        via.port = m_transport == sip::Transport::Udp ? m_udp.localPort() : m_stream.localPort();
        via.params.set("branch", "z9hG4bK" + sip::randomToken());
        via.params.set("rport", {});
        message.add("Via", via.toBytes());
        message.add("Max-Forwards", "70");
        message.add("From", '<' + this->uri(m_user) + ">;tag=" + m_tag);
        message.add("To", '<' + (method == "REGISTER" ? this->uri(m_user) : uri) + '>');
        message.add("Call-ID", m_callId);
        message.add("CSeq", QByteArray::number(++m_cseq) + ' ' + method);
        message.add("Contact", contact());
        return message;
    }
    /// A request within the call that @p response answered.
    Message within(const Message &response, const QByteArray &method)
    {
        Message message = request(method, response.contact() ? response.contact()->uri.toBytes() : QByteArray("sip:127.0.0.1"));
        message.set("To", response.header("To"));
        message.set("Call-ID", response.callId());
        if (method == "ACK")
            message.set("CSeq", response.header("CSeq").split(' ')[0] + " ACK");
        return message;
    }
    /// A request within the call that came to us with @p invite and that we answered with @p toTag.
    Message withinTheirs(const Message &invite, const QByteArray &toTag, const QByteArray &method)
    {
        Message message = request(method, invite.contact()->uri.toBytes());
        message.set("From", invite.header("To") + ";tag=" + toTag);
        message.set("To", invite.header("From"));
        message.set("Call-ID", invite.callId());
        return message;
    }

    void sendBytes(const QByteArray &bytes)
    {
        if (m_transport == sip::Transport::Udp)
            m_udp.writeDatagram(bytes, here(), m_port);
        else
            m_stream.write(bytes);
    }
    void send(const Message &message) { sendBytes(message.toBytes()); }
    void respond(const Message &request, int status, const QByteArray &tag, const QByteArray &sdp = {})
    {
        Message response = Message::response(request, status, tag);
        response.add("Contact", contact());
        if (!sdp.isEmpty())
            response.setBody("application/sdp", sdp);
        send(response);
    }

    /// The first message not taken yet for which @p wanted is true; none when it does not come in time.
    template <typename Wanted>
    std::optional<Message> take(Wanted wanted, int timeout = 5000)
    {
        std::optional<Message> found;
        (void)QTest::qWaitFor(
            [&] {
                for (qsizetype i = 0; i < m_heard.size() && !found; ++i) {
                    if (wanted(m_heard[i]))
                        found = m_heard.takeAt(i);
                }
                return found.has_value();
            },
            timeout);
        return found;
    }
    std::optional<Message> takeFinal(const QByteArray &method, int timeout = 5000)
    {
        return take([&](const Message &m) { return m.isResponse() && m.status >= 200 && m.cseq()->method == method; }, timeout);
    }
    std::optional<Message> takeStatus(int status, int timeout = 5000)
    {
        return take([&](const Message &m) { return m.status == status; }, timeout);
    }
    std::optional<Message> takeRequest(const QByteArray &method, int timeout = 5000)
    {
        return take([&](const Message &m) { return m.method == method; }, timeout);
    }
    const QList<Message> &heard() const { return m_heard; }
    void forgetHeard() { m_heard.clear(); }

    /// @p message once more, with the answer to @p challenge.
    Message authorised(Message message, const Message &challenge, const QByteArray &password)
    {
        const auto fields = sip::DigestFields::parse(challenge.header("Proxy-Authenticate"));
        const QByteArray method = message.method;
        auto via = message.topVia();
        via->params.set("branch", "z9hG4bK" + sip::randomToken());
        message.replaceTopVia(*via);
        message.set("CSeq", QByteArray::number(++m_cseq) + ' ' + method);
        message.add("Proxy-Authorization", *sip::digestAnswer(*fields, method, message.requestUri, m_user, password));
        return message;
    }
    /// Sends it, answers the challenge, and returns the final answer. The ACK of a refused INVITE is sent too.
    std::optional<Message> ask(const Message &message)
    {
        send(message);
        auto response = takeFinal(message.method);
        if (!response || response->status != 407)
            return response;
        if (message.method == "INVITE")
            send(ackOfRefusal(message, *response));
        send(authorised(message, *response, m_password));
        return takeFinal(message.method);
    }
    Message ackOfRefusal(const Message &invite, const Message &response)
    {
        Message ack = Message::request("ACK", invite.requestUri);
        ack.add("Via", invite.header("Via"));
        for (const char *name : {"From", "Call-ID"})
            ack.add(name, invite.header(name));
        ack.add("To", response.header("To"));
        ack.add("CSeq", invite.header("CSeq").split(' ')[0] + " ACK");
        return ack;
    }
    std::optional<Message> registerPhone(const QByteArray &expires = "3600")
    {
        Message message = request("REGISTER", "sip:" + m_domain);
        message.add("Expires", expires);
        return ask(message);
    }

private:
    const sip::Transport m_transport;
    const quint16 m_port;
    const QByteArray m_domain, m_user, m_password, m_tag, m_callId;
    quint32 m_cseq = 0;
    QUdpSocket m_udp;
    QSslSocket m_stream;
    sip::SipFramer m_framer;
    QList<Message> m_heard;
};

} // namespace milassist
