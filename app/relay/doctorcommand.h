// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/relay/commandline.h"

namespace milassist
{

struct DoctorVerdict {
    bool isWell = false;
    QString text; ///< lines for people, or JSON
};

/// Examines the relay that runs with these settings, from beside it: through its database, its account and its public address.
/// Errors: Malformed (no such database).
Result<DoctorVerdict> runDoctor(const RelayCommand &command);

} // namespace milassist
