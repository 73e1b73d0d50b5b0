// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/taskspanel.h"

#include "core/base/whendone.h"
#include "ui/panels/team/teamwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QButtonGroup>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using Which = TeamTasks::Which;

namespace
{

int countOf(const TeamTaskPage &page, Which which)
{
    switch (which) {
    case Which::Open: return page.open;
    case Which::Mine: return page.mine;
    case Which::Nobodys: return page.nobodys;
    case Which::Done: break;
    }
    return page.done;
}

} // namespace

TasksPanel::TasksPanel(const TeamServices &services, QWidget *parent)
    : TeamListPanel(services,
                    {.name = u"tasks"_s,
                     .title = tr("Tasks"),
                     .listName = tr("Tasks of the team"),
                     .icon = u"check-circle"_s,
                     .empty = tr("Nothing to do."),
                     .more = tr("Tasks come from rules, from voicemails and texts, and from your colleagues."),
                     .choose = tr("Choose a task to see what it is about."),
                     .action = tr("New task"),
                     .kinds = {u"task"_s}},
                    parent),
      m_tasks(services.team.tasks())
{
    auto *chips = new QWidget(this);
    auto *flow = new FlowLayout(chips);
    auto *group = new QButtonGroup(this);
    for (const auto &[which, name] : {std::pair{Which::Open, u"openTasksChip"_s}, std::pair{Which::Mine, u"myTasksChip"_s},
                                      std::pair{Which::Nobodys, u"nobodysTasksChip"_s}, std::pair{Which::Done, u"doneTasksChip"_s}}) {
        auto *chip = new Chip(QString(), chips);
        chip->setObjectName(name);
        chip->setCheckable(true);
        group->addButton(chip);
        flow->addWidget(chip);
        m_chips.append({which, chip});
        connect(chip, &Chip::clicked, this, [this, which = which] { ask(which); });
    }
    m_chips.first().second->setChecked(true);
    head()->insertWidget(1, chips);
    const auto withChosen = [this](auto then) {
        return [this, then] {
            if (const TeamTask *one = task(chosen()))
                then(*one);
        };
    };
    addKey(u"doneAction"_s, tr("Done"), Qt::Key_E, withChosen([this](const TeamTask &one) { setDone(one, !one.isDone()); }));
    addKey(u"assignAction"_s, tr("Take or assign"), Qt::Key_A, withChosen([this](const TeamTask &one) { assign(one); }));
    addKey(u"editTaskAction"_s, tr("Change"), Qt::Key_F2, [this] { editChosen(); });
    addKey(u"newTaskAction"_s, tr("New task"), Qt::Key_N, [this] { act(); });
    showCounts();
    notice()->clear();
    TasksPanel::read();
}

QString TasksPanel::emptyWords(Which which)
{
    switch (which) {
    case Which::Open: return tr("Nothing to do.");
    case Which::Mine: return tr("Nothing is yours to do.");
    case Which::Nobodys: return tr("Everything is taken.");
    case Which::Done: break;
    }
    return tr("Nothing is done yet.");
}

const TeamTask *TasksPanel::task(const QString &key) const
{
    for (const TeamTask &one : m_page.tasks) {
        if (QString::number(one.id) == key)
            return &one;
    }
    return nullptr;
}

void TasksPanel::ask(Which which)
{
    if (m_which != which)
        m_pages.startOver();
    m_which = which;
    for (const auto &[one, chip] : m_chips) {
        if (one == which)
            chip->setChecked(true);
    }
    setEmpty(emptyWords(which), tr("Tasks come from rules, from voicemails and texts, and from your colleagues."));
    read();
}

void TasksPanel::read()
{
    m_pages.read([this](int offset) { return list(offset); }, [this](const Result<TeamTaskPage> &page) { showRead(page); });
}

void TasksPanel::readMore()
{
    m_pages.more(m_page, [this](int offset) { return list(offset); }, [this](const Result<TeamTaskPage> &page) { showRead(page); });
}

void TasksPanel::showRead(const Result<TeamTaskPage> &page)
{
    if (!page)
        return failed(page.error());
    showTasks(*page);
}

void TasksPanel::showTasks(const TeamTaskPage &page)
{
    m_page = page;
    showCounts();
    QList<TeamRow> rows;
    for (const TeamTask &one : page.tasks)
        rows << TeamRow{.key = QString::number(one.id),
                        .view = taskRow(one, services().lines, names(), services().team.client().access().user, services().clock()),
                        .stamp = QString::number(one.version)};
    showRows(rows);
    showExtent(int(rows.size()), page.next ? std::max(countOf(page, m_which), int(rows.size()) + 1) : int(rows.size()));
}

void TasksPanel::showCounts()
{
    for (const auto &[which, chip] : m_chips) {
        const QString count = QLocale().toString(countOf(m_page, which));
        chip->setText(which == Which::Open          ? tr("Open %1").arg(count)
                          : which == Which::Mine    ? tr("Mine %1").arg(count)
                          : which == Which::Nobodys ? tr("Nobody's %1").arg(count)
                                                    : tr("Done %1").arg(count));
        chip->setAccessibleName(chip->text());
    }
    Q_EMIT badgeChanged(m_page.mine);
}

QWidget *TasksPanel::makePage(const QString &key)
{
    const TeamTask *found = task(key);
    if (!found)
        return nullptr;
    const TeamTask one = *found;
    QVBoxLayout *column = nullptr;
    const QDateTime now = services().clock();
    QWidget *page = pageWith(one.title, aboutWords(one), column);
    auto *buttons = new QWidget(page);
    auto *flow = new FlowLayout(buttons);
    const auto button = [&](const QString &name, const QString &text, const QString &iconName, auto then) {
        auto *made = new QPushButton(icon(iconName), text, buttons);
        made->setObjectName(name);
        flow->addWidget(made);
        connect(made, &QPushButton::clicked, this, then);
        return made;
    };
    auto *done = button(u"doneTaskButton"_s, one.isDone() ? tr("Not done after all") : tr("Done"), one.isDone() ? u"undo"_s : u"check"_s,
                        [this, one] { setDone(one, !one.isDone()); });
    if (!one.isDone())
        setButtonKind(done, ButtonKind::Primary);
    const QString me = services().team.client().access().user;
    if (!one.isDone() && (one.person.isEmpty() || one.person != me) && (one.person.isEmpty() || services().mayAssign))
        button(u"takeTaskButton"_s, tr("Take it"), u"person"_s, [this, one] { give(one, services().team.client().access().user); });
    if (!one.isDone() && services().mayAssign)
        button(u"assignTaskButton"_s, tr("Assign"), u"people"_s, [this, one] { assign(one); });
    else if (!one.isDone() && one.person == me && !me.isEmpty())
        button(u"giveBackTaskButton"_s, tr("Give it back"), u"undo"_s, [this, one] { give(one, {}); });
    if (!one.isDone())
        button(u"editTaskButton"_s, tr("Change"), u"edit"_s, [this] { editChosen(); });
    if (!one.kind.isEmpty() || !one.peer.isEmpty())
        button(u"openTaskButton"_s,
               one.kind == "call"_L1            ? tr("Open the call")
                   : one.kind == "voicemail"_L1 ? tr("Open the voicemail")
                                                : tr("Open the conversation"),
               u"link"_s, [this, one] { openWhatItIsAbout(one); });
    column->addWidget(buttons);
    addFact(column, tr("To be done by"), one.person.isEmpty() ? tr("Anybody") : names().of(one.person), u"taskPerson"_s);
    addFact(column, tr("Due"), one.due.isValid() ? longTime(one.due, now) : QString(), u"taskDue"_s);
    addFact(column, tr("With"), one.peer.isEmpty() ? QString() : numberText(one.peer, services().lines.home()));
    addFact(column, tr("Line"), one.line.isEmpty() ? QString() : services().lines.nameOf(one.line));
    const QString author = one.author.isEmpty() ? tr("a rule") : names().of(one.author);
    addFact(column, tr("Made"), tr("%1 by %2").arg(longTime(one.madeAt, now), author));
    addFact(column, tr("Done"), one.isDone() ? tr("%1 by %2").arg(longTime(one.doneAt, now), names().of(one.doneBy)) : QString(), u"taskDoneBy"_s);
    return page;
}

void TasksPanel::changed(const Result<TeamTask> &task)
{
    if (!task) {
        notice()->tell(task.error());
        if (task.error().kind == Error::Kind::Rejected)
            read(); // somebody was first: show who
        return;
    }
    read();
}

void TasksPanel::setDone(const TeamTask &task, bool isDone)
{
    whenDone(m_tasks.setDone(task.id, isDone), this, [this, task, isDone](const Result<TeamTask> &now) {
        changed(now);
        if (!now || !isDone)
            return;
        const QPointer<TasksPanel> self(this);
        Q_EMIT toastRequested({.text = tr("\"%1\" is done.").arg(task.title), .action = tr("Undo"), .act = [self, task] {
                                   if (self)
                                       self->setDone(task, false);
                               }});
    });
}

void TasksPanel::give(const TeamTask &task, const QString &person)
{
    const bool isMine = person == services().team.client().access().user && !person.isEmpty();
    whenDone(isMine || (person.isEmpty() && task.person.isEmpty()) ? m_tasks.take(task.id) : m_tasks.assign(task.id, person), this,
             [this](const Result<TeamTask> &now) { changed(now); });
}

void TasksPanel::assign(const TeamTask &task)
{
    if (task.isDone())
        return;
    const QString me = services().team.client().access().user;
    if (!services().mayAssign)
        return give(task, task.person == me && !me.isEmpty() ? QString() : me);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"assignMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Anybody"), this, [this, task] { give(task, {}); });
    for (const QString &id : services().team.roster().people())
        menu->addAction(id == me ? tr("Me") : names().of(id), this, [this, task, id] { give(task, id); });
    const auto *button = findChild<QWidget *>(u"assignTaskButton"_s);
    menu->popup(button ? button->mapToGlobal(QPoint(0, button->height())) : mapToGlobal(rect().center()));
}

void TasksPanel::openWhatItIsAbout(const TeamTask &task)
{
    if (const auto call = CallSid::parse(task.sid))
        Q_EMIT openRequested(CallTarget{*call, 0});
    else if (const auto recording = RecordingSid::parse(task.sid))
        Q_EMIT openRequested(VoicemailTarget{*recording});
    else
        Q_EMIT openRequested(ThreadTarget{task.line, task.peer, {}, MessageSid::parse(task.sid).value_or(MessageSid())});
}

} // namespace milassist
