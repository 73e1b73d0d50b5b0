// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"
#include "ui/widgets/label.h"

class QComboBox;
class QLineEdit;
class QToolButton;

namespace milassist
{

/// One person of the plan: name, shift, and where they are asked.
class PersonRow : public Card
{
    Q_OBJECT
public:
    explicit PersonRow(QWidget *parent);
    void show(const routing::Plan &plan, const routing::PersonId &person);

Q_SIGNALS:
    void named(const milassist::routing::PersonId &person, const QString &name);
    void shiftChosen(const milassist::routing::PersonId &person, const milassist::routing::ScheduleId &shift);
    void removeWanted(const milassist::routing::PersonId &person);

private:
    routing::PersonId m_person;
    QLineEdit *m_name;
    QComboBox *m_shift;
    Label *m_note;
    QToolButton *m_remove;
};

/// One group of the plan: its name, who is in it, and which routes ask it.
class GroupRow : public Card
{
    Q_OBJECT
public:
    explicit GroupRow(QWidget *parent);
    void show(const routing::Plan &plan, const routing::GroupId &group);

Q_SIGNALS:
    void named(const milassist::routing::GroupId &group, const QString &name);
    void removeWanted(const milassist::routing::GroupId &group);

private:
    routing::GroupId m_group;
    QLineEdit *m_name;
    Label *m_note;
    QToolButton *m_remove;
};

} // namespace milassist
