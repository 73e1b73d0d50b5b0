// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/lineaccount.h"

#include <functional>
#include <optional>

namespace milassist {

/// The telephone that the environment describes (MILASSIST_SIP_...); none when user, domain or password is missing.
/// @param value of a variable, empty when it is not set
std::optional<LineAccount> lineAccountFrom(const std::function<QString(const QString &)> &value);

} // namespace milassist
