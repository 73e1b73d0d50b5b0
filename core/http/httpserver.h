// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httplimits.h"
#include "core/http/httpmessage.h"
#include "core/http/httpresponder.h"

#include <QElapsedTimer>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace milassist {

class HttpConnection;

/// What has become of those who came, since the start.
struct HttpCounts {
    quint64 connections = 0; ///< let in
    quint64 dropped = 0;     ///< over one of the limits of connections
    quint64 requests = 0;    ///< handed to the handler
    quint64 refused = 0;     ///< no proper request, or over a limit: 400, 411, 413, 431, ...
    quint64 late = 0;        ///< connections ended by a limit of time, idle ones not counted
    bool operator==(const HttpCounts &) const = default;
};

/// A small HTTP/1.1 server in the event loop of its thread: strict, bounded, ordered. It knows no Twilio.
/// Requests with Transfer-Encoding get 411, and only paths are asked for: no proxy requests. Answers of one connection go out
/// in the order of its requests: the next one is looked at when the answer before it has left, so who does not read is not
/// read from. A client that has finished sending still gets its answer.
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

    /// Accepts nothing more but those who have knocked already, closes idle connections, lets requests under way be answered
    /// with "Connection: close" and drops what is left after @p grace. stopped() follows, never from inside this call.
    void stop(std::chrono::milliseconds grace);

    int connectionCount() const { return int(m_connections.size()); }
    const HttpLimits &limits() const { return m_limits; }
    const HttpCounts &counts() const { return m_counts; }

Q_SIGNALS:
    void stopping(); ///< for those who have taken connections over
    void stopped();

private:
    friend class HttpConnection;
    void acceptThoseWhoKnock(int most);
    void accept(qintptr descriptor);
    void noteDropped(const HttpConnection &connection);
    void forget(HttpConnection *connection);
    void stopIfQuiet();

    Handler m_handler;
    HttpLimits m_limits;
    QTcpServer m_listener; ///< binds and listens; accepting is ours
    std::unique_ptr<QSocketNotifier> m_knocking;
    QSet<HttpConnection *> m_connections;
    QHash<QHostAddress, int> m_perPeer;
    HttpCounts m_counts;
    const std::shared_ptr<int> m_largeBodies = std::make_shared<int>(0); ///< that are coming in
    QElapsedTimer m_saidCrowded;
    QTimer m_grace;
    QTimer m_acceptAgain;
    bool m_stopping = false;
    bool m_isShort = false; ///< of descriptors
};

} // namespace milassist
