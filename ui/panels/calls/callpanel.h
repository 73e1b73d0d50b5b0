// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "ui/models/callmodel.h"
#include "ui/panels/calls/callwhy.h"
#include "ui/panels/parts/listdetailpanel.h"

namespace milassist {

class CallDetailView;
class CallFilterBar;
class CallStore;
class PlayerHub;

/// The call log: filters and search, a million rows, and everything known of the chosen call. Works from the cache alone.
class CallPanel : public ListDetailPanel {
    Q_OBJECT

public:
    CallPanel(CallStore &calls, const LineNames &lines, PlayerHub &hub, Clock clock = systemClock(), QWidget *parent = nullptr, WhyServices why = {});
    ~CallPanel() override;

    void open(const Target &target) override;

protected:
    QString countText(int rows) const override;
    EmptyWords emptyWords() const override;
    void showEverything() override;
    void openChosen() override;
    void readDetail(qint64 id) override;
    QFuture<Result<qint64>> exportRows(const QString &path) override;
    QFuture<Result<>> setNote(qint64 id, const QString &note) override;

private:
    void addKeys();

    CallStore &m_calls;
    CallModel m_model;
    CallFilterBar *m_filters;
    CallDetailView *m_detail;
};

} // namespace milassist
