// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/dayrange.h"

#include <QCoreApplication>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr DaySpan allSpans[] = {DaySpan::AnyTime,    DaySpan::Today,     DaySpan::Yesterday, DaySpan::Last7Days,
                                DaySpan::Last30Days, DaySpan::ThisMonth, DaySpan::LastMonth};

struct Days {
    Q_DECLARE_TR_FUNCTIONS(DayRange)
};

QString shortDay(QDate day, QDate today, const QLocale &locale)
{
    return locale.toString(day, day.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

} // namespace

DayRange dayRange(DaySpan span, QDate today)
{
    const QDate firstOfMonth(today.year(), today.month(), 1);
    switch (span) {
    case DaySpan::AnyTime: return {};
    case DaySpan::Today: return {today, today};
    case DaySpan::Yesterday: return {today.addDays(-1), today.addDays(-1)};
    case DaySpan::Last7Days: return {today.addDays(-6), today};
    case DaySpan::Last30Days: return {today.addDays(-29), today};
    case DaySpan::ThisMonth: return {firstOfMonth, today};
    case DaySpan::LastMonth: return {firstOfMonth.addMonths(-1), firstOfMonth.addDays(-1)};
    }
    return {};
}

QString daySpanText(DaySpan span)
{
    switch (span) {
    case DaySpan::AnyTime: return Days::tr("Any time");
    case DaySpan::Today: return Days::tr("Today");
    case DaySpan::Yesterday: return Days::tr("Yesterday");
    case DaySpan::Last7Days: return Days::tr("Last 7 days");
    case DaySpan::Last30Days: return Days::tr("Last 30 days");
    case DaySpan::ThisMonth: return Days::tr("This month");
    case DaySpan::LastMonth: return Days::tr("Last month");
    }
    return {};
}

QString dayRangeText(const DayRange &range, QDate today, const QLocale &locale)
{
    for (const DaySpan span : allSpans) {
        if (range == dayRange(span, today))
            return daySpanText(span);
    }
    if (!range.to.isValid())
        return Days::tr("Since %1").arg(shortDay(range.from, today, locale));
    if (!range.from.isValid())
        return Days::tr("Until %1").arg(shortDay(range.to, today, locale));
    if (range.from == range.to)
        return shortDay(range.from, today, locale);
    return Days::tr("%1 to %2", "two days").arg(shortDay(range.from, today, locale), shortDay(range.to, today, locale));
}

} // namespace milassist
