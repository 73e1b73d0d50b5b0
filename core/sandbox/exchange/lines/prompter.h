// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"
#include "core/sandbox/exchange/sound/player.h"
#include "core/sandbox/speech/speech.h"

#include <QObject>

namespace milassist::exchange {

/// The voice of espeak-ng that comes nearest to what <Say> asks for.
world::SpeechVoice voiceOf(const twiml::Say &say);

/// Plays prompts to a line, one after the other; sounds that have to be fetched or spoken first are waited for in silence.
class Prompter : public QObject {
    Q_OBJECT

public:
    Prompter(Office &office, Line &line, QString base, QObject *parent = nullptr);

    void play(QList<twiml::Prompt> prompts);
    /// Silence for so long, then nothing more.
    void stop();
    bool isAtEnd() const { return m_prompts.isEmpty() && !m_isBusy; }
    /// The next 20 ms.
    Frame next();

private:
    void begin();
    void start(const twiml::Say &say);
    void start(const twiml::Play &play);
    void start(const twiml::Pause &pause);

    Office &m_office;
    Line &m_line;
    const QString m_base;
    QList<twiml::Prompt> m_prompts; ///< still to come
    bool m_isBusy = false, m_isWaiting = false;
    int m_round = 0;                ///< what was waited for by an earlier one is no longer wanted
    Player m_player;
    int m_pause = 0; ///< frames
};

} // namespace milassist::exchange
