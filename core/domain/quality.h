// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist {

/// How a call sounds, once a second. A figure that is not known yet is negative.
struct Quality {
    double mos = -1;            ///< 0 to 5, as the library judges what we hear
    double lossPercent = -1;    ///< of what is sent to us
    double theirLossPercent = -1;
    int jitterMs = -1;
    int roundTripMs = -1;
    int bufferMs = -1;          ///< what the jitter buffer holds back now
    qint64 packetsSent = 0, packetsHeard = 0;
    bool operator==(const Quality &) const = default;
};

enum class QualityWord { Unknown, Excellent, Good, Fair, Poor, Bad };
/// What is wrong most, for the sentence beside the word.
enum class QualityTrouble { None, NothingHeard, WeLose, TheyLose, Delay, Jitter };

/// The word for a call: the worst of what the figures say. Unknown until there is a figure.
QualityWord wordOf(const Quality &quality);
QualityTrouble troubleOf(const Quality &quality);

} // namespace milassist
