// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace milassist {

namespace http = boost::beast::http;

namespace {

using Text = boost::beast::string_view;

constexpr std::array alone{http::field::host, http::field::content_length, http::field::content_type, http::field::authorization,
                           http::field::expect};

QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

// Beast joins folded lines, and a folded line is how a proxy and a server come to read two different headers.
bool hasFoldedLine(QByteArrayView header)
{
    return header.contains("\r\n ") || header.contains("\r\n\t");
}

bool hasBareLineFeed(QByteArrayView bytes, qsizetype from)
{
    for (qsizetype at = bytes.indexOf('\n', from); at >= 0; at = bytes.indexOf('\n', at + 1))
        if (at == 0 || bytes[at - 1] != '\r')
            return true;
    return false;
}

bool isNumber(Text text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 3986 host and port; nothing with which another reader would see a path, a user or a second host.
bool isHost(Text text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Text("-._~%!$&'()*+;=:[]").find(c) != Text::npos;
    });
}

/// Before anything is read of it; empty when it cannot be told.
QByteArrayView targetIn(QByteArrayView header)
{
    const qsizetype from = header.indexOf(' ') + 1, to = header.indexOf(' ', from);
    return from > 0 && to > from ? header.sliced(from, to - from) : QByteArrayView();
}

/// What Beast lets pass and we do not, as a status; 0 = nothing.
int objection(const http::request_header<> &header, int fieldLimit)
{
    if (std::distance(header.begin(), header.end()) > fieldLimit)
        return 431;
    if (header.find(http::field::transfer_encoding) != header.end())
        return 411; // Beast ignores a coding it does not know, and the body would be read as the next request
    for (const http::field name : alone)
        if (header.count(name) > 1)
            return 400;
    if (const auto length = header.find(http::field::content_length); length != header.end() && !isNumber(length->value()))
        return 400; // "2, 2"
    const auto host = header.find(http::field::host);
    if (host == header.end() ? header.version() == 11 : !isHost(host->value()))
        return 400;
    if (header.method() == http::verb::connect || header.method() == http::verb::trace)
        return 501;
    if (!header.target().starts_with('/') && !(header.target() == "*" && header.method() == http::verb::options))
        return 400;
    const auto expectation = header.find(http::field::expect);
    if (expectation != header.end() && !boost::beast::iequals(expectation->value(), "100-continue"))
        return 417;
    return 0;
}

} // namespace

struct RequestParser::Beast {
    std::optional<http::request_parser<http::string_body>> parser;
};

RequestParser::RequestParser(qsizetype headerLimit, qsizetype bodyLimit, int fieldLimit)
    : m_headerLimit(headerLimit), m_bodyLimit(bodyLimit), m_fieldLimit(fieldLimit), m_beast(std::make_unique<Beast>())
{
}

RequestParser::RequestParser(const HttpLimits &limits, std::shared_ptr<int> largeNow)
    : m_headerLimit(limits.header), m_bodyLimit(limits.body), m_fieldLimit(limits.fields), m_large(limits.large),
      m_largeAtOnce(limits.largeAtOnce), m_largeNow(std::move(largeNow)), m_beast(std::make_unique<Beast>())
{
}

RequestParser::~RequestParser()
{
    endLarge();
}

qsizetype RequestParser::bodyLimitFor(QByteArrayView target) const
{
    const qsizetype query = target.indexOf('?');
    const QByteArrayView path = query < 0 ? target : target.first(query);
    for (const LargeBody &one : m_large)
        if (one.path.endsWith('/') ? path.startsWith(one.path) : path == one.path)
            return one.bytes;
    return m_bodyLimit;
}

void RequestParser::endLarge()
{
    if (std::exchange(m_isLarge, false))
        --*m_largeNow;
}

RequestParser::Outcome RequestParser::wrong(int status)
{
    endLarge();
    m_status = status;
    m_input.clear();
    return Outcome::Wrong;
}

RequestParser::Outcome RequestParser::next()
{
    if (m_status)
        return Outcome::Wrong;
    if (m_complete)
        return Outcome::Complete;
    return m_headerDone ? readBody() : readHeader();
}

RequestParser::Outcome RequestParser::readHeader()
{
    while (m_searched == 0 && m_input.startsWith("\r\n")) // RFC 9112 2.2: empty lines before a request are to be ignored
        m_input.remove(0, 2);
    if (m_input.isEmpty() || m_input == "\r")
        return Outcome::NeedMore;
    if (uchar(m_input[0]) < '!' || uchar(m_input[0]) > '~') // a TLS greeting, most often
        return wrong(400);

    const qsizetype from = std::max<qsizetype>(0, m_searched - 3);
    const qsizetype end = m_input.indexOf("\r\n\r\n", from);
    const qsizetype seen = end < 0 ? m_input.size() : end + 4;
    if (hasBareLineFeed(QByteArrayView(m_input).first(seen), from))
        return wrong(400);
    if (seen > m_headerLimit)
        return wrong(431);
    if (end < 0) {
        m_searched = m_input.size();
        return Outcome::NeedMore;
    }
    if (hasFoldedLine(QByteArrayView(m_input).first(seen)))
        return wrong(400);

    auto &parser = m_beast->parser.emplace();
    parser.eager(false);
    parser.header_limit(uint32_t(m_headerLimit));
    parser.body_limit(uint64_t(bodyLimitFor(targetIn(QByteArrayView(m_input).first(seen)))));
    boost::beast::error_code error;
    qsizetype used = 0;
    while (!parser.is_header_done()) {
        used += qsizetype(parser.put(boost::asio::buffer(m_input.constData() + used, size_t(seen - used)), error));
        if (error == http::error::body_limit)
            return wrong(413);
        if (error == http::error::header_limit)
            return wrong(431);
        if (error == http::error::bad_version)
            return wrong(505);
        if (error)
            return wrong(400);
    }
    m_input.remove(0, used);
    m_searched = 0;
    m_headerDone = true;

    if (const int status = objection(parser.get(), m_fieldLimit))
        return wrong(status);
    if (m_largeNow && qsizetype(parser.content_length().value_or(0)) > m_bodyLimit) {
        if (*m_largeNow >= m_largeAtOnce)
            return wrong(503);
        ++*m_largeNow;
        m_isLarge = true;
    }
    if (parser.get().count(http::field::expect) > 0 && m_input.isEmpty() && parser.content_length().value_or(0) > 0)
        return Outcome::Continue;
    return readBody();
}

RequestParser::Outcome RequestParser::readBody()
{
    auto &parser = *m_beast->parser;
    while (!parser.is_done() && !m_input.isEmpty()) {
        boost::beast::error_code error;
        const auto used = qsizetype(parser.put(boost::asio::buffer(m_input.constData(), size_t(m_input.size())), error));
        m_input.remove(0, used);
        if (error && error != http::error::need_more)
            return wrong(error == http::error::body_limit ? 413 : 400);
        if (used == 0)
            break;
    }
    if (!parser.is_done())
        return Outcome::NeedMore;
    m_complete = true;
    return Outcome::Complete;
}

bool RequestParser::keepsAlive() const
{
    return m_complete && m_beast->parser->get().keep_alive();
}

HttpRequest RequestParser::take()
{
    const auto &message = m_beast->parser->get();
    HttpRequest request;
    request.method = bytesOf(message.method_string());
    request.target = bytesOf(message.target());
    for (const auto &field : message)
        request.headers.add(bytesOf(field.name_string()), bytesOf(field.value()));
    request.body = QByteArray(message.body().data(), qsizetype(message.body().size()));
    if (request.method == "HEAD") {
        request.isHead = true;
        request.method = "GET";
    }
    m_beast->parser.reset();
    endLarge();
    m_headerDone = false;
    m_complete = false;
    return request;
}

} // namespace milassist
