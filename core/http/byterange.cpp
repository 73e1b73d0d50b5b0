// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/byterange.h"

#include <algorithm>

namespace milassist {

namespace {

// Digits only: toLongLong() would also take a sign or spaces.
std::optional<qint64> rangeNumber(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

} // namespace

RangeRequest parseRange(QByteArrayView header, qint64 size)
{
    const RangeRequest whole;
    const RangeRequest unsatisfiable{RangeRequest::Kind::Unsatisfiable, {}};
    if (!header.startsWith("bytes=") || header.contains(','))
        return whole;
    header = header.sliced(6).trimmed();
    const qsizetype dash = header.indexOf('-');
    if (dash < 0)
        return whole;
    const QByteArrayView from = header.first(dash), to = header.sliced(dash + 1);
    const auto first = rangeNumber(from), last = rangeNumber(to);
    if (from.isEmpty()) { // the last n bytes
        if (!last)
            return whole;
        if (*last == 0 || size == 0)
            return unsatisfiable;
        return {RangeRequest::Kind::Part, {std::max<qint64>(0, size - *last), size - 1}};
    }
    if (!first || (!to.isEmpty() && !last) || (last && *last < *first))
        return whole;
    if (*first >= size)
        return unsatisfiable;
    return {RangeRequest::Kind::Part, {*first, std::min(last.value_or(size - 1), size - 1)}};
}

HttpResponse rangeResponse(const HttpRequest &request, const QByteArray &content, const QByteArray &type)
{
    const QByteArray size = QByteArray::number(content.size());
    const RangeRequest wanted = parseRange(request.headers.value("Range"), content.size());
    HttpResponse response;
    response.headers.add("Accept-Ranges", "bytes");
    switch (wanted.kind) {
    case RangeRequest::Kind::Whole:
        response.body = content;
        break;
    case RangeRequest::Kind::Part:
        response.status = 206;
        response.headers.add("Content-Range",
                             "bytes " + QByteArray::number(wanted.range.first) + '-' + QByteArray::number(wanted.range.last) + '/' + size);
        response.body = content.sliced(wanted.range.first, wanted.range.last - wanted.range.first + 1);
        break;
    case RangeRequest::Kind::Unsatisfiable:
        response.status = 416;
        response.headers.add("Content-Range", "bytes */" + size);
        return response;
    }
    response.headers.add("Content-Type", type);
    return response;
}

} // namespace milassist
