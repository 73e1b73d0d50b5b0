// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/peersocket.h"

#include "core/http/address.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace milassist {

namespace {

bool isOnlyBusy(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

PeerSocket::PeerSocket(qintptr descriptor)
    : m_descriptor(descriptor), m_readable(descriptor, QSocketNotifier::Read), m_writable(descriptor, QSocketNotifier::Write),
      m_broken(descriptor, QSocketNotifier::Exception)
{
    m_writable.setEnabled(false);
    m_broken.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &PeerSocket::readyRead);
    connect(&m_writable, &QSocketNotifier::activated, this, &PeerSocket::flush);
    connect(&m_broken, &QSocketNotifier::activated, this, &PeerSocket::close);

    const int socket = int(descriptor);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); // without it small answers take 40 ms
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &length) == 0) {
        m_address = withoutMapping(QHostAddress(reinterpret_cast<const sockaddr *>(&peer)));
        m_port = ntohs(peer.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 &>(peer).sin6_port
                                                  : reinterpret_cast<const sockaddr_in &>(peer).sin_port);
    }
}

PeerSocket::~PeerSocket()
{
    drop();
}

void PeerSocket::setReading(bool on)
{
    if (!isOpen())
        return;
    m_readable.setEnabled(on && !m_ended); // the end is to be read for ever
    m_broken.setEnabled(!m_readable.isEnabled());
}

qsizetype PeerSocket::read(char *bytes, qsizetype limit)
{
    if (!isOpen() || m_ended)
        return 0;
    const ssize_t count = ::recv(int(m_descriptor), bytes, size_t(limit), 0);
    if (count > 0)
        return count;
    if (count == 0) {
        m_ended = true;
        setReading(false);
    } else if (!isOnlyBusy(errno)) {
        close();
    }
    return 0;
}

void PeerSocket::write(QByteArray first, QByteArray second)
{
    if (!isOpen())
        return;
    for (QByteArray *bytes : {&first, &second}) {
        m_unsent += bytes->size();
        if (!bytes->isEmpty())
            m_queue.push_back(std::move(*bytes));
    }
    if (!m_writable.isEnabled())
        sendSome();
    if (isOpen())
        m_writable.setEnabled(m_unsent > 0);
}

void PeerSocket::flush()
{
    const qsizetype count = sendSome();
    if (!isOpen())
        return;
    m_writable.setEnabled(m_unsent > 0);
    if (count > 0)
        Q_EMIT written(count);
}

/// One call of the kernel, head and body in one packet where they fit.
qsizetype PeerSocket::sendSome()
{
    std::array<iovec, 8> pieces;
    size_t used = 0;
    for (auto bytes = m_queue.begin(); bytes != m_queue.end() && used < pieces.size(); ++bytes, ++used) {
        const qsizetype from = used == 0 ? m_sent : 0;
        pieces[used] = {const_cast<char *>(bytes->constData()) + from, size_t(bytes->size() - from)};
    }
    if (used == 0)
        return 0;
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = used;
    const ssize_t count = ::sendmsg(int(m_descriptor), &message, MSG_NOSIGNAL);
    if (count < 0) {
        if (!isOnlyBusy(errno))
            close();
        return 0;
    }
    m_unsent -= count;
    m_sent += count;
    while (!m_queue.empty() && m_sent >= m_queue.front().size()) {
        m_sent -= m_queue.front().size();
        m_queue.pop_front();
    }
    return count;
}

void PeerSocket::finishWriting()
{
    if (isOpen())
        ::shutdown(int(m_descriptor), SHUT_WR);
}

void PeerSocket::close()
{
    if (!isOpen())
        return;
    drop();
    QMetaObject::invokeMethod(this, &PeerSocket::closed, Qt::QueuedConnection);
}

void PeerSocket::reset()
{
    if (!isOpen())
        return;
    const linger now{1, 0}; // closing then sends RST instead of FIN
    ::setsockopt(int(m_descriptor), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

qintptr PeerSocket::release()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_broken.setEnabled(false);
    m_queue.clear();
    m_unsent = m_sent = 0;
    return std::exchange(m_descriptor, -1);
}

void PeerSocket::drop()
{
    if (const qintptr descriptor = release(); descriptor >= 0)
        ::close(int(descriptor));
}

} // namespace milassist
