// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

#include "core/base/logging.h"
#include "core/http/httpconnection.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace milassist {

namespace {

constexpr int backlog = 256;
constexpr int acceptsATurn = 64; // then those who are in already get theirs
constexpr std::chrono::milliseconds acceptPause{200};
constexpr std::chrono::milliseconds crowdedPause{60'000};

} // namespace

HttpServer::HttpServer(Handler handler, HttpLimits limits, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_limits(limits)
{
    m_grace.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, [this] {
        for (HttpConnection *connection : QSet(m_connections))
            connection->abort();
    });
    m_acceptAgain.setSingleShot(true);
    m_acceptAgain.setInterval(acceptPause);
    connect(&m_acceptAgain, &QTimer::timeout, this, [this] { acceptThoseWhoKnock(acceptsATurn); });
    m_listener.setListenBacklogSize(backlog);
}

HttpServer::~HttpServer()
{
    m_knocking.reset();
    m_listener.close();
    qDeleteAll(QSet(m_connections)); // while what they talk to is still there
}

Result<quint16> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_listener.listen(address, port))
        return fail(Error::Kind::Unavailable,
                    QStringLiteral("cannot listen on %1:%2: %3").arg(address.toString()).arg(port).arg(m_listener.errorString()));
    m_listener.pauseAccepting();
    m_knocking = std::make_unique<QSocketNotifier>(m_listener.socketDescriptor(), QSocketNotifier::Read);
    connect(m_knocking.get(), &QSocketNotifier::activated, this, [this] { acceptThoseWhoKnock(acceptsATurn); });
    return m_listener.serverPort();
}

// QTcpServer would either spin or accept nothing more for ever once there is no descriptor for somebody.
void HttpServer::acceptThoseWhoKnock(int most)
{
    m_knocking->setEnabled(true);
    for (int i = 0; i < most; ++i) {
        const int descriptor = ::accept4(int(m_listener.socketDescriptor()), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            m_isShort = false;
            accept(descriptor);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            if (!std::exchange(m_isShort, true))
                qCWarning(lcHttp) << "cannot accept a connection:" << std::strerror(errno);
            m_knocking->setEnabled(false);
            return m_acceptAgain.start();
        }
    }
}

void HttpServer::accept(qintptr descriptor)
{
    auto connection = std::make_unique<HttpConnection>(*this, descriptor); // a child of this server
    if (m_connections.size() >= m_limits.connections || m_perPeer.value(connection->peer()) >= m_limits.connectionsPerPeer)
        return noteDropped(*connection);
    ++m_counts.connections;
    ++m_perPeer[connection->peer()];
    m_connections.insert(connection.release());
}

// Whoever floods us with connections is not to flood the log as well.
void HttpServer::noteDropped(const HttpConnection &connection)
{
    ++m_counts.dropped;
    if (m_saidCrowded.isValid() && !m_saidCrowded.hasExpired(crowdedPause.count()))
        return;
    m_saidCrowded.start();
    qCWarning(lcHttp).nospace() << "too many connections: " << m_connections.size() << ", " << m_perPeer.value(connection.peer()) << " of them from "
                                << connection.peer().toString() << "; " << m_counts.dropped << " dropped so far";
}

void HttpServer::forget(HttpConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    if (--m_perPeer[connection->peer()] <= 0)
        m_perPeer.remove(connection->peer());
    connection->deleteLater();
    stopIfQuiet();
}

void HttpServer::stop(std::chrono::milliseconds grace)
{
    if (m_knocking)
        acceptThoseWhoKnock(backlog); // closing the listener would reset them
    m_knocking.reset();
    m_acceptAgain.stop();
    m_stopping = true;
    m_listener.close();
    Q_EMIT stopping();
    for (HttpConnection *connection : QSet(m_connections))
        connection->finish();
    m_grace.start(grace);
    QMetaObject::invokeMethod(this, &HttpServer::stopIfQuiet, Qt::QueuedConnection);
}

void HttpServer::stopIfQuiet()
{
    if (!m_stopping || !m_connections.isEmpty())
        return;
    m_stopping = false; // once
    m_grace.stop();
    Q_EMIT stopped();
}

} // namespace milassist
