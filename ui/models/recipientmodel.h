// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/contactstore.h"
#include "core/cache/messagestore.h"

#include <QAbstractListModel>
#include <QTimer>

namespace milassist
{

/// Somebody that a text can go to.
struct Recipient {
    QString name; ///< empty when nobody knows it
    Party number;
    QString label;       ///< "mobile"
    bool recent = false; ///< there are texts with them
    bool operator==(const Recipient &) const = default;
};

/// Who could be meant by what was typed so far: first those we have texts with, then contacts, each number once; then
/// what was typed itself when it is a number.
class RecipientModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { NumberRole = Qt::UserRole };
    static constexpr int mostShown = 12;

    RecipientModel(ContactStore &contacts, MessageStore &messages, QString home, QObject *parent = nullptr);

    void search(const QString &text);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    const Recipient &at(int row) const { return m_found[row]; }

Q_SIGNALS:
    void found();

private:
    void show();

    ContactStore &m_contacts;
    MessageStore &m_messages;
    QString m_home, m_text;
    QList<Recipient> m_recent, m_known, m_found;
    int m_generation = 0;
};

/// Puts the three sources together; pure.
QList<Recipient> recipientsOf(const QList<Recipient> &recent, const QList<Recipient> &known, const QString &typed,
                              const QString &home);

} // namespace milassist
