// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/statement.h"

#include <QSqlDatabase>

#include <memory>

namespace milassist {

enum class Access {
    Write,
    Read,
    ReadFrozen, ///< of a medium that cannot even hold the lock file beside the database
};

/// A connection of the thread that made it; must be destroyed in it.
class Connection {
public:
    /// Opens @p file, creating it for Access::Write, and sets what every connection needs. Whether it is a database
    /// shows only at the first statement. Errors: Storage, DiskFull.
    static Result<std::unique_ptr<Connection>> open(const QString &file, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Makes @p file known as the schema @p name. Errors: Storage.
    Result<> attach(const QString &file, QStringView name, Access access);

    QSqlDatabase &database() { return m_db; }
    sqlite3 *handle() const { return m_handle; }

private:
    explicit Connection(QSqlDatabase db) : m_db(std::move(db)) {}

    QSqlDatabase m_db;
    sqlite3 *m_handle = nullptr;
};

/// Whether an error of SQLite's (native code) means that the file itself is damaged.
bool meansDamage(int nativeCode);

} // namespace milassist
