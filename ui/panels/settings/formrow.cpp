// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/formrow.h"

#include "ui/widgets/label.h"

#include <QAction>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

FormRow::FormRow(const QString &objectName, const QString &name, QWidget *field, const QString &help, QWidget *parent) :
    QWidget(parent), m_field(field), m_name(new Label(name, TextStyle::BodyStrong, this)), m_help(new Label(help, TextStyle::Caption, this))
{
    m_name->setBuddy(field);
    field->setObjectName(objectName);
    field->setAccessibleName(name);
    field->setAccessibleDescription(help);
    m_help->setLevel(Label::Level::Second);
    m_help->setWordWrap(true);
    m_help->setVisible(!help.isEmpty());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_name);
    column->addWidget(field);
    column->addWidget(m_help);
}

void FormRow::setName(const QString &name)
{
    m_name->setText(name);
    m_field->setAccessibleName(name);
}

void FormRow::setHelp(const QString &help)
{
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
}

SecretField::SecretField(QWidget *parent) : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    QAction *look = addAction(icon(u"eye"_s), QLineEdit::TrailingPosition);
    look->setCheckable(true);
    look->setToolTip(tr("Show what is typed"));
    connect(look, &QAction::toggled, this, [this, look](bool shown) {
        setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        look->setIcon(icon(shown ? u"eye-off"_s : u"eye"_s));
    });
}

} // namespace milassist
