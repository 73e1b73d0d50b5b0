// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/routingservices.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Label;
class OverrideForm;

/// What was set by hand, each with the time that is left, and a way to open or close now.
class OverrideList : public QWidget
{
    Q_OBJECT
public:
    OverrideList(RoutingServices &services, QWidget *parent);
    /// @param hours whose they are: a form that is open stays with them
    void show(const routing::ScheduleId &hours, const std::vector<routing::Override> &overrides, const routing::Zone &zone);

Q_SIGNALS:
    void changed(const std::vector<milassist::routing::Override> &overrides);

private:
    void render();
    void tick();
    void showForm(bool isOpen);
    void take(const routing::Override &one);

    RoutingServices &m_services;
    routing::ScheduleId m_hours, m_formOf;
    std::optional<routing::Override> m_edited; ///< by the form; none: a new one
    QTimer m_second;
    std::vector<routing::Override> m_overrides;
    routing::Zone m_zone;
    bool m_isShown = false;
    QVBoxLayout *m_rows;
    std::vector<Label *> m_countdowns;
    QPushButton *m_add;
    bool m_isFormOpen = false;
    OverrideForm *m_form;
};

} // namespace milassist
