// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace milassist {

/// 192.0.2.1 for ::ffff:192.0.2.1, which is how a socket that speaks both sees it; everything else as it is.
inline QHostAddress withoutMapping(const QHostAddress &address)
{
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour);
    return isFour ? QHostAddress(four) : address;
}

} // namespace milassist
