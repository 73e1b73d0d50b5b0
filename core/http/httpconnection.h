// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/peersocket.h"
#include "core/http/requestparser.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <memory>

namespace milassist {

class HttpServer;

/// One client's connection: reads a request, waits for its answer, writes it, and only then looks at the next.
class HttpConnection : public QObject {
    Q_OBJECT

public:
    HttpConnection(HttpServer &server, qintptr descriptor);

    const QHostAddress &peer() const { return m_socket.address(); }
    /// Ends once nothing is under way: at once if idle, else after the answer.
    void finish();
    void abort();
    /// Whether the request of that number still waits for its answer.
    bool waitsFor(quint64 request) const { return m_state == State::Handling && m_request == request && m_socket.isOpen(); }

    // Called by HttpResponder, once for each request, while it waits.
    void send(const HttpResponse &response);
    void sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval);
    void sendTruncated(const HttpResponse &response, qsizetype bytes);
    void reset() { m_socket.reset(); }
    std::unique_ptr<QTcpSocket> release(const QByteArray &unread);

private:
    enum class State {
        Reading,  ///< a request, or the silence before it
        Handling, ///< the handler has it
        Dripping, ///< the answer trickles out
        Writing,  ///< the answer is given, the peer has not taken it all
        Ending,   ///< the last word is given; what still comes in is thrown away
        Released, ///< it is a WebSocket now, and only counted here
    };

    void onReadable();
    void proceed();
    void awaitMore();
    void handOver();
    void refuse(int status);
    void drip();
    void answered();
    void end();
    void onWritten(qsizetype bytes);
    void onDeadline();
    QByteArray head(const HttpResponse &response) const;

    HttpServer &m_server;
    PeerSocket m_socket;
    RequestParser m_parser;
    QPointer<QTcpSocket> m_released;
    QTimer m_deadline;              ///< the limit that applies in this state
    QTimer m_drip;
    QByteArray m_slowBody;
    qsizetype m_slowStep = 0;
    qsizetype m_taken = 0;          ///< bytes the peer took since the deadline was set
    quint64 m_request = 0;
    State m_state = State::Reading;
    bool m_inside = false;          ///< the deadline of a request is running
    bool m_proceeding = false;
    bool m_head = false;
    bool m_keepAlive = false;
    bool m_finishing = false;
};

} // namespace milassist
