// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace milassist
{

class StatementCache;

/// A prepared statement of a database that is not SQLite; only Statement speaks with it. Positions count from 1, columns
/// from 0, rows are there until the next call of next() or restart().
class RemoteStatement
{
public:
    virtual ~RemoteStatement() = default;
    virtual void bindText(int position, QByteArray utf8) = 0;
    virtual void bindBytes(int position, QByteArray bytes) = 0;
    virtual void bindNull(int position) = 0;
    /// Runs the statement when it has not run since the last restart(), then goes to the next row; false at the end.
    virtual Result<bool> next() = 0;
    virtual void restart() = 0;
    virtual qint64 changedRows() const = 0;
    virtual int columns() const = 0;
    virtual std::optional<QByteArrayView> text(int column) const = 0; ///< UTF-8; none is NULL
    virtual std::optional<QByteArray> bytes(int column) const = 0;
};

/// The connection that a job is given: SQLite or PostgreSQL, a transaction being open around it. Statements are the same
/// on both: `?` or `?1` for a value, INSERT ... ON CONFLICT ... RETURNING, 64-bit whole numbers, texts.
class SqlConnection
{
public:
    virtual ~SqlConnection() = default;

    /// Runs a text of one or more statements without values.
    virtual Result<> script(QStringView sql) = 0;
    /// To be put behind a SELECT whose row this transaction is going to change: keeps every other writer waiting until it
    /// ends. Empty on SQLite, where there is only one writer at a time.
    virtual QString forUpdate() const = 0;
    /// Everybody who listens on @p channel hears of @p payload once this transaction is committed, and never if it is not.
    /// @param payload at most 8000 bytes; better the number of a row than what is in it
    virtual Result<> notify(const QString &channel, const QString &payload) = 0;
    /// The names of the columns of @p table, empty when there is no such table.
    virtual Result<QStringList> columnsOf(const QString &table) = 0;

    /// The prepared statements when it is SQLite, else null.
    virtual StatementCache *statements() = 0;
    /// A statement when it is not.
    virtual std::unique_ptr<RemoteStatement> prepare(QStringView sql) = 0;
};

} // namespace milassist
