// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QStringList>

#include <functional>

namespace milassist
{

/// The tables of a shared database and the steps that build them, the same for both engines.
struct SharedSchema {
    QString name;          ///< for messages
    int applicationId = 0; ///< PRAGMA application_id of the SQLite file: one with another is not ours
    /// Append only. A step's position is its version; all missing steps are one transaction. Numbers are BIGINT, texts TEXT;
    /// `{id}` stands for the type of a primary key that counts up by itself.
    QStringList migrations;
    /// Runs after the steps in the same transaction, at every start; must change nothing the second time.
    std::function<Result<>(SqlConnection &)> complete;
};

} // namespace milassist
