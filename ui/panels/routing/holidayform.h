// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"
#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPushButton;

namespace milassist
{

class GreetingField;
class Label;

/// A holiday: a date or several, every year, or such a weekday of a month; perhaps with routes and a greeting of its own.
class HolidayForm : public QWidget
{
    Q_OBJECT
public:
    HolidayForm(RoutingServices &services, QWidget *parent);
    /// A new one.
    void start();
    void edit(const routing::Holiday &holiday);

Q_SIGNALS:
    void made(const milassist::routing::Holiday &holiday);
    void cancelled();

private:
    void buildDays();
    void buildCalls();
    void open(const routing::Holiday &holiday);
    void render();
    void finish();
    routing::HolidayDays days() const;

    RoutingServices &m_services;
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
    QComboBox *m_openRoute;
    QComboBox *m_closedRoute;
    GreetingField *m_greeting;
    Label *m_problem;
    Label *m_says;
    QPushButton *m_make;
};

} // namespace milassist
