// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/hourswords.h"

#include "ui/widgets/words.h"

#include <QRegularExpression>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

// The program speaks English whatever the country of the computer; only the order of the words would follow a translation.
const QLocale &english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString inHours(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Hours", text, note);
}

QString dateWords(const QDate &date)
{
    return english().toString(date, u"d MMMM yyyy"_s);
}

QString dateWords(const MonthDay &day)
{
    return english().toString(QDate(2024, day.month, std::min(day.day, QDate(2024, day.month, 1).daysInMonth())), u"d MMMM"_s);
}

template <typename Day>
QString spanWords(const Day &first, const Day &last)
{
    return first == last ? dateWords(first) : inHours("%1 to %2").arg(dateWords(first), dateWords(last));
}

struct HolidayWords {
    QString operator()(const Dates &days) const { return spanWords(days.first, days.last); }
    QString operator()(const Yearly &days) const { return inHours("every %1", "25 December").arg(spanWords(days.first, days.last)); }
    QString operator()(const NthWeekday &day) const
    {
        static constexpr const char *nth[] = {QT_TRANSLATE_NOOP("Hours", "first"), QT_TRANSLATE_NOOP("Hours", "second"),
                                              QT_TRANSLATE_NOOP("Hours", "third"), QT_TRANSLATE_NOOP("Hours", "fourth"),
                                              QT_TRANSLATE_NOOP("Hours", "fifth")};
        const QString which = day.nth >= 1 && day.nth <= 5 ? inHours(nth[day.nth - 1]) : inHours("last");
        return inHours("the %1 %2 of %3", "fourth Thursday of November")
            .arg(which, weekdayName(day.weekday), english().standaloneMonthName(day.month));
    }
};

std::optional<WallTime> timeFrom(QString typed)
{
    static const QRegularExpression form(u"^(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm|a|p)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(typed.trimmed());
    if (!match.hasMatch())
        return {};
    int hour = match.captured(1).toInt();
    const QString half = match.captured(3).toLower();
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half.startsWith(u'p') ? 12 : 0);
    }
    const auto time = WallTime::parse(u"%1:%2"_s.arg(hour).arg(match.captured(2).isEmpty() ? u"00"_s : match.captured(2)));
    return time ? std::optional(*time) : std::nullopt;
}

} // namespace

QString weekdayName(int dayOfWeek, QLocale::FormatType format)
{
    return english().standaloneDayName(dayOfWeek, format);
}

QString zoneWords(const Zone &zone)
{
    const QString name = zone.name();
    if (name == "UTC"_L1 || name == "Etc/UTC"_L1)
        return u"UTC"_s;
    return inHours("%1 time", "of a city").arg(name.section(u'/', -1).replace(u'_', u' '));
}

QString instantWords(const QDateTime &instant, const Zone &zone, const QDateTime &now)
{
    const LocalTime local = zone.local(instant);
    const qint64 days = zone.local(now).date.daysTo(local.date);
    const QString clock = local.time.toString(u"HH:mm"_s);
    if (days == 0)
        return clock;
    if (std::abs(days) < 7)
        return english().toString(local.date, u"ddd "_s) + clock;
    return english().toString(local.date, local.date.year() == zone.local(now).date.year() ? u"ddd d MMM "_s : u"ddd d MMM yyyy "_s) + clock;
}

QString dayHoursWords(const DayHours &hours)
{
    if (hours.empty())
        return inHours("closed");
    if (hours.size() == 1 && hours.front() == TimeRange::allDay())
        return inHours("all day");
    QStringList ranges;
    for (const TimeRange &range : hours)
        ranges << range.start().text() + u'\u2013' + range.end().text();
    return ranges.join(u", "_s);
}

QString weekWords(const Week &week)
{
    QStringList groups;
    for (int first = 1; first <= 7;) {
        int last = first;
        while (last < 7 && week.on(last + 1) == week.on(first))
            ++last;
        if (!week.on(first).empty()) {
            QString days = weekdayName(first, QLocale::ShortFormat);
            if (last > first)
                days += u'\u2013' + weekdayName(last, QLocale::ShortFormat);
            if (first == 1 && last == 7)
                days = inHours("Every day");
            groups << days + u' ' + dayHoursWords(week.on(first));
        }
        first = last + 1;
    }
    return groups.isEmpty() ? inHours("never open") : groups.join(u"; "_s);
}

QString holidayDaysWords(const HolidayDays &days)
{
    return std::visit(HolidayWords(), days);
}

QString openingWords(const Opening &opening, const QDateTime &change, const QDateTime &now)
{
    const bool isNamed = opening.rule == Opening::Rule::Override || opening.rule == Opening::Rule::Holiday;
    QString words = opening.isOpen() ? inHours("Open") : inHours("Closed");
    if (isNamed && !opening.name.isEmpty())
        words += u": "_s + opening.name;
    if (opening.rule == Opening::Rule::NoSchedule)
        return inHours("Always open");
    if (!change.isValid())
        return words;
    const QString until = inHours("until %1", "Fri 09:00").arg(instantWords(change, opening.zone, now));
    return words + (isNamed && !opening.name.isEmpty() ? u", "_s : u" "_s) + until;
}

QString countdownWords(const QDateTime &until, const QDateTime &now)
{
    const qint64 left = now.secsTo(until);
    if (left <= 0)
        return inHours("over");
    if (left < 48 * 3600)
        return inHours("ends in %1", "2 h 5 min").arg(durationText(std::chrono::seconds(left)));
    return QCoreApplication::translate("Hours", "ends in %n day(s)", nullptr, int(left / 86400));
}

Result<DayHours> dayHoursFrom(const QString &typed)
{
    const QString text = typed.trimmed().toLower();
    if (text.isEmpty() || text == "closed"_L1 || text == "-"_L1)
        return DayHours();
    if (text == "all day"_L1 || text == "24 h"_L1 || text == "24h"_L1)
        return DayHours{TimeRange::allDay()};
    static const QRegularExpression between(u"[,;]"_s);
    static const QRegularExpression dash(u"\\s*(?:-|\u2013|to)\\s*"_s);
    DayHours hours;
    for (const QString &part : text.split(between, Qt::SkipEmptyParts)) {
        const QStringList ends = part.trimmed().split(dash);
        const auto start = ends.size() == 2 ? timeFrom(ends[0]) : std::nullopt;
        const auto end = ends.size() == 2 ? timeFrom(ends[1]) : std::nullopt;
        const auto range = start && end ? TimeRange::between(*start, *end) : fail(Error::Kind::Malformed, part.trimmed());
        if (!range)
            return fail(Error::Kind::Malformed, part.trimmed());
        hours.push_back(*range);
    }
    return merged(std::move(hours));
}

} // namespace milassist
