// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/team/pagesread.h"
#include "ui/panels/team/taskform.h"
#include "ui/panels/team/teamlistpanel.h"

namespace milassist
{

class Chip;

/// What is to be done in the team, and by whom. E does the chosen one, A takes or gives it, F2 changes it, N writes a new one.
class TasksPanel : public TeamListPanel
{
    Q_OBJECT
public:
    explicit TasksPanel(const TeamServices &services, QWidget *parent = nullptr);

protected:
    void read() override;
    QWidget *makePage(const QString &key) override;
    void act() override;
    void readMore() override;

private:
    const TeamTask *task(const QString &key) const;
    void ask(TeamTasks::Which which);
    void showTasks(const TeamTaskPage &page);
    void showCounts();
    QFuture<Result<TeamTaskPage>> list(int offset) { return m_tasks.list(m_which, offset); }
    void showRead(const Result<TeamTaskPage> &page);
    void make(TaskForm *form);
    void editChosen();
    void save(TaskForm *form);
    QList<TaskForm::Choice> choices() const;
    static QString emptyWords(TeamTasks::Which which);
    void setDone(const TeamTask &task, bool isDone);
    void assign(const TeamTask &task);
    void give(const TeamTask &task, const QString &person);
    void changed(const Result<TeamTask> &task);
    void openWhatItIsAbout(const TeamTask &task);

    TeamTasks m_tasks;
    TeamTasks::Which m_which = TeamTasks::Which::Open;
    TeamTaskPage m_page;
    PagesRead<TeamTaskPage, TeamTask> m_pages{&TeamTaskPage::tasks, [](const TeamTask &a, const TeamTask &b) { return a.id == b.id; }, this};
    QList<std::pair<TeamTasks::Which, Chip *>> m_chips;
};

} // namespace milassist
