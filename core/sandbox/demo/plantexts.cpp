// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/plan.h"

#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/optouts.h"
#include "core/sandbox/world/prices.h"

#include <algorithm>
#include <cmath>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

Calendar::Calendar(const QDateTime &now, std::chrono::seconds zone) : m_zone(zone.count())
{
    const qint64 local = now.toSecsSinceEpoch() + m_zone;
    m_midnight = local - local % 86400 - m_zone;
    m_end = quint32(now.toSecsSinceEpoch() / 3600 * 3600);
}

int Calendar::weekday(int day) const
{
    return QDateTime::fromSecsSinceEpoch(at(day, 12 * 3600) + m_zone, Qt::UTC).date().dayOfWeek();
}

bool Calendar::isOpen(quint32 at) const
{
    const qint64 local = qint64(at) + m_zone;
    const int hour = int(local % 86400 / 3600);
    const int dayOfWeek = QDateTime::fromSecsSinceEpoch(local, Qt::UTC).date().dayOfWeek();
    return dayOfWeek <= 5 ? hour >= 8 && hour < 18 : dayOfWeek == 6 && hour >= 10 && hour < 15;
}

namespace
{

QString filledIn(QStringView words, const Member &member, Dice &dice)
{
    static constexpr QStringView weekdays[] = {u"Monday", u"Tuesday", u"Wednesday", u"Thursday", u"Friday"};
    static constexpr QStringView times[] = {u"8:30", u"9:15", u"10:00", u"1:30", u"2:45", u"3:30"};
    QString text = words.toString();
    const QString first = member.person.isBusiness ? member.person.name : member.person.name.section(u' ', 0, 0);
    const QString amount = u"$%1,%2"_s.arg(dice.between(2, 24)).arg(dice.between(100, 990) / 10 * 10);
    text.replace(u"{p}"_s, first);
    text.replace(u"{a}"_s, dice.pick(assistants()).name.section(u' ', 0, 0));
    text.replace(u"{d}"_s, dice.pick(weekdays).toString());
    text.replace(u"{t}"_s, dice.pick(times).toString());
    text.replace(u"{m}"_s, amount);
    return text.replace(u"{n}"_s, QString::number(dice.between(12, 98)));
}

void setFate(PlannedText &text, const Member &member, Dice &dice)
{
    using Reach = Person::Reach;
    const auto fails = [&text](MessageState state, int code) {
        text.state = state;
        text.errorCode = code;
    };
    switch (member.person.reach) {
    case Reach::Landline:
        return fails(MessageState::Undelivered, 30006);
    case Reach::SwitchedOff:
        return fails(MessageState::Undelivered, 30003);
    case Reach::Filtered:
        return fails(MessageState::Undelivered, 30007);
    case Reach::Blocked:
        return fails(MessageState::Failed, 30004);
    case Reach::Good:
        break;
    }
    const int chance = dice.below(1000);
    if (chance < 6)
        fails(MessageState::Undelivered, 30008);
    else if (chance < 9)
        fails(MessageState::Failed, 30034);
    else if (chance < 30)
        text.state = MessageState::Sent; // carriers that send no receipts
}

/// Plays one script with one person from @p start on. Who cannot be reached does not answer.
void play(std::vector<PlannedText> &out, std::span<const ScriptText> script, const Member &member, const Line &line,
          quint32 start, const Calendar &calendar, Dice &dice)
{
    quint32 at = start;
    for (const ScriptText &words : script) {
        at += quint32(words.minutesLater * 60 + dice.below(50));
        const bool isReachable = member.person.reach == Person::Reach::Good;
        while (words.isOurs && !calendar.isOpen(at))
            at += 1800; // the office sleeps at night
        if (at > calendar.end() || (!words.isOurs && !isReachable))
            return;
        PlannedText text{.at = at,
                         .ours = line.number,
                         .theirs = member.person.number,
                         .body = filledIn(words.words, member, dice),
                         .isInbound = !words.isOurs,
                         .motif = words.motif,
                         .motifSeed = dice.next()};
        if (words.isOurs)
            setFate(text, member, dice);
        else
            text.state = MessageState::Received;
        out.push_back(std::move(text));
    }
}

} // namespace

std::vector<PlannedText> planTexts(const Calendar &calendar, quint64 seed)
{
    std::vector<PlannedText> out;
    int index = 0;
    for (const Member &member : cast()) {
        Dice dice(Dice::mix(seed ^ quint64(0x7465'0000 + index++)));
        QList<const Script *> fitting;
        for (const Script &script : scripts()) {
            const bool canBegin = member.person.reach == Person::Reach::Good || script.texts.front().isOurs;
            if (script.role == member.role && canBegin)
                fitting.append(&script);
        }
        if (fitting.isEmpty())
            continue;
        for (qsizetype i = fitting.size() - 1; i > 0; --i) // shuffled: nobody has the same conversation twice
            fitting.swapItemsAt(i, dice.below(int(i + 1)));
        const bool isReachable = member.person.reach == Person::Reach::Good;
        const int wanted = !isReachable ? 2 : member.role == Role::Client ? dice.between(6, 11) : dice.between(3, 5);
        QList<int> days;
        for (int i = 0; i < wanted; ++i) {
            // More of it lately: what is on the screen first should be fresh.
            const int back = int(std::pow(dice.unit(), 1.6) * (Calendar::days - 1));
            days.append(-back);
        }
        std::ranges::sort(days);
        for (qsizetype i = days.size() - 2; i >= 0; --i)
            days[i] = std::min(days[i], days[i + 1] - 3); // one thing after the other
        days.removeIf([](int day) { return day <= -Calendar::days; });
        for (qsizetype i = 0; i < days.size(); ++i) {
            int day = days[i];
            while (!calendar.isWorkday(day))
                --day;
            const Script *script = fitting[i % fitting.size()];
            const quint32 start = calendar.at(day, dice.between(8 * 3600 + 600, 16 * 3600));
            const qsizetype before = qsizetype(out.size());
            play(out, script->texts, member, lines()[script->line], start, calendar, dice);
            if (!isReachable && qsizetype(out.size()) > before + 1)
                out.resize(size_t(before + 1)); // nobody writes on when nothing arrives
        }
        if (member.person.temper == Person::Temper::WantsOut) {
            const Line &line = lines().first();
            std::erase_if(out,
                          [&](const PlannedText &t) { return t.theirs == member.person.number && t.at > calendar.at(-12, 0); });
            play(out, farewell(), member, line, calendar.at(-9 - dice.below(2), 10 * 3600), calendar, dice);
            out.push_back({.at = out.back().at + 1,
                           .ours = line.number,
                           .theirs = member.person.number,
                           .body = answerTo(Keyword::Stop, isTollFree(line.number)),
                           .isReply = true});
        }
    }
    std::ranges::stable_sort(out, {}, &PlannedText::at);
    return out;
}

} // namespace milassist::world::demo
