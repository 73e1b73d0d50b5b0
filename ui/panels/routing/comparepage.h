// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamplans.h"
#include "ui/models/plainlistmodel.h"
#include "ui/panels/routing/planpage.h"

class QPushButton;

namespace milassist
{

class Notice;
class RowListView;

/// "Anna, then Ben and Carla together, then voicemail". @param home ISO country whose numbers are shown in national form
QString wayWords(const QStringList &way, const routing::Plan &plan, const QString &home);

/// "All 412 calls would have gone the same way."
QString previewWords(const PlanPreview &preview);

/// What the calls of last week would have been by the plan as it stands here: those that would have gone elsewhere.
class ComparePage : public PlanPage
{
    Q_OBJECT
public:
    ComparePage(RoutingServices &services, QWidget *parent);
    ~ComparePage() override;

    /// Asks, unless it is asking.
    void compare();

protected:
    void render() override;

private:
    void take(const Result<QJsonObject> &answer);
    void cancel();
    void choose(int row);

    PlainListModel<CallElsewhere> *m_model;
    std::optional<QFuture<Result<QJsonObject>>> m_asking;
    std::optional<PlanPreview> m_preview;
    routing::Plan m_compared, m_was;
    QPushButton *m_compare;
    QWidget *m_progress;
    Notice *m_notice;
    Label *m_verdict;
    Label *m_stale;
    RowListView *m_list;
    Label *m_ways;
};

} // namespace milassist
