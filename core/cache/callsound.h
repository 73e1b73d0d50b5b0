// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/quality.h"
#include "core/store/statement.h"

#include <optional>

namespace milassist {

/// How a call of this telephone sounded, over all of it.
struct CallSound {
    QString codec;          ///< "PCMU"
    bool isEncrypted = false;
    int seconds = 0;        ///< that were measured
    int poorSeconds = 0;    ///< of them, poor or bad
    Quality mean;           ///< its packets are all that there were
    bool operator==(const CallSound &) const = default;
};

/// @param about the first leg of the conversation
Result<> writeSound(QSqlDatabase &db, const QString &about, const CallSound &sound);
/// None for a call that another telephone had, or that nobody answered.
Result<std::optional<CallSound>> readSound(QSqlDatabase &db, qint64 conversation);

} // namespace milassist
