// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/taskform.h"

#include "ui/panels/parts/captioned.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QUuid>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// Wide enough for what it says: Qt counts neither the margins nor the arrow of ours.
class DayField : public QDateTimeEdit
{
public:
    using QDateTimeEdit::QDateTimeEdit;
    QSize sizeHint() const override { return QDateTimeEdit::sizeHint() + QSize(fontMetrics().horizontalAdvance(u"0000"_s), 0); }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

TaskForm::TaskForm(const QList<Choice> &people, const Clock &clock, QWidget *parent) : QWidget(parent), m_key(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_person = new QComboBox(this);
    m_person->setObjectName(u"taskFor"_s);
    m_person->addItem(tr("Anybody"), QString());
    for (const Choice &one : people)
        m_person->addItem(one.name, one.id);
    build(clock, u"makeTaskButton"_s, tr("Make the task"));
}

TaskForm::TaskForm(const TeamTask &task, const Clock &clock, QWidget *parent) : QWidget(parent), m_task(task)
{
    build(clock, u"saveTaskButton"_s, tr("Save"));
    m_title->setText(task.title);
    m_hasDue->setChecked(task.due.isValid());
    if (task.due.isValid())
        m_due->setDateTime(task.due.toLocalTime());
    check();
}

void TaskForm::build(const Clock &clock, const QString &saveName, const QString &saveText)
{
    m_clock = clock;
    m_title = new QLineEdit(this);
    m_title->setObjectName(u"taskTitle"_s);
    m_title->setMaxLength(500);
    m_title->setPlaceholderText(tr("What is to be done?"));
    m_hasDue = new QCheckBox(tr("Due at a time"), this);
    m_hasDue->setObjectName(u"taskHasDue"_s);
    m_due = new DayField(clock().toLocalTime().addDays(1), this);
    m_due->setObjectName(u"taskDueField"_s);
    m_due->setCalendarPopup(true);
    m_due->setEnabled(false);
    m_due->setAccessibleName(tr("Due"));
    m_problem = new Notice(this);
    m_problem->setObjectName(u"taskProblem"_s);
    auto *buttons = new QWidget(this);
    auto *flow = new FlowLayout(buttons);
    m_save = new QPushButton(icon(u"check"_s), saveText, buttons);
    m_save->setObjectName(saveName);
    setButtonKind(m_save, ButtonKind::Primary);
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelTaskButton"_s);
    flow->addWidget(m_save);
    flow->addWidget(cancel);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(captioned(tr("Task"), m_title, this));
    column->addWidget(m_hasDue);
    column->addWidget(m_due, 0, Qt::AlignLeft);
    if (m_person)
        column->addWidget(captioned(tr("To be done by"), m_person, this), 0, Qt::AlignLeft);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    check();

    connect(m_hasDue, &QCheckBox::toggled, m_due, &QWidget::setEnabled);
    connect(m_title, &QLineEdit::textChanged, this, &TaskForm::check);
    connect(m_title, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    connect(m_save, &QPushButton::clicked, this, &TaskForm::saveWanted);
    connect(cancel, &QPushButton::clicked, this, &TaskForm::cancelled);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &TaskForm::cancelled);
}

void TaskForm::check()
{
    m_save->setEnabled(!m_isBusy && !m_title->text().trimmed().isEmpty());
}

void TaskForm::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    check();
}

TeamTask TaskForm::task() const
{
    TeamTask task = m_task;
    task.title = m_title->text().trimmed();
    const bool isDueAsBefore = m_task.due.isValid() && m_due->dateTime() == m_task.due.toLocalTime();
    task.due = !m_hasDue->isChecked() ? QDateTime() : isDueAsBefore ? m_task.due : m_due->dateTime().toUTC();
    if (m_person)
        task.person = m_person->currentData().toString();
    return task;
}

void TaskForm::tell(const Error &error)
{
    m_problem->tell(error);
}

void TaskForm::tellOvertaken(const TeamTask &theirs)
{
    m_task.version = theirs.version;
    const QString what = theirs.isDone() ? tr("It is done.")
        : theirs.due.isValid()           ? tr("Now it reads \"%1\" (%2).").arg(theirs.title, longTime(theirs.due, m_clock()))
                                         : tr("Now it reads \"%1\", with no day.").arg(theirs.title);
    m_problem->tell(Tone::Warning, tr("Somebody has changed this task meanwhile"),
                    what + u' ' + tr("What you wrote is still here; saved again, it takes the place of theirs."));
}

} // namespace milassist
