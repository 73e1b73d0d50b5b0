// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/contactform.h"

#include "ui/panels/contacts/contactwords.h"
#include "ui/panels/contacts/numberrowedit.h"
#include "ui/panels/messages/growingtextedit.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

ContactForm::ContactForm(const QString &home, QWidget *parent) : QWidget(parent), m_home(home)
{
    setObjectName(u"contactForm"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    m_title = new Label(TextStyle::Title, this);
    column->addWidget(m_title);
    m_notice = new Notice(this);
    m_notice->setObjectName(u"contactFormNotice"_s);
    column->addWidget(m_notice);

    const auto field = [this](const QString &name, const QString &words) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(name);
        edit->setAccessibleName(words);
        edit->setMaxLength(200);
        return edit;
    };
    const auto caption = [this, column](const QString &text, QWidget *buddy) {
        auto *label = new Label(text, TextStyle::Caption, this);
        label->setLevel(Label::Level::Second);
        label->setBuddy(buddy);
        auto *group = new QVBoxLayout;
        group->setSpacing(space::xs);
        group->addWidget(label);
        group->addWidget(buddy);
        column->addLayout(group);
    };
    m_name = field(u"contactName"_s, tr("Name"));
    m_organisation = field(u"contactOrganisation"_s, tr("Organisation"));
    m_email = field(u"contactEmail"_s, tr("E-mail"));
    caption(tr("Name"), m_name);
    caption(tr("Organisation"), m_organisation);

    auto *numbersLabel = new Label(tr("Numbers"), TextStyle::Caption, this);
    numbersLabel->setLevel(Label::Level::Second);
    column->addWidget(numbersLabel);
    m_numberColumn = new QVBoxLayout;
    m_numberColumn->setSpacing(space::s);
    column->addLayout(m_numberColumn);
    auto *add = new QPushButton(icon(u"plus"_s), tr("Add a number"), this);
    add->setObjectName(u"addNumberButton"_s);
    add->setAccessibleName(tr("Add a number"));
    setButtonKind(add, ButtonKind::Quiet);
    column->addWidget(add, 0, Qt::AlignLeft);

    caption(tr("E-mail"), m_email);
    m_note = new GrowingTextEdit(this);
    m_note->setObjectName(u"contactNote"_s);
    m_note->setAccessibleName(tr("Note"));
    connect(m_note, &GrowingTextEdit::sendWanted, this, &ContactForm::save);
    caption(tr("Note"), m_note);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    m_save = new QPushButton(tr("Save"), this);
    m_save->setObjectName(u"saveContactButton"_s);
    m_save->setAccessibleName(tr("Save the contact"));
    m_save->setToolTip(tr("Save (Ctrl+Enter)"));
    setButtonKind(m_save, ButtonKind::Primary);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelContactButton"_s);
    cancel->setAccessibleName(tr("Cancel"));
    buttons->addWidget(m_save);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);

    connect(add, &QPushButton::clicked, this, [this] { addNumber({})->takeFocus(); });
    connect(m_save, &QPushButton::clicked, this, &ContactForm::save);
    connect(cancel, &QPushButton::clicked, this, &ContactForm::cancelled);
}

NumberRowEdit *ContactForm::addNumber(const ContactNumber &number)
{
    auto *row = new NumberRowEdit(m_home, this);
    row->setNumber(number);
    m_numberColumn->addWidget(row);
    m_numbers.append(row);
    connect(row, &NumberRowEdit::removeWanted, this, [this, row] {
        m_numbers.removeOne(row);
        row->hide();
        row->deleteLater();
    });
    return row;
}

void ContactForm::edit(const Contact &contact)
{
    m_before = contact;
    m_title->setText(contact.id == 0 ? tr("New contact") : tr("Edit contact"));
    m_notice->clear();
    m_name->setText(contact.name);
    m_organisation->setText(contact.organisation);
    m_email->setText(contact.email);
    m_note->setPlainText(contact.note);
    qDeleteAll(std::exchange(m_numbers, {}));
    for (const ContactNumber &number : contact.numbers)
        addNumber(number);
    if (contact.numbers.isEmpty())
        addNumber({});
}

Contact ContactForm::contact() const
{
    Contact result = m_before;
    result.name = m_name->text().simplified();
    result.organisation = m_organisation->text().simplified();
    result.email = m_email->text().simplified();
    result.note = m_note->toPlainText().trimmed().left(20'000);
    result.numbers.clear();
    for (const NumberRowEdit *row : m_numbers) {
        const ContactNumber number = row->number();
        if (!number.number.isEmpty())
            result.numbers.append(number);
    }
    return result;
}

bool ContactForm::isChanged() const
{
    return contact() != m_before;
}

void ContactForm::save()
{
    for (NumberRowEdit *row : m_numbers) {
        if (const QString wrong = row->problem(); !wrong.isEmpty()) {
            m_notice->tell(Tone::Warning, tr("One of the numbers cannot be saved."), wrong);
            return row->takeFocus();
        }
    }
    const Contact filled = contact();
    if (const QString wrong = contactProblem(filled); !wrong.isEmpty()) {
        m_notice->tell(Tone::Warning, wrong);
        return m_name->setFocus();
    }
    Q_EMIT saveWanted(filled);
}

void ContactForm::tellProblem(const Error &error)
{
    m_notice->tell(error);
}

void ContactForm::takeFocus()
{
    m_name->setFocus();
    m_name->selectAll();
}

void ContactForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        save();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace milassist
