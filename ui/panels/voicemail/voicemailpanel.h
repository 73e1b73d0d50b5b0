// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/voicemailstore.h"
#include "ui/models/voicemailmodel.h"
#include "ui/widgets/panel.h"

class QStackedWidget;

namespace milassist {

class EmptyState;
class Label;
class LineNames;
class Notice;
class PlayerHub;
class RowListView;
class SplitView;
class VoicemailDetailView;
class VoicemailFilterBar;

/// Voicemail: what came in, its sound and its words. Works from the cache; sounds are fetched when first wanted.
///
/// Keys: J and K or the arrows, Space plays and pauses, arrows left and right seek 5 s (Shift 1 s), [ and ] change the
/// speed, E done (heard, and on to the next), U heard or new again, Delete deletes with a way back, T texts, C copies the
/// number, N writes a note, S saves the sound.
class VoicemailPanel : public Panel {
    Q_OBJECT

public:
    VoicemailPanel(VoicemailStore &voicemails, const LineNames &lines, PlayerHub &hub, Clock clock = systemClock(),
                   QWidget *parent = nullptr);
    ~VoicemailPanel() override;

    void activate() override;
    void open(const Target &target) override;
    void find() override;

    /// Writes what the list shows now.
    void exportTo(const QString &path);

    /// How long a deletion can be taken back.
    static constexpr std::chrono::seconds undoWindow{8};

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *buildList();
    QWidget *buildDetail();
    void addActions();
    void showFilter(const VoicemailFilter &filter);
    void choose(int row);
    void keepChosen();
    void goOn();
    void prefetchNext();
    void readDetail();
    void setHeard(qint64 id, bool heard);
    void done();
    void deleteChosen();
    void undoDelete(qint64 id);
    void saveNote(qint64 id, const QString &note);
    void askWhereToSaveSound();
    void askForExport();
    void render();

    VoicemailStore &m_voicemails;
    const LineNames &m_lines;
    PlayerHub &m_hub;
    Clock m_clock;
    VoicemailModel m_model;
    qint64 m_chosen = 0; // id; 0 = none
    qint64 m_wanted = 0; // id to choose as soon as the list has it
    bool m_isLoaded = false;

    VoicemailFilterBar *m_filters;
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
    VoicemailDetailView *m_detail;
    SplitView *m_split;
    QTimer m_soonDetail;
};

} // namespace milassist
