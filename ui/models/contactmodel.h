// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/contactstore.h"
#include "ui/models/pagedmodel.h"

namespace milassist
{

/// People by name.
class ContactModel : public PagedModel<Contact, ContactFilter>
{
public:
    /// @param speak what a row says in plain text
    ContactModel(ContactStore &store, Speak speak, QObject *parent = nullptr)
        : PagedModel({.ids = [&store](ContactFilter filter) { return store.rowIds(std::move(filter)); },
                      .rows = [&store](RowIds ids) { return store.contacts(std::move(ids)); }},
                     std::move(speak), parent)
    {
        connect(&store, &ContactStore::changed, this, [this] { storeChanged({}); });
    }
};

} // namespace milassist
