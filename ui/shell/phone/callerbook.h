// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/contactstore.h"
#include "core/team/peoplenames.h"
#include "core/team/teamtasks.h"
#include "ui/models/linenames.h"
#include "ui/shell/phone/popupview.h"

#include <QHash>

namespace milassist {

/// "Texted yesterday: running late", "Missed 2 calls today", "You called on Tuesday, 2:05": what happened with somebody,
/// newest first. Missed calls of one day are one line. Pure.
/// @param items newest first
QStringList lastWords(const QList<TimelineItem> &items, const QDateTime &now);

/// Something to be done about a caller.
struct CallerTask {
    QString title;
    QDateTime due;  ///< UTC; invalid: none
    QString person; ///< a colleague who is to do it; empty: we, or anybody
    bool operator==(const CallerTask &) const = default;
};
/// Of what the relay has, for who signs in with @p me. Pure.
QList<CallerTask> callerTasks(const QList<TeamTask> &tasks, const PeopleNames &names, const QString &me);
/// "To do by Friday: Call back about the invoice", "Overdue since yesterday, for Ben: ...", "and 3 more": two of them at most. Pure.
QStringList taskWords(const QList<CallerTask> &tasks, const QDateTime &now);

/// Who is who, for calls that are there now: asks the stores once for each party and remembers until names change.
class CallerBook : public QObject {
    Q_OBJECT

public:
    CallerBook(ContactStore &contacts, const LineNames &lines, Clock clock, QObject *parent = nullptr);

    /// What is known by now; when that is nothing yet it is asked for, and changed() follows.
    CallerFacts callerOf(const Party &party);
    CallFacts factsOf(const LiveCall &call);
    /// Asks again at the next question: a call has been added to what happened with them.
    void forget(const Party &party) { m_known.remove(party); }
    const LineNames &lines() const { return m_lines; }
    /// Who knows how calls are recorded; changed() follows, and is said again by whoever hears of a change.
    using RecordingOf = std::function<std::optional<CallRecording>(const LiveCall &)>;
    void setRecordingOf(RecordingOf recordingOf);
    /// Who knows what is to be done about somebody; as above.
    using TasksOf = std::function<QList<CallerTask>(const Party &)>;
    void setTasksOf(TasksOf tasksOf);

Q_SIGNALS:
    void changed();

private:
    void ask(const Party &party);

    ContactStore &m_contacts;
    const LineNames &m_lines;
    Clock m_clock;
    QHash<Party, CallerFacts> m_known;
    RecordingOf m_recordingOf;
    TasksOf m_tasksOf;
};

} // namespace milassist
