// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/paging.h"
#include "core/sandbox/world/refusal.h"

#include <QHash>

#include <algorithm>
#include <memory>
#include <vector>

namespace milassist::world
{

/// Cuts one page out of @p count rows that are walked by index in list order. @p positionOf gives the index of a sid, or -1.
/// @p accept(index) filters, @p take(index) makes the item.
template <typename T, typename PositionOf, typename Accept, typename Take>
Slice<T> cutPage(int count, const PageRequest &request, PositionOf positionOf, Accept accept, Take take)
{
    Slice<T> slice;
    slice.page = request.page;
    slice.pageSize = request.size;
    if (!request.beforeSid.isEmpty()) {
        int index = positionOf(request.beforeSid) - 1;
        for (; index >= 0 && slice.items.size() < request.size; --index) {
            if (accept(index))
                slice.items.prepend(take(index));
        }
        while (index >= 0 && !accept(index))
            --index;
        slice.hasPrevious = index >= 0;
        slice.hasNext = true;
        return slice;
    }
    int index = 0;
    qint64 skip = 0;
    if (!request.afterSid.isEmpty())
        index = positionOf(request.afterSid) + 1;
    else
        skip = qint64(request.page) * request.size; // Page without PageToken: counted off
    slice.hasPrevious = index > 0 || skip > 0;
    for (; index < count; ++index) {
        if (!accept(index))
            continue;
        if (skip > 0) {
            --skip;
            continue;
        }
        if (slice.items.size() == request.size) {
            slice.hasNext = true;
            break;
        }
        slice.items.append(take(index));
    }
    return slice;
}

/// A small collection in order of creation, found by sid. For what an account has dozens of, not millions.
template <typename T>
class Shelf
{
public:
    T &add(T item)
    {
        m_items.push_back(std::make_unique<T>(std::move(item)));
        return *m_items.back();
    }
    T *find(QStringView sid)
    {
        const auto found = std::ranges::find_if(m_items, [sid](const auto &item) { return item->sid == sid; });
        return found == m_items.end() ? nullptr : found->get();
    }
    const T *find(QStringView sid) const { return const_cast<Shelf *>(this)->find(sid); }
    bool remove(QStringView sid)
    {
        return std::erase_if(m_items, [sid](const auto &item) { return item->sid == sid; }) > 0;
    }
    template <typename Predicate>
    void removeIf(Predicate predicate)
    {
        std::erase_if(m_items, [&predicate](const auto &item) { return predicate(*item); });
    }
    template <typename Predicate>
    const T *findIf(Predicate predicate) const
    {
        for (const auto &item : m_items) {
            if (predicate(*item))
                return item.get();
        }
        return nullptr;
    }
    template <typename Visitor>
    void forEach(Visitor visit) const
    {
        for (const auto &item : m_items)
            visit(*item);
    }
    template <typename Visitor>
    void forEachMutable(Visitor visit)
    {
        for (const auto &item : m_items)
            visit(*item);
    }
    int size() const { return int(m_items.size()); }

    Result<T> fetch(QStringView sid) const
    {
        if (const T *item = find(sid))
            return *item;
        return noSuchThing();
    }

    /// One page, newest first, of the items that @p accept takes.
    template <typename Accept>
    Slice<T> page(const PageRequest &request, Accept accept) const
    {
        const int count = size();
        const auto at = [this, count](int index) -> const T & { return *m_items[size_t(count - 1 - index)]; };
        const auto positionOf = [&](const QString &sid) {
            for (int index = 0; index < count; ++index) {
                if (at(index).sid == sid)
                    return index;
            }
            return -1; // deleted meanwhile: from the start again
        };
        return cutPage<T>(
            count, request, positionOf, [&](int index) { return accept(at(index)); }, at);
    }

private:
    std::vector<std::unique_ptr<T>> m_items; // pointers: a reference handed out stays good when others come or go
};

} // namespace milassist::world
