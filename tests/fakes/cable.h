// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace milassist {

/// The network between us and a server on this computer: pulled out, every connection is gone and a new one is refused.
class Cable : public QObject {
public:
    explicit Cable(const QUrl &server) : m_server(server)
    {
        m_listener.listen(QHostAddress::LocalHost);
        m_port = m_listener.serverPort();
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *near = m_listener.nextPendingConnection())
                join(near);
        });
    }

    /// The server, as it is reached through the cable.
    QUrl url() const
    {
        QUrl url = m_server;
        url.setPort(m_port);
        return url;
    }
    void pull()
    {
        m_listener.close();
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }
    bool plug() { return m_listener.listen(QHostAddress::LocalHost, m_port); }

private:
    void join(QTcpSocket *near)
    {
        near->setParent(this);
        auto *far = new QTcpSocket(this);
        far->connectToHost(m_server.host(), quint16(m_server.port()));
        const QPointer<QTcpSocket> ends[] = {near, far};
        for (int i : {0, 1}) {
            connect(ends[i], &QTcpSocket::readyRead, this, [from = ends[i], to = ends[1 - i]] {
                if (from && to)
                    to->write(from->readAll()); // before it is connected, too: it is kept until then
            });
            connect(ends[i], &QTcpSocket::disconnected, this, [from = ends[i], to = ends[1 - i]] {
                if (to)
                    to->disconnectFromHost();
                if (from)
                    from->deleteLater();
            });
        }
    }

    const QUrl m_server;
    QTcpServer m_listener;
    quint16 m_port = 0;
};

} // namespace milassist
