// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/world/wav.h"

#include <QString>

namespace milassist::world
{

/// One of espeak-ng's voices ("en-us+f2") and how fast it speaks.
struct SpeechVoice {
    QString name = QStringLiteral("en-us+f3");
    int wordsPerMinute = 165;
    bool operator==(const SpeechVoice &) const = default;
};

/// The words as the telephone carries them. Here and now: some 50 ms, so not in a thread that has to be quick. The same words
/// give the same samples. Errors: Unavailable when espeak-ng is not installed or fails.
Result<Samples> spoken(const QString &words, const SpeechVoice &voice);

} // namespace milassist::world
