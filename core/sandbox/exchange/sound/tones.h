// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/sound/player.h"

#include <QString>

namespace milassist::exchange {

/// A tone of one or two frequencies, faded in and out so that it does not click.
world::Samples tone(int milliseconds, int hertz, int second = 0);
/// The beep before a recording, 0.3 s of 1 kHz; also what an answering machine says.
Clip beep();
/// One round of "it rings over there": 2 s of 440 and 480 Hz, 4 s of nothing.
Clip ringback();
/// Somebody came into the conference (up), or left it (down).
Clip enterChime();
Clip leaveChime();
/// What people hear while they wait: eight bars of nothing in particular, 16 s.
Clip holdMusic();
/// The keys as tones: 0.1 s each with 0.1 s between, 'w' half a second of nothing, 'W' a whole one; others are left out.
Clip keyTones(const QString &keys);

} // namespace milassist::exchange
