// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/statement.h"

#include <QDateTime>

namespace milassist {

/// Writes our note about a conversation (its first leg's sid) or a voicemail (its recording's); empty takes it away.
Result<> writeNote(QSqlDatabase &db, const QString &about, const QString &text, const QDateTime &now);

} // namespace milassist
