// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/store/store.h"

#include <QFuture>
#include <QObject>
#include <QSaveFile>

#include <functional>

namespace milassist {

/// Writes a list to a CSV file page by page, each page read by a job of its own, so that an export of a million rows
/// stops nobody and needs no memory. Deletes itself when it has ended. UTF-8 with a byte order mark, RFC 4180.
class CsvExport : public QObject {
public:
    /// The rows for some of the ids, each as its cells.
    using Page = std::function<Result<QList<QStringList>>(QSqlDatabase &, const RowIds &)>;
    using Ids = std::function<Result<RowIds>(QSqlDatabase &)>;

    /// @return rows written; progress from 0 to the number of rows. Cancel it to stop; no file is left then.
    /// Errors: Storage, DiskFull, Cancelled.
    static QFuture<Result<qint64>> start(Store &store, QString path, QStringList header, Ids ids, Page page);

private:
    CsvExport(Store &store, const QString &path, Page page);
    void begin(const QStringList &header, const Result<RowIds> &ids);
    void step();
    void write(const QList<QStringList> &rows);
    void finish(Result<qint64> outcome);
    bool isCanceled();

    Store &m_store;
    QSaveFile m_file;
    Page m_page;
    RowIds m_ids;
    qsizetype m_next = 0;
    qint64 m_written = 0;
    QPromise<Result<qint64>> m_promise;
};

} // namespace milassist
