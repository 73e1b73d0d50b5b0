// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/sharedschema.h"

namespace milassist
{

/// Every table of the relay, for SQLite and PostgreSQL alike.
SharedSchema ledgerSchema();

} // namespace milassist
