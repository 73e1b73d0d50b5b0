// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/planedit.h"
#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace milassist
{

class GreetingField;
class Label;
class Notice;
class OutsideForm;
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
    void addOutside(const routing::External &outside);
    void buildAdding(const QString &suffix);
    void changeRoute(const std::function<void(routing::Route &)> &change, const QString &spot = {});
    routing::Plan withItsRoute() const;
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
    OutsideForm *m_outside;
    QWidget *m_own; ///< what a route says besides its stages
    QLineEdit *m_name;
    GreetingField *m_greeting;
    Label *m_sum;
};

} // namespace milassist
