// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUdpSocket>

namespace milassist {

/// A server that accepts every REGISTER and then sends whatever the test wants to whoever registered.
class HostileServer : public QObject {
public:
    HostileServer()
    {
        m_socket.bind(QHostAddress::LocalHost);
        connect(&m_socket, &QUdpSocket::readyRead, this, [this] {
            while (m_socket.hasPendingDatagrams())
                answer(m_socket);
        });
    }

    int port() const { return m_socket.localPort(); }
    quint16 clientPort() const { return m_client; }
    const QByteArray &lastRegister() const { return m_lastRegister; }
    int registrations() const { return m_registrations; }
    int goodbyes() const { return m_goodbyes; } ///< registrations taken back
    void send(const QByteArray &datagram) { m_socket.writeDatagram(datagram, QHostAddress::LocalHost, m_client); }

private:
    void answer(QUdpSocket &socket)
    {
        QByteArray request(65536, '\0');
        QHostAddress from;
        request.resize(socket.readDatagram(request.data(), request.size(), &from, &m_client));
        if (!request.startsWith("REGISTER "))
            return;
        const bool isGoodbye = request.contains("\r\nExpires: 0\r\n");
        ++(isGoodbye ? m_goodbyes : m_registrations);
        m_lastRegister = request;
        QByteArray reply = "SIP/2.0 200 OK\r\n";
        for (const QByteArray &line : request.split('\n')) {
            const QByteArray name = line.left(line.indexOf(':')).trimmed().toLower();
            if (name == "to")
                reply += line.trimmed() + ";tag=server\r\n";
            else if (name == "via" || name == "from" || name == "call-id" || name == "cseq" || name == "contact")
                reply += line.trimmed() + "\r\n";
        }
        reply += isGoodbye ? "Content-Length: 0\r\n\r\n" : "Expires: 600\r\nContent-Length: 0\r\n\r\n";
        socket.writeDatagram(reply, QHostAddress::LocalHost, m_client);
    }

    QUdpSocket m_socket;
    quint16 m_client = 0;
    int m_registrations = 0, m_goodbyes = 0;
    QByteArray m_lastRegister;
};

} // namespace milassist
