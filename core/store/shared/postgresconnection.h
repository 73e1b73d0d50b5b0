// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/databaseurl.h"
#include "core/store/shared/engineconnection.h"
#include "core/store/shared/sharedschema.h"

#include <QHash>

struct pg_conn;
struct pg_result;

namespace milassist
{

struct FreePostgresResult {
    void operator()(pg_result *result) const;
};
using PostgresResult = std::unique_ptr<pg_result, FreePostgresResult>;

/// One session with a PostgreSQL server, on libpq: QPSQL says PREPARE, EXECUTE and DEALLOCATE as three statements, loses
/// the error of a broken connection, and its notifications with it.
///
/// Writers keep the number of their latest job in a row of their own, set in the same transaction: after a COMMIT whose
/// answer was lost, that row tells whether it happened.
class PostgresConnection : public EngineConnection
{
public:
    enum class Use { Write, Read, Listen };

    /// @param owner who the connection belongs to, the same after each reconnection and nobody else's; up to 36 characters
    /// Errors: Offline (cannot be reached now), Storage (refused).
    static Result<std::unique_ptr<PostgresConnection>> open(const DatabaseUrl &url, Use use, const QString &owner);
    /// Brings the database to the newest version; several programs may do so at once. Errors: Offline, Storage (newer).
    Result<> migrate(const SharedSchema &schema);
    ~PostgresConnection() override;

    Result<> script(QStringView sql) override;
    QString forUpdate() const override { return QStringLiteral(" FOR UPDATE"); }
    Result<> notify(const QString &channel, const QString &payload) override;
    Result<QStringList> columnsOf(const QString &table) override;
    StatementCache *statements() override { return nullptr; }
    std::unique_ptr<RemoteStatement> prepare(QStringView sql) override;

    Result<> begin(qint64 job) override;
    Result<> commit() override;
    void rollBack() override;
    Result<bool> wasCommitted(qint64 job) override;
    DatabaseTrouble trouble() const override;
    QList<SharedNotice> takeNotices() override { return {}; } // they come back through PostgresListener

    pg_conn *handle() const { return m_handle; }
    /// The server's name for @p sql, which it prepares the first time. Errors: as script().
    Result<QByteArray> preparedName(const QByteArray &sql);
    /// The error in @p result, which is remembered for trouble(); none when it worked.
    std::optional<Error> problemIn(const PostgresResult &result);

private:
    PostgresConnection(pg_conn *handle, Use use, QString owner) : m_handle(handle), m_use(use), m_owner(std::move(owner)) {}
    Result<> runSteps(const SharedSchema &schema);
    Result<> becomeWriter();

    pg_conn *m_handle;
    Use m_use;
    QString m_owner;
    DatabaseTrouble m_trouble = DatabaseTrouble::None;
    QHash<QByteArray, QByteArray> m_prepared;
};

} // namespace milassist
