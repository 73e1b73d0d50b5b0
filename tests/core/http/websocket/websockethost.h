// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/basicauth.h"
#include "core/http/websocket/websocketdoor.h"
#include "tests/core/http/rawclient.h"

#include <QPointer>
#include <QTest>
#include <QWebSocket>

#include <memory>
#include <utility>

/// The handshake of a client that has the right token, and @p more header lines.
inline QByteArray handshake(const QByteArray &more = "Authorization: Bearer secret\r\n")
{
    return "GET /events HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
}

/// A server whose every path is a WebSocket for those who know the token, and what came of it.
struct WebSocketHost {
    explicit WebSocketHost(milassist::WebSocketLimits webSockets = {}, milassist::HttpLimits limits = {})
        : server([this](const milassist::HttpRequest &asked, const milassist::HttpResponder &responder) { answer(asked, responder); }, limits),
          door(std::make_unique<milassist::WebSocketDoor>(server, webSockets))
    {
        isListening = server.listen(QHostAddress::LocalHost, 0).has_value();
    }

    void answer(const milassist::HttpRequest &asked, const milassist::HttpResponder &responder)
    {
        const auto token = milassist::parseBearer(asked.headers.value("Authorization"));
        if (!token || !milassist::sameSecret(token->reveal(), "secret"))
            return responder.send(milassist::HttpResponse::text(401, "who are you?"));
        door->open(asked, responder, [this](milassist::WebSocketChannel *channel) {
            channels.append(channel);
            QObject::connect(channel, &milassist::WebSocketChannel::received, &server, [this](const QString &text) { received.append(text); });
            QObject::connect(channel, &milassist::WebSocketChannel::closed, &server,
                             [this](int code, const QString &reason) { closed.append({code, reason}); });
        });
    }

    QNetworkRequest request(const QByteArray &token = "Bearer secret") const
    {
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1/events?since=7").arg(server.port())));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", token);
        return request;
    }
    /// The channel of @p client, null if it does not come about.
    milassist::WebSocketChannel *connected(QWebSocket &client)
    {
        const qsizetype before = channels.size();
        client.open(request());
        const bool both = QTest::qWaitFor([&] { return client.state() == QAbstractSocket::ConnectedState && channels.size() > before; });
        return both ? channels.last().data() : nullptr;
    }
    /// A client whose reading is in our hands, shaken hands with.
    std::unique_ptr<RawClient> rawGuest()
    {
        auto client = std::make_unique<RawClient>(server.port());
        client->write(handshake());
        const bool both = QTest::qWaitFor([&] { return client->received.contains("\r\n\r\n") && channels.size() == 1; });
        return both && client->received.startsWith("HTTP/1.1 101 ") ? std::move(client) : nullptr;
    }

    milassist::HttpServer server;
    std::unique_ptr<milassist::WebSocketDoor> door;
    bool isListening = false;
    QList<QPointer<milassist::WebSocketChannel>> channels;
    QStringList received;
    QList<std::pair<int, QString>> closed;
};
