// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/world/wav.h"

#include <QByteArray>

namespace milassist::exchange {

/// A WAVE or MP3 file as the telephone carries it: the first channel at 8 kHz, at most 40 minutes. Takes milliseconds for a
/// sentence and seconds for an hour. Errors: Malformed (neither, or damaged).
Result<world::Samples> decodeAudio(const QByteArray &file);

} // namespace milassist::exchange
