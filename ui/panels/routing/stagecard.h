// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/scenario.h"
#include "ui/widgets/label.h"

class QComboBox;
class QSpinBox;
class QToolButton;

namespace milassist
{

class MemberList;
class OutsideFields;

/// One stage of a route: whom it rings, how and for how long.
class StageCard : public Card
{
    Q_OBJECT
public:
    StageCard(const QString &home, QWidget *parent);

    struct View {
        const routing::Plan &plan;
        const routing::Line &line;
        int place, places; ///< from 0
        const routing::Stage &stage;
        std::vector<MemberNow> members;
        bool isKnown; ///< who is there
    };
    void show(const View &view);
    MemberList *members() const { return m_members; }

Q_SIGNALS:
    void stageChanged(const milassist::routing::Stage &stage);
    void moveWanted(int places);
    void removeWanted();

private:
    void build();

    QString m_home;
    routing::Stage m_stage;
    routing::Plan m_plan;
    bool m_isShowing = false;
    Label *m_title;
    Label *m_longest;
    QToolButton *m_up;
    QToolButton *m_down;
    QComboBox *m_kind;
    QWidget *m_whomField;
    QComboBox *m_whom;
    OutsideFields *m_outside;
    QSpinBox *m_seconds;
    QWidget *m_atMostField;
    QSpinBox *m_atMost;
    MemberList *m_members;
};

} // namespace milassist
