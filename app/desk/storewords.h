// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "ui/widgets/tokens.h"

namespace milassist {

/// What is said in the window when something has become of the files.
struct StoreWords {
    Tone tone = Tone::Neutral;
    QString title, advice;
};
/// @param root of the profiles
StoreWords wordsFor(const StoreNotice &notice, const QString &root);

} // namespace milassist
