// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours/hoursgrid.h"

#include "ui/widgets/theme.h"
#include "ui/words/hourswords.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int quartersAnHour = 60 / quarter;

QString clockOf(int quarterOfDay)
{
    return u"%1:%2"_s.arg(quarterOfDay / quartersAnHour, 2, 10, QChar(u'0')).arg(quarterOfDay % quartersAnHour * quarter, 2, 10, QChar(u'0'));
}

} // namespace

HoursGrid::HoursGrid(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"hoursGrid"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleDescription(tr("Arrows go through the week, Enter opens an hour, Shift and Left or Right move the end of the range, "
                                "Alt and Left or Right its start, Delete closes it."));
    tellSlot();
}

void HoursGrid::setWeek(const Week &week)
{
    if (m_week == week)
        return;
    m_week = week;
    m_drag.reset();
    tellSlot();
    update();
}

void HoursGrid::setZoneName(const QString &name)
{
    m_zone = name;
    tellSlot();
}

void HoursGrid::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    update();
}

void HoursGrid::setCurrentSlot(const WeekSlot &slot)
{
    if (slot == m_cursor)
        return;
    m_cursor = slot;
    tellSlot();
    update();
    Q_EMIT slotChosen(slot);
}

QString HoursGrid::spokenSlot() const
{
    const auto range = rangeAt(m_week, m_cursor);
    const QString place = u"%1 %2"_s.arg(weekdayName(m_cursor.day), clockOf(m_cursor.quarter));
    return range ? tr("%1, open %2").arg(place, dayHoursWords({range->range})) : tr("%1, closed").arg(place);
}

void HoursGrid::tellSlot()
{
    setAccessibleName(m_zone.isEmpty() ? tr("Opening hours: %1").arg(spokenSlot())
                                       : tr("Opening hours, %1: %2").arg(m_zone, spokenSlot()));
    setToolTip(spokenSlot());
}

WeekGeometry HoursGrid::geometryOfWeek() const
{
    const QFontMetrics small(fontOf(TextStyle::Caption));
    int gutter = 0;
    for (int day = 1; day <= 7; ++day)
        gutter = std::max(gutter, small.horizontalAdvance(weekdayName(day, QLocale::ShortFormat)));
    return {.gutter = gutter + space::m, .header = small.height() + space::xs, .row = small.height() + space::m, .width = width()};
}

QSize HoursGrid::sizeHint() const
{
    const WeekGeometry geometry = geometryOfWeek();
    return {geometry.gutter + 24 * 22, geometry.height() + 1};
}

QSize HoursGrid::minimumSizeHint() const
{
    const WeekGeometry geometry = geometryOfWeek();
    return {geometry.gutter + 24 * 8, geometry.height() + 1};
}

void HoursGrid::change(const Week &week)
{
    if (m_readOnly || week == m_week)
        return;
    m_week = week;
    tellSlot();
    update();
    Q_EMIT weekChanged(week);
}

// The edge of a range that is near enough to be taken hold of.
std::optional<HoursGrid::Grip> HoursGrid::gripAt(const QPoint &point) const
{
    const WeekGeometry geometry = geometryOfWeek();
    const int near = std::max(4, space::s - space::hair);
    if (point.y() < geometry.header || point.y() >= geometry.height())
        return {};
    const int day = geometry.slotAt(point).day;
    for (const TimeRange &range : m_week.on(day)) {
        const int start = range.start().minute(), end = range.runsPastMidnight() ? 24 * 60 : range.end().minute();
        const WeekSlot inside{day, start / quarter};
        if (std::abs(point.x() - geometry.x(start)) <= near)
            return Grip{Edge::Start, inside, start / quarter};
        if (!range.runsPastMidnight() && std::abs(point.x() - geometry.x(end)) <= near)
            return Grip{Edge::End, inside, end / quarter};
    }
    const int before = day == 1 ? 7 : day - 1;
    for (const TimeRange &range : m_week.on(before)) {
        if (range.runsPastMidnight() && std::abs(point.x() - geometry.x(range.end().minute())) <= near)
            return Grip{Edge::End, {before, range.start().minute() / quarter}, quartersADay + range.end().minute() / quarter};
    }
    return {};
}

void HoursGrid::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    const WeekSlot slot = geometryOfWeek().slotAt(event->pos());
    setCurrentSlot(slot);
    if (m_readOnly)
        return;
    m_before = m_week;
    const auto grip = gripAt(event->pos());
    if (grip || !isOpenAt(m_week, slot))
        m_drag = Drag{grip, slot, slot};
}

void HoursGrid::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag) {
        setCursor(!m_readOnly && gripAt(event->pos()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    WeekSlot slot = geometryOfWeek().slotAt(event->pos());
    slot.day = m_drag->from.day; // a range is of one day
    if (slot == m_drag->to)
        return;
    m_drag->to = slot;
    applyDrag();
}

void HoursGrid::applyDrag()
{
    const Drag drag = *m_drag;
    if (!drag.grip) {
        m_week = withOpened(m_before, drag.from.day, drag.from.quarter, drag.to.quarter);
    } else {
        const int shift = drag.grip->quarter >= quartersADay && drag.grip->slot.day != drag.from.day ? quartersADay : 0;
        const int wanted = drag.to.quarter + shift + (drag.grip->edge == Edge::End ? 1 : 0);
        m_week = withEdgeMoved(m_before, drag.grip->slot, drag.grip->edge, wanted - drag.grip->quarter);
    }
    update();
}

void HoursGrid::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_drag || event->button() != Qt::LeftButton)
        return;
    const bool isMoved = m_drag->from != m_drag->to;
    if (isMoved)
        applyDrag();
    const Week drawn = m_week;
    m_drag.reset();
    m_week = m_before;
    if (isMoved) // a click alone only says where one is
        change(drawn);
    update();
}

void HoursGrid::moveCursor(int days, int quarters)
{
    setCurrentSlot({std::clamp(m_cursor.day + days, 1, 7), std::clamp(m_cursor.quarter + quarters, 0, quartersADay - 1)});
}

void HoursGrid::moveEdge(Edge edge, int quarters)
{
    const Week moved = withEdgeMoved(m_week, m_cursor, edge, quarters);
    const auto found = rangeAt(m_week, m_cursor);
    if (moved == m_week || !found)
        return;
    // The cursor stays in its range, which may have shrunk under it.
    const WeekSlot inside{found->day, (found->range.start().minute() + (edge == Edge::Start ? quarters * quarter : 0)) / quarter};
    const bool isInside = isOpenAt(moved, m_cursor);
    change(moved);
    if (!isInside)
        setCurrentSlot(inside);
}

void HoursGrid::dayTo(const DayHours &hours)
{
    Week week = m_week;
    week.days[size_t(m_cursor.day - 1)] = hours;
    change(week);
}

void HoursGrid::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier | Qt::ControlModifier);
    const int step = event->key() == Qt::Key_Left ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (modifiers == Qt::ShiftModifier)
            return moveEdge(Edge::End, step);
        if (modifiers == Qt::AltModifier)
            return moveEdge(Edge::Start, step);
        return moveCursor(0, modifiers == Qt::ControlModifier ? step * quartersAnHour : step);
    case Qt::Key_Up:
        return moveCursor(-1, 0);
    case Qt::Key_Down:
        return moveCursor(1, 0);
    case Qt::Key_Home:
        return moveCursor(0, -quartersADay);
    case Qt::Key_End:
        return moveCursor(0, quartersADay);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: {
        if (isOpenAt(m_week, m_cursor))
            return;
        return change(withOpened(m_week, m_cursor.day, m_cursor.quarter,
                                 std::min(m_cursor.quarter + quartersAnHour, quartersADay) - 1));
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return change(withoutRange(m_week, m_cursor));
    case Qt::Key_Escape:
        if (m_drag) {
            m_drag.reset();
            m_week = m_before;
            update();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HoursGrid::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_readOnly)
        return;
    if (event->reason() == QContextMenuEvent::Mouse)
        setCurrentSlot(geometryOfWeek().slotAt(event->pos()));
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString day = weekdayName(m_cursor.day);
    QAction *close = menu->addAction(tr("Close this range"), this, [this] { change(withoutRange(m_week, m_cursor)); });
    close->setEnabled(isOpenAt(m_week, m_cursor));
    menu->addAction(tr("%1: open all day").arg(day), this, [this] { dayTo({TimeRange::allDay()}); });
    menu->addAction(tr("%1: closed").arg(day), this, [this] { dayTo({}); });
    menu->addSeparator();
    menu->addAction(tr("Monday to Friday as %1").arg(day), this, [this] { change(withDayCopied(m_week, m_cursor.day, {1, 2, 3, 4, 5})); });
    menu->addAction(tr("Every day as %1").arg(day), this,
                    [this] { change(withDayCopied(m_week, m_cursor.day, {1, 2, 3, 4, 5, 6, 7})); });
    const WeekGeometry geometry = geometryOfWeek();
    const QPoint place = event->reason() == QContextMenuEvent::Mouse
                             ? event->globalPos()
                             : mapToGlobal(geometry.span(m_cursor.day - 1, m_cursor.quarter * quarter, 24 * 60).bottomLeft());
    menu->popup(place);
}

bool HoursGrid::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) { // the arrows are ours, whatever the screen does with them
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right || key->key() == Qt::Key_Delete || key->key() == Qt::Key_Space) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

} // namespace milassist
