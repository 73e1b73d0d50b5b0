// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"

namespace milassist {

// Read jobs, for every class that shows voicemail.

Result<RowIds> voicemailIds(QSqlDatabase &db, const VoicemailFilter &filter);
Result<QList<VoicemailRow>> voicemailRows(QSqlDatabase &db, const RowIds &ids);
Result<int> unheardVoicemails(QSqlDatabase &db);

} // namespace milassist
