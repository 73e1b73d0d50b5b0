// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/schedule.h"
#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;

namespace milassist
{

class GreetingField;
class Label;

/// Opens or closes a line by hand, now or later, for a while or until a time; perhaps with a route and a greeting of its own.
class OverrideForm : public QWidget
{
    Q_OBJECT
public:
    OverrideForm(RoutingServices &services, QWidget *parent);

    /// A new one.
    void start(const routing::Zone &zone);
    void edit(const routing::Override &one, const routing::Zone &zone);

Q_SIGNALS:
    void made(const milassist::routing::Override &one);
    void cancelled();

private:
    QWidget *buildTimes();
    void open(const routing::Zone &zone);
    void render();
    void finish();

    RoutingServices &m_services;
    routing::Zone m_zone;
    QLineEdit *m_name;
    QComboBox *m_doors;
    QComboBox *m_begins;
    QWidget *m_fromField;
    QDateTimeEdit *m_from;
    QComboBox *m_lasts;
    QWidget *m_untilField;
    QDateTimeEdit *m_until;
    Label *m_zoneName;
    QComboBox *m_route;
    GreetingField *m_greeting;
    Label *m_problem;
};

/// Fills a combo box with the routes of a plan, after @p none for no route.
void fillRoutes(QComboBox *combo, const routing::Plan &plan, const QString &none, const routing::RouteId &chosen);

/// When it is @p wall on the clock of @p zone: UTC.
QDateTime instantAt(const routing::Zone &zone, const QDateTime &wall);
/// What the clock of @p zone shows, for a field.
QDateTime wallAt(const routing::Zone &zone, const QDateTime &instant);

} // namespace milassist
