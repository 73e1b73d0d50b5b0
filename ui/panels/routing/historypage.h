// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/plainlistmodel.h"
#include "ui/panels/routing/planpage.h"

class QPushButton;
class QStackedWidget;

namespace milassist
{

class EmptyState;
class Notice;
class RowListView;

/// Every version of the plan: who changed what, when and why; one of them made the draft again.
class HistoryPage : public PlanPage
{
    Q_OBJECT
public:
    HistoryPage(RoutingServices &services, QWidget *parent);
    void activate() override;

Q_SIGNALS:
    void restored(int number);

protected:
    void render() override {}

private:
    void read();
    void choose(int row);
    void showChanges(const routing::Plan &before, const routing::Plan &after);

    PlainListModel<routing::PlanNote> *m_model;
    quint64 m_asked = 0;
    int m_shown = 0; ///< whose changes are told, or on their way
    Notice *m_notice;
    RowListView *m_list;
    EmptyState *m_empty;
    Label *m_changes;
    QPushButton *m_restore;
};

} // namespace milassist
