// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/recipientfield.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

QString numberProblem(const QString &typed, const QString &home)
{
    using Verdict = TypedNumber::Verdict;
    const TypedNumber read = readTyped(typed, home);
    switch (read.verdict) {
    case Verdict::Good:
    case Verdict::Unusual:
    case Verdict::Empty:
        return {};
    case Verdict::ShortCode:
        return read.digits.size() <= 6 ? QString() : RecipientField::tr("That is too short for a number.");
    case Verdict::NotANumber:
        return RecipientField::tr("Nobody of that name is known. Type a number instead.");
    case Verdict::NeedsCountry:
        return RecipientField::tr("Begin with + and the country, for example +1.");
    case Verdict::NeedsAreaCode:
        return RecipientField::tr("The area code is missing.");
    case Verdict::TooShort:
        return RecipientField::tr("There are digits missing.");
    case Verdict::TooLong:
        return RecipientField::tr("There are too many digits.");
    case Verdict::UnknownCountry:
        return RecipientField::tr("No country has that code.");
    case Verdict::Emergency:
        return RecipientField::tr("Emergency services cannot be reached by text from here. Call %1 from a telephone.")
            .arg(read.digits);
    }
    return {};
}

RecipientField::RecipientField(ContactStore &contacts, MessageStore &messages, const QString &home, QWidget *parent)
    : QWidget(parent), m_home(home), m_model(new RecipientModel(contacts, messages, home, this)),
      m_completer(new QCompleter(this)), m_edit(new QLineEdit(this)), m_hint(new Label(TextStyle::Caption, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    auto *to = new Label(tr("To"), TextStyle::BodyStrong, this);
    row->addWidget(to);
    row->addWidget(m_edit, 1);
    column->addLayout(row);
    column->addWidget(m_hint);

    m_edit->setObjectName(u"recipientField"_s);
    m_edit->setAccessibleName(tr("Recipient: name or number"));
    m_edit->setPlaceholderText(tr("Name or number"));
    to->setBuddy(m_edit);
    m_hint->setObjectName(u"recipientHint"_s);
    m_hint->setTone(Tone::Warning);
    m_hint->setWordWrap(true);
    m_hint->hide();

    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // the stores have filtered already
    m_completer->setCompletionColumn(0);
    m_completer->setMaxVisibleItems(8);
    m_completer->setWidget(m_edit);
    m_completer->popup()->setAccessibleName(tr("People that could be meant"));
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_hint->hide();
        m_model->search(text);
    });
    connect(m_model, &RecipientModel::found, this, [this] {
        if (m_edit->hasFocus() && m_model->rowCount() > 0)
            m_completer->complete();
        else
            m_completer->popup()->hide();
    });
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { accept(index.row()); });
    connect(m_edit, &QLineEdit::returnPressed, this, &RecipientField::acceptTyped);
    m_edit->installEventFilter(this);
}

void RecipientField::clear()
{
    m_edit->clear();
    m_hint->hide();
}

void RecipientField::setText(const QString &text)
{
    m_edit->setText(text);
    m_model->search(text);
}

void RecipientField::takeFocus()
{
    m_edit->setFocus();
    m_model->search(m_edit->text()); // before a letter is typed: those written to last
}

bool RecipientField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RecipientField::accept(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const Recipient recipient = m_model->at(row);
    m_hint->hide();
    Q_EMIT chosen(recipient);
}

void RecipientField::acceptTyped()
{
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty())
        return;
    if (const auto number = partyFromTyped(typed, m_home)) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (sameLine(m_model->at(row).number, *number))
                return accept(row);
        }
        m_hint->hide();
        Q_EMIT chosen({.number = *number});
        return;
    }
    if (m_model->rowCount() == 1)
        return accept(0);
    m_hint->setText(m_model->rowCount() > 1 ? tr("Several people fit. Choose one.") : numberProblem(typed, m_home));
    m_hint->setVisible(!m_hint->text().isEmpty());
}

} // namespace milassist
