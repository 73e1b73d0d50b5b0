// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace milassist
{

class Label;
class Notice;

/// What has been changed and is not in force yet: back, again, save with a reason; and why it cannot be saved.
class SaveBar : public QWidget
{
    Q_OBJECT
public:
    SaveBar(RoutingServices &services, QWidget *parent);

Q_SIGNALS:
    /// To where the first thing stands that is wrong.
    void lineWanted(const milassist::PhoneNumber &line);
    void comparisonWanted(); ///< with last week
    void saved(int number);

private:
    void render();
    void renderNotice();
    void save();

    RoutingServices &m_services;
    bool m_wasRefused = false;
    std::optional<Error> m_error;
    Notice *m_notice;
    QWidget *m_row;
    Label *m_state;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QToolButton *m_discard;
    QLineEdit *m_reason;
    QPushButton *m_theirs;
    QPushButton *m_compare;
    QPushButton *m_save;
};

} // namespace milassist
