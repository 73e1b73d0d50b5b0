// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

namespace milassist
{

class GreetingField;
class PartList;
class RouteEditor;

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
    GreetingField *m_music;
    PartList *m_all;
};

} // namespace milassist
