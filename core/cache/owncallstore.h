// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callsound.h"
#include "core/cache/callstore.h"

namespace milassist {

/// A call that this telephone made or took, as it knows it itself.
struct OwnCall {
    QString key;            ///< ours, unique, not empty
    CallSid sid;            ///< of the leg to this telephone, as Twilio said; null when it did not
    CallHeading direction = CallHeading::Out;
    Party line, peer;
    QDateTime beganAt;      ///< UTC
    QDateTime answeredAt, endedAt; ///< UTC; invalid until then
    CallOutcome outcome = CallOutcome::Ongoing;
    bool operator==(const OwnCall &) const = default;
};

/// Puts calls of this telephone into the list of calls at once, as conversations without legs. When Twilio's own record of
/// one arrives, whichever came first, that takes its place with the note that was written: never both. Twilio's is found by
/// the sid of any of its legs, and where no sid is known by peer, direction and time. Main thread; errors are Storage,
/// DiskFull, Cancelled, NotFound.
class OwnCallStore : public QObject {
    Q_OBJECT
public:
    OwnCallStore(Store &store, CallStore &calls, QObject *parent = nullptr);

    /// Writes what is known now; again with the same key when more is known. @return the conversation it is shown as
    QFuture<Result<qint64>> save(OwnCall call);
    /// The note of the conversation that stands for @p key now; empty takes it away. Errors: NotFound.
    QFuture<Result<>> setNote(QString key, QString note);
    /// How it sounded; stays with the conversation as the note does. Errors: NotFound.
    QFuture<Result<>> setSound(QString key, CallSound sound);

private:
    Store &m_store;
    CallStore &m_calls;
};

/// Write job, after legs were saved: own calls that Twilio's records now stand for give way to them.
/// @return conversations that came, went or look different
Result<RowIds> joinOwnCalls(QSqlDatabase &db);

/// Write job, after each opening and after a cache was built anew: Twilio cannot give back what only we know.
Result<> bringBackOwnCalls(QSqlDatabase &db, const QDateTime &now);

} // namespace milassist
