// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/routing/hours/schedule.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace milassist
{

class HolidayForm;
class Label;

/// "2027-01-01" of the next day on which it falls; invalid if never again within two years.
QDate nextFall(const routing::HolidayDays &days, const QDate &today);

/// The holidays of a line's hours, and a form for another.
class HolidayList : public QWidget
{
    Q_OBJECT
public:
    HolidayList(Clock clock, QWidget *parent);
    void show(const std::vector<routing::Holiday> &holidays);

Q_SIGNALS:
    void changed(const std::vector<milassist::routing::Holiday> &holidays);

private:
    void render();

    Clock m_clock;
    std::vector<routing::Holiday> m_holidays;
    bool m_isShown = false;
    QVBoxLayout *m_rows;
    Label *m_none;
    QPushButton *m_add;
    HolidayForm *m_form;
};

} // namespace milassist
