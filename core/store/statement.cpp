// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"

#include "core/store/packedsid.h"
#include "core/store/sqlconnection.h"

#include <QSqlDriver>
#include <QStringEncoder>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

// Nearly everything is ASCII: sids, numbers, words. Several units at a time, where the encoder goes one by one.
bool narrowed(QStringView text, char *out)
{
    const char16_t *from = text.utf16();
    const qsizetype size = text.size();
    char16_t seen = 0;
    for (qsizetype i = 0; i < size; ++i) {
        seen |= from[i];
        out[i] = char(from[i]);
    }
    return seen < 0x80;
}

} // namespace

sqlite3 *rawHandle(const QSqlDatabase &db)
{
    const QVariant handle = db.driver() ? db.driver()->handle() : QVariant();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

Error storageError(sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    const int primary = code & 0xff;
    auto kind = Error::Kind::Storage;
    if (primary == SQLITE_FULL)
        kind = Error::Kind::DiskFull;
    else if (primary == SQLITE_INTERRUPT)
        kind = Error::Kind::Cancelled;
    // The message of a plain SQLITE_ERROR in a full-text query quotes what the user typed.
    const bool quotesValues = primary == SQLITE_ERROR && QByteArrayView(sqlite3_errmsg(handle)).startsWith("fts5");
    const char *words = quotesValues ? "fts5 query" : sqlite3_errmsg(handle);
    return {.kind = kind, .detail = u"SQLite %1: %2"_s.arg(code).arg(QString::fromUtf8(words))};
}

Result<> runScript(QSqlDatabase &db, QStringView sql)
{
    sqlite3 *handle = rawHandle(db);
    if (!handle)
        return fail(Error::Kind::Storage, u"database is not open"_s);
    if (sqlite3_exec(handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(storageError(handle));
    return {};
}

Statement::Statement(QSqlDatabase &db, QStringView sql) : m_handle(rawHandle(db))
{
    if (m_handle)
        check(sqlite3_prepare16_v2(m_handle, sql.utf16(), int(sql.size() * 2), &m_statement, nullptr));
    else
        stop({.kind = Error::Kind::Storage, .detail = u"database is not open"_s});
}

Statement::Statement(SqlConnection &db, QStringView sql) : m_cache(db.statements())
{
    if (!m_cache) {
        m_remote = db.prepare(sql);
        return;
    }
    const auto [statement, kept] = m_cache->take(sql);
    m_handle = m_cache->handle();
    m_statement = statement;
    m_kept = kept;
    if (!statement)
        check(sqlite3_errcode(m_handle));
}

Statement::~Statement()
{
    if (m_cache)
        m_cache->giveBack({m_statement, m_kept});
    else
        sqlite3_finalize(m_statement);
}

bool Statement::check(int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return true;
    if (!m_failed)
        stop(storageError(m_handle));
    return false;
}

void Statement::stop(Error error)
{
    m_failed = true;
    m_error = std::move(error);
}

void Statement::bindInteger(int position, qint64 value)
{
    if (m_remote)
        m_remote->bindText(position, QByteArray::number(value));
    else if (!m_failed)
        check(sqlite3_bind_int64(m_statement, position, value));
}

void Statement::bindText(int position, QStringView value)
{
    if (value.isEmpty())
        return bindNull(position);
    if (m_remote)
        return m_remote->bindText(position, value.toUtf8());
    if (m_failed)
        return;
    // Converted here, once: SQLite would copy the UTF-16 first and convert it when it writes the record.
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    char *const utf8 = room(position, encoder.requiredSpace(value.size()));
    char *const end = narrowed(value, utf8) ? utf8 + value.size() : encoder.appendToBuffer(utf8, value);
    check(sqlite3_bind_text64(m_statement, position, utf8, sqlite3_uint64(end - utf8), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bindBytes(int position, QByteArrayView value)
{
    if (m_remote)
        return m_remote->bindBytes(position, value.toByteArray());
    if (m_failed)
        return;
    char *const bytes = room(position, value.size());
    std::copy(value.begin(), value.end(), bytes);
    check(sqlite3_bind_blob64(m_statement, position, bytes, sqlite3_uint64(value.size()), SQLITE_STATIC));
}

void Statement::bind(int position, const PackedSid &sid)
{
    sid.isPacked() ? bindBytes(position, sid.bytes()) : bindText(position, sid.text());
}

char *Statement::room(int position, qsizetype size)
{
    if (m_texts.size() <= position)
        m_texts.resize(position + 1);
    QByteArray &room = m_texts[position]; // kept from row to row, and larger than what is in it
    if (room.size() < size)
        room.resize(size);
    return room.data();
}

void Statement::bindNull(int position)
{
    if (m_remote)
        m_remote->bindNull(position);
    else if (!m_failed)
        check(sqlite3_bind_null(m_statement, position));
}

bool Statement::next()
{
    if (m_failed)
        return false;
    m_fresh = false;
    if (m_remote) {
        const auto row = m_remote->next();
        if (!row)
            stop(row.error());
        return row.value_or(false);
    }
    const int code = sqlite3_step(m_statement);
    return check(code) && code == SQLITE_ROW;
}

Result<> Statement::run()
{
    while (next()) {}
    restart();
    return outcome();
}

bool Statement::changes()
{
    if (m_remote) {
        while (next()) {}
        const bool changed = ok() && m_remote->changedRows() > 0;
        restart();
        return changed;
    }
    const qint64 before = m_failed ? 0 : sqlite3_total_changes64(m_handle);
    return run() && sqlite3_total_changes64(m_handle) != before;
}

void Statement::restart()
{
    if (m_fresh)
        return;
    if (m_remote)
        m_remote->restart();
    else if (m_statement)
        sqlite3_reset(m_statement);
    m_fresh = true;
}

qint64 Statement::integer(int column) const
{
    if (m_remote)
        return m_failed ? 0 : m_remote->text(column).value_or(QByteArrayView()).toLongLong();
    return m_failed ? 0 : sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    if (m_failed)
        return {};
    if (m_remote) {
        const auto utf8 = m_remote->text(column);
        return utf8 ? QString::fromUtf8(*utf8) : QString();
    }
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return utf8 ? QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column)) : QString();
}

QByteArrayView Statement::bytes(int column) const
{
    if (m_remote) {
        m_bytes = m_failed ? QByteArray() : m_remote->bytes(column).value_or(QByteArray());
        return m_bytes;
    }
    if (m_failed || sqlite3_column_type(m_statement, column) != SQLITE_BLOB)
        return {};
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, qsizetype(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isNull(int column) const
{
    if (m_remote)
        return m_failed || !m_remote->text(column);
    return m_failed || sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

int Statement::columns() const
{
    if (m_remote)
        return m_remote->columns();
    return m_statement ? sqlite3_column_count(m_statement) : 0;
}

void Statement::copyValue(int column, Statement &to, int position) const
{
    if (!m_failed && !to.m_failed && m_statement && to.m_statement)
        to.check(sqlite3_bind_value(to.m_statement, position, sqlite3_column_value(m_statement, column)));
}

Result<> Statement::outcome() const
{
    if (m_failed)
        return failure();
    return {};
}

} // namespace milassist
