// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace milassist::world::demo
{

enum class Motif { None, Window, Fronts, Faucet, Scratch, Colours, Table, Panel, Stool };

/// A picture as people send them, 960 by 720; the same seed, the same bytes.
/// @param contentType "image/jpeg" or "image/png"
QByteArray paint(Motif motif, quint64 seed, const char *contentType);

} // namespace milassist::world::demo
