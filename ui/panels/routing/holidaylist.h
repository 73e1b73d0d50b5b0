// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"
#include "ui/panels/routing/routingservices.h"

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
    HolidayList(RoutingServices &services, QWidget *parent);
    /// @param hours whose they are: a form that is open stays with them
    void show(const routing::ScheduleId &hours, const std::vector<routing::Holiday> &holidays);

Q_SIGNALS:
    void changed(const std::vector<milassist::routing::Holiday> &holidays);

private:
    void render();
    void showForm(bool isOpen);
    void take(const routing::Holiday &holiday);
    QString wordsOf(const routing::Holiday &holiday) const;

    RoutingServices &m_services;
    routing::ScheduleId m_hours, m_formOf;
    std::optional<routing::Holiday> m_edited; ///< by the form; none: a new one
    bool m_isFormOpen = false;
    std::vector<routing::Holiday> m_holidays;
    bool m_isShown = false;
    QVBoxLayout *m_rows;
    Label *m_none;
    QPushButton *m_add;
    HolidayForm *m_form;
};

} // namespace milassist
