// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/importplan.h"

#include "core/contacts/matching.h"

#include <QHash>

#include <algorithm>

namespace milassist
{

int ImportPlan::count(Outcome outcome) const
{
    return int(std::ranges::count(items, outcome, &Item::outcome));
}

namespace
{

// People at one number or of one name. A file in which all are called the same must not take time squared.
constexpr qsizetype mostLookedAt = 64;

bool agree(const QString &a, const QString &b)
{
    return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
}

/// Everybody known so far: those we have, then those the file added. The index speaks of positions in that list.
class Known
{
public:
    Known(const QList<Contact> &existing, const QString &country) : m_index({}, country), m_people(existing)
    {
        for (qsizetype at = 0; at < m_people.size(); ++at)
            remember(at);
    }

    /// Position of the person that @p read is; -1 if new, with the issue that says whom it resembles.
    qsizetype find(const Contact &read, QList<ImportIssue> &issues) const
    {
        const QString name = nameKey(read.name);
        const Contact *sharing = nullptr;
        for (const ContactNumber &number : read.numbers) {
            const QList<qint64> sharers = m_index.idsOf(number.number);
            for (const qint64 at : sharers.first(std::min(sharers.size(), mostLookedAt))) {
                const Contact &person = m_people[at];
                if (name.isEmpty() || person.name.isEmpty() || nameKey(person.name) == name)
                    return at;
                sharing = sharing ? sharing : &person;
            }
        }
        const QList<qint64> namesakes = m_index.idsNamed(read.name);
        for (const qint64 at : namesakes.first(std::min(namesakes.size(), mostLookedAt))) {
            if (agree(m_people[at].email, read.email) || agree(m_people[at].organisation, read.organisation))
                return at;
        }
        if (sharing)
            issues.append({ImportIssue::Kind::SharedNumber, sharing->name.left(80)});
        else if (!namesakes.isEmpty())
            issues.append({ImportIssue::Kind::SameName, m_people[namesakes.first()].name.left(80)});
        return -1;
    }

    const Contact &at(qsizetype position) const { return m_people[position]; }
    qsizetype add(const Contact &contact)
    {
        m_people.append(contact);
        remember(m_people.size() - 1);
        return m_people.size() - 1;
    }
    void replace(qsizetype position, const Contact &contact)
    {
        m_people[position] = contact;
        remember(position);
    }

private:
    void remember(qsizetype position)
    {
        Contact indexed = m_people[position];
        indexed.id = position;
        m_index.add(indexed);
    }

    ContactIndex m_index;
    QList<Contact> m_people;
};

} // namespace

ImportPlan planImport(const ImportedFile &file, const QList<Contact> &existing, const QString &country)
{
    ImportPlan plan{.cut = file.cut};
    Known known(existing, country);
    QHash<qsizetype, int> resultOf; // position in known -> index in plan.contacts
    for (const ImportedContact &read : file.contacts) {
        ImportPlan::Item item{
            .line = read.line, .outcome = ImportPlan::Outcome::Skipped, .read = read.contact, .issues = read.issues};
        if (!read.skipped) {
            const qsizetype position = known.find(read.contact, item.issues);
            if (position < 0) {
                item.outcome = ImportPlan::Outcome::Added;
                item.into = int(plan.contacts.size());
                resultOf.insert(known.add(read.contact), item.into);
                plan.contacts.append(read.contact);
            } else if (const Contact merged = mergedContact(known.at(position), read.contact, country);
                       merged == known.at(position)) {
                item.outcome = ImportPlan::Outcome::Unchanged;
            } else {
                item.outcome = ImportPlan::Outcome::Merged;
                known.replace(position, merged);
                if (!resultOf.contains(position)) {
                    resultOf.insert(position, int(plan.contacts.size()));
                    plan.contacts.append(merged);
                }
                item.into = resultOf.value(position);
                plan.contacts[item.into] = merged;
            }
        }
        plan.items.append(std::move(item));
    }
    return plan;
}

} // namespace milassist
