// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace milassist::relay
{

struct LedgerNote {
    qint64 id = 0;
    QString about; ///< the sid of a call, text or recording, or somebody's number
    QString author;
    QString text;
    QDateTime madeAt;    ///< UTC
    QDateTime changedAt; ///< UTC; invalid: never
    bool operator==(const LedgerNote &) const = default;
};

/// What people have written down about calls, texts, voicemails and whoever they were with.
class NoteTable
{
public:
    explicit NoteTable(SqlConnection &db) : m_db(db) {}

    /// @return its id. Errors: Rejected (it says nothing), Storage.
    Result<qint64> add(const QString &about, const QString &author, const QString &text, const QDateTime &now);
    /// Only its author changes a note. Errors: NotFound (none of @p author's), Rejected (it says nothing), Storage.
    Result<> change(qint64 id, const QString &author, const QString &text, const QDateTime &now);
    /// Errors: NotFound (none of @p author's), Storage.
    Result<> remove(qint64 id, const QString &author);

    Result<std::optional<LedgerNote>> find(qint64 id);
    /// About any of these, the oldest first.
    Result<QList<LedgerNote>> about(const QStringList &things);

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
