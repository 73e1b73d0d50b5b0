// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/hostileserver.h"

#include "core/sandbox/sip/siptransactions.h"

#include <QSslKey>
#include <QSslServer>

namespace milassist {
using sip::SipMessage;

namespace {

std::unique_ptr<QTcpServer> serverWith(const QString &folder)
{
    QFile key(folder + QStringLiteral("/good.key"));
    if (!key.open(QIODevice::ReadOnly))
        return nullptr;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(folder + QStringLiteral("/good.pem")));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

} // namespace

HostileServer::HostileServer(Over over, const QString &folder) : m_over(over)
{
    m_udp.bind(QHostAddress::LocalHost, quint16(freePort({})));
    connect(&m_udp, &QUdpSocket::readyRead, this, [this] {
        while (m_udp.hasPendingDatagrams()) {
            QByteArray datagram(int(m_udp.pendingDatagramSize()), '\0');
            quint16 from = 0;
            m_udp.readDatagram(datagram.data(), datagram.size(), nullptr, &from);
            const bool isDesk = m_over == Over::Udp && (from == m_client || datagram.startsWith("REGISTER "));
            (isDesk ? m_client : m_far) = from;
            if (isDesk)
                take(datagram);
            else
                passToDesk(datagram);
        }
    });
    if (over == Over::Udp)
        return;
    m_server = over == Over::Tls ? serverWith(folder) : std::make_unique<QTcpServer>();
    if (!m_server || !m_server->listen(QHostAddress::LocalHost, m_udp.localPort()))
        return;
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        m_stream = m_server->nextPendingConnection();
        m_framer = {};
        connect(m_stream, &QTcpSocket::readyRead, this, [this, stream = m_stream] {
            if (stream != m_stream) // a desk that has been lost meanwhile
                return;
            m_framer.append(m_stream->readAll());
            for (auto outcome = m_framer.next(); outcome != sip::SipFramer::Outcome::NeedMore; outcome = m_framer.next()) {
                if (outcome == sip::SipFramer::Outcome::Wrong)
                    return m_stream->abort();
                if (outcome == sip::SipFramer::Outcome::Message)
                    take(m_framer.take().toBytes());
            }
        });
    });
}

void HostileServer::send(const QByteArray &message)
{
    if (m_over == Over::Udp)
        m_udp.writeDatagram(message, QHostAddress::LocalHost, m_client);
    else if (m_stream)
        m_stream->write(message);
}

void HostileServer::take(const QByteArray &message)
{
    const auto parsed = SipMessage::parse(message);
    if (!parsed)
        return;
    if (parsed->method == "REGISTER") {
        m_lastRegister = message;
        return accept(*parsed);
    }
    passToFar(*parsed);
}

QByteArray HostileServer::via() const
{
    const char *const word = m_over == Over::Tls ? "TLS" : m_over == Over::Tcp ? "TCP" : "UDP";
    return QByteArrayLiteral("SIP/2.0/") + word + " 127.0.0.1:" + QByteArray::number(port());
}

void HostileServer::passToDesk(const QByteArray &message)
{
    auto parsed = SipMessage::parse(message);
    if (!parsed)
        return;
    if (parsed->isRequest()) {
        parsed->addFirst("Via", via() + ";branch=z9hG4bK" + sip::randomToken());
        parsed->addFirst("Record-Route", "<sip:127.0.0.1:" + QByteArray::number(port()) + ";transport=" + via().sliced(8, 3).toLower() + ";lr>");
    }
    send(parsed->toBytes());
}

void HostileServer::passToFar(SipMessage message)
{
    if (message.isResponse()) {
        QList<QByteArray> vias = message.values("Via").mid(1); // without ours
        message.remove("Via");
        while (!vias.isEmpty())
            message.addFirst("Via", vias.takeLast());
        if (!message.has("Via")) {
            ++m_answers;
            return;
        }
    }
    if (m_far)
        m_udp.writeDatagram(message.toBytes(), QHostAddress::LocalHost, m_far);
}

void HostileServer::accept(const SipMessage &request)
{
    if (m_refuses)
        return send(SipMessage::response(request, 403, "server").toBytes());
    const bool isGoodbye = request.header("Expires") == "0";
    const QByteArray which = request.header("Call-ID") + ' ' + request.header("CSeq");
    if (!m_accepted.contains(which))
        ++(isGoodbye ? m_goodbyes : m_registrations);
    m_accepted.insert(which);
    SipMessage response = SipMessage::response(request, 200, "server");
    if (!isGoodbye) {
        response.add("Contact", request.header("Contact"));
        response.add("Expires", "600");
    }
    send(response.toBytes());
}

} // namespace milassist
