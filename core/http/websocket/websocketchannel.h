// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketProtocol>

#include <chrono>
#include <memory>
#include <optional>

namespace milassist {

/// What one WebSocket may cost us.
struct WebSocketLimits {
    qsizetype message = 64 * 1024;          ///< bytes of one message of the peer; more closes with 1009
    qsizetype unsent = 1024 * 1024;         ///< bytes of ours that the peer has not taken; more closes with 1008
    std::chrono::milliseconds ping{30'000}; ///< between two pings; a peer that lets two go unanswered is gone
    std::chrono::milliseconds linger{5'000}; ///< for a peer to take what it was sent, and the reason why it is closed
};

/// One open WebSocket that carries text. Belongs to its door, and is deleted (later) after closed().
class WebSocketChannel : public QObject {
    Q_OBJECT

public:
    /// @p transport is what @p socket reads from; it goes with this.
    WebSocketChannel(std::unique_ptr<QWebSocket> socket, QTcpSocket *transport, const WebSocketLimits &limits, QObject *parent);
    ~WebSocketChannel() override;

    /// Sends one message. A peer that has not taken @c unsent bytes before is closed instead, with 1008 "too slow".
    /// @return false if the message does not go out
    bool send(const QString &text);
    /// @p reason at most 120 bytes of UTF-8: the peer reads it. Later calls change nothing.
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    bool isOpen() const { return !m_code; }

Q_SIGNALS:
    void received(const QString &text);
    /// Once. @p code and @p reason are ours if we closed it, else the peer's (1006: it broke).
    void closed(int code, const QString &reason);

private:
    bool isTooSlow();
    void onPing();
    void onDisconnected();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport;
    WebSocketLimits m_limits;
    QTimer m_ping, m_linger;
    int m_unanswered = 0; ///< pings, since something came
    std::optional<int> m_code;
    QString m_reason;
};

} // namespace milassist
