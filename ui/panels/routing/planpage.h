// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/routingservices.h"
#include "ui/widgets/panel.h"

class QComboBox;
class QSpinBox;

namespace milassist
{

class Label;

/// A page about one line of the draft. It shows what the draft says whenever it changes, and what is done on it becomes a
/// change of the draft.
class PlanPage : public DetailPane
{
    Q_OBJECT
public:
    void show(const PhoneNumber &line);
    /// As somebody comes to look at it.
    virtual void activate() { renderSoon(); }

protected:
    PlanPage(RoutingServices &services, QWidget *parent);

    virtual void render() = 0;
    /// Nothing that render() does to a control is taken for the person's doing.
    bool isRendering() const { return m_isRendering; }
    void renderSoon();

    PlanDesk &desk() const { return m_services.desk; }
    const routing::Plan &plan() const { return m_services.desk.draft(); }
    RoutingServices &services() const { return m_services; }
    const PhoneNumber &number() const { return *m_number; }
    /// Null while there is none.
    const routing::Line *line() const;
    void changeLine(const std::function<void(routing::Line &)> &change, const QString &spot = {});
    QString home() const { return m_services.lines.home(); }

private:
    RoutingServices &m_services;
    std::optional<PhoneNumber> m_number;
    bool m_isRendering = false;
};

/// A heading and a line of explanation.
QWidget *sectionHead(const QString &title, const QString &note, QWidget *parent);
/// A field with its name above, and the names a test and a screen reader look for.
QWidget *namedField(const QString &objectName, const QString &caption, QWidget *field, QWidget *parent);
/// A combo box that is not as wide as its longest entry.
QComboBox *planCombo(QWidget *parent);
/// Seconds, written so.
QSpinBox *secondsBox(int lowest, int highest, QWidget *parent);
/// Fills a combo box with ids and names, and shows which is chosen.
void fillCombo(QComboBox *combo, const QList<std::pair<QString, QString>> &items, const QString &chosen);

} // namespace milassist
