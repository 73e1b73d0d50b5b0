// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/contactstore.h"

namespace milassist {

// Read jobs, for every class that shows people.

/// By name, as the user's language sorts; @p limit 0 = all.
Result<RowIds> contactIds(QSqlDatabase &db, const ContactFilter &filter, int limit = 0);
Result<QList<Contact>> contactRows(QSqlDatabase &db, const RowIds &ids);
/// Everybody known under @p party, latest changed first.
Result<RowIds> contactsWith(QSqlDatabase &db, const Party &party);

} // namespace milassist
