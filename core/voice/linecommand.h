// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/lineaccount.h"
#include "core/voice/lineevent.h"

#include <QUuid>

#include <optional>
#include <variant>

namespace milassist {

/// Sound without a sound card, for the demo and for tests: what is said comes from WAV files, what is heard goes into some.
struct FileSound {
    struct Device {
        QString name;
        QString says;       ///< WAV, 16 kHz mono 16 bit, repeated; empty: silence
        QString hears;      ///< folder: each stream becomes heard-1.wav, heard-2.wav, ...; empty: thrown away
        bool operator==(const Device &) const = default;
    };
    QList<Device> devices;
    bool operator==(const FileSound &) const = default;
};

/// What the engine works with; the first command of all.
struct LineSetup {
    QUuid instance;                     ///< this telephone among those of its user; always the same, else bindings pile up
    std::optional<FileSound> fileSound; ///< none: the computer's own devices
    QString recordFolder;               ///< for recordings of both sides; empty: there are none
    bool loopbackOnly = false;          ///< sandbox, demo, tests: bind to 127.0.0.1
    double lossPercent = 0;             ///< tests: packets of sound that the line loses
    int firstRtpPort = 0;               ///< 0: any
    LegId firstLeg = 1;                 ///< the number of the first incoming leg; they go up by two and stay odd
    bool operator==(const LineSetup &) const = default;
};

struct UseAccount {
    std::optional<LineAccount> account; ///< none: unregister
    bool operator==(const UseAccount &) const = default;
};
/// Register now instead of when the next try is due.
struct TryNow { bool operator==(const TryNow &) const = default; };
struct NetworkIs {
    bool there = true;
    bool operator==(const NetworkIs &) const = default;
};
struct Dial {
    LegId leg = 0;          ///< chosen by us, even
    QString uri;
    SipHeaders headers;     ///< only "x-..." is sent
    bool operator==(const Dial &) const = default;
};
struct Answer {
    LegId leg = 0;
    bool operator==(const Answer &) const = default;
};
enum class Rejection { Busy, Declined };
struct Reject {
    LegId leg = 0;
    Rejection as = Rejection::Busy;
    bool operator==(const Reject &) const = default;
};
struct HangUp {
    LegId leg = 0;
    bool operator==(const HangUp &) const = default;
};
struct Hold {
    LegId leg = 0;
    bool on = true;
    bool operator==(const Hold &) const = default;
};
struct Mute {
    LegId leg = 0;
    bool on = true;
    bool operator==(const Mute &) const = default;
};
struct Record {
    LegId leg = 0;
    bool on = true;
    bool operator==(const Record &) const = default;
};
struct SendDigits {
    LegId leg = 0;
    QString digits;         ///< 0-9 * # A-D
    bool operator==(const SendDigits &) const = default;
};
/// Hands the other end of the leg to @p uri; the leg ends when that works and goes on when not.
struct Transfer {
    LegId leg = 0;
    QString uri;
    bool operator==(const Transfer &) const = default;
};
/// Connects the other ends of two legs with each other.
struct JoinTransfer {
    LegId leg = 0;
    LegId with = 0;
    bool operator==(const JoinTransfer &) const = default;
};
/// All three hear each other.
struct Merge {
    LegId leg = 0;
    LegId with = 0;
    bool operator==(const Merge &) const = default;
};
struct WatchLevels {
    LegId leg = 0;
    bool on = true;
    bool operator==(const WatchLevels &) const = default;
};
/// In the order in which somebody prefers them, by id; what is not there is passed over, what is not named comes last.
struct PreferDevices {
    QList<QByteArray> microphones, speakers;
    bool echoCanceller = false; ///< whatever is heard from a loudspeaker; a headset sounds better without and gets none
    bool operator==(const PreferDevices &) const = default;
};
/// Something was plugged in or pulled out. With FileSound: these are there now.
struct DevicesMayHaveChanged {
    QList<FileSound::Device> fileDevices;
    bool operator==(const DevicesMayHaveChanged &) const = default;
};

/// Three seconds from the microphone, then the same out of the loudspeaker, as SoundTest says on its way. Not in a call.
struct TestSound {
    bool on = true;         ///< off: breaks it off
    bool operator==(const TestSound &) const = default;
};

/// Answered with EngineReady by an engine that is alive.
struct AreYouThere { bool operator==(const AreYouThere &) const = default; };

using LineCommand = std::variant<LineSetup, UseAccount, TryNow, NetworkIs, Dial, Answer, Reject, HangUp, Hold, Mute, Record,
                                 SendDigits, Transfer, JoinTransfer, Merge, WatchLevels, PreferDevices, DevicesMayHaveChanged,
                                 TestSound, AreYouThere>;

} // namespace milassist
