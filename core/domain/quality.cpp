// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/quality.h"

#include <algorithm>
#include <array>

namespace milassist {

namespace {

// Upper limits of excellent, good, fair and poor. Loss: what was measured to sound like it (5 % is heard, 10 % hurts);
// round trip: ITU-T G.114 doubled.
constexpr std::array lossLimits{1.0, 3.0, 7.0, 15.0};
constexpr std::array delayLimits{200.0, 350.0, 600.0, 1000.0};
constexpr std::array jitterLimits{20.0, 40.0, 80.0, 150.0};

QualityWord rank(double value, const std::array<double, 4> &limits)
{
    if (value < 0)
        return QualityWord::Unknown;
    const auto limit = std::ranges::find_if(limits, [value](double l) { return value <= l; });
    return QualityWord(int(QualityWord::Excellent) + int(limit - limits.begin()));
}

QualityWord rankMos(double mos)
{
    if (mos < 0)
        return QualityWord::Unknown;
    return mos >= 4.3 ? QualityWord::Excellent
        : mos >= 3.9  ? QualityWord::Good
        : mos >= 3.2  ? QualityWord::Fair
        : mos >= 2.3  ? QualityWord::Poor
                      : QualityWord::Bad;
}

bool nothingHeard(const Quality &quality)
{
    return quality.packetsSent >= 250 && quality.packetsHeard == 0; // five seconds
}

} // namespace

QualityWord wordOf(const Quality &quality)
{
    if (nothingHeard(quality))
        return QualityWord::Bad;
    return std::max({rankMos(quality.mos), rank(quality.lossPercent, lossLimits), rank(quality.theirLossPercent, lossLimits),
                     rank(quality.roundTripMs, delayLimits), rank(quality.jitterMs, jitterLimits)});
}

QualityTrouble troubleOf(const Quality &quality)
{
    if (nothingHeard(quality))
        return QualityTrouble::NothingHeard;
    const QualityWord word = wordOf(quality);
    if (word <= QualityWord::Good)
        return QualityTrouble::None;
    if (rank(quality.lossPercent, lossLimits) == word)
        return QualityTrouble::WeLose;
    if (rank(quality.theirLossPercent, lossLimits) == word)
        return QualityTrouble::TheyLose;
    if (rank(quality.roundTripMs, delayLimits) == word)
        return QualityTrouble::Delay;
    return rank(quality.jitterMs, jitterLimits) == word ? QualityTrouble::Jitter : QualityTrouble::None;
}

} // namespace milassist
