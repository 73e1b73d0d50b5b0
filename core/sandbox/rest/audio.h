// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace milassist::rest {

enum class AudioForm { Wav, Mp3 };

/// A recording as it is asked for.
/// @param wav      RIFF/WAVE, 16-bit PCM, one or two channels
/// @param channels 1 mixes two into one, 2 makes two equal ones of one; none leaves them
/// MP3 is encoded with 32 kbit/s a channel, as Twilio's. Takes seconds for an hour of sound: call it in a worker.
/// Errors: Malformed.
Result<QByteArray> convertAudio(const QByteArray &wav, AudioForm form, std::optional<int> channels);

} // namespace milassist::rest
