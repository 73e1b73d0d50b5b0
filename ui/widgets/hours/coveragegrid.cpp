// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours/coveragegrid.h"

#include "ui/widgets/theme.h"
#include "ui/words/hourswords.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int weekdays = 7;
constexpr int betweenWeekAndHolidays = space::m;

QString dayAndMonth(const QDate &day)
{
    return QLocale(QLocale::English).toString(day, u"d MMM"_s);
}

struct CellColours {
    QColor surface, ink;
};

CellColours coloursOf(const CoverageHour &hour, const Tokens &t)
{
    if (hour.isGap)
        return {t.danger, t.onDanger};
    if (hour.isPromised)
        return {hour.fewest == 1 ? t.warningSoft : t.goodSoft, t.text};
    return {t.sunken, t.textSecondary};
}

} // namespace

CoverageGrid::CoverageGrid(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"coverageGrid"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleDescription(tr("Arrows go through the hours, Enter shows what happens to a call then."));
    setCurrent(0, 9);
}

void CoverageGrid::setCoverage(const Coverage &coverage)
{
    m_coverage = coverage;
    setCurrent(std::min(m_row, rows() - 1), m_hour);
    updateGeometry();
    update();
}

const CoverageHour &CoverageGrid::hourAt(int row, int hour) const
{
    return row < weekdays ? m_coverage.week[size_t(row)][size_t(hour)]
                          : m_coverage.holidays[size_t(row - weekdays)].hours[size_t(hour)];
}

QString CoverageGrid::nameOfRow(int row) const
{
    return row < weekdays ? weekdayName(row + 1, QLocale::ShortFormat) : dayAndMonth(m_coverage.holidays[size_t(row - weekdays)].day);
}

QString CoverageGrid::spokenHour(int row, int hour) const
{
    const QString day = row < weekdays ? weekdayName(row + 1)
                                       : tr("%1, %2", "25 Dec, Christmas").arg(nameOfRow(row), m_coverage.holidays[size_t(row - weekdays)].name);
    const QString place = tr("%1 %2:00 to %3:00").arg(day).arg(hour).arg(hour + 1);
    const CoverageHour &one = hourAt(row, hour);
    if (one.isGap)
        return one.most > 0 ? tr("%1: for a part of it nobody would ring, and callers are promised people").arg(place)
                            : tr("%1: nobody would ring, and callers are promised people").arg(place);
    if (!one.isPromised)
        return one.isOpen ? tr("%1: open, voicemail").arg(place) : tr("%1: closed, voicemail").arg(place);
    const int people = one.fewest;
    return place + u": "_s + tr("%n would ring", "people", people);
}

void CoverageGrid::setCurrent(int row, int hour)
{
    m_row = std::clamp(row, 0, rows() - 1);
    m_hour = std::clamp(hour, 0, 23);
    setAccessibleName(tr("Coverage: %1").arg(spokenHour(m_row, m_hour)));
    update();
}

WeekGeometry CoverageGrid::geometryOfRows() const
{
    const QFontMetrics small(fontOf(TextStyle::Caption));
    int gutter = 0;
    for (int row = 0; row < rows(); ++row)
        gutter = std::max(gutter, small.horizontalAdvance(nameOfRow(row)));
    return {.gutter = gutter + space::m, .header = small.height() + space::xs, .row = small.height() + space::s, .rows = rows(), .width = width()};
}

QSize CoverageGrid::sizeHint() const
{
    const WeekGeometry geometry = geometryOfRows();
    return {geometry.gutter + 24 * 22, geometry.height() + betweenWeekAndHolidays + 1};
}

QSize CoverageGrid::minimumSizeHint() const
{
    const int digit = QFontMetrics(fontOf(TextStyle::Caption)).horizontalAdvance(u'0');
    return {geometryOfRows().gutter + 24 * (digit + 2), sizeHint().height()};
}

void CoverageGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(TextStyle::Caption));
    const Tokens &t = tokens(palette());
    const WeekGeometry geometry = geometryOfRows();
    const int step = geometry.hourStep(painter.fontMetrics().horizontalAdvance(u"00"_s) + space::s);
    painter.setPen(t.textSecondary);
    for (int hour = 0; hour < 24; hour += step)
        painter.drawText(QRect(geometry.x(hour * 60), 0, geometry.x((hour + step) * 60) - geometry.x(hour * 60), geometry.header),
                         Qt::AlignVCenter | Qt::AlignLeft, QString::number(hour));
    for (int row = 0; row < rows(); ++row) {
        const int down = row < weekdays ? 0 : betweenWeekAndHolidays;
        const QRect whole = geometry.span(row, 0, 24 * 60).translated(0, down);
        painter.setPen(t.textSecondary);
        painter.drawText(QRect(0, whole.top(), geometry.gutter, whole.height()), Qt::AlignVCenter | Qt::AlignLeft, nameOfRow(row));
        for (int hour = 0; hour < 24; ++hour) {
            const QRect cell = geometry.cell(row, hour).translated(0, down).adjusted(0, 1, -1, 0);
            const CoverageHour &one = hourAt(row, hour);
            const CellColours colours = coloursOf(one, t);
            painter.fillRect(cell, colours.surface);
            painter.setPen(colours.ink);
            if (one.isPromised)
                painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, one.fewest > 99 ? u"+"_s : QString::number(one.fewest));
            if (hasFocus() && row == m_row && hour == m_hour) {
                painter.setPen(QPen(one.isGap ? t.text : t.accent, 2));
                painter.drawRect(cell.adjusted(1, 1, -1, -1));
            }
        }
    }
}

void CoverageGrid::mousePressEvent(QMouseEvent *event)
{
    const WeekGeometry geometry = geometryOfRows();
    QPoint at = event->pos();
    if (at.y() > geometry.header + weekdays * geometry.row)
        at.ry() -= betweenWeekAndHolidays;
    const WeekSlot slot = geometry.slotAt(at);
    setCurrent(slot.day - 1, slot.quarter * quarter / 60);
}

void CoverageGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event);
    choose();
}

void CoverageGrid::choose()
{
    const QDate day = m_row < weekdays ? m_coverage.monday.addDays(m_row) : m_coverage.holidays[size_t(m_row - weekdays)].day;
    if (day.isValid())
        Q_EMIT hourChosen(day, m_hour);
}

void CoverageGrid::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_row, m_hour - 1);
    case Qt::Key_Right:
        return setCurrent(m_row, m_hour + 1);
    case Qt::Key_Up:
        return setCurrent(m_row - 1, m_hour);
    case Qt::Key_Down:
        return setCurrent(m_row + 1, m_hour);
    case Qt::Key_Home:
        return setCurrent(m_row, 0);
    case Qt::Key_End:
        return setCurrent(m_row, 23);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose();
    default:
        QWidget::keyPressEvent(event);
    }
}

bool CoverageGrid::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const WeekGeometry geometry = geometryOfRows();
        QPoint at = help->pos();
        if (at.y() > geometry.header + weekdays * geometry.row)
            at.ry() -= betweenWeekAndHolidays;
        const WeekSlot slot = geometry.slotAt(at);
        QToolTip::showText(help->globalPos(), spokenHour(slot.day - 1, slot.quarter * quarter / 60), this);
        return true;
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

} // namespace milassist
