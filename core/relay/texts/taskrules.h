// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/linetexts.h"

namespace milassist::relay
{

/// What rules ask about a text.
struct TextSeen {
    QString body;
    bool isFromStranger = false;
    bool isLineOpen = true;
};

/// The first rule that makes a task of a text; null when none does. Pure.
const routing::TaskRule *ruleFor(const std::vector<routing::TaskRule> &rules, const TextSeen &text);

/// Whether @p words stand in @p body one after the other as whole words, in any case and whatever signs are between them.
bool saysWords(const QString &body, const QString &words);

} // namespace milassist::relay
