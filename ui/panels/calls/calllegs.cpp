// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/calllegs.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct Leg {
    Q_DECLARE_TR_FUNCTIONS(Calls)
};

struct LegTimes {
    QDateTime dialled, answered, ended; // answered invalid when nobody did
};

LegTimes timesOf(const Call &leg, const QDateTime &now)
{
    LegTimes times;
    times.dialled = leg.createdAt.isValid() ? leg.createdAt : leg.startedAt;
    times.ended = leg.endedAt.isValid() ? leg.endedAt : isTerminal(leg.status) ? times.dialled : now;
    const bool talked = leg.status.isAnyOf(CallStatus::Completed, CallStatus::InProgress);
    if (talked && leg.duration)
        times.answered = times.ended.addSecs(-leg.duration->count());
    else if (talked)
        times.answered = leg.startedAt;
    if (times.answered.isValid() && times.answered < times.dialled)
        times.answered = times.dialled; // Twilio rounds each to whole seconds
    return times;
}

bool isCaller(const Call &leg)
{
    return leg.direction.is(CallDirection::Inbound) && leg.parentSid.isNull();
}

Party otherEnd(const Call &leg)
{
    return leg.direction.is(CallDirection::Inbound) ? leg.from : leg.to;
}

QString statusWords(const Call &leg)
{
    switch (leg.status.valueOr(CallStatus::Completed)) {
    case CallStatus::Queued: return Leg::tr("Queued");
    case CallStatus::Initiated: return Leg::tr("Being dialled");
    case CallStatus::Ringing: return Leg::tr("Ringing");
    case CallStatus::InProgress: return Leg::tr("Talking");
    case CallStatus::Busy: return Leg::tr("Busy");
    case CallStatus::NoAnswer: return Leg::tr("Not answered");
    case CallStatus::Canceled: return Leg::tr("Stopped ringing", "this leg was not needed any more");
    case CallStatus::Failed: return Leg::tr("Failed");
    case CallStatus::Completed:
        if (!leg.status.isKnown() && !leg.status.isEmpty())
            return leg.status.text(); // a word of Twilio's that we do not know yet
        if (isCaller(leg)) // connected to Twilio, which rings us: that is not yet talking to somebody
            return Leg::tr("On the line for %1").arg(durationText(leg.duration.value_or(std::chrono::seconds(0))));
        return leg.duration && leg.duration->count() > 0 ? Leg::tr("Connected for %1").arg(durationText(*leg.duration)) : Leg::tr("Connected");
    }
    return {};
}

Tone legTone(const Call &leg)
{
    if (leg.status.isAnyOf(CallStatus::Completed, CallStatus::InProgress))
        return isCaller(leg) ? Tone::Accent : Tone::Good;
    if (leg.status.isAnyOf(CallStatus::Failed))
        return Tone::Danger;
    return leg.status.isAnyOf(CallStatus::Busy, CallStatus::NoAnswer) ? Tone::Warning : Tone::Neutral;
}

QString exactTimes(const LegTimes &times)
{
    QStringList lines{Leg::tr("Dialled: %1").arg(exactTime(times.dialled))};
    if (times.answered.isValid())
        lines.append(Leg::tr("Answered: %1").arg(exactTime(times.answered)));
    lines.append(Leg::tr("Ended: %1").arg(exactTime(times.ended)));
    return lines.join(u'\n');
}

} // namespace

QList<LegBar> legBars(const CallDetail &call, const LineNames &lines, const PeopleNames &people, const QDateTime &now)
{
    const QList<Call> &legs = call.legs;
    QDateTime begin;
    QDateTime end;
    for (const Call &leg : legs) {
        const LegTimes times = timesOf(leg, now);
        if (times.dialled.isValid())
            begin = begin.isValid() ? std::min(begin, times.dialled) : times.dialled;
        if (times.ended.isValid())
            end = end.isValid() ? std::max(end, times.ended) : times.ended;
    }
    const double whole = std::max<double>(1, begin.isValid() && end.isValid() ? double(begin.msecsTo(end)) : 0);
    const auto place = [&](const QDateTime &instant) {
        return instant.isValid() && begin.isValid() ? std::clamp(double(begin.msecsTo(instant)) / whole, 0.0, 1.0) : 0.0;
    };

    QList<LegBar> bars;
    for (const Call &leg : legs) {
        const LegTimes times = timesOf(leg, now);
        LegBar bar;
        const Party who = otherEnd(leg);
        if (who == call.row.peer)
            bar.who = partyWords(who, call.row.contactName, lines.home()).title;
        else if (lines.lines().contains(who))
            bar.who = lines.nameOf(who);
        else if (const QString name = people.of(who.user()); who.kind() == Party::Kind::Sip && name != who.user())
            bar.who = name;
        else
            bar.who = displayForm(who, lines.home());
        bar.words = statusWords(leg);
        bar.icon = leg.direction.is(CallDirection::Inbound) ? u"arrow-in"_s : u"arrow-out"_s;
        bar.tone = legTone(leg);
        bar.ringBegin = place(times.dialled);
        bar.end = std::max(bar.ringBegin, place(times.ended));
        bar.talkBegin = times.answered.isValid() ? std::clamp(place(times.answered), bar.ringBegin, bar.end) : bar.end;
        bar.times = exactTimes(times);
        bars.push_back(bar);
    }
    return bars;
}

} // namespace milassist
