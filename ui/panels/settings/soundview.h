// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/soundtaste.h"
#include "ui/widgets/tokens.h"

#include <optional>

namespace milassist {

/// What is known of the sound of the telephone.
struct SoundState {
    bool hasPhone = false;              ///< only with one there are devices to choose
    bool hasEngine = true;              ///< without one nothing is known of the devices
    bool inCall = false;
    DevicesChanged devices;
    SoundTaste taste;
    QList<SoundTaste::Device> ringers;  ///< what can be rung on now, the system's names
    std::optional<SoundTest> test;      ///< the latest word about it
    bool isRinging = false;             ///< for trying out
    bool cannotRing = false;            ///< tried, and there was nothing to ring on
};

/// One place to choose a device.
struct DeviceChoice {
    QList<SoundTaste::Device> entries;  ///< as they are shown
    int at = -1;
    QString note;                       ///< "" or what to know about the choice
    bool isEnabled = false;
};

/// What the section says. Pure.
struct SoundView {
    QString noPhone;                    ///< instead of everything else
    DeviceChoice microphone, speaker, ringer;
    QString testButton;
    bool canTest = false;
    bool isTesting = false;
    int level = 0;                      ///< 0 to 100, while testing
    QString levelWords;                 ///< for who does not see the meter
    Tone tone = Tone::Neutral;
    QString verdict, whatToDo;          ///< what was found; "" before any test
    bool canRing = false;
    QString ringButton;
};
SoundView viewOf(const SoundState &state);

/// How far a meter goes out: silence is 0, full scale 100.
int meterOf(float decibels);

} // namespace milassist
