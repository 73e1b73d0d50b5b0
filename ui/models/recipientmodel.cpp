// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recipientmodel.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

QList<Recipient> recipientsOf(const QList<Recipient> &recent, const QList<Recipient> &known, const QString &typed,
                              const QString &home)
{
    QList<Recipient> all;
    const auto add = [&all](const Recipient &one) {
        const bool textable = one.number.isNumber() || one.number.kind() == Party::Kind::ShortCode;
        const auto same = std::ranges::find_if(all, [&](const Recipient &other) { return sameLine(other.number, one.number); });
        if (!textable || all.size() >= RecipientModel::mostShown)
            return;
        if (same == all.end())
            all.append(one);
        else if (same->name.isEmpty() || (same->name == one.name && same->label.isEmpty()))
            *same = {one.name, same->number, one.label, same->recent};
    };
    if (const auto number = partyFromTyped(typed, home))
        add({.number = *number});
    std::ranges::for_each(recent, add);
    std::ranges::for_each(known, add);
    return all;
}

RecipientModel::RecipientModel(ContactStore &contacts, MessageStore &messages, QString home, QObject *parent)
    : QAbstractListModel(parent), m_contacts(contacts), m_messages(messages), m_home(std::move(home))
{
}

void RecipientModel::search(const QString &text)
{
    m_text = text.trimmed();
    const int wanted = ++m_generation;
    whenDone(m_messages.threadIds({.text = m_text}), this, [this, wanted](const Result<RowIds> &ids) {
        if (!ids || wanted != m_generation)
            return;
        whenDone(m_messages.threads(ids->mid(0, mostShown)), this, [this, wanted](const Result<QList<ThreadRow>> &threads) {
            if (!threads || wanted != m_generation)
                return;
            m_recent.clear();
            for (const ThreadRow &thread : *threads)
                m_recent.append({.name = thread.contactName, .number = thread.peer, .recent = true});
            show();
        });
    });
    whenDone(m_contacts.rowIds({.text = m_text}), this, [this, wanted](const Result<RowIds> &ids) {
        if (!ids || wanted != m_generation)
            return;
        whenDone(m_contacts.contacts(ids->mid(0, mostShown)), this, [this, wanted](const Result<QList<Contact>> &contacts) {
            if (!contacts || wanted != m_generation)
                return;
            m_known.clear();
            for (const Contact &contact : *contacts) {
                for (const ContactNumber &number : contact.numbers)
                    m_known.append({.name = contact.name, .number = number.number, .label = number.label});
            }
            show();
        });
    });
}

void RecipientModel::show()
{
    beginResetModel();
    m_found = recipientsOf(m_recent, m_known, m_text, m_home);
    endResetModel();
    Q_EMIT found();
}

int RecipientModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant RecipientModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_found.size())
        return {};
    const Recipient &one = m_found[index.row()];
    const QString number = displayForm(one.number, m_home);
    switch (role) {
    case NumberRole:
        return one.number.text();
    case Qt::EditRole:
        return one.name.isEmpty() ? number : one.name;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (one.name.isEmpty())
            return number;
        return one.label.isEmpty() ? u"%1   %2"_s.arg(one.name, number) : u"%1   %2 (%3)"_s.arg(one.name, number, one.label);
    }
    default:
        return {};
    }
}

} // namespace milassist
