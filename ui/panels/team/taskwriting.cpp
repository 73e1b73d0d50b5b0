// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks while they are written: new ones, and what is changed in one that is there.
#include "ui/panels/team/taskspanel.h"

#include "core/base/whendone.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

QList<TaskForm::Choice> TasksPanel::choices() const
{
    QList<TaskForm::Choice> choices;
    const QString me = services().team.client().access().user;
    if (!me.isEmpty())
        choices.append({me, tr("Me")});
    for (const QString &id : services().mayAssign ? services().team.roster().people() : QStringList()) {
        if (id != me)
            choices.append({id, names().of(id)});
    }
    return choices;
}

void TasksPanel::act()
{
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(tr("New task"), {}, column);
    auto *form = new TaskForm(choices(), services().clock, page);
    column->addWidget(form);
    connect(form, &TaskForm::saveWanted, this, [this, form] { make(form); });
    connect(form, &TaskForm::cancelled, this, [this] { leavePage(); });
    TeamListPanel::showPage(page);
    form->findChild<QLineEdit *>(u"taskTitle"_s)->setFocus();
}

void TasksPanel::make(TaskForm *form)
{
    form->setBusy(true);
    const TeamTask wanted = form->task();
    whenDone(m_tasks.make(wanted.title, wanted.due, wanted.person, form->key()), form, [this, form](const Result<TeamTask> &made) {
        form->setBusy(false);
        if (!made)
            return form->tell(made.error());
        m_page.tasks.prepend(*made);
        choose(QString::number(made->id));
        ask(Which::Open);
    });
}

void TasksPanel::editChosen()
{
    const TeamTask *one = task(chosen());
    if (!one || one->isDone())
        return;
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(tr("Change the task"), {}, column);
    auto *form = new TaskForm(*one, services().clock, page);
    column->addWidget(form);
    connect(form, &TaskForm::saveWanted, this, [this, form] { save(form); });
    connect(form, &TaskForm::cancelled, this, [this] { leavePage(); });
    edit(page);
    auto *title = form->findChild<QLineEdit *>(u"taskTitle"_s);
    title->setFocus();
    title->selectAll();
}

void TasksPanel::save(TaskForm *form)
{
    form->setBusy(true);
    whenDone(m_tasks.change(form->task()), form, [this, form, id = form->task().id](const Result<TeamTask> &now) {
        form->setBusy(false);
        if (now) {
            for (TeamTask &one : m_page.tasks)
                one = one.id == now->id ? *now : one;
            leavePage();
            return read();
        }
        if (now.error().kind != Error::Kind::Rejected)
            return form->tell(now.error());
        form->setBusy(true); // what is there now?
        whenDone(m_tasks.find(id), form, [this, form](const Result<TeamTask> &theirs) {
            form->setBusy(false);
            theirs ? form->tellOvertaken(*theirs) : form->tell(theirs.error());
            read();
        });
    });
}

} // namespace milassist
