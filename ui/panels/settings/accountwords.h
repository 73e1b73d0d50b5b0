// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/accountcheck.h"
#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"
#include "ui/widgets/tokens.h"

namespace milassist {

/// What is said about an account while somebody connects it.
struct AccountWords {
    Tone tone = Tone::Neutral;
    QString title, advice;
    bool operator==(const AccountWords &) const = default;
};

/// Empty title for a good or an empty entry.
AccountWords wordsFor(EntryFlaw flaw);
AccountWords wordsFor(const AccountFinding &finding);
/// What is wrong with this computer's keychain and what to do; empty title when it is ready.
AccountWords wordsFor(KeychainState state);
/// "in this computer's keychain", ...
QString placeWords(SecretPlace place);
/// "AC00...eeff": enough to recognise.
QString shortSid(const QString &sid);

} // namespace milassist
