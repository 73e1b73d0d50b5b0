// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

#include "core/base/logging.h"
#include "core/http/httpconnection.h"

#include <unistd.h>

namespace milassist {

HttpServer::HttpServer(Handler handler, HttpLimits limits, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_limits(limits)
{
    m_grace.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, [this] {
        for (HttpConnection *connection : QSet(m_connections))
            connection->abort();
    });
    m_listener.setListenBacklogSize(256);
}

HttpServer::~HttpServer()
{
    m_listener.close();
    qDeleteAll(QSet(m_connections)); // while what they talk to is still there
}

Result<quint16> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_listener.listen(address, port))
        return fail(Error::Kind::Unavailable,
                    QStringLiteral("cannot listen on %1:%2: %3").arg(address.toString()).arg(port).arg(m_listener.errorString()));
    return m_listener.serverPort();
}

void HttpServer::accept(qintptr descriptor)
{
    if (m_stopping || m_connections.size() >= m_limits.connections) {
        ::close(int(descriptor));
        return;
    }
    auto *connection = new HttpConnection(*this, descriptor); // a child of this server
    if (m_perPeer.value(connection->peer()) >= m_limits.connectionsPerPeer) {
        qCInfo(lcHttp) << "too many connections from" << connection->peer().toString();
        delete connection;
        return;
    }
    m_connections.insert(connection);
    ++m_perPeer[connection->peer()];
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
    m_stopping = true;
    m_listener.close();
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
