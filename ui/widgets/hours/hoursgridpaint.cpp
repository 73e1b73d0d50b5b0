// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours/hoursgrid.h"

#include "ui/widgets/theme.h"
#include "ui/words/hourswords.h"

#include <QPainter>
#include <QPainterPath>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

void paintNet(QPainter &painter, const WeekGeometry &geometry, const Tokens &t)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int step = geometry.hourStep(metrics.horizontalAdvance(u"00:00"_s) * 3 / 2 + space::xs);
    painter.setPen(t.textSecondary);
    for (int hour = 0; hour <= 24; hour += step) {
        const QString name = u"%1:00"_s.arg(hour, 2, 10, QChar(u'0'));
        const int width = metrics.horizontalAdvance(name);
        const int x = std::clamp(geometry.x(hour * 60) - width / 2, geometry.gutter, geometry.width - width);
        painter.drawText(QRect(x, 0, width + 1, geometry.header), Qt::AlignVCenter | Qt::AlignLeft, name);
    }
    for (int day = 0; day < geometry.rows; ++day) {
        const QRect row = geometry.span(day, 0, 24 * 60);
        painter.setPen(t.textSecondary);
        painter.drawText(QRect(0, row.top(), geometry.gutter - space::xs, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         weekdayName(day + 1, QLocale::ShortFormat));
        painter.fillRect(row.adjusted(0, 1, 0, 0), t.sunken);
        painter.setPen(t.border);
        for (int hour = step; hour < 24; hour += step)
            painter.drawLine(geometry.x(hour * 60), row.top() + 1, geometry.x(hour * 60), row.bottom());
    }
}

// A range that goes on at one side is cut straight there.
void paintBlock(QPainter &painter, QRect rect, bool fromBefore, bool goesOn, const QString &words, const Tokens &t)
{
    rect.adjust(0, 3, 0, -2);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect).adjusted(fromBefore ? -space::radius : 0.5, 0.5, goesOn ? space::radius : -0.5, -0.5), 4, 4);
    painter.save();
    painter.setClipRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, 1));
    painter.setBrush(t.accentSoft);
    painter.drawPath(shape);
    painter.setPen(t.text);
    if (painter.fontMetrics().horizontalAdvance(words) + space::s <= rect.width())
        painter.drawText(rect, Qt::AlignCenter, words);
    painter.restore();
}

} // namespace

void HoursGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(TextStyle::Caption));
    const Tokens &t = tokens(palette());
    const WeekGeometry geometry = geometryOfWeek();
    paintNet(painter, geometry, t);
    for (int day = 1; day <= 7; ++day) {
        for (const TimeRange &range : m_week.on(day)) {
            const int end = range.runsPastMidnight() ? 24 * 60 : range.end().minute();
            const QString words = dayHoursWords({range});
            paintBlock(painter, geometry.span(day - 1, range.start().minute(), end), false, range.runsPastMidnight(), words, t);
            if (range.runsPastMidnight())
                paintBlock(painter, geometry.span(day % 7, 0, range.end().minute()), true, false, {}, t);
        }
    }
    if (!hasFocus())
        return;
    const QRect cursor = geometry.span(m_cursor.day - 1, m_cursor.quarter * quarter, (m_cursor.quarter + 1) * quarter);
    painter.fillRect(QRect(cursor.left(), cursor.top() + 1, std::max(3, cursor.width()), cursor.height()), t.accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, geometry.header - 1, -1, -1), space::radius, space::radius);
}

} // namespace milassist
