// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/hoursjson.h"

#include <array>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = FieldError::Problem;

namespace
{

constexpr std::array weekdays{"monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1};

template <typename T>
bool take(const Spot &spot, const Result<T> &parsed, const QString &expected, T &out)
{
    if (!parsed)
        return spot.refuse(Problem::Malformed, expected);
    out = *parsed;
    return true;
}

} // namespace

bool Json<WallTime>::read(const Spot &spot, WallTime &out)
{
    return take(spot, WallTime::parse(spot.value.toString()), u"a time such as \"09:00\", at most \"24:00\""_s, out);
}

bool Json<TimeRange>::read(const Spot &spot, TimeRange &out)
{
    const QStringList ends = spot.value.toString().split(u'-');
    const auto start = WallTime::parse(ends.value(0).trimmed()), end = WallTime::parse(ends.value(1).trimmed());
    if (ends.size() != 2 || !start || !end)
        return spot.refuse(Problem::Malformed, u"a range such as \"09:00-17:00\""_s);
    if (*start == *end)
        return spot.refuse(Problem::Malformed, u"\"00:00-24:00\" for the whole day, or leave it out for closed"_s);
    return take(spot, TimeRange::between(*start, *end), u"a start before 24:00"_s, out);
}

bool Json<DayHours>::read(const Spot &spot, DayHours &out)
{
    if (!spot.value.isArray())
        return spot.refuse(Problem::WrongKind, u"a list of ranges, such as [\"09:00-17:00\"], or [] for closed"_s);
    bool good = true;
    DayHours hours;
    for (qsizetype i = 0; i < spot.value.toArray().size(); ++i) {
        hours.push_back(TimeRange::allDay());
        good &= Json<TimeRange>::read(spot.item(i), hours.back());
    }
    if (good)
        out = merged(std::move(hours));
    return good;
}

void Json<DayHours>::write(JsonText &out, const DayHours &value)
{
    out.open('[');
    for (const TimeRange &range : value)
        Json<TimeRange>::write(out, range);
    out.close(']');
}

bool Json<Week>::read(const Spot &spot, Week &out)
{
    if (!spot.value.isObject())
        return spot.refuse(Problem::WrongKind, u"an object such as {\"monday\": [\"09:00-17:00\"]}"_s);
    bool good = true;
    QStringList known;
    for (size_t day = 0; day < weekdays.size(); ++day) {
        known << weekdays[day];
        const Spot at = spot.field(weekdays[day]);
        if (!at.value.isUndefined())
            good &= Json<DayHours>::read(at, out.days[day]);
    }
    return spot.hasOnly(known) && good;
}

void Json<Week>::write(JsonText &out, const Week &value)
{
    out.open('{');
    for (size_t day = 0; day < weekdays.size(); ++day) {
        if (value.days[day].empty())
            continue;
        out.name(weekdays[day]);
        Json<DayHours>::write(out, value.days[day]);
    }
    out.close('}');
}

bool Json<Zone>::read(const Spot &spot, Zone &out)
{
    return take(spot, Zone::parse(spot.value.toString()),
                u"a time zone named by a place, such as \"America/New_York\", or \"UTC\""_s, out);
}

bool Json<QDateTime>::read(const Spot &spot, QDateTime &out)
{
    const QDateTime instant = QDateTime::fromString(spot.value.toString(), Qt::ISODate);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime)
        return spot.refuse(Problem::Malformed, u"an instant with its distance from UTC, such as \"2026-11-03T14:00:00Z\""_s);
    const QDateTime utc = instant.toUTC();
    if (utc.date().year() < 1970 || utc.date().year() > 2999)
        return spot.refuse(Problem::Malformed, u"an instant of this age"_s);
    out = utc.addMSecs(-utc.time().msec()); // written to the second
    return true;
}

bool Json<QDate>::read(const Spot &spot, QDate &out)
{
    const QDate date = QDate::fromString(spot.value.toString(), Qt::ISODate);
    if (!date.isValid())
        return spot.refuse(Problem::Malformed, u"a date such as \"2026-12-24\""_s);
    out = date;
    return true;
}

bool Json<MonthDay>::read(const Spot &spot, MonthDay &out)
{
    const QDate date = QDate::fromString(u"2000-"_s + spot.value.toString(), Qt::ISODate); // a leap year: February 29 is a day
    if (!date.isValid())
        return spot.refuse(Problem::Malformed, u"a day of the year such as \"12-25\""_s);
    out = {.month = date.month(), .day = date.day()};
    return true;
}

void Json<MonthDay>::write(JsonText &out, const MonthDay &value)
{
    out.text(u"%1-%2"_s.arg(value.month, 2, 10, QChar(u'0')).arg(value.day, 2, 10, QChar(u'0')));
}

bool Json<Greeting>::read(const Spot &spot, Greeting &out)
{
    const QString expected = u"{\"say\": \"...\"} or {\"play\": \"...\"}"_s;
    if (!spot.value.isObject())
        return spot.refuse(Problem::WrongKind, expected);
    if (!spot.hasOnly({u"say"_s, u"play"_s}))
        return false;
    const Spot say = spot.field(u"say"_s), play = spot.field(u"play"_s);
    if (say.value.isUndefined() == play.value.isUndefined())
        return spot.refuse(Problem::Malformed, expected);
    out.kind = play.value.isUndefined() ? Greeting::Kind::Spoken : Greeting::Kind::Recorded;
    return Json<QString>::read(play.value.isUndefined() ? say : play, out.content);
}

void Json<Greeting>::write(JsonText &out, const Greeting &value)
{
    if (!value.isOwn())
        return out.null();
    out.open('{');
    out.name(value.kind == Greeting::Kind::Spoken ? "say" : "play");
    out.text(value.content);
    out.close('}');
}

bool makesSense(const Spot &spot, Dates &days)
{
    if (!days.last.isValid())
        days.last = days.first;
    return days.last >= days.first || spot.field(u"last"_s).refuse(Problem::Malformed, u"a day on or after the first"_s);
}

bool makesSense(const Spot &spot, NthWeekday &day)
{
    if (day.nth != NthWeekday::lastOfMonth && (day.nth < 1 || day.nth > 5))
        return spot.field(u"nth"_s).refuse(Problem::Malformed, u"1 to 5, or -1 for the last one"_s);
    if (day.weekday < 1 || day.weekday > 7)
        return spot.field(u"weekday"_s).refuse(Problem::Malformed, u"1 (Monday) to 7 (Sunday)"_s);
    return (day.month >= 1 && day.month <= 12) || spot.field(u"month"_s).refuse(Problem::Malformed, u"1 to 12"_s);
}

} // namespace milassist::routing
