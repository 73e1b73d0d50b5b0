// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/domain/call.h"

#include <QSqlDatabase>

namespace milassist {

/// One page of legs in one write job. Ids are those of conversations.
Result<Saved> saveCalls(QSqlDatabase &db, const QList<Call> &legs);
/// @return the conversations that changed or went
Result<RowIds> removeCalls(QSqlDatabase &db, const QList<CallSid> &legs);

} // namespace milassist
