// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace milassist
{

/// Where a shared database is: a file for SQLite, or a server.
class DatabaseUrl
{
public:
    enum class Engine { Sqlite, Postgres };

    /// "/path/to/file.db" or "sqlite:/path/to/file.db", or "postgresql://user@host:port/name?host=/folder/of/socket" and
    /// whatever else libpq understands. A password may also come from PGPASSWORD or ~/.pgpass, which keeps it out of `ps`.
    /// Errors: Malformed; the detail never quotes the text, as a password may be in it.
    static Result<DatabaseUrl> parse(const QString &text);

    Engine engine() const { return m_engine; }
    const QString &file() const { return m_text; } ///< SQLite
    const QString &text() const { return m_text; } ///< as it goes to libpq; not for a log
    QString described() const;                     ///< for a log: no password
    bool operator==(const DatabaseUrl &) const = default;

private:
    DatabaseUrl(Engine engine, QString text) : m_engine(engine), m_text(std::move(text)) {}

    Engine m_engine;
    QString m_text;
};

} // namespace milassist
