// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/postgresconnection.h"

#include <vector>

namespace milassist
{

/// Values go over the wire beside the statement, never in it. All rows of an answer are fetched at once.
class PostgresStatement : public RemoteStatement
{
public:
    /// @param sql with placeholders $1, $2, ...
    PostgresStatement(PostgresConnection &connection, QByteArray sql) : m_connection(connection), m_sql(std::move(sql)) {}

    void bindText(int position, QByteArray utf8) override;
    void bindBytes(int position, QByteArray bytes) override;
    void bindNull(int position) override;
    Result<bool> next() override;
    void restart() override;
    qint64 changedRows() const override;
    int columns() const override;
    std::optional<QByteArrayView> text(int column) const override;
    std::optional<QByteArray> bytes(int column) const override;

private:
    struct Value {
        std::optional<QByteArray> bytes; // none is NULL
        bool isBinary = false;
    };
    Value &at(int position);
    Result<> execute();

    PostgresConnection &m_connection;
    QByteArray m_sql;
    std::vector<Value> m_values;
    PostgresResult m_result;
    int m_row = -1;
};

} // namespace milassist
