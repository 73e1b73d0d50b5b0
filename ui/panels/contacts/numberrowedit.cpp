// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/numberrowedit.h"

#include "core/domain/handle.h"
#include "ui/panels/messages/recipientfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

NumberRowEdit::NumberRowEdit(const QString &home, QWidget *parent)
    : QWidget(parent), m_home(home), m_asYouType(home), m_edit(new QLineEdit(this)), m_label(new QComboBox(this)),
      m_hint(new Label(TextStyle::Caption, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::hair);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_edit->setObjectName(u"contactNumber"_s);
    m_edit->setAccessibleName(tr("Number"));
    m_edit->setPlaceholderText(tr("Number"));
    m_label->setObjectName(u"contactNumberLabel"_s);
    m_label->setAccessibleName(tr("What kind of number"));
    m_label->setEditable(true);
    m_label->lineEdit()->setObjectName(u"contactNumberLabelText"_s);
    m_label->lineEdit()->setAccessibleName(tr("What kind of number"));
    m_label->lineEdit()->setPlaceholderText(tr("Label"));
    m_label->addItems({tr("mobile"), tr("work"), tr("home"), tr("main"), tr("fax"), tr("other")});
    m_label->setCurrentText({});
    auto *remove = new QToolButton(this);
    remove->setObjectName(u"removeNumberButton"_s);
    remove->setIcon(icon(u"close"_s));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("Remove this number"));
    remove->setToolTip(tr("Remove this number"));
    row->addWidget(m_edit, 3);
    row->addWidget(m_label, 2);
    row->addWidget(remove);
    column->addLayout(row);
    column->addWidget(m_hint);
    m_hint->setWordWrap(true);
    connect(m_edit, &QLineEdit::textEdited, this, &NumberRowEdit::format);
    connect(m_edit, &QLineEdit::textChanged, this, &NumberRowEdit::edited);
    connect(m_edit, &QLineEdit::editingFinished, this, &NumberRowEdit::render);
    connect(m_label, &QComboBox::currentTextChanged, this, &NumberRowEdit::edited);
    connect(remove, &QToolButton::clicked, this, &NumberRowEdit::removeWanted);
    m_hint->hide();
}

void NumberRowEdit::format(const QString &text)
{
    m_hint->hide();
    if (!m_hidden.isEmpty())
        return;
    if (m_edit->cursorPosition() != text.size())
        return; // in the middle of a number punctuation that moves is a nuisance
    const auto formatted = m_asYouType.format(text, text.size());
    if (formatted.text != text && formatted.text.size() >= text.size())
        m_edit->setText(formatted.text);
}

void NumberRowEdit::setNumber(const ContactNumber &number)
{
    m_hidden = tellable(number.number) != number.number.text() ? number.number : Party();
    m_edit->setReadOnly(!m_hidden.isEmpty()); // what one does not see one cannot change, only take away
    m_edit->setText(number.number.isNumber() ? displayForm(number.number, m_home) : number.number.text());
    m_label->setCurrentText(number.label);
    render();
}

ContactNumber NumberRowEdit::number() const
{
    if (!m_hidden.isEmpty())
        return {m_hidden, m_label->currentText().simplified()};
    const QString typed = m_edit->text().simplified();
    ContactNumber result{Party(typed), m_label->currentText().simplified()};
    const TypedNumber read = readTyped(typed, m_home);
    if (read.number)
        result.number = Party(*read.number);
    else if (read.verdict == TypedNumber::Verdict::ShortCode)
        result.number = Party(read.digits);
    if (!read.extension.isEmpty() && !result.label.contains(read.extension))
        result.label += (result.label.isEmpty() ? QString() : u", "_s) + u"ext. "_s + read.extension;
    return result;
}

QString NumberRowEdit::problem() const
{
    if (!m_hidden.isEmpty())
        return {};
    const QString typed = m_edit->text().simplified();
    if (readTyped(typed, m_home).verdict == TypedNumber::Verdict::NotANumber)
        return tr("This is no number.");
    return numberProblem(typed, m_home);
}

void NumberRowEdit::render()
{
    const QString wrong = problem();
    const TypedNumber read = m_hidden.isEmpty() ? readTyped(m_edit->text(), m_home) : TypedNumber();
    QString hint = wrong;
    if (wrong.isEmpty() && read.number)
        hint = read.verdict == TypedNumber::Verdict::Unusual ? tr("No such number is known to be given out. Please check it.")
                                                             : placeOf(*read.number, m_home);
    const bool bad = !wrong.isEmpty() || read.verdict == TypedNumber::Verdict::Unusual;
    m_hint->setTone(bad ? std::optional(Tone::Warning) : std::nullopt);
    m_hint->setLevel(Label::Level::Second);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void NumberRowEdit::takeFocus()
{
    m_edit->setFocus();
}

} // namespace milassist
