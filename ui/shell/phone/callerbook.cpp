// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callerbook.h"

#include "core/base/whendone.h"
#include "ui/models/conversationitems.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct BookSays {
    Q_DECLARE_TR_FUNCTIONS(CallerBook)
};

constexpr int itemsAsked = 12;
constexpr qsizetype excerptLength = 80;

/// The first words of @p text; a cut is shown, and not in the middle of a word.
QString excerptOf(const QString &text)
{
    const QString all = text.simplified();
    if (all.size() <= excerptLength)
        return all;
    const qsizetype space = all.lastIndexOf(u' ', excerptLength - 1);
    return all.left(space > excerptLength / 2 ? space : excerptLength - 1) + u'\u2026';
}

// In the middle of a sentence: "today", "yesterday", "on Tuesday".
QString dayWords(const QDateTime &at, const QDateTime &now)
{
    const QDate day = at.toLocalTime().date();
    const QDate today = now.toLocalTime().date();
    switch (day.daysTo(today)) {
    case 0: return BookSays::tr("today");
    case 1: return BookSays::tr("yesterday");
    default: return BookSays::tr("on %1", "a day").arg(dayName(day, today));
    }
}

// After "by" or "since": "14:05" (today), "tomorrow", "Friday", "12 March".
QString dueDay(const QDateTime &due, const QDateTime &now)
{
    const QDateTime local = due.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const qint64 days = today.daysTo(local.date());
    switch (days) {
    case 0: return clockTime(local.time());
    case 1: return BookSays::tr("tomorrow");
    case -1: return BookSays::tr("yesterday");
    default: return days > 0 && days < 7 ? QLocale().toString(local.date(), u"dddd"_s) : dayName(local.date(), today);
    }
}

QString dueWords(const CallerTask &task, const QDateTime &now)
{
    const QString who = task.person;
    if (!task.due.isValid())
        return who.isEmpty() ? BookSays::tr("To do") : BookSays::tr("For %1", "a colleague who is to do it").arg(who);
    const QString day = dueDay(task.due, now);
    if (task.due < now)
        return who.isEmpty() ? BookSays::tr("Overdue since %1", "time or day").arg(day) : BookSays::tr("Overdue since %1, for %2", "time or day, colleague").arg(day, who);
    return who.isEmpty() ? BookSays::tr("To do by %1", "time or day").arg(day) : BookSays::tr("For %1 by %2", "colleague, time or day").arg(who, day);
}

bool isMissed(const TimelineItem &item)
{
    const auto *call = std::get_if<CallRow>(&item.what);
    return call && call->outcome == CallOutcome::Missed;
}

QString callWords(const CallRow &call, const QString &day)
{
    const QString length = clockText(call.talkSeconds);
    switch (call.outcome) {
    case CallOutcome::Answered:
        return call.direction == CallHeading::In ? BookSays::tr("Called %1, %2", "day, length").arg(day, length)
                                                 : BookSays::tr("You called %1, %2", "day, length").arg(day, length);
    case CallOutcome::Missed: return BookSays::tr("Missed call %1", "day").arg(day);
    case CallOutcome::Voicemail: return BookSays::tr("Voicemail %1", "day").arg(day);
    case CallOutcome::Ongoing:
    case CallOutcome::NotSure: return {};
    default: return BookSays::tr("You called %1 and did not reach them", "day").arg(day);
    }
}

} // namespace

QList<CallerTask> callerTasks(const QList<TeamTask> &tasks, const PeopleNames &names, const QString &me)
{
    QList<CallerTask> told;
    for (const TeamTask &task : tasks) {
        if (!task.isDone())
            told.append({.title = task.title, .due = task.due, .person = task.person == me ? QString() : names.of(task.person)});
    }
    return told;
}

QStringList taskWords(const QList<CallerTask> &tasks, const QDateTime &now)
{
    constexpr qsizetype shown = 2;
    QStringList lines;
    for (const CallerTask &task : tasks.first(std::min(shown, tasks.size())))
        lines.append(BookSays::tr("%1: %2", "until when something is to be done, and what").arg(dueWords(task, now), excerptOf(task.title)));
    if (tasks.size() > shown)
        lines.append(BookSays::tr("and %1 more", "things to be done").arg(tasks.size() - shown));
    return lines;
}

QStringList lastWords(const QList<TimelineItem> &items, const QDateTime &now)
{
    QStringList lines;
    QDate missedDay;
    for (const TimelineItem &item : items) {
        const QString day = dayWords(item.at, now);
        const QDate date = item.at.toLocalTime().date();
        if (const auto *call = std::get_if<CallRow>(&item.what)) {
            if (isMissed(item)) {
                if (date == missedDay)
                    continue;
                missedDay = date;
                const auto count = std::ranges::count_if(items, [&](const TimelineItem &other) {
                    return isMissed(other) && other.at.toLocalTime().date() == date;
                });
                if (count > 1) {
                    lines.append(BookSays::tr("Missed %1 calls %2", "count, day").arg(count).arg(day));
                    continue;
                }
            }
            lines.append(callWords(*call, day));
        } else if (const auto *voicemail = std::get_if<VoicemailRow>(&item.what)) {
            const QString text = excerptOf(voicemail->transcriptText);
            lines.append(text.isEmpty() ? BookSays::tr("Voicemail %1", "day").arg(day) : BookSays::tr("Voicemail %1: %2", "day, text").arg(day, text));
        } else if (const auto *text = std::get_if<MessageRow>(&item.what)) {
            const QString body = excerptOf(text->message.body);
            lines.append((isOurs(*text) ? BookSays::tr("You texted %1: %2", "day, text") : BookSays::tr("Texted %1: %2", "day, text")).arg(day, body));
        }
    }
    lines.removeAll(QString());
    return lines;
}

CallerBook::CallerBook(ContactStore &contacts, const LineNames &lines, Clock clock, QObject *parent)
    : QObject(parent), m_contacts(contacts), m_lines(lines), m_clock(std::move(clock))
{
    connect(&contacts, &ContactStore::changed, this, [this] {
        const QList<Party> parties = m_known.keys();
        for (const Party &party : parties)
            ask(party); // what is known stays on screen meanwhile
    });
    connect(&lines, &LineNames::changed, this, &CallerBook::changed);
}

CallerFacts CallerBook::callerOf(const Party &party)
{
    if (party.isEmpty() || party.kind() == Party::Kind::Hidden)
        return {};
    if (!m_known.contains(party)) {
        m_known.insert(party, {});
        ask(party);
    }
    CallerFacts facts = m_known.value(party);
    if (m_tasksOf)
        facts.tasks = taskWords(m_tasksOf(party), m_clock());
    return facts;
}

CallFacts CallerBook::factsOf(const LiveCall &call)
{
    const CallerFacts caller = callerOf(call.peer);
    return {.name = caller.name,
            .lineName = call.line.isEmpty() ? QString() : m_lines.nameOf(call.line),
            .lineColour = int(m_lines.lines().indexOf(call.line)),
            .home = m_lines.home(),
            .tasks = caller.tasks,
            .recording = m_recordingOf ? m_recordingOf(call) : std::nullopt};
}

void CallerBook::setRecordingOf(RecordingOf recordingOf)
{
    m_recordingOf = std::move(recordingOf);
    Q_EMIT changed();
}

void CallerBook::setTasksOf(TasksOf tasksOf)
{
    m_tasksOf = std::move(tasksOf);
    Q_EMIT changed();
}

void CallerBook::ask(const Party &party)
{
    whenDone(m_contacts.matches(party), this, [this, party](const Result<QList<Contact>> &found) {
        if (!found || found->isEmpty() || !m_known.contains(party))
            return;
        m_known[party].name = found->first().name;
        m_known[party].note = found->first().note;
        Q_EMIT changed();
    });
    whenDone(m_contacts.timeline({.party = party}, {}, itemsAsked), this, [this, party](const Result<QList<TimelineItem>> &items) {
        if (!items || items->isEmpty() || !m_known.contains(party))
            return;
        m_known[party].last = lastWords(*items, m_clock());
        Q_EMIT changed();
    });
}

} // namespace milassist
