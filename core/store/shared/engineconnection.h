// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QList>

namespace milassist
{

/// What kind of failure the latest one was, for the thread that decides whether to try again.
enum class DatabaseTrouble {
    None,
    Collision, ///< another transaction was in the way (deadlock, serialization, lock held too long): the same may work now
    Lost,      ///< no connection any more, or none yet
    Other,     ///< the same would fail again
};

/// Something to tell the listeners of this process.
struct SharedNotice {
    QString channel, payload;
    bool operator==(const SharedNotice &) const = default;
};

/// The whole of a connection, for the thread that owns it: the only one that begins and ends transactions.
class EngineConnection : public SqlConnection
{
public:
    /// @param job the number of the job, growing; 0 for one that only reads
    virtual Result<> begin(qint64 job) = 0;
    /// An error with DatabaseTrouble::Lost leaves open whether it was committed; see wasCommitted().
    virtual Result<> commit() = 0;
    virtual void rollBack() = 0;
    /// Whether @p job, of the same writer on an earlier connection, was committed. Waits until its transaction has ended.
    virtual Result<bool> wasCommitted(qint64 job) = 0;
    /// Of the latest failure since begin(), and Lost once the connection is gone.
    virtual DatabaseTrouble trouble() const = 0;
    /// What was to be told with the transaction just committed and does not come back through a listener.
    virtual QList<SharedNotice> takeNotices() = 0;
};

} // namespace milassist
