// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/recording.h"
#include "ui/widgets/tokens.h"

#include <chrono>
#include <optional>

namespace milassist {

/// What is known of a recording before its sound is here.
struct RecordingFacts {
    RecordingSid sid;
    Word<RecordingStatus> status;
    int errorCode = 0;
    QDateTime createdAt;                ///< UTC
    std::chrono::seconds duration{0};
    bool operator==(const RecordingFacts &) const = default;
};

/// Why a recording cannot be played, in words.
struct SoundTrouble {
    Tone tone = Tone::Warning;
    QString title, whatToDo, code;
    QString action;                                  ///< empty = nothing can be done here
    std::optional<std::chrono::seconds> retryAfter;  ///< it may come by itself
    bool operator==(const SoundTrouble &) const = default;
};

/// None when it is worth asking for the sound.
std::optional<SoundTrouble> troubleBefore(const RecordingFacts &facts);
/// After asking: a 404 means "not ready yet" for a new recording and "deleted" for an old one.
/// @param now UTC
SoundTrouble troubleAfter(const RecordingFacts &facts, const Error &error, const QDateTime &now);
/// While playing: the loudspeaker.
SoundTrouble troubleWithDevice(bool hasDevices);

} // namespace milassist
