// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"
#include "ui/models/pagedmodel.h"

namespace milassist {

/// Voicemails, newest first.
class VoicemailModel : public PagedModel<VoicemailRow, VoicemailFilter> {
public:
    /// @param speak what a row says in plain text
    VoicemailModel(VoicemailStore &store, Speak speak, QObject *parent = nullptr)
        : PagedModel({.ids = [&store](VoicemailFilter filter) { return store.rowIds(std::move(filter)); },
                      .rows = [&store](RowIds ids) { return store.rows(std::move(ids)); }},
                     std::move(speak), parent)
    {
        connect(&store, &VoicemailStore::changed, this, [this](const RowIds &ids) { storeChanged(ids); });
    }
};

} // namespace milassist
