// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/events/eventhub.h"
#include "tests/core/relay/access/relaytest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QWebSocket>

namespace milassist
{

/// A relay that does nothing but tell events.
struct EventRelay {
    explicit EventRelay(const QString &url, relay::PlanInForce plan = {}, relay::EventHubOptions options = {}, quint16 port_ = 0)
        : store(ledgerAt(url)), door(*store), server([this](const HttpRequest &q, HttpResponder r) { hub.answer(q, r); }),
          hub(*store, door, server, std::move(plan), options)
    {
        port = server.listen(QHostAddress::LocalHost, port_).value_or(0);
    }

    qint64 tell(const QString &kind, const QString &body)
    {
        return waitFor(store->write([=](SqlConnection &db) { return EventTable(db).append(kind, body, instant(1)); }))
            .value_or(-1);
    }

    std::unique_ptr<SharedStore> store;
    relay::Doorkeeper door;
    HttpServer server;
    relay::EventHub hub;
    quint16 port = 0;
};

/// A desk that listens: goes on from where it stands each time it connects.
class EventDesk : public QObject
{
public:
    explicit EventDesk(Secret token, qint64 since = 0) : at(since), m_token(std::move(token))
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { hear(text); });
        connect(&m_socket, &QWebSocket::disconnected, this, [this] {
            ++disconnects;
            if (m_isFaithful)
                QTimer::singleShot(50, this, [this] { connectTo(m_port); });
        });
    }
    ~EventDesk() override { m_socket.disconnect(this); }

    void connectTo(quint16 port)
    {
        m_port = port;
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/events?since=%2").arg(port).arg(at)));
        request.setRawHeader("Authorization", bearer(m_token));
        m_socket.open(request);
    }
    void comeBackAlways(quint16 port)
    {
        m_isFaithful = true;
        connectTo(port);
    }
    QWebSocket &socket() { return m_socket; }

    QList<qint64> numbers;
    QStringList kinds;
    qint64 at = 0;
    int resets = 0, disconnects = 0;
    bool isInOrder = true;

private:
    void hear(const QString &text)
    {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.value(QStringLiteral("reset")).toBool()) {
            ++resets;
            at = message.value(QStringLiteral("latest")).toInteger();
            return;
        }
        for (const QJsonValue &event : message.value(QStringLiteral("events")).toArray()) {
            const qint64 number = event[QStringLiteral("number")].toInteger();
            isInOrder = isInOrder && number > (numbers.isEmpty() ? 0 : numbers.last());
            numbers << number;
            kinds << event[QStringLiteral("kind")].toString();
        }
        at = message.value(QStringLiteral("upTo")).toInteger();
    }

    QWebSocket m_socket;
    Secret m_token;
    quint16 m_port = 0;
    bool m_isFaithful = false;
};

} // namespace milassist
