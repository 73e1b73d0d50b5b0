// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"
#include "ui/widgets/label.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace milassist
{

/// A rule by which texts become tasks: which texts, and whose task until when.
class TaskRuleCard : public Card
{
    Q_OBJECT
public:
    explicit TaskRuleCard(QWidget *parent);
    void show(const routing::Plan &plan, const routing::TaskRule &rule, int place, int places);
    void focusName();

Q_SIGNALS:
    void ruleChanged(const milassist::routing::TaskRule &rule);
    void moveWanted(int places);
    void removeWanted();

private:
    void buildFields();
    void tell();

    routing::TaskRule m_rule;
    bool m_isShowing = false;
    Label *m_title;
    QToolButton *m_up;
    QToolButton *m_down;
    QLineEdit *m_name;
    QLineEdit *m_words;
    QCheckBox *m_strangers;
    QCheckBox *m_closed;
    QLineEdit *m_task;
    QComboBox *m_person;
    QSpinBox *m_due;
};

} // namespace milassist
