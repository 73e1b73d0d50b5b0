// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace milassist::relay
{

/// What callers hear while they wait, where a team has no sound of its own: soft broken chords, made here and nobody else's.
/// Forty seconds that begin where they end, a WAV of u-law, 8000 Hz, mono. Pure.
QByteArray holdMusic();

} // namespace milassist::relay
