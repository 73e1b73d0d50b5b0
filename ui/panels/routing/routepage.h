// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/planedit.h"
#include "ui/panels/routing/planpage.h"

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Notice;
class StageCard;

/// The route of a line while it is open, or while it is closed.
class RouteEditor : public QWidget
{
    Q_OBJECT
public:
    RouteEditor(RoutingServices &services, When when, QWidget *parent);
    void show(const PhoneNumber &number);

private:
    routing::RouteId routeId() const;
    void choose(int index);
    void changeStages(const std::function<void(std::vector<routing::Stage> &)> &change, const QString &spot = {});
    void addStage();
    void addOutside();
    void fitCards(std::size_t count);
    void addPerson(const routing::GroupId &group, const QString &name);

    RoutingServices &m_services;
    When m_when;
    std::optional<PhoneNumber> m_number;
    QComboBox *m_route;
    Notice *m_shared;
    QVBoxLayout *m_stages;
    std::vector<StageCard *> m_cards;
    QWidget *m_buttons;
    Label *m_sum;
};

/// Who rings, in which order and for how long.
class RoutePage : public PlanPage
{
    Q_OBJECT
public:
    RoutePage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    RouteEditor *m_open;
    RouteEditor *m_closed;
    QComboBox *m_hold;
};

} // namespace milassist
