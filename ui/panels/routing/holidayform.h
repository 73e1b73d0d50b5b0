// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/routing/hours/schedule.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;

namespace milassist
{

class Label;

/// A new holiday: a date or several, every year, or such a weekday of a month.
class HolidayForm : public QWidget
{
    Q_OBJECT
public:
    HolidayForm(Clock clock, QWidget *parent);
    void start();

Q_SIGNALS:
    void made(const milassist::routing::Holiday &holiday);
    void cancelled();

private:
    void render();
    void finish();
    routing::HolidayDays days() const;

    Clock m_clock;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QWidget *m_dates;
    QDateTimeEdit *m_first;
    QDateTimeEdit *m_last;
    QWidget *m_nthWeekday;
    QComboBox *m_nth;
    QComboBox *m_weekday;
    QComboBox *m_month;
    QLineEdit *m_hours;
    Label *m_problem;
    Label *m_says;
};

} // namespace milassist
