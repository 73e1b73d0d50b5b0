// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/coverage.h"
#include "ui/widgets/hours/weekgeometry.h"

#include <QWidget>

namespace milassist
{

/// How many people would ring in each hour of a usual week and on the holidays to come. Where the line promises people and
/// there are none stands a 0 on red. Arrows go through the hours, Enter asks for one of them.
class CoverageGrid : public QWidget
{
    Q_OBJECT
public:
    explicit CoverageGrid(QWidget *parent = nullptr);

    void setCoverage(const Coverage &coverage);
    int rows() const { return 7 + int(m_coverage.holidays.size()); }
    /// "Monday 15:00 to 16:00: nobody would ring, and callers are promised people".
    QString spokenHour(int row, int hour) const;
    void setCurrent(int row, int hour);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// @param day of the week that was looked at, or a holiday; on the clock of the line
    void hourChosen(const QDate &day, int hour);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    WeekGeometry geometryOfRows() const;
    QString nameOfRow(int row) const;
    const CoverageHour &hourAt(int row, int hour) const;
    void choose();

    Coverage m_coverage;
    int m_row = 0, m_hour = 9;
};

} // namespace milassist
