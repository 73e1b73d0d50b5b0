// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/timeline.h"

#include <QTimer>

#include <algorithm>

namespace milassist::world
{

void Timeline::at(const QDateTime &when, std::function<void()> event)
{
    const qint64 ms = when.toMSecsSinceEpoch();
    const bool isFirst = m_events.empty() || ms < m_events.begin()->first;
    m_events.emplace(ms, std::move(event));
    if (isFirst)
        Q_EMIT nextDueChanged();
}

int Timeline::runDue()
{
    if (m_running.isValid())
        return 0; // an event asked for it: the loop below goes on anyway
    int count = 0;
    const qint64 until = m_clock().toMSecsSinceEpoch();
    while (!m_events.empty() && m_events.begin()->first <= until) {
        auto node = m_events.extract(m_events.begin());
        m_running = QDateTime::fromMSecsSinceEpoch(node.key(), Qt::UTC);
        node.mapped()();
        ++count;
    }
    m_running = {};
    return count;
}

std::optional<QDateTime> Timeline::nextDue() const
{
    if (m_events.empty())
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(m_events.begin()->first, Qt::UTC);
}

Pacemaker::Pacemaker(Timeline &timeline, QObject *parent) : QObject(parent), m_timeline(timeline), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, [this] {
        m_timeline.runDue();
        wait();
    });
    connect(&m_timeline, &Timeline::nextDueChanged, this, &Pacemaker::wait);
    wait();
}

void Pacemaker::wait()
{
    const auto due = m_timeline.nextDue();
    if (!due)
        return m_timer->stop();
    // Never more than an hour ahead: the timer's range is short of a month, and the computer may sleep meanwhile.
    const qint64 ms = m_timeline.now().msecsTo(*due);
    m_timer->start(int(std::clamp<qint64>(ms, 0, 3'600'000)));
}

} // namespace milassist::world
