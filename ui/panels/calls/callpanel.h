// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callrow.h"
#include "ui/models/callmodel.h"
#include "ui/widgets/panel.h"

#include <QFuture>

class QStackedWidget;

namespace milassist {

class CallDetailView;
class CallFilterBar;
class CallStore;
class EmptyState;
class Label;
class LineNames;
class Notice;
class PlayerHub;
class RowListView;
class SplitView;

/// The call log: filters and search, a million rows, and everything known of the chosen call. Works from the cache alone.
///
/// Keys in the list: J and K or the arrows, Space plays, Shift+arrows seek, T texts, C copies the number, N writes a note,
/// Enter goes to the detail, Escape comes back.
class CallPanel : public Panel {
    Q_OBJECT

public:
    CallPanel(CallStore &calls, const LineNames &lines, PlayerHub &hub, Clock clock = systemClock(), QWidget *parent = nullptr);
    ~CallPanel() override;

    void activate() override;
    void open(const Target &target) override;
    void find() override;

    /// Writes what the list shows now.
    void exportTo(const QString &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *buildList();
    QWidget *buildDetail();
    void addActions();
    void showFilter(const CallFilter &filter);
    void choose(int row);
    void chooseId(qint64 id);
    void keepChosen();
    void readDetail();
    void saveNote(qint64 id, const QString &note);
    void askForExport();
    void render();

    CallStore &m_calls;
    const LineNames &m_lines;
    PlayerHub &m_hub;
    Clock m_clock;
    CallModel m_model;
    qint64 m_chosen = 0;  // id; 0 = none
    qint64 m_wanted = 0;  // id to choose as soon as the list has it
    bool m_isLoaded = false;

    CallFilterBar *m_filters;
    Label *m_count;
    RowListView *m_list;
    QStackedWidget *m_listStack;
    QWidget *m_skeleton;
    EmptyState *m_empty;
    QWidget *m_trouble;
    Notice *m_troubleNotice;
    Notice *m_notice;
    QStackedWidget *m_detailStack;
    EmptyState *m_nothingChosen;
    QWidget *m_nothingToChoose;
    QWidget *m_export;
    CallDetailView *m_detail;
    SplitView *m_split;
    QTimer m_soonDetail;
};

} // namespace milassist
