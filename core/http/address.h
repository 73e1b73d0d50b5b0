// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHostAddress>

namespace milassist {

/// 192.0.2.1 for ::ffff:192.0.2.1, which is how a socket that speaks both sees it; everything else as it is.
inline QHostAddress withoutMapping(const QHostAddress &address)
{
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour);
    return isFour ? QHostAddress(four) : address;
}

/// Where a server listens.
struct Endpoint {
    QHostAddress address;
    quint16 port = 0; ///< 0: a free one
    bool operator==(const Endpoint &) const = default;
};

/// Reads "127.0.0.1:8080", "[::1]:0", "localhost", "0.0.0.0". Errors: Malformed, quoting the text.
Result<Endpoint> parseEndpoint(const QString &text);

} // namespace milassist
