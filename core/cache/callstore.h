// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/store/store.h"

namespace milassist {

/// Calls as one row per conversation. Main thread; the futures' errors are Storage, DiskFull, Cancelled, NotFound.
class CallStore : public QObject {
    Q_OBJECT
public:
    explicit CallStore(Store &store, QObject *parent = nullptr);

    /// Ids of the conversations that pass @p filter, newest first. A newer call with text overtakes an older one still
    /// running, which ends as Cancelled.
    QFuture<Result<RowIds>> rowIds(CallFilter filter);
    /// The rows for @p ids, in their order; ids that are gone are left out.
    QFuture<Result<QList<CallRow>>> rows(RowIds ids);
    QFuture<Result<CallDetail>> detail(qint64 id);
    /// The conversation that any of its legs belongs to. Errors: NotFound.
    QFuture<Result<qint64>> idOf(CallSid leg);

    /// Writes one page of legs in one transaction. Upserts by sid; a status never moves backwards, and a price, a
    /// duration or an end that is known is not lost to a late copy without it.
    QFuture<Result<Saved>> save(QList<Call> legs);
    /// Takes legs away that Twilio has deleted; unknown sids are ignored.
    QFuture<Result<>> remove(QList<CallSid> legs);
    /// Sids of all legs created in [from, to), to be held against Twilio's list.
    QFuture<Result<QList<CallSid>>> sidsBetween(QDateTime from, QDateTime to);
    /// Our own note on a conversation; empty takes it away. Kept even if the cache is rebuilt.
    QFuture<Result<>> setNote(qint64 id, QString note);

    /// Writes the filtered list as CSV (RFC 4180, UTF-8 with BOM, safe to open in a spreadsheet) in the order of the
    /// list. The file appears when it is complete. Cancel the future to stop.
    /// @return rows written. Errors also: Cancelled, Storage (file).
    QFuture<Result<qint64>> exportCsv(CallFilter filter, QString path);

    /// For those that write rows of this list beside it.
    void announce(const QList<qint64> &ids) { Q_EMIT changed(ids); }

Q_SIGNALS:
    /// These rows look different, came or went; empty = anything may have.
    void changed(const QList<qint64> &ids);

private:
    Store &m_store;
    ReadLane m_search;
};

} // namespace milassist
