// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QWidget>

namespace milassist {

class Label;

/// A field with its name above and a word of help below.
class FormRow : public QWidget {
    Q_OBJECT
public:
    /// @param objectName of the field
    FormRow(const QString &objectName, const QString &name, QWidget *field, const QString &help, QWidget *parent);
    void setName(const QString &name);
    void setHelp(const QString &help);

private:
    QWidget *m_field;
    Label *m_name;
    Label *m_help;
};

/// A field for a token or passphrase: dots, with an eye to look.
class SecretField : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretField(QWidget *parent = nullptr);
};

} // namespace milassist
