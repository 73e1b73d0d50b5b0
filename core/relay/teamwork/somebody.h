// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/usertable.h"

namespace milassist::relay
{

/// Whether work can be given to @p person; "" is everybody. Errors: Rejected, Storage.
inline Result<> isThere(SqlConnection &db, const QString &person)
{
    if (person.isEmpty())
        return {};
    const auto user = UserTable(db).named(person);
    if (!user)
        return fail(user.error());
    if (!*user || (*user)->isRevoked())
        return fail(Error::Kind::Rejected, QStringLiteral("nobody here is called %1").arg(person));
    return {};
}

} // namespace milassist::relay
