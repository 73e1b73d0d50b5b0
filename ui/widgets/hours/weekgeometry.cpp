// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours/weekgeometry.h"

#include <algorithm>

namespace milassist
{

QRect WeekGeometry::cell(int rowIndex, int hour) const
{
    return span(rowIndex, hour * 60, (hour + 1) * 60);
}

QRect WeekGeometry::span(int rowIndex, int startMinute, int endMinute) const
{
    return QRect(QPoint(x(startMinute), header + rowIndex * row), QPoint(x(endMinute) - 1, header + (rowIndex + 1) * row - 1));
}

WeekSlot WeekGeometry::slotAt(const QPoint &point) const
{
    const int hours = std::max(1, width - gutter - 1);
    const int at = (point.x() - gutter) * quartersADay / hours;
    return {std::clamp((point.y() - header) / std::max(1, row), 0, rows - 1) + 1, std::clamp(at, 0, quartersADay - 1)};
}

int WeekGeometry::hourStep(int hourWidth) const
{
    for (const int step : {1, 2, 3, 6}) {
        if (x(step * 60) - x(0) >= hourWidth)
            return step;
    }
    return 12;
}

} // namespace milassist
