// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/quality.h"
#include "core/voice/endcause.h"
#include "core/voice/identity.h"
#include "core/voice/registration.h"

#include <QDateTime>
#include <QList>

#include <variant>

namespace milassist {

/// One call at our end of the line; ours, never used again, also not after the engine was started anew. 0 is none.
using LegId = quint64;

// What happens to a leg.

/// Somebody calls. Always the first of its leg.
struct Incoming {
    QString from, to;   ///< as in the headers, with display name
    QString callId;
    SipHeaders headers;
    bool operator==(const Incoming &) const = default;
};
struct Ringing { bool operator==(const Ringing &) const = default; };     ///< at the other end
struct EarlyMedia { bool operator==(const EarlyMedia &) const = default; }; ///< and the other end is heard already
/// Both can speak. Again when the way of the sound changes in the call.
struct Answered {
    QString codec;      ///< "PCMU"
    int rate = 8000;
    bool encrypted = false;
    QString callId;
    bool operator==(const Answered &) const = default;
};
enum class Side { Us, Them };
struct Held {
    Side by = Side::Us;
    bool on = false;
    bool operator==(const Held &) const = default;
};
struct Muted {
    bool on = false;
    bool operator==(const Muted &) const = default;
};
struct Recorded {
    bool on = false;
    QString path;       ///< where the engine writes; complete once it is off again
    bool operator==(const Recorded &) const = default;
};
/// Joined with another leg of ours into one conversation, or alone again.
struct Merged {
    bool on = false;
    bool operator==(const Merged &) const = default;
};
struct Transferring {
    enum class Stage { Asked, Ringing, Done, Failed } stage = Stage::Asked;
    int sipCode = 0;    ///< with Failed
    bool operator==(const Transferring &) const = default;
};
struct DigitHeard {
    char digit = 0;
    bool operator==(const DigitHeard &) const = default;
};
struct DigitsSent {
    QString digits;
    bool operator==(const DigitsSent &) const = default;
};
/// Ten times a second while somebody watches: dBm0, -120 is silence, speech is at -20 to -5.
struct Levels {
    float microphone = -120;
    float speaker = -120;
    bool operator==(const Levels &) const = default;
};
/// Always the last of its leg.
struct Ended {
    EndCause cause = EndCause::Failed;
    int sipCode = 0;
    QString phrase;     ///< from outside
    bool operator==(const Ended &) const = default;
};

using LegChange = std::variant<Incoming, Ringing, EarlyMedia, Answered, Held, Muted, Recorded, Merged, Transferring, DigitHeard,
                               DigitsSent, Levels, Quality, Ended>;

struct LegEvent {
    LegId leg = 0;
    QDateTime at;       ///< UTC
    LegChange change;
    bool operator==(const LegEvent &) const = default;
};

// What happens to the line as a whole.

struct SoundDevice {
    QByteArray id;
    QString name;
    bool canRecord = false;
    bool canPlay = false;
    bool operator==(const SoundDevice &) const = default;
};
struct DevicesChanged {
    QList<SoundDevice> devices;        ///< what there is, in the system's order
    QByteArray microphone, speaker;    ///< used now, or for the next call; empty: there is none
    bool operator==(const DevicesChanged &) const = default;
};
/// How the test of microphone and loudspeaker stands: ten times a second, and once how it ended.
struct SoundTest {
    enum class Stage {
        Listening, Playing, Done, NoMicrophone, NoSpeaker, InCall, Stopped,
        EngineGone,    ///< our own voice engine ended during it, or is just being started again
        EngineMissing, ///< it cannot be started
    };
    Stage stage = Stage::Listening;
    float level = -120;                ///< now, dB below full scale: of the microphone, then of what is played
    float loudest = -120;              ///< heard so far
    bool operator==(const SoundTest &) const = default;
};
/// The engine can take commands; sent again after each new start.
struct EngineReady { bool operator==(const EngineReady &) const = default; };
/// The engine ended unexpectedly. Its legs have got their Ended before this; it is being started again.
struct EngineLost {
    bool isGivenUp = false; ///< it cannot be started
    bool operator==(const EngineLost &) const = default;
};

using LineEvent = std::variant<LegEvent, RegistrationState, DevicesChanged, SoundTest, EngineReady, EngineLost>;

} // namespace milassist
