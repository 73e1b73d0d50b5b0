// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"
#include "core/sandbox/exchange/script/taking.h"

namespace milassist::exchange {

class Transcriber;

/// <Record>: what the caller says, until they are silent, press a key, hang up, or have said enough.
class RecordAct : public Act {
    Q_OBJECT

public:
    RecordAct(const Scene &scene, twiml::Record record, Transcriber &transcriber);
    void begin() override;
    void tick() override;
    void lineEnded() override;
    void abandon() override { keep(); }

private:
    void conclude();
    void keep();

    const twiml::Record m_record;
    const TakeRules m_rules;
    Transcriber &m_transcriber;
    Player m_beep;
    Taking m_so;
    QString m_sid; ///< empty until the beep is over
    QString m_kept;
    int m_seconds = 0;
    qsizetype m_wordsBefore = 0;
};

} // namespace milassist::exchange
