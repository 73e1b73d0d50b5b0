// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace milassist::relay
{

/// Which handle (isHandle()) stands for which number: one for each, made when it is first hidden from somebody, the same for the
/// whole team for ever.
class HandleTable
{
public:
    explicit HandleTable(SqlConnection &db) : m_db(db) {}

    /// Of those of @p numbers that have one: number -> handle.
    Result<QHash<QString, QString>> known(const QStringList &numbers);
    /// The handle of @p number, made if it has none. In a job that writes.
    Result<QString> of(const QString &number, const QDateTime &now);
    /// Of those of @p handles that were given out: handle -> number.
    Result<QHash<QString, QString>> numbers(const QStringList &handles);

private:
    Result<QHash<QString, QString>> pairs(QStringView sql, const QStringList &keys);

    SqlConnection &m_db;
};

/// A handle for @p number, at random but for its end.
QString newHandle(const QString &number);

} // namespace milassist::relay
