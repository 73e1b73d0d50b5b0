// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/shared/engineconnection.h"
#include "core/store/shared/sharedschema.h"

namespace milassist
{

/// A shared database in a file. Several programs may have it open; one of them writes at a time.
class SqliteConnection : public EngineConnection
{
public:
    enum class Use { Write, Read };

    /// Errors: Storage, DiskFull.
    static Result<std::unique_ptr<EngineConnection>> open(const QString &file, Use use);
    /// Creates @p file where it is missing and brings it to the newest version. Errors: Storage (also: of another program,
    /// of a newer one), DiskFull.
    static Result<> prepare(const QString &file, const SharedSchema &schema);

    Result<> script(QStringView sql) override;
    QString forUpdate() const override { return {}; }
    Result<> notify(const QString &channel, const QString &payload) override;
    Result<QStringList> columnsOf(const QString &table) override;
    StatementCache *statements() override { return &m_statements; }
    std::unique_ptr<RemoteStatement> prepare(QStringView) override { return nullptr; }

    Result<> begin(qint64 job) override;
    Result<> commit() override;
    void rollBack() override;
    Result<bool> wasCommitted(qint64) override { return false; } // a commit that fails here has not happened
    DatabaseTrouble trouble() const override { return m_trouble; }
    QList<SharedNotice> takeNotices() override { return std::exchange(m_notices, {}); }

private:
    SqliteConnection(std::unique_ptr<Connection> connection, Use use)
        : m_connection(std::move(connection)), m_statements(m_connection->handle()), m_use(use)
    {
    }
    static Result<> prepareOnce(const QString &file, const SharedSchema &schema, bool &isBusy);
    void remember();

    std::unique_ptr<Connection> m_connection;
    StatementCache m_statements; // goes before the connection
    Use m_use;
    DatabaseTrouble m_trouble = DatabaseTrouble::None;
    QList<SharedNotice> m_notices;
};

} // namespace milassist
