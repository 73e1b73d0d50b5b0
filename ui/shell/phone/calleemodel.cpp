// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/calleemodel.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int recentAsked = 40; // calls; the same people come again and again

bool canBeCalled(const Party &party)
{
    return party.isNumber() || party.kind() == Party::Kind::Sip;
}

} // namespace

QList<Callee> calleesOf(const QList<CallRow> &recent, const QList<Contact> &known)
{
    QList<Callee> all;
    const auto add = [&all](const Callee &one) {
        const auto same = std::ranges::find_if(all, [&](const Callee &other) { return sameLine(other.number, one.number); });
        if (!canBeCalled(one.number))
            return;
        if (same == all.end()) {
            if (all.size() < CalleeModel::mostShown)
                all.append(one);
        } else {
            same->name = same->name.isEmpty() ? one.name : same->name;
            same->label = same->label.isEmpty() ? one.label : same->label;
        }
    };
    for (const CallRow &call : recent)
        add({.name = call.contactName, .number = call.peer, .lastAt = call.startedAt, .lastLine = call.line});
    for (const Contact &contact : known) {
        for (const ContactNumber &number : contact.numbers)
            add({.name = contact.name, .number = number.number, .label = number.label});
    }
    return all;
}

CalleeModel::CalleeModel(CallStore &calls, ContactStore &contacts, QString home, Clock clock, QObject *parent)
    : QAbstractListModel(parent), m_calls(calls), m_contacts(contacts), m_home(std::move(home)), m_clock(std::move(clock))
{
}

void CalleeModel::search(const QString &text)
{
    const quint64 wanted = ++m_generation;
    const QString typed = text.trimmed();
    whenDone(m_calls.rowIds({.text = typed}), this, [this, wanted](const Result<RowIds> &ids) {
        if (!ids || wanted != m_generation)
            return;
        whenDone(m_calls.rows(ids->mid(0, recentAsked)), this, [this, wanted](const Result<QList<CallRow>> &rows) {
            if (!rows || wanted != m_generation)
                return;
            m_recent = *rows;
            show();
        });
    });
    if (typed.isEmpty()) {
        m_known.clear(); // an address book is not a suggestion
        return;
    }
    whenDone(m_contacts.rowIds({.text = typed}), this, [this, wanted](const Result<RowIds> &ids) {
        if (!ids || wanted != m_generation)
            return;
        whenDone(m_contacts.contacts(ids->mid(0, mostShown)), this, [this, wanted](const Result<QList<Contact>> &contacts) {
            if (!contacts || wanted != m_generation)
                return;
            m_known = *contacts;
            show();
        });
    });
}

void CalleeModel::show()
{
    beginResetModel();
    m_found = calleesOf(m_recent, m_known);
    endResetModel();
    Q_EMIT found();
}

int CalleeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant CalleeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_found.size() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const Callee &one = m_found[index.row()];
    const QString number = displayForm(one.number, m_home);
    if (one.name.isEmpty())
        return number;
    return one.label.isEmpty() ? u"%1, %2"_s.arg(one.name, number) : u"%1, %2, %3"_s.arg(one.name, one.label, number);
}

} // namespace milassist
