// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

namespace milassist {

/// Whether a device by this name is worn at the head, so that its loudspeaker is not heard by its microphone.
bool isHeadset(const QString &name);

/// With what a person wants to speak and hear, kept over restarts. A device that is not plugged in keeps its place and its
/// name, so that it is used again when it is back.
struct SoundTaste {
    struct Device {
        QByteArray id;
        QString name;
        bool operator==(const Device &) const = default;
    };
    QList<Device> microphones, speakers; ///< best first; the engine's ids
    Device ringer;                       ///< the system's id; empty: the system's own choice
    bool operator==(const SoundTaste &) const = default;

    PreferDevices preferences() const;
    QByteArray toBytes() const;
    /// Anything unreadable is an empty taste.
    static SoundTaste fromBytes(const QByteArray &bytes);
};

enum class SoundEnd { Microphone, Speaker };

/// Somebody chooses @p chosen: it comes first, whatever was known before keeps its order, what else is there follows. Pure.
SoundTaste withChosen(SoundTaste taste, SoundEnd end, const QByteArray &chosen, const DevicesChanged &now);

} // namespace milassist
