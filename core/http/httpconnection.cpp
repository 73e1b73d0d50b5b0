// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include "core/http/httpserver.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace milassist {

namespace {

constexpr qsizetype readAhead = 16 * 1024;   // also the most that is held of requests which have to wait
constexpr qsizetype writtenPace = 64 * 1024; // fewer bytes do not prolong the limit
constexpr int requestsATurn = 32;            // of one connection before the others get their turn

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

bool wouldSplit(QByteArrayView text)
{
    return text.contains('\r') || text.contains('\n');
}

} // namespace

HttpConnection::HttpConnection(HttpServer &server, qintptr descriptor)
    : QObject(&server), m_server(server), m_socket(descriptor),
      m_parser(server.limits(), server.m_largeBodies)
{
    m_deadline.setSingleShot(true);
    m_deadline.start(m_server.limits().request); // a new connection has to say something, and whole
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::onDeadline);
    connect(&m_drip, &QTimer::timeout, this, &HttpConnection::drip);
    connect(&m_socket, &PeerSocket::readyRead, this, &HttpConnection::onReadable);
    connect(&m_socket, &PeerSocket::written, this, &HttpConnection::onWritten);
    connect(&m_socket, &PeerSocket::closed, this, [this] { m_server.forget(this); });
}

void HttpConnection::onReadable()
{
    std::array<char, readAhead> bytes;
    const qsizetype count = m_socket.read(bytes.data(), bytes.size());
    if (m_state == State::Reading) {
        m_parser.append(QByteArrayView(bytes.data(), count));
        proceed();
    } else if (m_state == State::Ending && m_socket.hasEnded() && m_socket.unsent() == 0) {
        m_socket.close();
    }
}

void HttpConnection::proceed()
{
    if (m_proceeding)
        return; // an answer given inside the handler: the loop below goes on
    m_proceeding = true;
    int requests = 0;
    while (m_state == State::Reading && m_socket.isOpen()) {
        if (requests == requestsATurn) {
            m_socket.setReading(false);
            QMetaObject::invokeMethod(this, &HttpConnection::proceed, Qt::QueuedConnection);
            break;
        }
        const RequestParser::Outcome outcome = m_parser.next();
        if (outcome == RequestParser::Outcome::Complete) {
            ++requests;
            handOver();
        } else if (outcome == RequestParser::Outcome::Continue) {
            m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
        } else if (outcome == RequestParser::Outcome::Wrong) {
            ++m_server.m_counts.refused;
            refuse(m_parser.status());
        } else {
            awaitMore();
            break;
        }
    }
    m_proceeding = false;
}

void HttpConnection::awaitMore()
{
    const bool isInside = m_parser.isInside();
    if (m_socket.hasEnded() || (m_finishing && !isInside))
        return end();
    if (isInside && !m_inside) {
        m_inside = true; // absolute: later bytes do not prolong it
        m_deadline.start(m_server.limits().request);
    }
    m_socket.setReading(true);
}

void HttpConnection::handOver()
{
    m_keepAlive = m_parser.keepsAlive() && !m_finishing;
    HttpRequest request = m_parser.take();
    request.peer = m_socket.address();
    request.peerPort = m_socket.port();
    m_head = request.isHead;
    m_state = State::Handling;
    m_inside = false;
    m_socket.setReading(false); // the answer comes first; the client is held back by the kernel
    m_deadline.start(m_server.limits().answer);
    ++m_server.m_counts.requests;
    m_server.m_handler(request, HttpResponder(this, ++m_request));
}

QByteArray HttpConnection::head(const HttpResponse &response) const
{
    QByteArray head;
    head.reserve(512);
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ').append(reasonPhrase(response.status)).append("\r\n");
    for (const auto &[name, value] : response.headers.fields()) {
        if (wouldSplit(name) || wouldSplit(value))
            continue; // into two answers
        head.append(name).append(": ").append(value).append("\r\n");
    }
    head.append("Date: ").append(httpDate()).append("\r\n");
    if (!hasNoBody(response.status))
        head.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    head.append(m_keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return head;
}

void HttpConnection::send(const HttpResponse &response)
{
    m_keepAlive = m_keepAlive && !m_finishing;
    m_socket.write(head(response), m_head || hasNoBody(response.status) ? QByteArray() : response.body);
    answered();
}

void HttpConnection::sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval)
{
    if (m_head || hasNoBody(response.status) || response.body.isEmpty())
        return send(response);
    m_state = State::Dripping;
    m_deadline.stop();
    m_socket.write(head(response));
    m_slowBody = std::move(response.body);
    m_slowStep = std::max<qsizetype>(1, step);
    m_drip.start(interval);
}

void HttpConnection::drip()
{
    const QByteArray drop = m_slowBody.first(std::min(m_slowStep, m_slowBody.size()));
    m_slowBody.remove(0, drop.size());
    m_socket.write(drop);
    if (!m_slowBody.isEmpty() && m_socket.isOpen())
        return;
    m_drip.stop();
    answered();
}

void HttpConnection::sendTruncated(const HttpResponse &response, qsizetype bytes)
{
    m_keepAlive = false;
    m_socket.write(head(response), response.body.first(std::clamp<qsizetype>(bytes, 0, response.body.size())));
    end();
}

std::unique_ptr<QTcpSocket> HttpConnection::release(const QByteArray &unread)
{
    if (m_socket.unsent() > 0 || m_parser.pending() > 0 || m_finishing)
        return nullptr; // it speaks before it was answered, or we are about to go
    m_state = State::Released;
    m_deadline.stop();
    auto socket = std::make_unique<QTcpSocket>();
    socket->setSocketDescriptor(m_socket.release());
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (auto byte = unread.crbegin(); byte != unread.crend(); ++byte)
        socket->ungetChar(*byte);
    m_released = socket.get();
    // By a child of it: QWebSocket disconnects every slot from the signals of the socket itself.
    connect(new QObject(m_released), &QObject::destroyed, this, [this] { m_server.forget(this); });
    return socket;
}

void HttpConnection::answered()
{
    m_slowBody.clear();
    m_taken = 0;
    if (!m_keepAlive || m_finishing)
        return end();
    if (m_socket.unsent() > 0) {
        m_state = State::Writing;
        m_deadline.start(m_server.limits().write);
        return;
    }
    m_state = State::Reading;
    m_deadline.start(m_server.limits().idle);
    proceed();
}

// What cannot be read as a request: say so, and end the connection, because nobody knows where the next one would begin.
void HttpConnection::refuse(int status)
{
    m_keepAlive = false;
    const HttpResponse response = HttpResponse::text(status, reasonPhrase(status) + '\n');
    m_socket.write(head(response), response.body);
    end();
}

// Closing on unread bytes would be a reset, and the peer might lose our last word: so that is followed by the end of our
// side, and what the peer still sends is thrown away until it closes too or its time is up.
void HttpConnection::end()
{
    m_state = State::Ending;
    m_taken = 0;
    if (!m_socket.isOpen())
        return;
    if (m_socket.unsent() > 0) {
        m_deadline.start(m_server.limits().write);
        m_socket.setReading(false);
        return;
    }
    if (m_socket.hasEnded())
        return m_socket.close();
    m_deadline.start(m_server.limits().linger);
    m_socket.finishWriting();
    m_socket.setReading(true);
}

void HttpConnection::finish()
{
    m_finishing = true;
    if (m_state == State::Reading)
        onReadable(); // what is here already was sent before we stopped
}

void HttpConnection::abort()
{
    if (m_state != State::Released)
        return m_socket.close();
    if (m_released)
        m_released->abort();
    QMetaObject::invokeMethod(this, [this] { m_server.forget(this); }, Qt::QueuedConnection);
}

void HttpConnection::onDeadline()
{
    if (m_state != State::Ending && (m_state != State::Reading || m_parser.isInside()))
        ++m_server.m_counts.late;
    if (m_state == State::Reading && m_parser.isInside()) {
        refuse(408);
    } else if (m_state == State::Handling) {
        m_keepAlive = false;
        send(HttpResponse::text(503, "Service Unavailable\n"));
    } else {
        m_socket.close();
    }
}

void HttpConnection::onWritten(qsizetype bytes)
{
    m_taken += bytes;
    if (m_state == State::Dripping)
        return;
    if (m_socket.unsent() == 0) {
        if (m_state == State::Writing)
            answered();
        else if (m_state == State::Ending)
            end();
    } else if (m_taken >= writtenPace) {
        m_taken = 0;
        m_deadline.start(m_server.limits().write); // it takes what we send: go on
    }
}

} // namespace milassist
