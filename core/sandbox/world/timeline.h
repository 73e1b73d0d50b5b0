// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

class QTimer;

namespace milassist::world
{

/// What will happen in the world, in order. Nothing happens by itself: runDue() does what the clock has reached, either
/// driven by a real timer (Pacemaker) or by a test that has moved its clock.
class Timeline : public QObject
{
    Q_OBJECT
public:
    explicit Timeline(Clock clock) : m_clock(std::move(clock)) {}

    /// The clock's time, or while an event runs the instant it was planned for: effects of a late run are dated as planned.
    QDateTime now() const { return m_running.isValid() ? m_running : m_clock(); }
    /// The clock's own time, also while an event runs late.
    QDateTime clockTime() const { return m_clock(); }
    /// Events planned for the same instant run in the order they were planned.
    void at(const QDateTime &when, std::function<void()> event);
    void after(std::chrono::milliseconds delay, std::function<void()> event)
    {
        at(now().addMSecs(delay.count()), std::move(event));
    }
    /// Runs what is due, including what those events plan for no later than the clock's time.
    /// @return how many events ran
    int runDue();
    std::optional<QDateTime> nextDue() const;

Q_SIGNALS:
    /// An event was planned that comes before all others: whoever waits, waits anew.
    void nextDueChanged();

private:
    Clock m_clock;
    QDateTime m_running;
    std::multimap<qint64, std::function<void()>> m_events; ///< by milliseconds since 1970
};

/// Runs a timeline in real time in the thread it lives in.
class Pacemaker : public QObject
{
    Q_OBJECT
public:
    explicit Pacemaker(Timeline &timeline, QObject *parent = nullptr);

private:
    void wait();
    Timeline &m_timeline;
    QTimer *m_timer;
};

} // namespace milassist::world
