// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/calleepicker.h"

#include "core/domain/handle.h"
#include "ui/shell/phone/phonewords.h"
#include "ui/widgets/label.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

class CalleeDelegate : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        const auto *model = qobject_cast<const CalleeModel *>(index.model());
        if (!model)
            return {};
        const Callee &one = model->at(index.row());
        const QString number = displayForm(one.number, model->home());
        RowView row;
        row.title = one.name.isEmpty() ? number : one.name;
        row.subtitle = one.name.isEmpty() ? (one.number.number() ? placeOf(*one.number.number(), model->home()) : QString())
            : one.label.isEmpty()         ? number
                                          : u"%1 \u00b7 %2"_s.arg(number, one.label);
        row.time = one.lastAt.isValid() ? shortTime(one.lastAt, model->clock()()) : QString();
        row.avatar = one.name;
        row.hasAvatar = true;
        return row;
    }
};

/// As tall as it may be where there is room for that: what a layout has to spare belongs to the rows, not between the fields.
class CalleeList : public QListView {
public:
    using QListView::QListView;
    QSize sizeHint() const override { return {QListView::sizeHint().width(), maximumHeight()}; }
};

} // namespace

CalleePicker::CalleePicker(CalleeModel *model, const QString &country, Read read, QWidget *parent)
    : QWidget(parent), m_model(model), m_format(country), m_read(std::move(read)), m_field(new QLineEdit(this)),
      m_words(new Label(TextStyle::BodyStrong, this)), m_advice(new Label(TextStyle::Body, this)), m_list(new CalleeList(this))
{
    model->setParent(this);
    m_field->setObjectName(u"calleeField"_s);
    m_field->setAccessibleName(tr("Whom to call: name or number"));
    m_field->setPlaceholderText(tr("Name or number"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(250);
    m_field->installEventFilter(this);
    m_words->setObjectName(u"calleeProblem"_s);
    m_words->setWordWrap(true);
    m_advice->setObjectName(u"calleeAdvice"_s);
    m_advice->setWordWrap(true);
    m_list->setObjectName(u"calleeList"_s);
    m_list->setAccessibleName(tr("People that could be meant"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CalleeDelegate(m_list));
    dressList(m_list);
    m_list->viewport()->setAutoFillBackground(false); // the rows stand on the card; in the dark their own ground is another one
    m_list->setFocusPolicy(Qt::NoFocus); // the arrows of the field move in it

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_field);
    column->addWidget(m_words);
    column->addWidget(m_advice);
    column->addWidget(m_list, 1);
    setFocusProxy(m_field);
    tell({}, {}, false);

    connect(m_field, &QLineEdit::textEdited, this, &CalleePicker::edited);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_rowChosen = false;
        m_list->clearSelection();
        m_model->search(typed());
        render();
    });
    connect(m_model, &CalleeModel::found, this, [this] {
        m_rowChosen = false;
        render();
    });
    connect(m_list, &QListView::clicked, this, [this] {
        m_rowChosen = true;
        render();
    });
    connect(m_list, &QListView::doubleClicked, this, &CalleePicker::accepted);
}

CalleePicker::Choice CalleePicker::choice() const
{
    const DialTarget typed = m_read(this->typed());
    const QModelIndex row = m_list->currentIndex();
    const bool onlyOne = m_model->rowCount() == 1 && !m_field->text().trimmed().isEmpty();
    if ((m_rowChosen && row.isValid()) || (!typed.canBeDialled() && onlyOne)) {
        const Callee &callee = m_model->at(m_rowChosen ? row.row() : 0);
        return {m_read(callee.number.text()), callee.name, callee.lastLine};
    }
    Choice choice{.target = typed};
    for (int i = 0; i < m_model->rowCount() && typed.canBeDialled(); ++i) {
        if (sameLine(m_model->at(i).number, typed.peer)) {
            choice.name = m_model->at(i).name;
            choice.lastLine = m_model->at(i).lastLine;
        }
    }
    return choice;
}

void CalleePicker::setText(const QString &text)
{
    m_hidden = isHandle(text) ? text : QString();
    m_field->setText(m_hidden.isEmpty() ? m_format.format(text, text.size()).text : tellable(Party(text)));
    if (text.isEmpty())
        m_model->search({});
    render();
}

QString CalleePicker::text() const
{
    return typed();
}

QString CalleePicker::typed() const
{
    return !m_hidden.isEmpty() && m_field->text() == tellable(Party(m_hidden)) ? m_hidden : m_field->text();
}

void CalleePicker::type(QChar sign)
{
    m_field->insert(sign);
    edited();
}

void CalleePicker::takeFocus()
{
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

void CalleePicker::tell(const QString &text, const QString &advice, bool isDanger)
{
    m_words->setText(text);
    m_words->setTone(isDanger ? Tone::Danger : Tone::Warning);
    m_words->setVisible(!text.isEmpty());
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
}

void CalleePicker::setLarge(bool large)
{
    m_large = large;
    dress();
}

void CalleePicker::setRows(int rows)
{
    m_rows = rows;
    dress();
}

void CalleePicker::dress()
{
    if (const QFont wanted = fontOf(m_large ? TextStyle::Title : TextStyle::Body); m_field->font() != wanted)
        m_field->setFont(wanted);
    m_list->setMinimumHeight(m_rows * rowHeight(2));
    m_list->setMaximumHeight(2 * m_rows * rowHeight(2));
}

void CalleePicker::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        dress();
}

bool CalleePicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        if (m_model->rowCount() == 0)
            return true;
        const int step = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down ? 1 : -1;
        const int row = m_rowChosen ? std::clamp(m_list->currentIndex().row() + step, 0, m_model->rowCount() - 1) : step > 0 ? 0 : m_model->rowCount() - 1;
        m_rowChosen = true;
        m_list->setCurrentIndex(m_model->index(row, 0));
        render();
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT accepted(); return true;
    case Qt::Key_Escape: Q_EMIT cancelled(); return true;
    default: return false;
    }
}

void CalleePicker::edited()
{
    const AsYouType::Edit edit = m_format.format(m_field->text(), m_field->cursorPosition());
    if (edit.text == m_field->text())
        return;
    m_field->setText(edit.text);
    m_field->setCursorPosition(int(edit.cursor));
}

void CalleePicker::render()
{
    const DialWords words = dialWords(choice().target);
    // Somebody who is still typing is told only what more digits would not cure.
    using enum DialTarget::Verdict;
    const auto verdict = choice().target.verdict;
    const bool isWhileTyping = verdict == TooShort || verdict == NeedsAreaCode || verdict == NeedsCountry || verdict == ShortCode
        || (verdict == NotANumber && m_model->rowCount() > 0);
    if (isWhileTyping)
        tell({}, {}, false);
    else
        tell(words.text, words.advice, words.tone == Tone::Danger);
    Q_EMIT changed();
}

} // namespace milassist
