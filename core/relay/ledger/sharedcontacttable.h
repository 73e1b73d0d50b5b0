// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/contact.h"
#include "core/store/sqlconnection.h"

#include <optional>

namespace milassist::relay
{

/// Somebody in the address book of the team.
struct SharedContact {
    Contact contact;    ///< its id is the team's; updatedAt when it was changed last
    qint64 version = 0; ///< counts its changes
    QString changedBy;
    bool operator==(const SharedContact &) const = default;
};

/// Who does what, and when.
struct Author {
    QString name;
    QDateTime now; ///< UTC
};

/// The address book of the team.
class SharedContactTable
{
public:
    explicit SharedContactTable(SqlConnection &db) : m_db(db) {}

    /// A new one. Errors: Rejected (neither name nor organisation nor number), Storage.
    Result<SharedContact> add(const Contact &contact, const Author &author);
    /// @param basedOn the version that the author saw; two who began with the same one do not overwrite each other
    /// Errors: NotFound, Rejected (somebody else has changed it since, and who; or nothing is left of it), Storage.
    Result<SharedContact> save(const Contact &contact, qint64 basedOn, const Author &author);
    /// Two that are one person: @p keep gets what @p other has beyond it (mergedContact()), @p other goes.
    /// @param country ISO code in which numbers that were kept as typed are read
    /// Errors: NotFound, Storage.
    Result<SharedContact> merge(qint64 keep, qint64 other, const QString &country, const Author &author);
    /// @return whether it was there
    Result<bool> remove(qint64 id);

    Result<std::optional<SharedContact>> find(qint64 id);
    /// Everybody with this number as it is kept, the latest changed first.
    Result<QList<SharedContact>> with(const Party &number);
    /// By id, those after @p id: for reading the whole book in pages.
    Result<QList<SharedContact>> after(qint64 id, int limit);

private:
    Result<std::optional<SharedContact>> locked(qint64 id);
    Result<SharedContact> write(SharedContact shared);
    Result<QList<SharedContact>> withNumbers(QList<SharedContact> contacts);

    SqlConnection &m_db;
};

} // namespace milassist::relay
