// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"
#include "core/team/teamcalls.h"

namespace milassist {

/// One thing that happened to a call at the relay, in words.
struct StoryLine {
    QDateTime at; ///< UTC
    QString sentence;
    bool operator==(const StoryLine &) const = default;
};

/// What happened to a call, in its order: "Maya Lindqvist was rung", "Nobody answered", "A message was left". What a newer relay
/// tells and nobody here knows is left out. Pure.
/// @param plan that names are taken from
QList<StoryLine> storyOf(const TeamCall &call, const routing::Plan &plan);

} // namespace milassist
