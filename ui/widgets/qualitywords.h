// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/quality.h"
#include "ui/widgets/tokens.h"

#include <QStringList>

namespace milassist {

// How a call sounds, in words. All pure.

/// A word, bars from 0 to 4 (-1: not known yet), and when it is bad what is wrong.
struct QualityWords {
    QString word, advice;
    int bars = -1;
    Tone tone = Tone::Neutral;
    bool operator==(const QualityWords &) const = default;
};
QualityWords qualityWords(const Quality &quality);

/// "PCMU, encrypted"; empty for no codec.
QString codecText(const QString &codec, bool isEncrypted);
/// The known figures: loss both ways, jitter, round trip.
QStringList qualityFigures(const Quality &quality);

} // namespace milassist
