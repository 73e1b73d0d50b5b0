// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include "core/http/httpserver.h"

#include <QDateTime>
#include <QLocale>

#include <sys/socket.h>

namespace milassist {

namespace {

constexpr qsizetype readBuffer = 64 * 1024;
constexpr std::chrono::seconds lingering{2};

// "Sun, 06 Nov 1994 08:49:37 GMT", made once a second: QDateTime formatting would be most of a small answer's cost.
const QByteArray &httpDate()
{
    thread_local qint64 second = 0;
    thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text = QLocale::c().toString(QDateTime::fromSecsSinceEpoch(now, Qt::UTC), u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT";
    }
    return text;
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304 || status < 200;
}

} // namespace

HttpConnection::HttpConnection(HttpServer &server, qintptr descriptor)
    : QObject(&server), m_server(server), m_socket(this), m_parser(server.limits().header, server.limits().body)
{
    m_socket.setReadBufferSize(readBuffer); // before the descriptor: what the client sends ahead waits in the kernel
    m_socket.setSocketDescriptor(descriptor);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); // without it small answers take 40 ms
    m_peer = m_socket.peerAddress();
    m_deadline.setSingleShot(true);
    m_deadline.start(m_server.limits().request); // a new connection has to say something, and whole
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::onDeadline);
    connect(&m_drip, &QTimer::timeout, this, &HttpConnection::drip);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onWritten);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_server.forget(this); });
}

HttpConnection::~HttpConnection()
{
    m_socket.disconnect(this);
}

void HttpConnection::read()
{
    if (m_refused) {
        m_socket.readAll();
        return;
    }
    if (m_waiting || m_drip.isActive())
        return; // the answer comes first; the client is held back by our full buffer
    if (!m_reading && !m_deadline.isActive())
        m_deadline.start(m_server.limits().request);
    m_parser.append(m_socket.read(readBuffer));
    proceed();
}

void HttpConnection::proceed()
{
    if (m_proceeding)
        return; // an answer given inside the handler: the loop below goes on
    m_proceeding = true;
    while (!m_waiting && !m_drip.isActive() && isOpen()) {
        const RequestParser::Outcome outcome = m_parser.next();
        if (outcome == RequestParser::Outcome::Complete) {
            handOver();
        } else if (outcome == RequestParser::Outcome::Continue) {
            m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
        } else if (outcome == RequestParser::Outcome::Wrong) {
            refuse(m_parser.status());
            break;
        } else {
            if (m_socket.bytesAvailable() > 0) {
                m_parser.append(m_socket.read(readBuffer));
                continue;
            }
            if (m_finishing && !m_parser.isInside()) {
                close();
            } else if (m_parser.isInside() && !m_reading) {
                m_reading = true; // absolute: later bytes do not prolong it
                m_deadline.start(m_server.limits().request);
            }
            break;
        }
    }
    m_proceeding = false;
}

void HttpConnection::handOver()
{
    m_keepAlive = m_parser.keepsAlive() && !m_finishing;
    HttpRequest request = m_parser.take();
    request.peer = m_peer;
    request.peerPort = m_socket.peerPort();
    m_head = request.isHead;
    m_waiting = true;
    m_reading = false;
    m_deadline.stop();
    m_server.m_handler(request, HttpResponder(this));
}

QByteArray HttpConnection::head(const HttpResponse &response) const
{
    QByteArray head;
    head.reserve(512);
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ').append(reasonPhrase(response.status)).append("\r\n");
    for (const auto &[name, value] : response.headers.fields()) {
        if (value.contains('\r') || value.contains('\n'))
            continue; // would split the answer in two
        head.append(name).append(": ").append(value).append("\r\n");
    }
    head.append("Date: ").append(httpDate()).append("\r\n");
    if (!hasNoBody(response.status))
        head.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    head.append(m_keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return head;
}

void HttpConnection::send(HttpResponse response)
{
    m_waiting = false;
    if (!isOpen())
        return;
    m_keepAlive = m_keepAlive && !m_finishing;
    m_socket.write(head(response));
    if (!m_head && !hasNoBody(response.status))
        m_socket.write(response.body);
    answered();
}

void HttpConnection::sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval)
{
    if (m_head || hasNoBody(response.status) || response.body.isEmpty())
        return send(std::move(response));
    m_waiting = false;
    if (!isOpen())
        return;
    m_socket.write(head(response));
    m_slowBody = std::move(response.body);
    m_slowStep = std::max<qsizetype>(1, step);
    m_drip.start(interval);
}

void HttpConnection::drip()
{
    m_socket.write(m_slowBody.first(std::min(m_slowStep, m_slowBody.size())));
    m_slowBody.remove(0, std::min(m_slowStep, m_slowBody.size()));
    if (!m_slowBody.isEmpty())
        return;
    m_drip.stop();
    answered();
}

void HttpConnection::sendTruncated(HttpResponse response, qsizetype bytes)
{
    m_waiting = false;
    if (!isOpen())
        return;
    m_keepAlive = false;
    m_socket.write(head(response));
    m_socket.write(response.body.first(std::clamp<qsizetype>(bytes, 0, response.body.size())));
    close();
}

void HttpConnection::reset()
{
    const linger now{1, 0}; // close() then sends RST instead of FIN
    ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_waiting = false;
    m_socket.abort();
}

void HttpConnection::answered()
{
    if (!m_keepAlive || m_finishing)
        return close();
    m_deadline.start(m_socket.bytesToWrite() > 0 ? m_server.limits().write : m_server.limits().idle);
    if (m_parser.isInside() || m_socket.bytesAvailable() > 0)
        proceed();
}

// What cannot be read as a request: say so, and end the connection, because nobody knows where the next one would begin.
void HttpConnection::refuse(int status)
{
    m_keepAlive = false;
    m_head = false;
    const HttpResponse response = HttpResponse::text(status, reasonPhrase(status) + '\n');
    m_refused = true;
    m_socket.readAll();
    m_socket.write(head(response));
    m_socket.write(response.body);
    m_deadline.start(lingering); // closing on unread bytes would be a reset, and the client would not see the answer
}

void HttpConnection::close()
{
    if (!isOpen())
        return;
    m_deadline.start(m_server.limits().write);
    m_socket.disconnectFromHost(); // after what is still to be written
}

void HttpConnection::finish()
{
    m_finishing = true;
    if (!m_waiting && !m_drip.isActive() && !m_parser.isInside())
        close();
}

void HttpConnection::onDeadline()
{
    const bool lateRequest = !m_refused && !m_waiting && m_socket.bytesToWrite() == 0 && m_parser.isInside() && isOpen();
    if (lateRequest)
        refuse(408);
    else
        m_socket.abort();
}

void HttpConnection::onWritten()
{
    if (m_refused && m_socket.bytesToWrite() == 0)
        ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
    if (m_waiting || m_reading || m_refused)
        return;
    if (m_socket.bytesToWrite() > 0)
        m_deadline.start(m_server.limits().write); // it takes what we send: go on
    else if (isOpen() && !m_drip.isActive())
        m_deadline.start(m_server.limits().idle);
}

} // namespace milassist
