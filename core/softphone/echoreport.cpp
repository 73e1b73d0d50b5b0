// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/echoreport.h"

#include <algorithm>

namespace milassist {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds enough{300};      // a word
constexpr milliseconds shortest{4'000};  // the greeting and a breath: less was cut short
constexpr double quiet = 184;            // root of the mean square

} // namespace

EchoReport reportOf(const EchoFacts &facts)
{
    using Outcome = EchoReport::Outcome;
    EchoReport report{.heardThere = facts.heardThere.value_or(milliseconds(0)), .isRecordingLeft = facts.isRecordingLeft, .error = facts.recordingError};
    const auto is = [&report](Outcome outcome) {
        report.outcome = outcome;
        return report;
    };
    if (facts.refusal && !facts.hasRung) {
        report.error = *facts.refusal;
        return is(Outcome::Refused);
    }
    if (!facts.hasRung)
        return is(Outcome::NeverRang);
    const bool isHeardHere = facts.heardHere >= enough;
    if (isHeardHere && report.isHeardThere())
        return is(Outcome::BothWays);
    if (facts.talked < shortest)
        return is(Outcome::CutShort);
    if (!isHeardHere)
        return is(Outcome::NotHeardHere);
    if (facts.said < enough)
        return is(Outcome::MicrophoneSilent);
    return is(facts.heardThere ? Outcome::NotHeardThere : Outcome::NotRecorded);
}

milliseconds soundIn(const Audio &audio)
{
    const qint64 piece = std::max<qint64>(1, audio.rate / 50) * std::max(1, audio.channels);
    qint64 loud = 0;
    for (qint64 begin = 0; begin + piece <= audio.samples.size(); begin += piece) {
        double sum = 0;
        for (qint64 i = begin; i < begin + piece; ++i)
            sum += double(audio.samples[i]) * audio.samples[i];
        loud += sum / double(piece) > quiet * quiet;
    }
    return milliseconds(20 * loud);
}

} // namespace milassist
