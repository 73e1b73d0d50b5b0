// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callstore.h"
#include "ui/models/pagedmodel.h"

namespace milassist {

/// The call log: one row per conversation, newest first.
class CallModel : public PagedModel<CallRow, CallFilter> {
public:
    /// @param speak what a row says in plain text
    CallModel(CallStore &store, Speak speak, QObject *parent = nullptr)
        : PagedModel({.ids = [&store](CallFilter filter) { return store.rowIds(std::move(filter)); },
                      .rows = [&store](RowIds ids) { return store.rows(std::move(ids)); }},
                     std::move(speak), parent)
    {
        connect(&store, &CallStore::changed, this, [this](const RowIds &ids) { storeChanged(ids); });
    }
};

} // namespace milassist
