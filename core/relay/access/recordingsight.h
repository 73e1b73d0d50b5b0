// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/linesight.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// A recording, and the call it is of where that is known.
struct RecordingOf {
    QString recording, call; ///< sids; a call may be empty
    bool operator==(const RecordingOf &) const = default;
};

/// Which of @p recordings are of lines that @p sight does not see, as far as the ledger knows them; one that it does not
/// know is not seen, unless all is. Errors: Offline, Storage.
QFuture<Result<QSet<QString>>> hiddenAmong(SharedStore &store, const LineSight &sight, const QList<RecordingOf> &recordings);

} // namespace milassist::relay
