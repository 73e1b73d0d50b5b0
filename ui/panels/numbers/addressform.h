// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/numbers/numberservices.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace milassist
{

class Label;
class Notice;

/// Which address goes along with a number that Twilio sells only with one: one that it has already, or a new one.
class AddressForm : public QWidget
{
    Q_OBJECT
public:
    explicit AddressForm(const NumberServices &services, QWidget *parent = nullptr);

    /// Asks for the addresses and shows those that may do for @p number. @p refusal is Twilio's of this number; kind alone
    /// means nothing was refused yet.
    void ask(const AvailableNumber &number, const Error &refusal);
    void takeFocus();

Q_SIGNALS:
    void chosen(const milassist::AddressSid &address);
    void leftOut();

private:
    struct Field {
        QWidget *group;
        QLineEdit *edit;
        Label *hint;
    };
    void build();
    Field addField(const QString &twilio, const QString &caption, int letters);
    void read();
    void fill(const QList<Address> &known);
    AddressData data() const;
    void use();
    void render();

    const NumberServices &m_services;
    AvailableNumber m_number;
    int m_asked = 0; ///< answers to an older question are not ours any more
    bool m_loading = false, m_saving = false, m_failed = false;

    Label *m_rule;
    Notice *m_notice;
    QWidget *m_knownGroup;
    QComboBox *m_known;
    QWidget *m_fields;
    QHash<QString, Field> m_byName; ///< by Twilio's name of the field
    QComboBox *m_country;
    QPushButton *m_use;
    QPushButton *m_leaveOut;
};

} // namespace milassist
