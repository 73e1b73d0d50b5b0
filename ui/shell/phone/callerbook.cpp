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
    return m_known.value(party);
}

CallFacts CallerBook::factsOf(const LiveCall &call)
{
    return {.name = callerOf(call.peer).name,
            .lineName = call.line.isEmpty() ? QString() : m_lines.nameOf(call.line),
            .lineColour = int(m_lines.lines().indexOf(call.line)),
            .home = m_lines.home()};
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
