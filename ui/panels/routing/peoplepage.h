// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QLineEdit;
class QVBoxLayout;

namespace milassist
{

class GroupRow;
class PersonRow;

/// The people and groups of the plan, whatever the line: names, shifts.
class RoutingPeoplePage : public PlanPage
{
    Q_OBJECT
public:
    RoutingPeoplePage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    QLineEdit *buildAdding(const QString &name, const QString &sample, const QString &spoken, const std::function<void(const QString &)> &add);
    PersonRow *newPersonRow();
    GroupRow *newGroupRow();

    QVBoxLayout *m_peopleColumn;
    QVBoxLayout *m_groupColumn;
    std::vector<PersonRow *> m_people;
    std::vector<GroupRow *> m_groups;
    Label *m_nobody;
};

} // namespace milassist
