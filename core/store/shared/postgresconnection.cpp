// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/postgresconnection.h"

#include "core/store/shared/placeholders.h"
#include "core/store/shared/postgresstatement.h"
#include "core/store/statement.h"

#include <libpq-fe.h>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

DatabaseTrouble troubleOf(const QByteArray &state)
{
    if (state == "40001" || state == "40P01" || state == "55P03") // serialization, deadlock, lock not available
        return DatabaseTrouble::Collision;
    // Connection failures; shutting down, crashed, starting up; too many connections.
    if (state.startsWith("08") || state.startsWith("57P0") || state == "53300")
        return DatabaseTrouble::Lost;
    return DatabaseTrouble::Other;
}

Error errorOf(const QByteArray &state, const char *message, DatabaseTrouble trouble)
{
    auto kind = Error::Kind::Storage;
    if (trouble == DatabaseTrouble::Lost)
        kind = Error::Kind::Offline;
    else if (state == "53100")
        kind = Error::Kind::DiskFull;
    // "invalid input syntax for type bigint" and its like quote the value.
    const bool quotesValues = state.startsWith("22");
    const QString words = quotesValues ? u"a value that does not fit"_s : QString::fromUtf8(message).trimmed();
    return {.kind = kind, .detail = u"PostgreSQL %1: %2"_s.arg(QString::fromLatin1(state), words)};
}

} // namespace

void FreePostgresResult::operator()(pg_result *result) const
{
    PQclear(result);
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const DatabaseUrl &url, Use use, const QString &owner)
{
    const QByteArray name = "milassist " + owner.toUtf8() + (use == Use::Write ? " w" : use == Use::Read ? " r" : " l");
    const QByteArray text = url.text().toUtf8();
    // A server that has gone without a word is noticed within half a minute. What the URL says comes last and wins.
    const char *keywords[] = {"application_name",    "connect_timeout",  "keepalives_idle",
                              "keepalives_interval", "keepalives_count", "tcp_user_timeout",
                              "client_encoding",     "dbname",           nullptr};
    const char *values[] = {name.constData(), "5", "10", "5", "3", "20000", "UTF8", text.constData(), nullptr};
    pg_conn *handle = PQconnectdbParams(keywords, values, 1);
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection(handle, use, owner));
    if (PQstatus(handle) != CONNECTION_OK) {
        // libpq has no code for why: a server that is away and a name it refuses look alike, and both may be mended meanwhile.
        return fail(Error::Kind::Offline,
                    u"PostgreSQL cannot be reached: "_s + QString::fromUtf8(PQerrorMessage(handle)).trimmed());
    }
    PQsetNoticeProcessor(
        handle, [](void *, const char *) {}, nullptr);
    // A relay that hangs in the middle of a transaction must not keep the others waiting for its locks.
    if (const auto set =
            connection->script(u"SET statement_timeout = '20s'; SET lock_timeout = '5s'; SET bytea_output = 'hex';"
                               " SET idle_in_transaction_session_timeout = '30s'; SET standard_conforming_strings = on");
        !set)
        return fail(set.error());
    return connection;
}

PostgresConnection::~PostgresConnection()
{
    PQfinish(m_handle);
}

std::optional<Error> PostgresConnection::problemIn(const PostgresResult &result)
{
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return {};
    const char *field = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    const bool gone = PQstatus(m_handle) != CONNECTION_OK;
    const QByteArray state = field ? field : "08006";
    const char *words = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
    // In a transaction that has failed everything else fails with 25P02: the first reason is the one that counts.
    if (m_trouble == DatabaseTrouble::None || gone)
        m_trouble = gone ? DatabaseTrouble::Lost : troubleOf(state);
    return errorOf(state, words ? words : PQerrorMessage(m_handle), gone ? DatabaseTrouble::Lost : troubleOf(state));
}

DatabaseTrouble PostgresConnection::trouble() const
{
    return PQstatus(m_handle) == CONNECTION_OK ? m_trouble : DatabaseTrouble::Lost;
}

Result<> PostgresConnection::script(QStringView sql)
{
    const PostgresResult result(PQexec(m_handle, sql.toUtf8().constData()));
    if (auto problem = problemIn(result))
        return fail(*std::move(problem));
    return {};
}

Result<QByteArray> PostgresConnection::preparedName(const QByteArray &sql)
{
    if (const auto known = m_prepared.constFind(sql); known != m_prepared.cend())
        return *known;
    const QByteArray name = "s" + QByteArray::number(m_prepared.size());
    const PostgresResult result(PQprepare(m_handle, name.constData(), sql.constData(), 0, nullptr));
    if (auto problem = problemIn(result))
        return fail(*std::move(problem));
    m_prepared.insert(sql, name);
    return name;
}

std::unique_ptr<RemoteStatement> PostgresConnection::prepare(QStringView sql)
{
    return std::make_unique<PostgresStatement>(*this, numberedPlaceholders(sql));
}

Result<> PostgresConnection::notify(const QString &channel, const QString &payload)
{
    Statement statement(*this, u"SELECT pg_notify(?, ?)");
    return statement.with(channel, payload).run();
}

Result<QStringList> PostgresConnection::columnsOf(const QString &table)
{
    Statement query(*this,
                    u"SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped");
    query.with(table);
    QStringList names;
    while (query.next())
        names << query.text(0);
    if (!query.ok())
        return query.failure();
    return names;
}

Result<> PostgresConnection::migrate(const SharedSchema &schema)
{
    m_trouble = DatabaseTrouble::None;
    // The number is only ours by custom: it keeps two programs that start at once from building the same tables.
    if (const auto begun =
            script(u"BEGIN; SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(%1)"_s.arg(schema.applicationId));
        !begun)
        return begun;
    auto done = runSteps(schema);
    if (done)
        done = script(u"COMMIT");
    if (!done)
        rollBack();
    return done;
}

Result<> PostgresConnection::runSteps(const SharedSchema &schema)
{
    if (const auto made =
            script(u"CREATE TABLE IF NOT EXISTS schema_version (application BIGINT PRIMARY KEY, version BIGINT NOT NULL);"
                   "CREATE TABLE IF NOT EXISTS writer (owner TEXT PRIMARY KEY, job BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL)");
        !made)
        return made;
    Statement stamp(*this, u"SELECT version FROM schema_version WHERE application = ?");
    const qint64 version = stamp.with(schema.applicationId).next() ? stamp.integer(0) : 0;
    if (!stamp.ok())
        return stamp.failure();
    if (version > schema.migrations.size())
        return fail(Error::Kind::Storage, u"%1 was written by a newer version of this program"_s.arg(schema.name));
    for (qsizetype step = version; step < schema.migrations.size(); ++step) {
        QString sql = schema.migrations[step];
        sql.replace(u"{id}"_s, u"BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"_s);
        if (const auto done = script(sql); !done)
            return fail(Error{.kind = done.error().kind,
                              .detail = u"%1, step %2: %3"_s.arg(schema.name).arg(step + 1).arg(done.error().detail)});
    }
    if (schema.complete) {
        if (const auto done = schema.complete(*this); !done)
            return done;
    }
    if (version == schema.migrations.size())
        return {};
    Statement write(*this,
                    u"INSERT INTO schema_version (application, version) VALUES (?, ?)"
                    " ON CONFLICT (application) DO UPDATE SET version = excluded.version");
    return write.with(schema.applicationId, qint64(schema.migrations.size())).run();
}

Result<> PostgresConnection::begin(qint64 job)
{
    m_trouble = DatabaseTrouble::None;
    if (m_use != Use::Write)
        return script(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // Both at once, so that keeping the number costs no further round trip.
    const QString owner = u'\'' + QString(m_owner).remove(u'\'') + u'\'';
    const QString sql = u"BEGIN; UPDATE writer SET job = %1, at = now() WHERE owner = %2"_s.arg(job).arg(owner);
    const PostgresResult result(PQexec(m_handle, sql.toUtf8().constData()));
    if (auto problem = problemIn(result)) {
        rollBack();
        return fail(*std::move(problem));
    }
    if (QByteArrayView(PQcmdTuples(result.get())) == QByteArrayView("1"))
        return {};
    const auto written = script(u"INSERT INTO writer (owner, job, at) VALUES (%2, %1, now());"
                                " DELETE FROM writer WHERE at < now() - interval '30 days'"_s.arg(job)
                                    .arg(owner));
    if (!written)
        rollBack();
    return written;
}

Result<> PostgresConnection::commit()
{
    const PostgresResult result(PQexec(m_handle, "COMMIT"));
    if (auto problem = problemIn(result))
        return fail(*std::move(problem));
    // A transaction in which something failed is rolled back by COMMIT, which calls that a success.
    if (QByteArrayView(PQcmdStatus(result.get())) != QByteArrayView("COMMIT")) {
        m_trouble = m_trouble == DatabaseTrouble::None ? DatabaseTrouble::Other : m_trouble;
        return fail(Error::Kind::Storage, u"the transaction was rolled back"_s);
    }
    return {};
}

void PostgresConnection::rollBack()
{
    if (PQtransactionStatus(m_handle) != PQTRANS_IDLE && PQstatus(m_handle) == CONNECTION_OK) {
        const DatabaseTrouble trouble = m_trouble;
        static_cast<void>(script(u"ROLLBACK"));
        m_trouble = trouble;
    }
}

Result<bool> PostgresConnection::wasCommitted(qint64 job)
{
    m_trouble = DatabaseTrouble::None;
    // The server may not know yet that the earlier connection is gone; its transaction would keep the row locked.
    Statement end(*this,
                  u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                  " WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()");
    if (const auto ended = end.run(); !ended)
        return fail(ended.error());
    // FOR UPDATE waits for it to have ended either way.
    Statement query(*this, u"SELECT job FROM writer WHERE owner = ? FOR UPDATE");
    const bool committed = query.with(m_owner).next() && query.integer(0) == job;
    if (!query.ok())
        return query.failure();
    return committed;
}

} // namespace milassist
