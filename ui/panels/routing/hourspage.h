// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace milassist
{

class HolidayList;
class HoursGrid;
class Notice;
class OverrideList;
class PartList;

/// When a line is open: the week, holidays, and what was set by hand.
class HoursPage : public PlanPage
{
    Q_OBJECT
public:
    HoursPage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    void buildWeek();
    void changeHours(const std::function<void(routing::Schedule &)> &change, const QString &spot = {});
    void chooseHours(int index);
    void typeDay();
    void showDay();
    void showAll();

    QComboBox *m_hours;
    Notice *m_shared;
    QWidget *m_body;
    QLineEdit *m_name;
    QComboBox *m_zone;
    HoursGrid *m_grid;
    Label *m_dayName;
    QLineEdit *m_day;
    Label *m_dayProblem;
    HolidayList *m_holidays;
    QComboBox *m_shift;
    QWidget *m_shiftField;
    OverrideList *m_overrides;
    PartList *m_all;
};

/// Places by whose clock hours are kept, for a combo box.
const QList<std::pair<QString, QString>> &zoneItems();
/// That of this computer.
routing::Zone hereZone();

} // namespace milassist
