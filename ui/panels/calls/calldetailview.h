// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callrow.h"
#include "ui/panels/calls/callwhy.h"
#include "ui/panels/parts/partydetail.h"

class QGridLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace milassist {

class Label;
class LegView;
class LineNames;
class OutcomeMark;
class PlayerHub;

/// Everything known of one conversation.
class CallDetailView : public PartyDetail {
    Q_OBJECT

public:
    CallDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, WhyServices why, QWidget *parent = nullptr);

    void show(const CallDetail &detail);
    const CallDetail &detail() const { return m_detail; }
    /// The player of the first recording; null when there is none.
    PlayerView *player() const override;

Q_SIGNALS:
    void personWanted(const milassist::Party &peer, const QString &name);

private:
    struct RecordingPart {
        QWidget *box;
        Label *caption;
        PlayerView *player;
        Label *transcript;
        QPushButton *voicemail;
        RecordingSid sid;
    };
    void build();
    void addFact(const QString &name, QWidget *value);
    void renderLegs();
    void renderFacts();
    void renderRecordings();
    RecordingPart makePart();

    const LineNames &m_lines;
    PlayerHub &m_hub;
    Clock m_clock;
    const TeamRoster *m_roster; ///< null without a relay
    CallDetail m_detail;

    OutcomeMark *m_mark;
    Label *m_sentence;
    Label *m_when;
    QGridLayout *m_facts;
    Label *m_line;
    Label *m_started;
    Label *m_ended;
    Label *m_rang;
    Label *m_talked;
    Label *m_sound;
    Label *m_price;
    QToolButton *m_sid;
    QWidget *m_recordings;
    QVBoxLayout *m_recordingColumn;
    QList<RecordingPart> m_parts;
    Label *m_legsTitle;
    LegView *m_legs;
    CallWhy *m_why;
};

} // namespace milassist
