// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/searchstore.h"
#include "ui/shell/palettemodel.h"

namespace milassist {

/// Found things as lines of the palette, grouped; pure but for the choosing.
/// @param home ISO country whose numbers are shown in national form
/// @param open is called with what was chosen
QList<PaletteItem> itemsOf(const SearchHits &hits, const QString &home, const QDateTime &now, const std::function<void(const Target &)> &open);

/// Whom "call maria" is about; empty when the text is no such command.
QString calleeIn(const QString &text);
/// "Call Maria Lopez" for everybody found, and for @p typed itself when it is a number. Emergency numbers are nobody.
QList<PaletteItem> callItems(const SearchHits &hits, const QString &typed, const QString &home,
                             const std::function<void(const Party &, const QString &)> &call);

} // namespace milassist
