// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/postgresstatement.h"

#include <libpq-fe.h>

namespace milassist
{

PostgresStatement::Value &PostgresStatement::at(int position)
{
    if (int(m_values.size()) < position)
        m_values.resize(size_t(position));
    return m_values[size_t(position) - 1];
}

void PostgresStatement::bindText(int position, QByteArray utf8)
{
    utf8.removeIf([](char c) { return c == '\0'; }); // a text cannot hold it there, and would end at it
    at(position) = {std::move(utf8), false};
}

void PostgresStatement::bindBytes(int position, QByteArray bytes)
{
    at(position) = {std::move(bytes), true};
}

void PostgresStatement::bindNull(int position)
{
    at(position) = {};
}

Result<> PostgresStatement::execute()
{
    const auto name = m_connection.preparedName(m_sql);
    if (!name)
        return fail(name.error());
    std::vector<const char *> values;
    std::vector<int> lengths, formats;
    for (const Value &value : m_values) {
        values.push_back(value.bytes ? value.bytes->constData() : nullptr);
        lengths.push_back(value.bytes ? int(value.bytes->size()) : 0);
        formats.push_back(value.isBinary ? 1 : 0);
    }
    m_result.reset(PQexecPrepared(m_connection.handle(), name->constData(), int(values.size()), values.data(), lengths.data(),
                                  formats.data(), 0));
    if (auto problem = m_connection.problemIn(m_result))
        return fail(*std::move(problem));
    return {};
}

Result<bool> PostgresStatement::next()
{
    if (!m_result) {
        if (const auto done = execute(); !done)
            return fail(done.error());
    }
    return ++m_row < PQntuples(m_result.get());
}

void PostgresStatement::restart()
{
    m_result.reset();
    m_row = -1;
}

qint64 PostgresStatement::changedRows() const
{
    return QByteArrayView(PQcmdTuples(m_result.get())).toLongLong();
}

int PostgresStatement::columns() const
{
    return PQnfields(m_result.get());
}

std::optional<QByteArrayView> PostgresStatement::text(int column) const
{
    if (m_row < 0 || m_row >= PQntuples(m_result.get()) || PQgetisnull(m_result.get(), m_row, column))
        return {};
    return QByteArrayView(PQgetvalue(m_result.get(), m_row, column), PQgetlength(m_result.get(), m_row, column));
}

std::optional<QByteArray> PostgresStatement::bytes(int column) const
{
    const auto hex = text(column);
    if (!hex || !hex->startsWith("\\x"))
        return {};
    return QByteArray::fromHex(hex->sliced(2).toByteArray());
}

} // namespace milassist
