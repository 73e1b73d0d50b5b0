// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"
#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/exchange/sound/player.h"

#include <QPointer>

namespace milassist::exchange {

/// <Dial> with Number and Sip: rings them, in turn or all at once, and connects the first who answers.
class DialAct : public Act {
    Q_OBJECT

public:
    DialAct(const Scene &scene, twiml::Dial dial);
    void begin() override;
    void tick() override;
    void lineEnded() override;
    void abandon() override;
    /// Somebody else has plans for this one of the called: it is let go, and the dialling is over.
    bool release(const Line &line);

private:
    enum class Phase { Calling, Preparing, Bridged, Over };
    struct Child {
        QPointer<Line> line;
        Target target;
    };

    void callNext();
    void place(const twiml::Noun &noun);
    void onAnswered(Line *line);
    void onEnded(Line *line);
    void prepare(Line *line, const Target &target);
    void bridge();
    void startTape();
    void hangUpAll(GaveUp why, const Line *except = nullptr);
    void remember(const Line &line);
    void conclude();
    void onReferred(Line *from, const QString &target);
    void transfer(Line *from, const twiml::Document &document, const QString &base);
    SignedFields results() const;
    bool isRinging() const;

    const twiml::Dial m_dial;
    Phase m_phase = Phase::Calling;
    qsizetype m_next = 0;
    QList<Child> m_children;   ///< dialled and not ended
    QPointer<Line> m_winner;   ///< who answered
    bool m_hasRung = false, m_wasBridged = false, m_wasReleased = false;
    int m_frames = 0;          ///< of this round of calling, or of the bridge
    int m_preparing = 0;       ///< frames until the digits are through
    Player m_ringback;
    QString m_tape;
    // What the action is told of the leg that mattered.
    QString m_status = QStringLiteral("failed"), m_sid, m_sipCallId;
    int m_seconds = 0, m_sipCode = 0;
    SipHeaders m_headers;
    bool m_isSip = false;
    std::optional<Studio::Finished> m_recorded;
};

} // namespace milassist::exchange
