// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/diff/listdiff.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

using Test = std::function<bool(int, int)>;

// Where each item of the first list has stayed in the second, in order; -1: it has not.
std::vector<int> stayed(int before, int after, const Test &areEqual)
{
    const size_t width = size_t(after) + 1;
    std::vector<int> longest((size_t(before) + 1) * width, 0); // of what begins at the two places
    const auto at = [&](int i, int j) -> int & { return longest[size_t(i) * width + size_t(j)]; };
    for (int i = before - 1; i >= 0; --i) {
        for (int j = after - 1; j >= 0; --j)
            at(i, j) = areEqual(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::vector<int> to(size_t(before), -1);
    for (int i = 0, j = 0; i < before && j < after;) {
        if (areEqual(i, j) && at(i, j) == at(i + 1, j + 1) + 1)
            to[size_t(i++)] = j++;
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return to;
}

} // namespace

std::vector<Pairing> pairings(int before, int after, const Test &areEqual, const Test &areAkin)
{
    const std::vector<int> to = stayed(before, after, areEqual);
    std::vector<Pairing> pairs;
    std::vector<bool> taken(size_t(after), false), gone(size_t(before), false);
    for (int i = 0; i < before; ++i) {
        if (const int j = to[size_t(i)]; j >= 0) {
            pairs.push_back({.before = i, .after = j, .isEqual = true});
            taken[size_t(j)] = gone[size_t(i)] = true;
        }
    }
    const auto pairRest = [&](const Test &fit, Pairing kind) {
        for (int i = 0; i < before; ++i) {
            for (int j = 0; j < after && !gone[size_t(i)]; ++j) {
                if (taken[size_t(j)] || !fit(i, j))
                    continue;
                kind.before = i;
                kind.after = j;
                pairs.push_back(kind);
                taken[size_t(j)] = gone[size_t(i)] = true;
            }
        }
    };
    pairRest(areEqual, {.isEqual = true, .hasMoved = true});
    const auto neighbours = [&](int i, int j) { // how many that stayed stand before each
        const auto stayedBefore = std::count_if(to.begin(), to.begin() + i, [](int t) { return t >= 0; });
        return stayedBefore == std::count_if(to.begin(), to.end(), [j](int t) { return t >= 0 && t < j; });
    };
    pairRest([&](int i, int j) { return areAkin(i, j) && neighbours(i, j); }, {});
    for (int j = 0; j < after; ++j) {
        if (!taken[size_t(j)])
            pairs.push_back({.before = -1, .after = j});
    }
    std::ranges::sort(pairs, {}, &Pairing::after);
    for (int i = 0; i < before; ++i) {
        if (gone[size_t(i)])
            continue;
        // Behind the last that stood before it and is still there.
        auto place = pairs.begin();
        for (auto pair = pairs.begin(); pair != pairs.end(); ++pair) {
            if (pair->before >= 0 && pair->before < i && !pair->hasMoved)
                place = pair + 1;
        }
        pairs.insert(place, {.before = i, .after = -1});
    }
    return pairs;
}

} // namespace milassist::routing
