// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>

#include <optional>

namespace milassist
{

/// What a person or program shows to be let in: "ma_LABEL_SECRET". The label finds the row and is no secret; the secret is
/// 256 random bits, kept as Argon2id only.
struct NewToken {
    Secret token; ///< shown once, then gone
    QString label;
    QString hash; ///< "$argon2id$v=19$..."
};

/// Takes some 20 ms and 19 MB; any thread. None when there is not that much memory.
std::optional<NewToken> makeToken();
/// The label in @p token, empty when it is not one of ours.
QString labelOf(const Secret &token);
/// Whether @p hash was made of @p token. As long as makeToken(), so not in a thread that others wait for.
bool fits(const Secret &token, const QString &hash);

} // namespace milassist
