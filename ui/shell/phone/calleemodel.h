// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"

#include <QAbstractListModel>

namespace milassist {

/// Somebody that can be called.
struct Callee {
    QString name;        ///< empty when nobody is known under the number
    Party number;
    QString label;       ///< "mobile"
    QDateTime lastAt;    ///< UTC; of the last call with them, invalid when there was none
    Party lastLine;      ///< of ours, in that call
    bool operator==(const Callee &) const = default;
};

/// Puts recent calls and contacts together: each number once, those called lately first. Pure.
QList<Callee> calleesOf(const QList<CallRow> &recent, const QList<Contact> &known);

/// Who could be meant by what was typed so far; before a letter is typed those of the latest calls.
class CalleeModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int mostShown = 12;

    CalleeModel(CallStore &calls, ContactStore &contacts, QString home, Clock clock, QObject *parent = nullptr);

    void search(const QString &text);
    const Callee &at(int row) const { return m_found[row]; }
    const Clock &clock() const { return m_clock; }
    const QString &home() const { return m_home; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void found();

private:
    void show();

    CallStore &m_calls;
    ContactStore &m_contacts;
    QString m_home;
    Clock m_clock;
    QList<CallRow> m_recent;
    QList<Contact> m_known;
    QList<Callee> m_found;
    quint64 m_generation = 0;
};

} // namespace milassist
