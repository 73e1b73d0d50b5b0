// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QPointer>
#include <QTcpSocket>

#include <chrono>
#include <memory>

namespace milassist {

class HttpConnection;

/// The right to answer one request, once. Copies share it; the first answer counts. May outlive the connection, and the
/// time that the server grants: then answers go nowhere. Use it in the server's thread.
class HttpResponder {
public:
    HttpResponder() = default;
    HttpResponder(HttpConnection *connection, quint64 request);

    void send(const HttpResponse &response) const;

    /// The connection itself, for another protocol; @p unread is what its reader finds first. It counts among the server's
    /// connections until it is destroyed, and when a stopping server's grace is over it is aborted.
    /// Null if the client has gone, has sent more than its request, or if the server is stopping: then it is still to be answered.
    std::unique_ptr<QTcpSocket> takeOver(const QByteArray &unread) const;

    // What servers do on bad days, for tests of clients.
    /// The body trickles out, @p step bytes every @p interval.
    void sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval) const;
    /// Announces the whole body, sends @p bytes of it and closes.
    void sendTruncated(const HttpResponse &response, qsizetype bytes) const;
    /// Resets the connection (TCP RST) without an answer.
    void reset() const;

    /// False once answered, once the time for it is over, or once the connection broke. A client that closed its side in
    /// order may still be listening, so it is waited for.
    bool isWaiting() const;

private:
    class Right {
    public:
        Right(HttpConnection *connection, quint64 request);
        ~Right(); ///< nobody answered: 500
        Q_DISABLE_COPY_MOVE(Right)
        HttpConnection *connection() const; ///< null if answered, too late or gone
        HttpConnection *take();             ///< the same, and answered now

    private:
        QPointer<HttpConnection> m_connection;
        quint64 m_request;
    };
    HttpConnection *take() const { return m_right ? m_right->take() : nullptr; }

    std::shared_ptr<Right> m_right; // shared: handlers keep copies in callbacks of which only one will run
};

} // namespace milassist
