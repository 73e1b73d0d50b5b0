// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/hoursedit.h"

#include <QRect>

namespace milassist
{

/// Where the days and hours of a grid are: a row a day, a column an hour, names at the left and on top.
struct WeekGeometry {
    int gutter = 40;  ///< width of the names of the days
    int header = 20;  ///< height of the names of the hours
    int row = 28;     ///< height of a day
    int rows = 7;
    int width = 600;  ///< of all

    int height() const { return header + rows * row; }
    /// The left edge of a minute of the day, 0 to 1440.
    int x(int minute) const { return gutter + (width - gutter - 1) * minute / (24 * 60); }
    QRect cell(int rowIndex, int hour) const;
    QRect span(int rowIndex, int startMinute, int endMinute) const;
    /// The nearest quarter of what is under a point, kept inside of the grid.
    WeekSlot slotAt(const QPoint &point) const;
    /// Every so many hours a name has room, of @p hourWidth pixels.
    int hourStep(int hourWidth) const;
};

} // namespace milassist
