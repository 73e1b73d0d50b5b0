// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpmessage.h"

namespace milassist {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

} // namespace

QByteArray HttpHeaders::value(QByteArrayView name) const
{
    for (const Field &field : m_fields)
        if (sameName(field.first, name))
            return field.second;
    return {};
}

bool HttpHeaders::contains(QByteArrayView name) const
{
    for (const Field &field : m_fields)
        if (sameName(field.first, name))
            return true;
    return false;
}

void HttpHeaders::set(const QByteArray &name, const QByteArray &value)
{
    m_fields.removeIf([&name](const Field &field) { return sameName(field.first, name); });
    add(name, value);
}

QByteArrayView HttpRequest::rawPath() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView(target) : QByteArrayView(target).first(mark);
}

QByteArrayView HttpRequest::rawQuery() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView() : QByteArrayView(target).sliced(mark + 1);
}

QString HttpRequest::path() const
{
    return QString::fromUtf8(percentDecoded(rawPath()));
}

Form HttpRequest::form() const
{
    const QByteArray type = headers.value("Content-Type").toLower();
    if (!type.startsWith("application/x-www-form-urlencoded"))
        return {};
    return Form::parse(body);
}

HttpResponse HttpResponse::text(int status, QByteArray text, QByteArray type)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", std::move(type));
    response.body = std::move(text);
    return response;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Unknown";
    }
}

} // namespace milassist
