// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/routing/hours/schedule.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Label;

/// What was set by hand, each with the time that is left, and a way to open or close now.
class OverrideList : public QWidget
{
    Q_OBJECT
public:
    OverrideList(Clock clock, QWidget *parent);
    void show(const std::vector<routing::Override> &overrides, const routing::Zone &zone);

Q_SIGNALS:
    void changed(const std::vector<milassist::routing::Override> &overrides);

private:
    QWidget *buildForm();
    void render();
    void tick();
    void start();

    Clock m_clock;
    QTimer m_second;
    std::vector<routing::Override> m_overrides;
    routing::Zone m_zone;
    bool m_isShown = false;
    QVBoxLayout *m_rows;
    std::vector<Label *> m_countdowns;
    QPushButton *m_add;
    QWidget *m_form;
    QLineEdit *m_name;
    QComboBox *m_doors;
    QComboBox *m_hours;
};

} // namespace milassist
