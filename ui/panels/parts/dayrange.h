// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QLocale>
#include <QString>

namespace milassist {

/// Days, both included; an invalid end is open.
struct DayRange {
    QDate from, to;
    bool isOpen() const { return !from.isValid() && !to.isValid(); }
    bool operator==(const DayRange &) const = default;
};

enum class DaySpan { AnyTime, Today, Yesterday, Last7Days, Last30Days, ThisMonth, LastMonth };

DayRange dayRange(DaySpan span, QDate today);
QString daySpanText(DaySpan span);
/// "Last 7 days" where the range is one of the above, else "3 Mar to 9 Mar", "Since 3 Mar", "Until 9 Mar".
QString dayRangeText(const DayRange &range, QDate today, const QLocale &locale = QLocale());

} // namespace milassist
