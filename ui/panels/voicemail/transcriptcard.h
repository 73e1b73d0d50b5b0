// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/voicemailstore.h"
#include "ui/panels/voicemail/transcripttime.h"
#include "ui/widgets/label.h"

class QToolButton;

namespace milassist {

class PlayerHub;
class PlayerView;
class TranscriptEditor;
class TranscriptView;

/// The words of a voicemail beside its sound: followed while it plays, a way to any sentence, corrected in place; or why
/// there are none.
class TranscriptCard : public Card {
    Q_OBJECT

public:
    TranscriptCard(PlayerHub &hub, PlayerView &player, QWidget *parent = nullptr);

    void show(const VoicemailRow &voicemail);
    /// Words that were searched for: marked in the text and on the waveform.
    void setSearch(const QString &text);
    bool copy(); ///< false when there are no words
    /// @param typed what stands in the field at first, if not the transcript
    void edit(const QString &typed = {});
    void flush(); ///< saves what is being typed

Q_SIGNALS:
    void copied();
    /// @param transcript empty: Twilio's own words again
    void corrected(qint64 id, const QString &transcript);

private:
    void build();
    void render();
    void timeSentences();
    void follow();

    PlayerHub &m_hub;
    PlayerView &m_player;
    VoicemailRow m_row;
    QString m_search;
    QList<TimedSentence> m_sentences;

    QToolButton *m_follow;
    QToolButton *m_edit;
    QToolButton *m_copy;
    Label *m_state;
    Label *m_stateMore;
    TranscriptView *m_view;
    TranscriptEditor *m_editor;
    Label *m_hint;
};

} // namespace milassist
