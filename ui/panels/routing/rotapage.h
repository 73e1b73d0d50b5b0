// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace milassist
{

class MemberList;
class SwapList;
struct OnCallTurn;

/// "Mon 2 Nov 09:00 until Mon 9 Nov 09:00: Ben, in place of their turn".
QString turnWords(const OnCallTurn &turn, const routing::Rota &rota, const routing::Plan &plan, const QDateTime &now);

/// Who is on call: the rotas of the plan, whatever the line, with the turns that come and the swaps.
class RotaPage : public PlanPage
{
    Q_OBJECT
public:
    RotaPage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    void buildTurns();
    void makeRota();
    void change(const std::function<void(routing::Rota &)> &how, const QString &spot = {});
    void renderRota(const routing::Rota &rota);

    routing::RotaId m_rota;
    QWidget *m_choice;
    QComboBox *m_which;
    QPushButton *m_add;
    QToolButton *m_remove;
    QWidget *m_body;
    QLineEdit *m_name;
    MemberList *m_people;
    QComboBox *m_zone;
    QDateTimeEdit *m_start;
    QDateTimeEdit *m_handover;
    QSpinBox *m_days;
    Label *m_turns;
    SwapList *m_swaps;
};

} // namespace milassist
