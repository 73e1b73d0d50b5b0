// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/matching.h"

#include "core/domain/phoneformat.h"

#include <algorithm>
#include <numeric>

namespace milassist
{

using namespace Qt::StringLiterals;

QString numberKey(const Party &party, const QString &country)
{
    switch (party.kind()) {
    case Party::Kind::None:
    case Party::Kind::Hidden:
        return {};
    case Party::Kind::Number:
    case Party::Kind::ShortCode:
        return party.text();
    case Party::Kind::Sip:
    case Party::Kind::Client:
        return party.text().toLower();
    case Party::Kind::Word:
        break;
    }
    if (const auto number = parseTyped(party.text(), country))
        return number->e164();
    QString digits;
    for (const QChar c : party.text()) {
        if (c.digitValue() >= 0)
            digits += QChar(u'0' + c.digitValue());
    }
    return digits.isEmpty() ? party.text().toLower() : digits;
}

QString nameKey(const QString &name)
{
    QString plain;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            plain += c;
        else if (!c.isMark() && c != u'\'' && c != u'\u2019') // O'Brien is one word
            plain += u' ';
    }
    QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    words.sort();
    return words.join(u' ');
}

ContactIndex::ContactIndex(const QList<Contact> &contacts, QString country) : m_country(std::move(country))
{
    for (const Contact &contact : contacts)
        add(contact);
}

void ContactIndex::add(const Contact &contact)
{
    for (const ContactNumber &number : contact.numbers) {
        const QString key = numberKey(number.number, m_country);
        if (key.isEmpty())
            continue;
        QList<qint64> &ids = m_byNumber[key];
        if (ids.isEmpty() || ids.last() != contact.id)
            ids.append(contact.id);
    }
    if (const QString key = nameKey(contact.name); !key.isEmpty())
        m_byName[key].append(contact.id);
}

QList<qint64> ContactIndex::idsOf(const Party &party) const
{
    const QString key = numberKey(party, m_country);
    return key.isEmpty() ? QList<qint64>() : m_byNumber.value(key);
}

QList<qint64> ContactIndex::idsNamed(const QString &name) const
{
    const QString key = nameKey(name);
    return key.isEmpty() ? QList<qint64>() : m_byName.value(key);
}

// A file may hold one person a hundred thousand times.
constexpr qsizetype mostNumbers = 100, mostNote = 20'000;

Contact mergedContact(const Contact &keep, const Contact &other, const QString &country)
{
    Contact merged = keep;
    const auto take = [](QString &mine, const QString &theirs) {
        if (mine.isEmpty())
            mine = theirs;
    };
    take(merged.name, other.name);
    take(merged.organisation, other.organisation);
    take(merged.email, other.email);
    if (merged.note.isEmpty())
        merged.note = other.note;
    else if (!other.note.isEmpty() && merged.note.size() < mostNote && !merged.note.contains(other.note))
        merged.note += u'\n' + other.note;
    for (const ContactNumber &number : other.numbers) {
        const QString key = numberKey(number.number, country);
        const auto known = std::ranges::find_if(
            merged.numbers, [&](const ContactNumber &mine) { return numberKey(mine.number, country) == key; });
        if (known != merged.numbers.end())
            take(known->label, number.label);
        else if (merged.numbers.size() < mostNumbers)
            merged.numbers.append(number);
    }
    return merged;
}

namespace
{

/// Union-find over positions in the list of contacts.
class Groups
{
public:
    explicit Groups(qsizetype size) : m_parent(size) { std::iota(m_parent.begin(), m_parent.end(), 0); }
    qsizetype find(qsizetype i)
    {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(qsizetype a, qsizetype b)
    {
        a = find(a);
        b = find(b);
        m_parent[std::max(a, b)] = std::min(a, b); // the first of the list stands for its group
    }

private:
    QList<qsizetype> m_parent;
};

} // namespace

QList<DuplicateGroup> duplicatesAmong(const QList<Contact> &contacts, const QString &country)
{
    QList<DuplicateGroup> result;
    QList<bool> taken(contacts.size(), false);
    const auto collect = [&](DuplicateGroup::Reason reason, auto keysOf) {
        Groups groups(contacts.size());
        QHash<QString, qsizetype> first;
        for (qsizetype i = 0; i < contacts.size(); ++i) {
            if (taken[i])
                continue;
            for (const QString &key : keysOf(contacts[i])) {
                if (key.isEmpty())
                    continue;
                if (const auto known = first.constFind(key); known != first.cend())
                    groups.join(*known, i);
                else
                    first.insert(key, i);
            }
        }
        QHash<qsizetype, qsizetype> groupAt;
        for (qsizetype i = 0; i < contacts.size(); ++i) {
            const qsizetype root = groups.find(i);
            if (taken[i] || root == i)
                continue;
            if (!groupAt.contains(root)) {
                groupAt.insert(root, result.size());
                result.append({reason, {contacts[root].id}});
                taken[root] = true;
            }
            result[groupAt[root]].ids.append(contacts[i].id);
            taken[i] = true;
        }
    };
    collect(DuplicateGroup::Reason::SameNumber, [&](const Contact &contact) {
        QStringList keys;
        for (const ContactNumber &number : contact.numbers)
            keys << numberKey(number.number, country);
        return keys;
    });
    collect(DuplicateGroup::Reason::SameName, [](const Contact &contact) { return QStringList{nameKey(contact.name)}; });
    return result;
}

} // namespace milassist
