// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"
#include "ui/models/voicemailmodel.h"
#include "ui/panels/parts/listdetailpanel.h"
#include "ui/panels/voicemail/voicemailowner.h"

namespace milassist {

class PlayerHub;
class VoicemailDetailView;
class VoicemailFilterBar;

/// Voicemail: what came in, its sound and its words. Works from the cache; sounds are fetched when first wanted.
///
/// Keys beside those of every such screen: E done (heard, and on to the next), U heard or new again, Delete deletes with
/// a way back, W corrects the transcript, S saves the sound; Enter plays. In a team E is done with it for everybody, with a
/// way back, and A takes it or gives it to somebody.
class VoicemailPanel : public ListDetailPanel {
    Q_OBJECT

public:
    VoicemailPanel(VoicemailStore &voicemails, const LineNames &lines, PlayerHub &hub, Clock clock = systemClock(),
                   QWidget *parent = nullptr, VoicemailTeam team = {});
    ~VoicemailPanel() override;

    void open(const Target &target) override;

    /// How long a deletion can be taken back.
    static constexpr std::chrono::seconds undoWindow{8};

protected:
    QString countText(int rows) const override;
    EmptyWords emptyWords() const override;
    void showEverything() override;
    void openChosen() override;
    void readDetail(qint64 id) override;
    void nothingToRead() override;
    void chosenChanged() override;
    QFuture<Result<qint64>> exportRows(const QString &path) override;
    QFuture<Result<>> setNote(qint64 id, const QString &note) override;

private:
    void connectDetail();
    void addKeys();
    void prefetchNext();
    void goOn();
    void setHeard(qint64 id, bool heard);
    void setHandled(const RecordingSid &sid, bool handled);
    void done();
    RowView viewOf(const VoicemailRow &row) const;
    void deleteChosen();
    void undoDelete(qint64 id);
    void askWhereToSaveSound();

    VoicemailStore &m_voicemails;
    PlayerHub &m_hub;
    VoicemailTeam m_team;
    VoicemailModel m_model;
    VoicemailFilterBar *m_filters;
    VoicemailDetailView *m_detail;
};

} // namespace milassist
