// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace milassist
{

class Label;

/// What the plan says of a number outside, but for how long it rings: the number, its name and hours, how it is called.
class OutsideFields : public QWidget
{
    Q_OBJECT
public:
    OutsideFields(QString home, QWidget *parent);

    /// One that is there, or none: then they are empty.
    void show(const std::optional<routing::External> &outside, const routing::Plan &plan);
    /// As it is written; none, and why in place, while that is no number that can be called.
    std::optional<routing::External> written();
    void focusNumber();

Q_SIGNALS:
    /// One that is there, by one field.
    void changed(const milassist::routing::External &outside);

private:
    void tell();

    QString m_home;
    std::optional<routing::External> m_outside;
    std::vector<PhoneNumber> m_ours;
    bool m_isShowing = false;
    QLineEdit *m_number;
    QLineEdit *m_name;
    QComboBox *m_hours;
    QComboBox *m_screening;
    QComboBox *m_callerId;
    Label *m_problem;
};

/// A number outside that is to be added: nothing gets into the plan before there is a number.
class OutsideForm : public QWidget
{
    Q_OBJECT
public:
    OutsideForm(const QString &suffix, RoutingServices &services, QWidget *parent);
    void start();

Q_SIGNALS:
    void made(const milassist::routing::External &outside);
    void cancelled();

private:
    RoutingServices &m_services;
    OutsideFields *m_fields;
};

} // namespace milassist
