// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/world/form.h"
#include "core/sandbox/world/quirks.h"

#include <QDateTime>
#include <QList>

#include <limits>

namespace milassist::world
{

/// Which page of a list is wanted, as Twilio's PageSize, Page and PageToken say it. A token is "PA" + the sid of the last
/// item before the page, or "PB" + the sid of the first item after it (previous page).
struct PageRequest {
    int size = 50;
    int page = 0;
    QString afterSid;  ///< begin behind this item
    QString beforeSid; ///< end in front of this item

    /// Errors: 20007 (PageSize, unless clamped by @p quirks), 21481 (PageToken), 20001 (Page, PageSize not numbers).
    static Result<PageRequest> parse(const Form &query, const Quirks &quirks);
};

/// The items of one page, newest first unless the list says otherwise.
template <typename T>
struct Slice {
    QList<T> items;
    int page = 0;
    int pageSize = 50;
    bool hasNext = false;     ///< then next_page_uri carries PageToken=PA + the last item's sid
    bool hasPrevious = false; ///< then previous_page_uri carries PageToken=PB + the first item's sid
};

/// A date filter made of X, X< and X> (X itself selects a whole UTC day).
struct InstantFilter {
    qint64 notBefore = std::numeric_limits<qint64>::min(); ///< seconds since 1970, inclusive
    qint64 before = std::numeric_limits<qint64>::max();    ///< exclusive
    bool isSet = false;

    enum class Before { ExcludesTheDay, IncludesTheDay };
    /// Accepts YYYY-MM-DD and date-times (2.6); what cannot be read is ignored, as Twilio does.
    static InstantFilter parse(const Form &query, QStringView name, Before before);
    bool acceptsSeconds(qint64 seconds) const { return seconds >= notBefore && seconds < before; }
    /// An invalid instant is accepted only by a filter that is not set.
    bool accepts(const QDateTime &instant) const
    {
        return !isSet || (instant.isValid() && acceptsSeconds(instant.toSecsSinceEpoch()));
    }
};

} // namespace milassist::world
