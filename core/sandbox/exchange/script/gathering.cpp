// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/script/gathering.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using GatherPhase = Gathering::Phase;

namespace {

constexpr int perSecond = 50;
constexpr int autoPause = 2 * perSecond; // speechTimeout="auto"

} // namespace

GatherRules GatherRules::of(const twiml::Gather &gather)
{
    GatherRules rules;
    rules.takesKeys = gather.input.contains("dtmf"_L1);
    rules.takesSpeech = gather.input.contains("speech"_L1);
    rules.bargeIn = gather.bargeIn;
    rules.timeout = gather.timeout * perSecond;
    bool isNumber = false;
    const int pause = gather.speechTimeout.toInt(&isNumber);
    rules.speechTimeout = gather.speechTimeout == "auto"_L1 ? autoPause : isNumber && pause > 0 ? pause * perSecond : rules.timeout;
    rules.most = gather.numDigits.value_or(0);
    rules.finishKeys = gather.finishOnKey;
    return rules;
}

Gathering pressed(Gathering so, QChar key, const GatherRules &rules)
{
    if (so.phase != GatherPhase::Collecting || !rules.takesKeys)
        return so;
    so.idle = 0;
    so.isPromptOver = true;
    if (rules.finishKeys.contains(key)) {
        so.finishedOn = key;
        so.phase = GatherPhase::Done;
        return so;
    }
    so.keys += key;
    if (rules.most > 0 && so.keys.size() >= rules.most)
        so.phase = GatherPhase::Done;
    return so;
}

Gathering waited(Gathering so, bool isPlaying, bool isLoud, const GatherRules &rules)
{
    if (so.phase != GatherPhase::Collecting)
        return so;
    if (isLoud && rules.takesSpeech && (rules.bargeIn || !isPlaying)) {
        so.hasSpoken = true;
        so.isPromptOver = true;
        so.idle = 0;
        return so;
    }
    if (isPlaying && !so.isPromptOver)
        return so;
    so.isPromptOver = true;
    ++so.idle;
    if (so.hasSpoken && so.keys.isEmpty()) {
        if (so.idle >= rules.speechTimeout)
            so.phase = GatherPhase::Done;
    } else if (so.idle >= rules.timeout) {
        so.phase = so.keys.isEmpty() ? GatherPhase::Empty : GatherPhase::Done;
    }
    return so;
}

} // namespace milassist::exchange
