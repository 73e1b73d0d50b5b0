// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/optoutstore.h"
#include "core/cache/outboxentry.h"

#include <QSet>

#include <functional>

namespace milassist {

/// Texts on their way out, as they are on disk. What is decided about them is given along and runs inside the same
/// transaction, in the writer's thread: it captures values only. Own data: never thrown away.
/// Main thread; errors besides the named ones: Storage, DiskFull, Cancelled.
class OutboxStore
{
public:
    explicit OutboxStore(Store &store) : m_store(store) {}

    /// Whether a text may be kept for a peer whose state is given; an error keeps nothing and is the outcome.
    using Judge = std::function<Result<>(const OptOut &)>;
    /// What becomes of a text that is looked at, none = it stays as it is. Told: the peer's state, and the newest message
    /// known in the thread (a timeId(), 0 = none).
    using Begin = std::function<std::optional<OutboxEntry>(OutboxEntry, const OptOut &, qint64 newestKnown)>;
    /// May change a text; an error leaves it as it was and is the outcome.
    using Edit = std::function<Result<>(OutboxEntry &)>;
    /// What a text in doubt has become. Told: all that are in doubt, and the sids that already are some text's.
    using Settle = std::function<OutboxEntry(OutboxEntry, const QList<OutboxEntry> &unsure, const QSet<MessageSid> &claimed)>;

    /// Keeps @p text as a new one. @return the same with its id. Errors: the judge's.
    QFuture<Result<OutboxEntry>> keep(OutboxEntry text, Judge judge);
    /// Writes down what @p decide says before it is done. @return that; none = nothing was changed. Errors: NotFound.
    QFuture<Result<std::optional<OutboxEntry>>> begin(OutboxId id, Begin decide);
    /// Errors: NotFound, the edit's.
    QFuture<Result<OutboxEntry>> change(OutboxId id, Edit edit);
    /// Our text and Twilio's record of it change places in one go: nobody sees it twice or not at all.
    QFuture<Result<>> record(OutboxEntry entry, QList<Message> sent);
    /// For a text that is still NotSure; any other is returned as it is. Errors: NotFound.
    QFuture<Result<OutboxEntry>> settle(OutboxId id, Settle decide);
    /// Whatever was being sent when the program ended: nobody knows. Sending -> NotSure. @return all that are NotSure.
    QFuture<Result<QList<OutboxEntry>>> doubtUnfinished();

    QFuture<Result<QList<OutboxEntry>>> queued();    ///< by age
    QFuture<Result<OutboxEntry>> entry(OutboxId id); ///< Errors: NotFound
    QFuture<Result<int>> waiting();                  ///< how many are Queued, Sending or NotSure
    /// The thread an entry shows in; 0 when there is none.
    QFuture<Result<qint64>> threadOf(const OutboxEntry &entry);

private:
    Store &m_store;
};

} // namespace milassist
