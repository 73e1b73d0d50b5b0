// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/verbs.h"

namespace milassist::exchange {

/// When <Record> ends, in frames of 20 ms.
struct TakeRules {
    int silence = 250; ///< 0 = silence does not end it
    int longest = 180'000;
    QString finishKeys;
    static TakeRules of(const twiml::Record &record);
};

/// How far a <Record> has come.
struct Taking {
    enum class Phase { Taking, EndedBySilence, EndedByLength, EndedByKey, EndedByHangup };
    Phase phase = Phase::Taking;
    int frames = 0, quiet = 0;
    bool hasSpoken = false;
    QString digits; ///< as the action is told: the key, "hangup", or nothing
    bool operator==(const Taking &) const = default;
};

Taking heard(Taking so, bool isLoud, const TakeRules &rules);
Taking pressed(Taking so, QChar key, const TakeRules &rules);
Taking hungUp(Taking so);

} // namespace milassist::exchange
