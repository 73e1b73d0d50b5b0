// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace milassist {

/// How many times as long as on a quiet machine a test waits for what comes by itself: MILASSIST_PATIENCE, else 1.
inline int patience()
{
    return std::max(1, qEnvironmentVariableIntValue("MILASSIST_PATIENCE"));
}

} // namespace milassist
