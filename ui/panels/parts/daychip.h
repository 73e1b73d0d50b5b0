// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/models/linenames.h"
#include "ui/panels/parts/dayrange.h"
#include "ui/widgets/badge.h"

class QMenu;

namespace milassist {

/// A filter that opens a menu; shown as chosen while it filters.
class MenuChip : public Chip {
    Q_OBJECT

public:
    MenuChip(const QString &name, const QString &text, QWidget *parent = nullptr);

protected:
    void setShown(const QString &text, bool filters);
    /// Fills the menu, just before it opens.
    virtual void fill(QMenu &menu) = 0;

private:
    void open();
};

/// "Any time", a usual span of days, or two days of one's own.
class DayChip : public MenuChip {
    Q_OBJECT

public:
    explicit DayChip(Clock clock, QWidget *parent = nullptr);
    const DayRange &range() const { return m_range; }
    void setRange(const DayRange &range); ///< says nothing

Q_SIGNALS:
    void chosen(const milassist::DayRange &range);

protected:
    void fill(QMenu &menu) override;

private:
    QDate today() const { return m_clock().toLocalTime().date(); }
    void choose(const DayRange &range);

    Clock m_clock;
    DayRange m_range;
};

/// "All lines" or one of ours. Hides itself when there is no choice.
class LineChip : public MenuChip {
    Q_OBJECT

public:
    explicit LineChip(const LineNames &lines, QWidget *parent = nullptr);
    const Party &line() const { return m_line; }
    void setLine(const Party &line); ///< says nothing

Q_SIGNALS:
    void chosen(const milassist::Party &line);

protected:
    void fill(QMenu &menu) override;

private:
    void showLines();

    const LineNames &m_lines;
    Party m_line;
};

} // namespace milassist
