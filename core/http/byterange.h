// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QByteArrayView>

#include <optional>

namespace milassist {

struct ByteRange {
    qint64 first = 0, last = 0; ///< both included
    bool operator==(const ByteRange &) const = default;
};

struct RangeRequest {
    enum class Kind {
        Whole,         ///< no range, or one that has to be ignored (other unit, several ranges, malformed)
        Part,          ///< answer 206 with `range`
        Unsatisfiable, ///< answer 416
    };
    Kind kind = Kind::Whole;
    ByteRange range;
};

/// Reads a Range header ("bytes=0-99", "bytes=100-", "bytes=-50") against a thing of @p size bytes.
RangeRequest parseRange(QByteArrayView header, qint64 size);

/// The answer to a request for @p content: 200, 206 with Content-Range, or 416; always with Accept-Ranges.
HttpResponse rangeResponse(const HttpRequest &request, const QByteArray &content, const QByteArray &type);

} // namespace milassist
