// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/team/teamlistpanel.h"

namespace milassist
{

/// Who is in the team, with which role; for admins. A token is shown once.
class PeoplePanel : public TeamListPanel
{
    Q_OBJECT
public:
    explicit PeoplePanel(const TeamServices &services, QWidget *parent = nullptr);

protected:
    void read() override;
    QWidget *makePage(const QString &key) override;
    void act() override;

private:
    void render();
    QWidget *makeForm();
    void showToken(const QString &name, const Secret &token);
    std::optional<routing::PersonNow> nowOf(const QString &name) const;

    TeamPeople m_table;
    QTimer m_passing; ///< what somebody has said for a while ends without an event
    QList<TeamPerson> m_people;
    bool m_hasPeople = false;
};

} // namespace milassist
