// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/contact.h"

#include <QHash>

namespace milassist
{

/// Who a number belongs to. Built once over all contacts, then asked often: O(1) an answer.
class ContactIndex
{
public:
    /// @param country  ISO code in which numbers that were kept as typed are read
    ContactIndex(const QList<Contact> &contacts, QString country);

    /// Ids of everybody with this number, in the order of the list; several when people share one line. National and
    /// international forms of a number are one; an extension is not looked at. Empty for hidden numbers.
    QList<qint64> idsOf(const Party &party) const;
    /// Ids of everybody of that name (see nameKey).
    QList<qint64> idsNamed(const QString &name) const;
    void add(const Contact &contact);

private:
    QString m_country;
    QHash<QString, QList<qint64>> m_byNumber, m_byName;
};

/// What two spellings of one number have in common: E.164 where it can be understood in @p country, else its digits
/// (or lower-case text where it has none).
QString numberKey(const Party &party, const QString &country);
/// Letters without case, accents, punctuation and order of words: "Müller, Anna" and "anna muller" are one.
QString nameKey(const QString &name);

/// @p keep with what @p other has beyond it: further numbers, and texts that @p keep leaves empty; another note is put
/// below. The id is @p keep's.
Contact mergedContact(const Contact &keep, const Contact &other, const QString &country);

/// People that are probably one.
struct DuplicateGroup {
    enum class Reason { SameNumber, SameName };
    Reason reason = Reason::SameNumber;
    QList<qint64> ids; ///< at least two, in the order of the list
    bool operator==(const DuplicateGroup &) const = default;
};
/// Same number (whatever the names), then same name, each contact in at most one group.
QList<DuplicateGroup> duplicatesAmong(const QList<Contact> &contacts, const QString &country);

} // namespace milassist
