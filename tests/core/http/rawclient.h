// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

#include <netinet/in.h>
#include <sys/socket.h>

/// A client that says exactly what it is told to.
class RawClient : public QTcpSocket {
public:
    RawClient()
    {
        connect(this, &QTcpSocket::readyRead, this, [this] {
            if (!m_deaf)
                received += readAll();
        });
    }
    explicit RawClient(quint16 port) : RawClient() { connectToHost(QHostAddress::LocalHost, port); }

    bool isClosed() const { return state() == QAbstractSocket::UnconnectedState; }

    /// Into the kernel, without a turn of the event loop in which the server could read it. Connected already.
    void sendNow(const QByteArray &bytes) { Q_UNUSED(::send(int(socketDescriptor()), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL)); }
    /// The same, connecting first.
    void sendNow(quint16 port, const QByteArray &bytes)
    {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
            Q_UNUSED(::send(descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL));
        setSocketDescriptor(descriptor);
    }
    /// The end of what is sent, once it is; the answer can still come.
    void finishSending()
    {
        waitForConnected();
        while (bytesToWrite() > 0 && waitForBytesWritten()) {
        }
        ::shutdown(int(socketDescriptor()), SHUT_WR);
    }
    /// Leaves with a RST, as a process that dies or a broken line does.
    void breakOff()
    {
        const linger now{1, 0};
        ::setsockopt(int(socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        abort();
    }
    /// From now on nothing is read any more: what the server sends stays in the kernel, as far as that takes it.
    void stopReading()
    {
        m_deaf = true;
        setReadBufferSize(1);
    }
    void readOn()
    {
        m_deaf = false;
        received += readAll();
        setReadBufferSize(0);
    }

    QByteArray received;

private:
    bool m_deaf = false;
};

inline QByteArray getRequest(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
}
