// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/audio.h"

#include <optional>

namespace milassist {

/// How far an echo call is.
enum class EchoStage { Asking, Talking, Measuring };

/// What came of an echo call: Twilio calls this telephone, speaks, and records what it hears from here.
struct EchoReport {
    enum class Outcome {
        BothWays,         ///< its voice was heard here, ours was heard there
        MicrophoneSilent, ///< its voice was heard here; the microphone gave nothing that could be heard there
        NotHeardThere,    ///< the microphone gave sound, and none of it arrived
        NotHeardHere,     ///< nothing of its voice arrived here; isHeardThere says whether ours did
        NotRecorded,      ///< its voice was heard here; whether ours was heard there could not be found out
        CutShort,         ///< somebody hung up before there was anything to measure
        NeverRang,        ///< Twilio took the order, and no call came
        Refused,          ///< Twilio did not take it: see error
    };
    Outcome outcome = Outcome::NeverRang;
    std::chrono::milliseconds heardThere{0}; ///< sound from here in Twilio's recording
    bool isRecordingLeft = false;            ///< it could not be deleted again
    Error error;                             ///< with Refused and NotRecorded
    bool isHeardThere() const { return heardThere >= std::chrono::milliseconds(300); }
    bool operator==(const EchoReport &) const = default;
};

/// What was seen of it.
struct EchoFacts {
    std::optional<Error> refusal;            ///< of the order
    bool hasRung = false;
    std::chrono::milliseconds talked{0};     ///< between answer and end
    std::chrono::milliseconds heardHere{0};  ///< sound from Twilio
    std::chrono::milliseconds said{0};       ///< sound from the microphone
    std::optional<std::chrono::milliseconds> heardThere; ///< none: there is no recording
    bool isRecordingLeft = false;
    Error recordingError;
};
/// Pure.
EchoReport reportOf(const EchoFacts &facts);

/// How much of it is louder than a quiet line (-45 dB of full scale), in pieces of 20 ms.
std::chrono::milliseconds soundIn(const Audio &audio);

} // namespace milassist
