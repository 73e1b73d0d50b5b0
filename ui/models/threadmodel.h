// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/messagestore.h"
#include "ui/models/pagedmodel.h"

namespace milassist
{

/// Texts by (our line, their number), the latest first.
class ThreadModel : public PagedModel<ThreadRow, ThreadFilter>
{
public:
    /// @param speak what a row says in plain text
    ThreadModel(MessageStore &store, Speak speak, QObject *parent = nullptr)
        : PagedModel({.ids = [&store](ThreadFilter filter) { return store.threadIds(std::move(filter)); },
                      .rows = [&store](RowIds ids) { return store.threads(std::move(ids)); }},
                     std::move(speak), parent)
    {
        connect(&store, &MessageStore::threadsChanged, this, [this](const RowIds &ids) { storeChanged(ids); });
    }
};

} // namespace milassist
