// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/messagespanel.h"

#include "core/base/whendone.h"
#include "ui/panels/messages/threadlist.h"
#include "ui/panels/messages/threadpane.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QEvent>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

MessagesPanel::MessagesPanel(MessageServices services, QWidget *parent) : Panel(parent), m_services(std::move(services))
{
    setObjectName(u"messagesPanel"_s);
    m_list = new ThreadList(m_services, this);
    m_pane = new ThreadPane(m_services, this);
    m_split = new SplitView(m_list, m_pane, 340, this);
    m_split->setObjectName(u"messagesSplit"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);

    connect(m_list, &ThreadList::chosen, this, [this](qint64 thread) {
        m_pane->openThread(thread);
        m_split->showDetail();
    });
    connect(m_list, &ThreadList::detailWanted, m_split, &SplitView::showDetail);
    connect(m_list, &ThreadList::newWanted, this, &MessagesPanel::startNew);
    connect(m_pane, &ThreadPane::threadShown, m_list, &ThreadList::select);
    connect(m_pane, &ThreadPane::backWanted, this, [this] {
        m_split->showList();
        m_list->focusList();
    });
    connect(m_pane, &ThreadPane::openRequested, this, &Panel::openRequested);
    connect(m_pane, &ThreadPane::toastRequested, this, &Panel::toastRequested);
    connect(m_split, &SplitView::foldedChanged, m_pane, &ThreadPane::setFolded);

    const auto showBadge = [this](int count) { Q_EMIT badgeChanged(count); };
    connect(&m_services.messages, &MessageStore::unreadThreadsChanged, this, showBadge);
    whenDone(m_services.messages.unreadThreads(), this, [showBadge](const Result<int> &count) {
        if (count)
            showBadge(*count);
    });

    auto *write = new QAction(icon(u"edit"_s), tr("New text"), this);
    write->setShortcut(QKeySequence::New);
    write->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(write, &QAction::triggered, this, &MessagesPanel::startNew);
    auto *search = new QAction(icon(u"search"_s), tr("Search all texts"), this);
    connect(search, &QAction::triggered, m_list, &ThreadList::focusSearch);
    addActions({write, search});
}

void MessagesPanel::activate()
{
    lookAgain();
    if (m_pane->thread() != 0)
        m_pane->focusText();
    else
        m_list->focusList();
}

void MessagesPanel::open(const Target &target)
{
    const auto *thread = std::get_if<ThreadTarget>(&target);
    if (!thread)
        return;
    m_pane->open(*thread);
    m_split->showDetail();
}

void MessagesPanel::find()
{
    if (m_pane->thread() != 0)
        m_pane->find();
    else
        m_list->focusSearch();
}

void MessagesPanel::startNew()
{
    m_pane->startNew();
    m_list->select(0); // the thread that was shown is not any more: choosing it again leads back to it
    m_split->showDetail();
    m_pane->focusText();
}

void MessagesPanel::lookAgain()
{
    m_pane->setLookedAt(isVisible() && isActiveWindow());
}

void MessagesPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    lookAgain();
}

void MessagesPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_pane->setLookedAt(false);
}

bool MessagesPanel::event(QEvent *event)
{
    const bool done = Panel::event(event);
    // Not changeEvent(): of the two only these reach the children of the window.
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        lookAgain();
    return done;
}

} // namespace milassist
