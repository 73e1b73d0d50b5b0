// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/statementcache.h"

#include <QSqlDatabase>
#include <QString>
#include <QVarLengthArray>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace milassist
{

class PackedSid;
class RemoteStatement;
class SqlConnection;

/// The connection's own handle, for what Qt has no word for. Null when the database is not open.
sqlite3 *rawHandle(const QSqlDatabase &db);

/// Why the latest call on @p handle failed. DiskFull for 13, Cancelled for 9 (interrupted), else Storage. Says nothing of
/// what was bound.
Error storageError(sqlite3 *handle);

/// Runs a text of one or more statements without values, as in a migration.
Result<> runScript(QSqlDatabase &db, QStringView sql);

/// One prepared statement, for SQLite on the raw handle: twice as quick as QSqlQuery for whole pages. The first error sticks and
/// makes every later call do nothing, so a loop needs only one look at the end:
///     Statement query(db, u"SELECT id FROM call WHERE sid = ?");
///     query.with(sid.text());
///     while (query.next())
///         ids.push_back(query.integer(0));
///     if (!query.ok())
///         return query.failure();
class Statement
{
public:
    Statement(QSqlDatabase &db, QStringView sql);
    /// The same on either engine; prepared once for the life of the connection.
    Statement(SqlConnection &db, QStringView sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Positions count from 1 here, as in SQL. Texts are kept until they are bound anew.
    void bindInteger(int position, qint64 value);
    void bindText(int position, QStringView value); ///< empty = NULL
    void bindBytes(int position, QByteArrayView value);
    void bindNull(int position);
    void bind(int position, const PackedSid &sid);
    void bind(int position, qint64 value) { bindInteger(position, value); }
    void bind(int position, int value) { bindInteger(position, value); }
    void bind(int position, bool value) { bindInteger(position, value ? 1 : 0); }
    void bind(int position, const QString &value) { bindText(position, value); }
    void bind(int position, QStringView value) { bindText(position, value); }
    void bind(int position, std::nullptr_t) { bindNull(position); }

    /// Starts over with these values for ?1, ?2, ...
    template <typename... Values>
    Statement &with(const Values &...values)
    {
        restart();
        int position = 0;
        (bind(++position, values), ...);
        return *this;
    }

    /// The next row; false at the end and after an error.
    bool next();
    /// Runs to the end and starts over. Errors: Storage, DiskFull, Cancelled.
    Result<> run();
    /// Runs the statement that was given its values; true when it changed or inserted at least one row.
    bool changes();
    void restart();

    /// Columns count from 0.
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArrayView bytes(int column) const; ///< until the next call; empty for what is no blob
    bool isNull(int column) const;
    int columns() const;
    /// Binds a column of this row to another statement, whatever its type. Between statements on SQLite.
    void copyValue(int column, Statement &to, int position) const;

    bool ok() const { return !m_failed; }
    tl::unexpected<Error> failure() const { return tl::unexpected<Error>(m_error); }
    Result<> outcome() const;

private:
    bool check(int code);
    void stop(Error error);
    char *room(int position, qsizetype size);

    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_statement = nullptr;
    StatementCache *m_cache = nullptr; // it is given back to; null: ours alone
    StatementCache::Kept *m_kept = nullptr;
    std::unique_ptr<RemoteStatement> m_remote; // in place of all of these
    QVarLengthArray<QByteArray, 24> m_texts;   // room for what is bound, so that SQLite need not copy it
    mutable QByteArray m_bytes;                // what bytes() looks at when it came over the wire
    bool m_failed = false;
    bool m_fresh = true;
    Error m_error;
};

} // namespace milassist
