// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hours/weekgeometry.h"

#include <QWidget>

#include <optional>

namespace milassist
{

/// The opening hours of a week, drawn: press and drag opens, the edge of a range can be dragged, Delete closes it.
///
/// By keys: arrows go by a quarter of an hour and by a day, with Ctrl by an hour; Enter opens an hour; Shift+Left and
/// Shift+Right move the end of the range one is in, Alt+Left and Alt+Right its start; Delete closes it; the menu key has the rest.
class HoursGrid : public QWidget
{
    Q_OBJECT
public:
    explicit HoursGrid(QWidget *parent = nullptr);

    void setWeek(const routing::Week &week);
    const routing::Week &week() const { return m_week; }
    /// What the clock on the wall is called: "New York time".
    void setZoneName(const QString &name);
    void setReadOnly(bool readOnly);

    WeekSlot currentSlot() const { return m_cursor; }
    void setCurrentSlot(const WeekSlot &slot);
    /// What a screen reader says of where one is: "Monday 09:00, open 09:00–17:00".
    QString spokenSlot() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    WeekGeometry geometryOfWeek() const;

Q_SIGNALS:
    void weekChanged(const milassist::routing::Week &week); ///< by the person
    void slotChosen(const milassist::WeekSlot &slot);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Grip {
        Edge edge;
        WeekSlot slot; ///< in the range
        int quarter;   ///< where the edge is, of the day of its range
    };
    struct Drag {
        std::optional<Grip> grip; ///< none: a new range is being drawn
        WeekSlot from, to;
    };
    std::optional<Grip> gripAt(const QPoint &point) const;
    void applyDrag();
    void change(const routing::Week &week);
    void moveCursor(int days, int quarters);
    void moveEdge(Edge edge, int quarters);
    void dayTo(const routing::DayHours &hours);
    void tellSlot();

    routing::Week m_week, m_before;
    QString m_zone;
    WeekSlot m_cursor{1, 36};
    std::optional<Drag> m_drag;
    bool m_readOnly = false;
};

} // namespace milassist
