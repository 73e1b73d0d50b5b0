// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/contact.h"
#include "core/domain/phoneformat.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace milassist
{

class Label;

/// One number of a contact with its label.
class NumberRowEdit : public QWidget
{
    Q_OBJECT
public:
    NumberRowEdit(const QString &home, QWidget *parent = nullptr);

    void setNumber(const ContactNumber &number);
    /// Empty number when nothing is typed; as typed when it cannot be understood.
    ContactNumber number() const;
    QString problem() const; ///< empty when it can be saved
    void takeFocus();

Q_SIGNALS:
    void removeWanted();
    void edited();

private:
    void format(const QString &text);
    void render();

    QString m_home;
    AsYouType m_asYouType;
    Party m_hidden; ///< the handle of a number that we do not see; else empty
    QLineEdit *m_edit;
    QComboBox *m_label;
    Label *m_hint;
};

} // namespace milassist
