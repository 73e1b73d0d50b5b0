// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/audio.h"

#include <QByteArray>

namespace milassist {

/// Reads an MP3 of one or two channels, at most as long as @p longest; what is beyond it is left out.
/// @param bytes untrusted. Takes about a hundredth of the time it plays: call it in a worker.
/// Errors: Malformed (no MP3). Thread: any.
Result<Audio> readMp3(QByteArray bytes, std::chrono::seconds longest);

} // namespace milassist
