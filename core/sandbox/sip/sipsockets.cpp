// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipsockets.h"

#include "core/base/logging.h"

#include <QNetworkDatagram>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>

namespace milassist::sip
{

using namespace Qt::StringLiterals;

namespace
{

constexpr size_t mostConnections = 512;
constexpr qint64 mostUnsent = 1024 * 1024;
constexpr auto patience = std::chrono::seconds(30);
constexpr int datagramsAtOnce = 200;

Result<QSslConfiguration> configurationOf(const TlsIdentity &identity)
{
    const auto chain = QSslCertificate::fromData(identity.certificate);
    QSslKey key(identity.key.reveal(), QSsl::Ec);
    if (key.isNull())
        key = QSslKey(identity.key.reveal(), QSsl::Rsa);
    if (chain.isEmpty() || key.isNull())
        return fail(Error::Kind::Malformed, u"the certificate or its key cannot be read"_s);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // client certificates are not asked for
    return configuration;
}

} // namespace

QByteArray wordOf(Transport transport)
{
    switch (transport) {
    case Transport::Udp:
        return "udp";
    case Transport::Tcp:
        return "tcp";
    case Transport::Tls:
        return "tls";
    }
    return {};
}

SipConnection::SipConnection(std::unique_ptr<QTcpSocket> socket, Flow flow) : m_socket(std::move(socket)), m_flow(std::move(flow))
{
    connect(m_socket.get(), &QIODevice::readyRead, this, &SipConnection::read);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &SipConnection::closed);
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &SipConnection::closed);
    const auto flush = [this] { m_socket->write(std::exchange(m_waiting, {})); };
    connect(m_socket.get(), &QAbstractSocket::connected, this, flush);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.get())) {
        disconnect(m_socket.get(), &QAbstractSocket::connected, this, nullptr);
        connect(tls, &QSslSocket::encrypted, this, flush);
    }
    m_patience.setSingleShot(true);
    m_patience.start(patience);
    connect(&m_patience, &QTimer::timeout, this, &SipConnection::close);
    QMetaObject::invokeMethod(this, &SipConnection::read, Qt::QueuedConnection); // what came with the handshake
}

SipConnection::~SipConnection()
{
    m_socket->disconnect(this);
}

void SipConnection::send(const QByteArray &bytes)
{
    const auto *tls = qobject_cast<QSslSocket *>(m_socket.get());
    const bool isOpen = tls ? tls->isEncrypted() : m_socket->state() == QAbstractSocket::ConnectedState;
    if (!isOpen)
        m_waiting.append(bytes);
    else
        m_socket->write(bytes);
    if (m_socket->bytesToWrite() + m_waiting.size() > mostUnsent)
        close();
}

void SipConnection::read()
{
    m_framer.append(m_socket->readAll());
    for (;;) {
        switch (m_framer.next()) {
        case SipFramer::Outcome::NeedMore:
            return;
        case SipFramer::Outcome::Wrong:
            return close();
        case SipFramer::Outcome::Ping:
            m_socket->write("\r\n");
            break;
        case SipFramer::Outcome::Message:
            m_patience.stop();
            Q_EMIT received(m_framer.take());
            break;
        }
    }
}

void SipConnection::close()
{
    m_socket->abort();
    Q_EMIT closed();
}

SipSockets::SipSockets()
{
    connect(&m_udp, &QUdpSocket::readyRead, this, &SipSockets::readUdp);
    connect(&m_tcp, &QTcpServer::pendingConnectionAvailable, this, [this] { accept(m_tcp, Transport::Tcp); });
    connect(&m_tls, &QTcpServer::pendingConnectionAvailable, this, [this] { accept(m_tls, Transport::Tls); });
    m_udp.setProxy(QNetworkProxy::NoProxy);
    m_tcp.setProxy(QNetworkProxy::NoProxy);
    m_tls.setProxy(QNetworkProxy::NoProxy);
}

SipSockets::~SipSockets() = default;

Result<> SipSockets::listen(const QHostAddress &address, quint16 port, quint16 tlsPort, const TlsIdentity *identity)
{
    m_address = address;
    bool isListening = false;
    for (int attempt = 0; attempt < 20 && !isListening; ++attempt) {
        m_udp.close();
        isListening = m_udp.bind(address, port, QAbstractSocket::DontShareAddress) && m_tcp.listen(address, m_udp.localPort());
        if (port != 0)
            break;
    }
    if (!isListening)
        return fail(Error::Kind::Unavailable,
                    u"cannot listen for SIP on port %1: %2"_s.arg(port).arg(m_tcp.isListening() ? m_udp.errorString()
                                                                                                : m_tcp.errorString()));
    if (!identity)
        return {};
    auto configuration = configurationOf(*identity);
    if (!configuration)
        return fail(configuration.error());
    m_tls.setSslConfiguration(*configuration);
    if (!m_tls.listen(address, tlsPort))
        return fail(Error::Kind::Unavailable,
                    u"cannot listen for SIP over TLS on port %1: %2"_s.arg(tlsPort).arg(m_tls.errorString()));
    return {};
}

void SipSockets::close()
{
    m_udp.close();
    m_tcp.close();
    m_tls.close();
    m_connections.clear();
}

quint16 SipSockets::port(Transport transport) const
{
    return transport == Transport::Tls ? m_tls.serverPort() : m_udp.localPort();
}

bool SipSockets::send(const Flow &flow, const QByteArray &bytes)
{
    if (flow.transport == Transport::Udp)
        return m_udp.writeDatagram(bytes, flow.address, flow.port) == bytes.size();
    const auto found = m_connections.find(flow.connection);
    if (found == m_connections.end())
        return false;
    found->second->send(bytes);
    return true;
}

Flow SipSockets::open(Transport transport, const QHostAddress &address, quint16 port)
{
    Flow flow{transport, address, port, 0};
    if (transport == Transport::Udp)
        return flow;
    const auto same = std::ranges::find_if(m_connections, [&](const auto &one) {
        const Flow &its = one.second->flow();
        return its.transport == transport && its.address.isEqual(address) && its.port == port;
    });
    if (same != m_connections.end())
        return same->second->flow();
    std::unique_ptr<QTcpSocket> socket;
    if (transport == Transport::Tls) {
        auto tls = std::make_unique<QSslSocket>();
        tls->setPeerVerifyMode(QSslSocket::VerifyNone); // the sandbox calls whoever it is told to call
        tls->connectToHostEncrypted(address.toString(), port);
        socket = std::move(tls);
    } else {
        socket = std::make_unique<QTcpSocket>();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(address, port);
    }
    return adopt(std::move(socket), flow);
}

void SipSockets::accept(QTcpServer &server, Transport transport)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        socket->setParent(nullptr);
        std::unique_ptr<QTcpSocket> owned(socket);
        if (m_connections.size() >= mostConnections) {
            qCWarning(lcSandbox) << "too many SIP connections: one more was closed";
            continue;
        }
        adopt(std::move(owned), {transport, socket->peerAddress(), socket->peerPort(), 0});
    }
}

Flow SipSockets::adopt(std::unique_ptr<QTcpSocket> socket, Flow flow)
{
    flow.connection = m_nextConnection++;
    auto connection = std::make_unique<SipConnection>(std::move(socket), flow);
    connect(connection.get(), &SipConnection::received, this, [this, flow](const SipMessage &message) { told(message, flow); });
    connect(connection.get(), &SipConnection::closed, this, [this, flow] {
        const auto found = m_connections.find(flow.connection);
        if (found == m_connections.end())
            return;
        found->second.release()->deleteLater(); // it is in the middle of telling
        m_connections.erase(found);
        Q_EMIT lost(flow);
    });
    m_connections.emplace(flow.connection, std::move(connection));
    return flow;
}

void SipSockets::readUdp()
{
    for (int i = 0; i < datagramsAtOnce && m_udp.hasPendingDatagrams(); ++i) {
        const QNetworkDatagram datagram = m_udp.receiveDatagram();
        const QByteArray bytes = datagram.data();
        const Flow flow{Transport::Udp, datagram.senderAddress(), quint16(datagram.senderPort()), 0};
        if (bytes == "\r\n\r\n")
            send(flow, "\r\n");
        else if (auto message = SipMessage::parse(bytes))
            told(*std::move(message), flow);
    }
}

void SipSockets::told(SipMessage message, const Flow &flow)
{
    if (m_isLost && m_isLost(message))
        return;
    if (auto via = message.topVia(); via && message.isRequest()) {
        via->params.set("received", flow.address.toString().toLatin1());
        if (via->params.contains("rport"))
            via->params.set("rport", QByteArray::number(flow.port));
        message.replaceTopVia(*via);
    }
    Q_EMIT received(message, flow);
}

} // namespace milassist::sip
