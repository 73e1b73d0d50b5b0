// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audio.h"

#include <QString>

namespace milassist {

/// A sentence of a transcript and about when it was said.
struct TimedSentence {
    qsizetype begin = 0;  ///< in the text
    qsizetype length = 0; ///< without the space behind it
    std::chrono::milliseconds from{0}, to{0};
    bool operator==(const TimedSentence &) const = default;
};

/// Twilio gives no times with its transcripts: each sentence gets its share, by its letters, of the time in which
/// somebody speaks. Approximate, and to be shown as such.
/// @param silences as of silencesOf(), at @p rate frames a second; none: the whole time is spoken
QList<TimedSentence> timedSentences(const QString &text, std::chrono::milliseconds duration, const QList<FrameSpan> &silences, int rate);

/// The sentence being said; -1 before the first.
int sentenceAt(const QList<TimedSentence> &sentences, std::chrono::milliseconds position);
/// The sentence that a place in the text belongs to; -1 for none.
int sentenceOf(const QList<TimedSentence> &sentences, qsizetype place);

/// Where the words of a search stand in a text, in order, without overlaps. Case and accents do not count.
QList<std::pair<qsizetype, qsizetype>> hitsIn(const QString &text, const QString &search);

} // namespace milassist
