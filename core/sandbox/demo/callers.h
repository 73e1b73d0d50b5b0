// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/demo/voicebooth.h"

#include <QList>
#include <QStringList>

namespace milassist::world::demo
{

/// Somebody who calls the sample business to practise with: what they say, in turns with whoever answers.
struct Caller {
    QString from, to;      ///< one of the cast, one of our lines
    QStringList turns;
    QString voice;         ///< of espeak-ng
    int wordsPerMinute = 160;
    double patience = 40;  ///< seconds they let it ring
};

/// Five of them, each with another errand and another temper.
const QList<Caller> &callers();
/// What the one who answers them says, where nobody has a microphone: good for any of the calls.
const QList<Utterance> &answers();

} // namespace milassist::world::demo
