// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"
#include "core/sandbox/exchange/acts/room.h"

#include <QPointer>

namespace milassist::exchange {

/// What somebody hears who waits: documents, Twilio's music, or nothing.
class WaitingSound {
public:
    /// @p wait none = music, an empty address = silence. @p done when a document ends the waiting.
    void begin(Office &office, Line &line, const twiml::Address &wait, const QString &documentUrl, std::function<SignedFields()> more,
               std::function<void(RunEnd)> done);
    void tick(Line &line);
    void stop();
    bool isPlaying() const { return m_isPlaying; }

private:
    std::unique_ptr<Nested> m_nested, m_old;
    Player m_music;
    bool m_isPlaying = false, m_hasMusic = false;
};

/// <Dial><Conference>.
class ConferenceAct : public Act {
    Q_OBJECT

public:
    ConferenceAct(const Scene &scene, twiml::Dial dial, twiml::Conference conference);
    void begin() override;
    void tick() override;
    void lineEnded() override;
    void abandon() override;

private:
    void conclude();

    const twiml::Dial m_dial;
    const twiml::Conference m_conference;
    QPointer<Room> m_room;
    WaitingSound m_waiting;
    bool m_isOver = false, m_wasFull = false;
    int m_frames = 0;
};

} // namespace milassist::exchange
