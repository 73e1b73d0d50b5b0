// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpresponder.h"

#include "core/http/httpconnection.h"

namespace milassist {

HttpResponder::Right::Right(HttpConnection *connection, quint64 request) : m_connection(connection), m_request(request) {}

HttpResponder::Right::~Right()
{
    if (HttpConnection *connection = take())
        connection->send(HttpResponse::text(500, "Internal Server Error\n"));
}

HttpConnection *HttpResponder::Right::connection() const
{
    return m_connection && m_connection->waitsFor(m_request) ? m_connection.data() : nullptr;
}

HttpConnection *HttpResponder::Right::take()
{
    HttpConnection *waiting = connection();
    m_connection.clear();
    return waiting;
}

HttpResponder::HttpResponder(HttpConnection *connection, quint64 request) : m_right(std::make_shared<Right>(connection, request)) {}

void HttpResponder::send(const HttpResponse &response) const
{
    if (HttpConnection *connection = take())
        connection->send(response);
}

std::unique_ptr<QTcpSocket> HttpResponder::takeOver(const QByteArray &unread) const
{
    HttpConnection *connection = m_right ? m_right->connection() : nullptr;
    return connection ? connection->release(unread) : nullptr;
}

void HttpResponder::sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval) const
{
    if (HttpConnection *connection = take())
        connection->sendSlowly(std::move(response), step, interval);
}

void HttpResponder::sendTruncated(const HttpResponse &response, qsizetype bytes) const
{
    if (HttpConnection *connection = take())
        connection->sendTruncated(response, bytes);
}

void HttpResponder::reset() const
{
    if (HttpConnection *connection = take())
        connection->reset();
}

bool HttpResponder::isWaiting() const
{
    return m_right && m_right->connection();
}

} // namespace milassist
