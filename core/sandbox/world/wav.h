// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <span>
#include <vector>

namespace milassist::world
{

constexpr int telephoneRate = 8000;
using Samples = std::vector<qint16>;

/// RIFF/WAVE, 16 bit at 8 kHz. Two channels both carry @p mono.
QByteArray wavOf(const Samples &mono, int channels = 1);
/// Two channels. The shorter one ends in silence.
QByteArray wavOf(const Samples &left, const Samples &right);
/// One channel at 16 kHz, for what is to be repeated: the end leads back to the beginning.
QByteArray wavAt16k(const Samples &mono);
/// The faint hiss of an open telephone line, the same each time.
Samples lineNoise(int samples);
/// One channel at any rate from 4 to 192 kHz, brought to 8 kHz through a low-pass at 3.6 kHz; empty at other rates.
Samples toTelephone(std::span<const qint16> sound, int rate);
/// The samples of a mono 16-bit WAVE file at any rate (as espeak-ng writes it), brought to 8 kHz as above.
/// Empty when it cannot be read.
Samples toTelephone(const QByteArray &wav);

} // namespace milassist::world
