// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/storeoptions.h"

namespace milassist {

/// What Store needs to keep one profile's data in @p folder: cache.db (can be fetched again) and desk.db (cannot).
///     auto store = std::make_unique<Store>(cacheOptions(profile.folder()));
StoreOptions cacheOptions(const QString &folder, Clock clock = systemClock());

} // namespace milassist
