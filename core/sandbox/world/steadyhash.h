// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace milassist::world
{

/// The same number for the same text in every run and on every computer (FNV-1a), which qHash() with a seed is not: Qt mixes
/// in a number of the process. For dice that have to fall the same way again.
inline quint64 steadyHash(QStringView text, quint64 salt = 0)
{
    quint64 hash = 0xcbf29ce484222325U ^ salt;
    for (const QChar sign : text)
        hash = (hash ^ sign.unicode()) * 0x100000001b3U;
    return hash;
}

} // namespace milassist::world
