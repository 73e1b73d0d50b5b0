// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httpmessage.h"
#include "core/http/httpresponder.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace milassist {

class HttpConnection;

struct HttpLimits {
    qsizetype header = 16 * 1024;       ///< bytes of request line and header fields; more is 431
    qsizetype body = 1024 * 1024;       ///< bytes; more is 413
    int connections = 512;              ///< more are dropped
    int connectionsPerPeer = 512;       ///< more from one address are dropped
    std::chrono::milliseconds request{10'000}; ///< from the first byte to the last; later is 408. Bytes do not prolong it
    std::chrono::milliseconds idle{60'000};    ///< a kept connection without a request
    std::chrono::milliseconds write{30'000};   ///< without the peer taking a single byte of an answer
};

/// A small HTTP/1.1 server in the event loop of its thread: strict, bounded, ordered. It knows no Twilio.
/// Requests with Transfer-Encoding get 411. Answers of one connection go out in the order of its requests: the next
/// request is read when the answer before it has been handed over.
class HttpServer : public QObject {
    Q_OBJECT

public:
    /// Called for every complete request, in the server's thread. The responder may be kept and answered later; if all
    /// copies of it are gone without an answer, the client gets 500.
    using Handler = std::function<void(const HttpRequest &, HttpResponder)>;

    explicit HttpServer(Handler handler, HttpLimits limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// @param port 0 = choose a free one. @return the port. Errors: Unavailable (in use, not allowed).
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    quint16 port() const { return m_listener.serverPort(); }
    QHostAddress address() const { return m_listener.serverAddress(); }

    /// Accepts nothing more, closes idle connections, lets requests under way be answered with "Connection: close" and
    /// drops what is left after @p grace. stopped() follows, at once or later, never from inside this call.
    void stop(std::chrono::milliseconds grace);

    int connectionCount() const { return int(m_connections.size()); }
    const HttpLimits &limits() const { return m_limits; }

Q_SIGNALS:
    void stopped();

private:
    friend class HttpConnection;
    class Listener : public QTcpServer {
    public:
        explicit Listener(HttpServer &server) : m_server(server) {}

    protected:
        void incomingConnection(qintptr descriptor) override { m_server.accept(descriptor); }

    private:
        HttpServer &m_server;
    };

    void accept(qintptr descriptor);
    void forget(HttpConnection *connection);
    void stopIfQuiet();

    Handler m_handler;
    HttpLimits m_limits;
    Listener m_listener{*this};
    QSet<HttpConnection *> m_connections;
    QHash<QHostAddress, int> m_perPeer;
    QTimer m_grace;
    bool m_stopping = false;
};

} // namespace milassist
