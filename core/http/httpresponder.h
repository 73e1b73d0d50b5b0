// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QPointer>

#include <chrono>
#include <memory>

namespace milassist {

class HttpConnection;

/// The right to answer one request, once. Copies share it; the first answer counts. May outlive the connection: then
/// answers go nowhere. Use it in the server's thread.
class HttpResponder {
public:
    HttpResponder() = default;
    explicit HttpResponder(HttpConnection *connection);

    void send(HttpResponse response) const;

    // What servers do on bad days, for tests of clients.
    /// The body trickles out, @p step bytes every @p interval.
    void sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval) const;
    /// Announces the whole body, sends @p bytes of it and closes.
    void sendTruncated(HttpResponse response, qsizetype bytes) const;
    /// Resets the connection (TCP RST) without an answer.
    void reset() const;

    /// False once answered or once the client has gone.
    bool isWaiting() const;

private:
    class Right {
    public:
        explicit Right(HttpConnection *connection);
        ~Right(); ///< nobody answered: 500
        Q_DISABLE_COPY_MOVE(Right)
        HttpConnection *take(); ///< null if answered or gone
        bool isWaiting() const;

    private:
        QPointer<HttpConnection> m_connection;
    };
    std::shared_ptr<Right> m_right; // shared: handlers keep copies in callbacks of which only one will run
};

} // namespace milassist
