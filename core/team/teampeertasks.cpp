// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teampeertasks.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/team/teamevents.h"

namespace milassist
{

using namespace Qt::StringLiterals;

TeamPeerTasks::TeamPeerTasks(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_tasks(client), m_events(events)
{
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "task"_L1 || event.kind == "plan"_L1 || event.kind == "user"_L1) // the last two: others may be seen
            age();
    });
    connect(&events, &TeamEvents::resetTo, this, &TeamPeerTasks::age);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            age(); // what failed is tried again
    });
}

void TeamPeerTasks::follow(const Party &peer)
{
    if (!peer.isNumber())
        return;
    const auto known = m_known.constFind(peer);
    const bool isKnown = known != m_known.cend()
        && (known->state == State::Asking || (known->state == State::Known && m_events.isLive())); // else nobody tells of a change
    if (!isKnown)
        ask(peer);
}

QList<TeamTask> TeamPeerTasks::of(const Party &peer)
{
    const auto known = m_known.constFind(peer);
    if (known == m_known.cend())
        return {};
    const QList<TeamTask> tasks = known->tasks;
    if (known->state == State::Old)
        ask(peer);
    return tasks;
}

void TeamPeerTasks::ask(const Party &peer)
{
    m_known[peer].state = State::Asking;
    whenDone(m_tasks.openWith(peer), this, [this, peer](const Result<TeamTaskPage> &page) { take(peer, page); });
}

void TeamPeerTasks::take(const Party &peer, const Result<TeamTaskPage> &page)
{
    Known &known = m_known[peer];
    if (!page)
        qCInfo(lcSync) << "what is to be done about a caller is not known:" << page.error().detail;
    const QList<TeamTask> tasks = page ? page->tasks : QList<TeamTask>(); // rather none than some that may be done
    known.state = std::exchange(known.askAgain, false) ? State::Old : page ? State::Known : State::Failed;
    const bool isDifferent = std::exchange(known.tasks, tasks) != tasks;
    if (isDifferent || known.state == State::Old)
        Q_EMIT changed();
}

/// Those that somebody looks at are asked for again, when they are looked at.
void TeamPeerTasks::age()
{
    for (Known &known : m_known) {
        if (known.state == State::Asking)
            known.askAgain = true;
        else
            known.state = State::Old;
    }
    Q_EMIT changed();
}

} // namespace milassist
