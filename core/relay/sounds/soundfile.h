// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <chrono>

namespace milassist::relay
{

/// A sound as Twilio plays it.
struct SoundFile {
    using Milliseconds = std::chrono::milliseconds;

    QByteArray type; ///< "audio/wav" or "audio/mpeg"
    Milliseconds length{0};

    static constexpr Milliseconds shortest{200}, longest{5 * 60 * 1000};
};

/// Whether a file is a sound that callers can hear: WAV (PCM of 8 or 16 bits, A-law, u-law; one or two channels) or MP3, whole,
/// and neither too short nor too long. Pure.
/// @param bytes untrusted
/// Errors: Malformed, with what is wrong and what to send instead.
Result<SoundFile> readSound(QByteArrayView bytes);

/// A file with a piece of @p sound, one that readSound() takes: what is heard from @p from on, for @p length or to the end. Past
/// the end it begins anew. Pure.
QByteArray pieceOf(const QByteArray &sound, SoundFile::Milliseconds from, SoundFile::Milliseconds length);

} // namespace milassist::relay
