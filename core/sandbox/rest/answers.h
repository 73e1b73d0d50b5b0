// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/rest/context.h"
#include "core/sandbox/rest/look.h"
#include "core/sandbox/world/paging.h"

#include <QJsonObject>

namespace milassist::rest {

/// Twilio's error body: code, message, more_info, status.
HttpResponse errorAnswer(int status, int code, const QString &message);
/// What a book refused, in Twilio's words; a missing thing is named by the path that was asked for.
HttpResponse errorAnswer(const Context &context, const Error &error);
HttpResponse notFoundAnswer(QByteArrayView path);

/// The addresses of a list's pages. 2010-04-01 has uris in the list's own object, the newer hosts urls in "meta".
struct PageLinks {
    QByteArray self, first, next, previous; ///< empty = null
};
/// @p firstSid and @p lastSid of the items on the page; unused where there is no such page.
PageLinks pageLinks(const Context &context, int page, int pageSize, const QString &firstSid, const QString &lastSid, bool hasNext,
                    bool hasPrevious);

/// end, first_page_uri, next_page_uri, ... of a 2010-04-01 list.
void writePaging(JsonWriter &json, const PageLinks &links, int page, int pageSize, int count);
/// "meta": {...} of the newer hosts; urls are made absolute with the context's base.
void writeMeta(JsonWriter &json, const Context &context, const PageLinks &links, const char *key, int page, int pageSize);

template <typename T>
PageLinks pageLinks(const Context &context, const world::Slice<T> &slice)
{
    const bool none = slice.items.isEmpty();
    return pageLinks(context, slice.page, slice.pageSize, none ? QString() : slice.items.first().sid,
                     none ? QString() : slice.items.last().sid, slice.hasNext, slice.hasPrevious);
}

/// A list of 2010-04-01. @p collection where its records live, with both slashes.
template <typename T, typename More = NothingMore>
HttpResponse listAnswer(const Context &context, const Look &look, const QByteArray &collection, const Result<world::Slice<T>> &slice,
                        const More &more = {})
{
    if (!slice)
        return errorAnswer(context, slice.error());
    constexpr qsizetype bytesARecord = 2200;
    JsonWriter json(Dates::Rfc2822, 1024 + slice->items.size() * bytesARecord);
    json.beginObject();
    writePaging(json, pageLinks(context, *slice), slice->page, slice->pageSize, int(slice->items.size()));
    json.key(look.listKey);
    json.beginArray();
    const Place place{context.account, collection};
    for (const T &record : slice->items)
        writeRecord(json, record, look, place, more);
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

template <typename T, typename More = NothingMore>
HttpResponse recordAnswer(const Context &context, const Look &look, const QByteArray &collection, const Result<T> &record, int status = 200,
                          const More &more = {})
{
    if (!record)
        return errorAnswer(context, record.error());
    JsonWriter json;
    writeRecord(json, *record, look, Place{context.account, collection}, more);
    return HttpResponse::json(status, json.take());
}

/// 204, or the reason why not.
HttpResponse goneAnswer(const Context &context, const Result<> &removed);

} // namespace milassist::rest
