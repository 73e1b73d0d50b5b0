// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <functional>

namespace milassist::test {

struct BigCache {
    int calls = 100'000;        ///< conversations; every fourth has two legs, every tenth missed call a voicemail
    int messages = 1'000'000;
    int people = 4'000;         ///< numbers they are with; every tenth has a contact
    int lines = 4;
    quint32 seed = 1;           ///< the same seed gives the same cache
};

/// Fills @p store as a sync would, newest page first, with two years of history up to @p now. Blocks.
/// @return rows a second; 0 when something went wrong
double fillBigCache(Store &store, const BigCache &wanted, const QDateTime &now);

} // namespace milassist::test
