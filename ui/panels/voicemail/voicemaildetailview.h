// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/voicemailstore.h"
#include "ui/panels/parts/partydetail.h"
#include "ui/panels/voicemail/heardmeter.h"
#include "ui/panels/voicemail/voicemailowner.h"

class QPushButton;
class QToolButton;

namespace milassist {

class Label;
class LineNames;
class Notice;
class Pill;
class PlayerHub;
class PlayerView;
class TranscriptCard;

/// One voicemail: who, when, its sound, its words, our note.
class VoicemailDetailView : public PartyDetail {
    Q_OBJECT

public:
    VoicemailDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, const VoicemailTeam &team, QWidget *parent = nullptr);

    void show(const VoicemailRow &voicemail);
    const VoicemailRow &voicemail() const { return m_row; }
    /// Words that were searched for: marked in the transcript and on the waveform.
    void setSearch(const QString &text);
    PlayerView *player() const override { return m_player; }
    VoicemailOwner *owner() const { return m_owner; }
    void flush() override;
    bool copyTranscript();
    void editTranscript(const QString &typed = {}); ///< @param typed what stands in the field at first
    void setHeardRule(HeardRule rule);

Q_SIGNALS:
    void heardWanted(bool heard);
    void heardByPlaying();
    void deleteWanted();
    void undoWanted();
    void saveWanted();
    void transcriptCopied();
    void transcriptCorrected(qint64 id, const QString &transcript); ///< empty: Twilio's own words again
    void heardRuleChosen(milassist::HeardRule rule);

private:
    void build(const VoicemailTeam &team);
    void buildRuleMenu();

    const LineNames &m_lines;
    PlayerHub &m_hub;
    Clock m_clock;
    VoicemailRow m_row;
    HeardMeter m_heardMeter;

    QPushButton *m_heard;
    QPushButton *m_delete;
    Notice *m_deleting;
    Pill *m_new;
    Label *m_when;
    VoicemailOwner *m_owner;
    PlayerView *m_player;
    TranscriptCard *m_transcript;
    QToolButton *m_rule;
};

} // namespace milassist
