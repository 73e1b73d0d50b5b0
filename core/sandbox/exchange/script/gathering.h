// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/verbs.h"

namespace milassist::exchange {

/// What <Gather> waits for, in frames of 20 ms.
struct GatherRules {
    bool takesKeys = true, takesSpeech = false, bargeIn = true;
    int timeout = 250;       ///< without anything, after the prompts
    int speechTimeout = 250; ///< of silence behind the words
    int most = 0;            ///< keys; 0 = any number
    QString finishKeys;
    static GatherRules of(const twiml::Gather &gather);
};

/// How far a <Gather> has come.
struct Gathering {
    enum class Phase { Collecting, Done, Empty };
    Phase phase = Phase::Collecting;
    QString keys, finishedOn;
    bool hasSpoken = false;
    int idle = 0; ///< frames since the prompts ended, the last key or the last word
    bool isPromptOver = false;
    bool operator==(const Gathering &) const = default;
};

/// A key. The finish key ends it and is not among the keys.
Gathering pressed(Gathering so, QChar key, const GatherRules &rules);
/// 20 ms have passed. @p isPlaying prompts are still heard; @p isLoud somebody speaks.
Gathering waited(Gathering so, bool isPlaying, bool isLoud, const GatherRules &rules);

} // namespace milassist::exchange
