// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/store/statement.h"

#include <QHash>

namespace milassist {

/// The ids that stand for numbers and addresses in the cache, remembered for the length of one job.
class Parties {
public:
    explicit Parties(QSqlDatabase &db)
        : m_find(db, u"SELECT id FROM party WHERE text = ?"), m_add(db, u"INSERT INTO party (text) VALUES (?) RETURNING id")
    {
    }

    /// The id of @p party, given out now if it is new; 0 for an empty one. Only in a write job.
    Result<qint64> idOf(const Party &party);
    /// The id of @p party, or none when nothing in the cache is about it.
    Result<std::optional<qint64>> find(const Party &party);

private:
    QHash<QString, qint64> m_known;
    Statement m_find, m_add;
};

} // namespace milassist
