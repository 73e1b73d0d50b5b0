// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace milassist {

/// One page of a list. An empty `next` means that this was the last one.
template <typename T>
struct Page {
    QList<T> records;
    QString next;    ///< Twilio's next page address, verbatim: pass it back as Paging::cursor
    int skipped = 0; ///< records that had no usable sid and were left out
    int odd = 0;     ///< values that were there and not of the kind that Twilio documents: who keeps what it reads may
                     ///< want to ask again before believing the rest
};

/// Who waits for an answer. Of the few requests that may run at once, one is kept free for UserWaiting.
enum class Priority {
    UserWaiting, ///< somebody looks at a spinner
    Refresh,     ///< the regular look for what is new
    Backfill,    ///< history, whenever there is room
};

/// Which page to read.
struct Paging {
    QString cursor;              ///< Page::next of the page before; empty = the first page
    int pageSize = 50;           ///< 1 to 1000; only the first page asks, the cursor carries it on
    Priority priority = Priority::UserWaiting;
    bool prefetch = false;       ///< ask for the following page as soon as its address is known: for those who read all

    static constexpr int largestPage = 1000;
};

} // namespace milassist
