// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/shareddatabase.h"

#include "core/store/shared/postgresconnection.h"
#include "core/store/shared/sqliteconnection.h"

#include <QUuid>

namespace milassist
{

SharedDatabase::SharedDatabase(DatabaseUrl url, SharedSchema schema)
    : m_url(std::move(url)), m_schema(std::move(schema)), m_owner(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Result<> SharedDatabase::prepare()
{
    const std::lock_guard lock(m_mutex);
    if (m_prepared)
        return {};
    Result<> done;
    if (m_url.engine() == DatabaseUrl::Engine::Sqlite) {
        done = SqliteConnection::prepare(m_url.file(), m_schema);
    } else if (auto connection = PostgresConnection::open(m_url, PostgresConnection::Use::Read, m_owner)) {
        done = (*connection)->migrate(m_schema);
        const DatabaseTrouble trouble = (*connection)->trouble();
        if (!done
            && (trouble == DatabaseTrouble::Collision
                || trouble == DatabaseTrouble::Lost)) // another relay is at it, or it broke: as good as away
            done = fail(Error::Kind::Offline, done.error().detail);
    } else {
        done = fail(connection.error());
    }
    m_prepared = done.has_value();
    return done;
}

Result<std::unique_ptr<EngineConnection>> SharedDatabase::connect(Use use)
{
    if (const auto prepared = prepare(); !prepared)
        return fail(prepared.error());
    if (m_url.engine() == DatabaseUrl::Engine::Sqlite)
        return SqliteConnection::open(m_url.file(),
                                      use == Use::Write ? SqliteConnection::Use::Write : SqliteConnection::Use::Read);
    return PostgresConnection::open(m_url, use == Use::Write ? PostgresConnection::Use::Write : PostgresConnection::Use::Read,
                                    m_owner);
}

} // namespace milassist
