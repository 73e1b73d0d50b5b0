// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/turningpoints.h"

#include <algorithm>

namespace milassist::routing
{

namespace
{

void addMinutes(const DayHours &hours, std::vector<int> &minutes)
{
    for (const TimeRange &range : hours) {
        minutes.push_back(range.start().minute());
        minutes.push_back(range.end().minute());
    }
}

// A range that runs past midnight ends at this minute of the day after: all minutes are asked on all days, which costs
// little and forgets nothing.
std::vector<int> interestingMinutes(const Schedule &schedule)
{
    std::vector<int> minutes{0};
    for (const DayHours &day : schedule.week.days)
        addMinutes(day, minutes);
    for (const Holiday &holiday : schedule.holidays)
        addMinutes(holiday.hours, minutes);
    std::ranges::sort(minutes);
    minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
    return minutes;
}

struct Offsets {
    int before, after; // seconds east of UTC a day earlier and a day later
};

Offsets offsetsAround(const Zone &zone, const QDate &day)
{
    const QDateTime midnight(day, QTime(0, 0), Qt::UTC);
    return {zone.offset(midnight.addDays(-1)), zone.offset(midnight.addDays(2))};
}

void addInstant(const Offsets &offsets, const QDate &day, int minute, Instants &instants)
{
    const QDateTime wall = QDateTime(day, QTime(0, 0), Qt::UTC).addSecs(minute * 60);
    instants.push_back(wall.addSecs(-offsets.before));
    if (offsets.after != offsets.before)
        instants.push_back(wall.addSecs(-offsets.after));
}

} // namespace

void addInstantsOf(const Zone &zone, const QDate &day, int minute, Instants &instants)
{
    addInstant(offsetsAround(zone, day), day, minute, instants);
}

Instants inOrder(Instants instants, const QDateTime &from, const QDateTime &until)
{
    std::erase_if(instants, [&](const QDateTime &instant) { return instant < from || instant > until; });
    std::ranges::sort(instants);
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return instants;
}

Instants turningPoints(const Schedule &schedule, const QDateTime &from, const QDateTime &until)
{
    Instants instants = schedule.zone.clockChanges(from, until);
    for (const Override &manual : schedule.overrides) {
        if (manual.from.isValid())
            instants.push_back(manual.from.toUTC());
        if (manual.until.isValid())
            instants.push_back(manual.until.toUTC());
    }
    const std::vector<int> minutes = interestingMinutes(schedule);
    const QDate last = schedule.zone.local(until).date.addDays(1);
    for (QDate day = schedule.zone.local(from).date.addDays(-1); day <= last; day = day.addDays(1)) {
        const Offsets offsets = offsetsAround(schedule.zone, day);
        for (const int minute : minutes)
            addInstant(offsets, day, minute, instants);
    }
    return inOrder(std::move(instants), from, until);
}

std::optional<QDateTime> nextChange(const Schedule &schedule, const QDateTime &instant)
{
    const Doors now = openingAt(schedule, instant).doors;
    const QDateTime farthest = instant.addDays(400);
    for (QDateTime from = instant; from < farthest; from = from.addDays(8)) {
        for (const QDateTime &point : turningPoints(schedule, from, from.addDays(8))) {
            if (point > instant && openingAt(schedule, point).doors != now)
                return point;
        }
    }
    return std::nullopt;
}

} // namespace milassist::routing
