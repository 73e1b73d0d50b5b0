// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/routingservices.h"
#include "ui/widgets/panel.h"

class QButtonGroup;
class QStackedWidget;

namespace milassist
{

class ComparePage;
class CoveragePage;
class EmptyState;
class Label;
class LineList;
class PlanPage;
class SaveBar;
class SplitView;
class TryPage;

/// Who rings when a call comes: each line with its hours and routes, the plan tried out, its gaps, its history.
class RoutingPanel : public Panel
{
    Q_OBJECT
public:
    explicit RoutingPanel(RoutingServices services, QWidget *parent = nullptr);

    void activate() override;
    void find() override;
    void showLine(const PhoneNumber &number);
    /// Somebody came, went or was offered a call.
    void showRoster();
    /// Writes the plan as it was saved last.
    void exportTo(const QString &path);

private:
    QWidget *buildDetail();
    void addPage(const QString &name, const QString &word, PlanPage *page);
    void openPage(int index);
    void renderList();
    void renderDetail();
    void renderHead();
    void askForExport();

    RoutingServices m_services;
    std::optional<PhoneNumber> m_shown;
    SplitView *m_split;
    LineList *m_lines;
    QStackedWidget *m_right;
    EmptyState *m_nothing;
    QStackedWidget *m_lineView;
    Label *m_title;
    Label *m_state;
    QWidget *m_chips;
    QButtonGroup *m_group;
    QStackedWidget *m_pages;
    EmptyState *m_unplanned;
    TryPage *m_try;
    ComparePage *m_compare = nullptr; ///< where a relay answers
    SaveBar *m_save;
};

} // namespace milassist
