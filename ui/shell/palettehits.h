// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/searchstore.h"
#include "ui/shell/palettemodel.h"

namespace milassist {

/// Found things as lines of the palette, grouped; pure but for the choosing.
/// @param home ISO country whose numbers are shown in national form
/// @param open is called with what was chosen
QList<PaletteItem> itemsOf(const SearchHits &hits, const QString &home, const QDateTime &now, const std::function<void(const Target &)> &open);

} // namespace milassist
