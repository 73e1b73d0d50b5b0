// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/websocket/websocketchannel.h"

#include "core/base/logging.h"

namespace milassist {

WebSocketChannel::WebSocketChannel(std::unique_ptr<QWebSocket> socket, QTcpSocket *transport, const WebSocketLimits &limits, QObject *parent)
    : QObject(parent), m_socket(std::move(socket)), m_transport(transport), m_limits(limits)
{
    m_socket->setMaxAllowedIncomingFrameSize(quint64(limits.message));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(limits.message));
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (isOpen())
            Q_EMIT received(text);
    });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this] { close(QWebSocketProtocol::CloseCodeDatatypeNotSupported, QStringLiteral("text only")); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebSocketChannel::onDisconnected);
    connect(m_transport, &QTcpSocket::readyRead, this, [this] {
        m_unanswered = 0;
        isTooSlow(); // pings are answered by themselves, and the answers may not be read either
    });
    m_linger.setSingleShot(true);
    connect(&m_linger, &QTimer::timeout, m_socket.get(), &QWebSocket::abort);
    connect(&m_ping, &QTimer::timeout, this, &WebSocketChannel::onPing);
    m_ping.start(limits.ping);
}

WebSocketChannel::~WebSocketChannel()
{
    m_socket->disconnect(this);
    m_socket.reset(); // tells the peer, if it is still there
    delete m_transport; // Qt makes nobody its owner
}

bool WebSocketChannel::isTooSlow()
{
    if (!isOpen() || !m_transport || m_transport->bytesToWrite() <= m_limits.unsent)
        return false;
    qCInfo(lcHttp) << "a WebSocket does not read what it is sent:" << m_transport->peerAddress().toString();
    close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("too slow"));
    return true;
}

bool WebSocketChannel::send(const QString &text)
{
    if (!isOpen() || isTooSlow())
        return false;
    m_socket->sendTextMessage(text);
    return true;
}

void WebSocketChannel::close(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    if (!isOpen())
        return;
    m_code = code;
    m_reason = reason;
    m_ping.stop();
    m_linger.start(m_limits.linger);
    m_socket->close(code, reason);
}

void WebSocketChannel::onPing()
{
    if (m_unanswered == 2) // one may have been overtaken by a moment in which nothing ran here
        return close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("no answer to pings"));
    ++m_unanswered;
    m_socket->ping();
}

void WebSocketChannel::onDisconnected()
{
    m_linger.stop();
    m_ping.stop();
    if (!m_code) {
        m_code = m_socket->closeCode();
        m_reason = m_socket->closeReason();
    }
    Q_EMIT closed(*m_code, m_reason);
    deleteLater();
}

} // namespace milassist
