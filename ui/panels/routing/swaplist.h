// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Label;

/// Who is on call in place of whose turn it is, from when until when; and a form for another.
class SwapList : public QWidget
{
    Q_OBJECT
public:
    SwapList(RoutingServices &services, QWidget *parent);
    void show(const routing::RotaId &id, const routing::Rota &rota);

Q_SIGNALS:
    void changed(const std::vector<milassist::routing::Swap> &swaps);

private:
    QWidget *buildForm();
    void start();
    void finish();
    void render();

    RoutingServices &m_services;
    routing::RotaId m_id;
    routing::Rota m_rota;
    QVBoxLayout *m_rows;
    Label *m_none;
    QPushButton *m_add;
    QWidget *m_form;
    QComboBox *m_person;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_until;
    Label *m_problem;
};

} // namespace milassist
