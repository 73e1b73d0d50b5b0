// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/store/store.h"

namespace milassist {

/// How far the deletion of a recording at Twilio has come; as it is on disk.
enum class DeletionState {
    Wanted,  ///< marked; can still be taken back
    Begun,   ///< asked of Twilio: no way back
    Done,    ///< gone; kept, so that a late page of Twilio's does not bring it back
    Refused, ///< Twilio said no; the recording stays
};

/// What is to be taken away at Twilio. VoicemailStore marks, core/outbox carries out. Own data: never thrown away.
/// Main thread; errors are Storage, DiskFull, Cancelled.
class DeletionStore
{
public:
    explicit DeletionStore(Store &store) : m_store(store) {}

    struct Next {
        RecordingSid recording; ///< null = nothing is marked
        QDateTime after;        ///< UTC; not before
    };
    /// What is due first of what is Wanted or Begun.
    QFuture<Result<Next>> next();
    /// From here on it cannot be undone. @return false when the mark was taken away meanwhile
    QFuture<Result<bool>> begin(RecordingSid recording);
    /// @param detail English, why it was refused or must be tried again; else empty
    QFuture<Result<>> end(RecordingSid recording, DeletionState state, QString detail);

private:
    Store &m_store;
};

} // namespace milassist
