// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"

#include <algorithm>

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

/// The query as it came, without what says which page.
QByteArray filtersOf(QByteArrayView query)
{
    QByteArray filters;
    for (const QByteArray &piece : query.toByteArray().split('&')) {
        const QByteArray name = percentDecoded(piece.first(std::max<qsizetype>(0, piece.indexOf('='))));
        if (piece.isEmpty() || name == "Page" || name == "PageSize" || name == "PageToken")
            continue;
        filters.append(piece).append('&');
    }
    return filters;
}

void linkField(JsonWriter &json, const char *name, const QByteArray &base, const QByteArray &link)
{
    if (link.isEmpty())
        json.nullField(name);
    else
        json.field(name, QByteArray(base + link));
}

} // namespace

HttpResponse errorAnswer(int status, int code, const QString &message)
{
    JsonWriter json;
    json.beginObject();
    json.field("code", code);
    json.field("message", message);
    json.field("more_info", u"https://www.twilio.com/docs/errors/%1"_s.arg(code));
    json.field("status", status);
    json.endObject();
    return HttpResponse::json(status, json.take());
}

HttpResponse notFoundAnswer(QByteArrayView path)
{
    return errorAnswer(404, 20404, u"The requested resource %1 was not found"_s.arg(QString::fromUtf8(path)));
}

HttpResponse errorAnswer(const Context &context, const Error &error)
{
    if (error.httpStatus == 404 && error.detail.isEmpty())
        return notFoundAnswer(context.path);
    const int status = error.httpStatus ? error.httpStatus : error.kind == Error::Kind::Unavailable ? 503 : 500;
    return errorAnswer(status, error.twilioCode ? error.twilioCode : 20500, error.detail);
}

PageLinks pageLinks(const Context &context, int page, int pageSize, const QString &firstSid, const QString &lastSid, bool hasNext,
                    bool hasPrevious)
{
    const QByteArray stem = context.path + '?' + filtersOf(context.request.rawQuery()) + "PageSize=" + QByteArray::number(pageSize);
    PageLinks links;
    links.first = stem + "&Page=0";
    links.self = stem + "&Page=" + QByteArray::number(page);
    const QByteArray token = context.form.value(u"PageToken").toLatin1();
    if (!token.isEmpty())
        links.self += "&PageToken=" + token;
    if (hasNext)
        links.next = stem + "&Page=" + QByteArray::number(page + 1) + "&PageToken=PA" + lastSid.toLatin1();
    if (hasPrevious && page > 0)
        links.previous = stem + "&Page=" + QByteArray::number(page - 1) + "&PageToken=PB" + firstSid.toLatin1();
    return links;
}

void writePaging(JsonWriter &json, const PageLinks &links, int page, int pageSize, int count)
{
    const int start = page * pageSize;
    json.field("end", count > 0 ? start + count - 1 : start);
    linkField(json, "first_page_uri", {}, links.first);
    linkField(json, "next_page_uri", {}, links.next);
    json.field("page", page);
    json.field("page_size", pageSize);
    linkField(json, "previous_page_uri", {}, links.previous);
    json.field("start", start);
    linkField(json, "uri", {}, links.self);
}

void writeMeta(JsonWriter &json, const Context &context, const PageLinks &links, const char *key, int page, int pageSize)
{
    json.key("meta");
    json.beginObject();
    linkField(json, "first_page_url", context.base, links.first);
    json.asciiField("key", key);
    linkField(json, "next_page_url", context.base, links.next);
    json.field("page", page);
    json.field("page_size", pageSize);
    linkField(json, "previous_page_url", context.base, links.previous);
    linkField(json, "url", context.base, links.self);
    json.endObject();
}

HttpResponse goneAnswer(const Context &context, const Result<> &removed)
{
    if (!removed)
        return errorAnswer(context, removed.error());
    HttpResponse response;
    response.status = 204;
    return response;
}

} // namespace milassist::rest
