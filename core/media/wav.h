// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/audio.h"

#include <QByteArrayView>

namespace milassist {

/// Reads a RIFF WAVE file: PCM of 8 or 16 bits, A-law or u-law, one or two channels, also as WAVE_FORMAT_EXTENSIBLE.
/// Sizes in the file are claims: a data chunk that says it is longer than the file (or 0 or 0xFFFFFFFF, as written by a
/// recorder that never came back to fill it in) is read to the end of the file.
/// @param bytes untrusted; any length
/// Errors: Malformed (not a WAV, a damaged header, an encoding or rate we do not play). Thread: any.
Result<Audio> readWav(QByteArrayView bytes);

} // namespace milassist
