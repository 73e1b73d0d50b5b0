// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpresponder.h"

#include "core/http/httpconnection.h"

#include <utility>

namespace milassist {

HttpResponder::Right::Right(HttpConnection *connection) : m_connection(connection) {}

HttpResponder::Right::~Right()
{
    if (HttpConnection *connection = take())
        connection->send(HttpResponse::text(500, "Internal Server Error\n"));
}

HttpConnection *HttpResponder::Right::take()
{
    return std::exchange(m_connection, nullptr).data();
}

bool HttpResponder::Right::isWaiting() const
{
    return m_connection && m_connection->isOpen();
}

HttpResponder::HttpResponder(HttpConnection *connection) : m_right(std::make_shared<Right>(connection)) {}

void HttpResponder::send(HttpResponse response) const
{
    if (HttpConnection *connection = m_right ? m_right->take() : nullptr)
        connection->send(std::move(response));
}

void HttpResponder::sendSlowly(HttpResponse response, qsizetype step, std::chrono::milliseconds interval) const
{
    if (HttpConnection *connection = m_right ? m_right->take() : nullptr)
        connection->sendSlowly(std::move(response), step, interval);
}

void HttpResponder::sendTruncated(HttpResponse response, qsizetype bytes) const
{
    if (HttpConnection *connection = m_right ? m_right->take() : nullptr)
        connection->sendTruncated(std::move(response), bytes);
}

void HttpResponder::reset() const
{
    if (HttpConnection *connection = m_right ? m_right->take() : nullptr)
        connection->reset();
}

bool HttpResponder::isWaiting() const
{
    return m_right && m_right->isWaiting();
}

} // namespace milassist
