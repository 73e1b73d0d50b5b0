// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/voicemailstore.h"
#include "ui/panels/parts/partydetail.h"
#include "ui/panels/voicemail/heardmeter.h"
#include "ui/panels/voicemail/transcripttime.h"

class QPushButton;
class QToolButton;

namespace milassist {

class Label;
class LineNames;
class Notice;
class Pill;
class PlayerHub;
class PlayerView;
class TranscriptView;

/// One voicemail: who, when, its sound, its words, our note.
class VoicemailDetailView : public PartyDetail {
    Q_OBJECT

public:
    VoicemailDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent = nullptr);

    void show(const VoicemailRow &voicemail);
    const VoicemailRow &voicemail() const { return m_row; }
    /// Words that were searched for: marked in the transcript and on the waveform.
    void setSearch(const QString &text);
    PlayerView *player() const override { return m_player; }
    bool copyTranscript();

Q_SIGNALS:
    void heardWanted(bool heard);
    void heardByPlaying();
    void deleteWanted();
    void undoWanted();
    void saveWanted();
    void transcriptCopied();

private:
    void build();
    void buildTranscript();
    void renderTranscript();
    void timeSentences();
    void follow();

    const LineNames &m_lines;
    PlayerHub &m_hub;
    Clock m_clock;
    VoicemailRow m_row;
    QString m_search;
    HeardMeter m_heardMeter;
    QList<TimedSentence> m_sentences;

    QPushButton *m_heard;
    QPushButton *m_delete;
    Notice *m_deleting;
    Pill *m_new;
    Label *m_when;
    PlayerView *m_player;
    QWidget *m_transcriptBox;
    QToolButton *m_follow;
    QToolButton *m_copy;
    Label *m_state;
    Label *m_stateMore;
    TranscriptView *m_transcript;
    Label *m_approximate;
};

} // namespace milassist
