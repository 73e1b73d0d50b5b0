// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/websocket/websocketdoor.h"

namespace milassist {

namespace {

const QByteArray ticketName = QByteArrayLiteral("X-Ticket");

bool hasToken(const HttpHeaders &headers, QByteArrayView name, QByteArrayView token)
{
    for (const auto &[field, value] : headers.fields()) {
        if (field.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &word : value.split(','))
            if (word.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
    }
    return false;
}

bool isKey(const QByteArray &key)
{
    const auto bytes = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return key.size() == 24 && bytes && (*bytes).size() == 16;
}

/// What Qt is given to read: only what has been checked, so that it cannot see another request than we did.
QByteArray handshakeOf(const HttpRequest &request, const QByteArray &ticket)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: "
           + request.headers.value("Sec-WebSocket-Key") + "\r\n" + ticketName + ": " + ticket + "\r\n\r\n";
}

} // namespace

bool asksForWebSocket(const HttpRequest &request)
{
    return request.method == "GET" && !request.isHead && request.body.isEmpty() && hasToken(request.headers, "Upgrade", "websocket")
           && hasToken(request.headers, "Connection", "Upgrade") && request.headers.value("Sec-WebSocket-Version") == "13"
           && isKey(request.headers.value("Sec-WebSocket-Key"));
}

WebSocketDoor::WebSocketDoor(HttpServer &server, WebSocketLimits limits, QObject *parent)
    : QObject(parent), m_limits(limits), m_handshakes(QString(), QWebSocketServer::NonSecureMode)
{
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &WebSocketDoor::onNewConnection);
    connect(&server, &HttpServer::stopping, this, [this] {
        m_stopping = true;
        closeAll(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("stopping"));
    });
}

WebSocketDoor::~WebSocketDoor()
{
    for (const Guest &guest : QHash(m_guests))
        delete guest.transport; // Qt takes it over with the handshake only
    qDeleteAll(QSet(m_channels));
}

void WebSocketDoor::open(const HttpRequest &request, const HttpResponder &responder, Opened opened)
{
    if (!asksForWebSocket(request)) {
        HttpResponse response = HttpResponse::text(426, "This is a WebSocket.\n");
        response.headers.add("Upgrade", "websocket");
        response.headers.add("Sec-WebSocket-Version", "13");
        return responder.send(response);
    }
    const QByteArray ticket = QByteArray::number(++m_ticket);
    auto transport = responder.takeOver(handshakeOf(request, ticket));
    if (!transport)
        return responder.send(HttpResponse::text(503, "Service Unavailable\n"));
    QTcpSocket *socket = transport.release(); // to Qt: deletes it if the peer goes before the handshake
    connect(socket, &QObject::destroyed, this, [this, ticket] { m_guests.remove(ticket); });
    m_guests.insert(ticket, {socket, std::move(opened)});
    m_handshakes.handleConnection(socket);
}

void WebSocketDoor::onNewConnection()
{
    while (auto socket = std::unique_ptr<QWebSocket>(m_handshakes.nextPendingConnection())) {
        const Guest guest = m_guests.take(socket->request().rawHeader(ticketName));
        if (!guest.transport)
            continue;
        auto *channel = new WebSocketChannel(std::move(socket), guest.transport, m_limits, this);
        m_channels.insert(channel);
        connect(channel, &WebSocketChannel::closed, this, [this, channel] { m_channels.remove(channel); });
        guest.opened(channel);
        if (m_stopping)
            channel->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("stopping"));
    }
}

void WebSocketDoor::closeAll(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    for (WebSocketChannel *channel : QSet(m_channels))
        channel->close(code, reason);
}

} // namespace milassist
