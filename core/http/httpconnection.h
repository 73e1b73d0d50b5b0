// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/requestparser.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace milassist {

class HttpServer;

/// One client's connection: reads a request, waits for its answer, writes it, goes on.
class HttpConnection : public QObject {
    Q_OBJECT

public:
    HttpConnection(HttpServer &server, qintptr descriptor);
    ~HttpConnection() override;

    const QHostAddress &peer() const { return m_peer; }
    /// Ends once nothing is under way: at once if idle, else after the answer.
    void finish();
    void abort() { m_socket.abort(); }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    // Called by HttpResponder, once for each request.
    void send(HttpResponse response);
    void sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval);
    void sendTruncated(HttpResponse response, qsizetype bytes);
    void reset();

private:
    void read();
    void proceed();
    void handOver();
    void refuse(int status);
    void drip();
    void answered();
    void close();
    void onDeadline();
    void onWritten();
    QByteArray head(const HttpResponse &response) const;

    HttpServer &m_server;
    QTcpSocket m_socket;
    QHostAddress m_peer;
    RequestParser m_parser;
    QTimer m_deadline;              ///< request, idle or write limit, whichever applies now
    QTimer m_drip;
    QByteArray m_slowBody;
    qsizetype m_slowStep = 0;
    bool m_waiting = false;         ///< a request is at the handler
    bool m_reading = false;         ///< a request has begun to arrive
    bool m_proceeding = false;
    bool m_head = false;
    bool m_keepAlive = false;
    bool m_finishing = false;
    bool m_refused = false;         ///< told what was wrong; what still comes in is thrown away
};

} // namespace milassist
