// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace milassist
{

/// Stands between a program and a server on this computer, and keeps every byte that the server sends.
/// Until it is there nobody answers at its port.
class WireTap : public QObject
{
public:
    /// @param at its own port; 0: a free one
    explicit WireTap(const QUrl &server, quint16 at = 0)
    {
        m_server.listen(QHostAddress::LocalHost, at);
        connect(&m_server, &QTcpServer::newConnection, this, [this, port = quint16(server.port())] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                join(client, port);
        });
    }

    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    const QByteArray &heard() const { return m_heard; }

private:
    void join(QTcpSocket *client, quint16 port)
    {
        auto *server = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, server, [=] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray bytes = server->readAll();
            m_heard += bytes;
            client->write(bytes);
        });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        server->write(client->readAll());
    }

    QTcpServer m_server;
    QByteArray m_heard;
};

} // namespace milassist
