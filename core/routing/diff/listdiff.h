// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace milassist::routing
{

/// Which item of a list has become which.
struct Pairing {
    int before = -1, after = -1; ///< places; -1: added, or removed
    bool isEqual = false;
    bool hasMoved = false; ///< past items that stayed
    bool operator==(const Pairing &) const = default;
};

/// Pairs the items of two lists: those that stayed in order are as many as can be (the longest common subsequence), equal
/// ones elsewhere have moved, and of the rest those between the same neighbours are the same item changed, if @p areAkin says
/// that they can be. In the order of the second list, what was removed standing where it was.
std::vector<Pairing> pairings(int before, int after, const std::function<bool(int, int)> &areEqual,
                              const std::function<bool(int, int)> &areAkin);

} // namespace milassist::routing
