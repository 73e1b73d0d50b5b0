// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/http/websocket/websocketchannel.h"

#include <QHash>
#include <QSet>
#include <QWebSocketServer>

#include <functional>

namespace milassist {

/// Whether the request is a WebSocket handshake in order (RFC 6455, 4.2.1).
bool asksForWebSocket(const HttpRequest &request);

/// Makes channels of requests whose sender has been found to be allowed: whoever is not is answered as by any other route,
/// and never comes here. When the server stops, the channels close with 1001.
class WebSocketDoor : public QObject {
    Q_OBJECT

public:
    using Opened = std::function<void(WebSocketChannel *)>;

    explicit WebSocketDoor(HttpServer &server, WebSocketLimits limits = {}, QObject *parent = nullptr);
    ~WebSocketDoor() override;

    /// Answers @p request: 101, and @p opened is called, later, unless the peer goes first; 426 if it asks for no WebSocket;
    /// 503 if the server is stopping.
    void open(const HttpRequest &request, const HttpResponder &responder, Opened opened);
    int channelCount() const { return int(m_channels.size()); }
    void closeAll(QWebSocketProtocol::CloseCode code, const QString &reason);

private:
    struct Guest {
        QPointer<QTcpSocket> transport;
        Opened opened;
    };

    void onNewConnection();

    WebSocketLimits m_limits;
    QWebSocketServer m_handshakes;
    QHash<QByteArray, Guest> m_guests; ///< between their request and our 101, by the ticket in the handshake
    QSet<WebSocketChannel *> m_channels;
    quint64 m_ticket = 0;
    bool m_stopping = false;
};

} // namespace milassist
