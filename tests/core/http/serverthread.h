// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"

#include <QFile>
#include <QThread>

#include <functional>
#include <memory>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/// A server in a thread of its own: its clients may block.
class ServerThread {
public:
    explicit ServerThread(milassist::HttpServer::Handler handler, milassist::HttpLimits limits = {})
    {
        m_worker.moveToThread(&m_thread);
        m_thread.start();
        inside([&] {
            m_server = std::make_unique<milassist::HttpServer>(std::move(handler), limits);
            m_port = m_server->listen(QHostAddress::LocalHost, 0).value_or(0);
        });
    }
    ~ServerThread()
    {
        inside([this] { m_server.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(ServerThread)

    quint16 port() const { return m_port; }
    int connectionCount()
    {
        int count = 0;
        inside([&] { count = m_server->connectionCount(); });
        return count;
    }

private:
    void inside(const std::function<void()> &job) { QMetaObject::invokeMethod(&m_worker, job, Qt::BlockingQueuedConnection); }

    QThread m_thread;
    QObject m_worker;
    std::unique_ptr<milassist::HttpServer> m_server;
    quint16 m_port = 0;
};

/// A client of plain system calls; each of them gives up after 30 s.
class PlainClient {
public:
    explicit PlainClient(quint16 port) : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
    {
        const timeval patience{30, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        Q_UNUSED(::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address));
    }
    ~PlainClient() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(PlainClient)

    /// False once the other end takes nothing any more.
    bool send(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t count = ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            bytes = bytes.sliced(count);
        }
        return true;
    }
    void finishSending() { ::shutdown(m_descriptor, SHUT_WR); }
    /// Adds to received what is there. False at the end.
    bool receive(int flags = 0)
    {
        char bytes[16 * 1024];
        const ssize_t count = ::recv(m_descriptor, bytes, sizeof bytes, flags);
        if (count > 0)
            received.append(bytes, count);
        return count > 0;
    }
    QByteArray receiveAll()
    {
        while (receive()) {
        }
        return received;
    }
    /// Asks over a connection that stays, and reads until @p end has come. False if it does not.
    bool ask(const QByteArray &request, const QByteArray &end)
    {
        received.clear();
        if (!send(request))
            return false;
        while (!received.endsWith(end))
            if (!receive())
                return false;
        return true;
    }

    QByteArray received;

private:
    int m_descriptor;
};

/// Bytes of memory this process really holds.
inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

#ifdef __SANITIZE_ADDRESS__
inline constexpr qint64 flat = 400 * 1024 * 1024; // what was freed stays in quarantine
#else
inline constexpr qint64 flat = 32 * 1024 * 1024;
#endif
