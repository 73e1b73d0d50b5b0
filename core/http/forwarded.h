// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httpmessage.h"

#include <QHostAddress>
#include <QList>

#include <utility>

namespace milassist {

/// The reverse proxies in front of us, and the field in which they write who asked. Only that one is read: a proxy passes on
/// the other kind as its client made it up.
struct TrustedProxies {
    enum class Field {
        XForwarded, ///< X-Forwarded-For and X-Forwarded-Proto, as nginx, Caddy, HAProxy and Traefik write them
        Forwarded,  ///< RFC 7239
    };

    QList<std::pair<QHostAddress, int>> networks; ///< address and length of its prefix; none = no proxy is trusted
    Field field = Field::XForwarded;

    /// Reads "127.0.0.1, ::1, 10.0.0.0/8". Errors: Malformed, naming the one that is no address.
    static Result<TrustedProxies> parse(QStringView networks, Field field = Field::XForwarded);
    bool contains(const QHostAddress &address) const;
};

/// Who really asked.
struct Requester {
    QHostAddress address;
    bool isSecure = false; ///< by https; only a trusted proxy can say so
    bool operator==(const Requester &) const = default;
};

/// Walks back from the peer of the socket over the proxies we trust to the first address that is none of them: what stands
/// before that is hearsay. If a trusted proxy names nobody ("unknown", a pseudonym, nonsense), the request is its own.
Requester requesterOf(const QHostAddress &peer, const HttpHeaders &headers, const TrustedProxies &proxies);
inline Requester requesterOf(const HttpRequest &request, const TrustedProxies &proxies)
{
    return requesterOf(request.peer, request.headers, proxies);
}

/// What limits per source are counted by: an IPv4 address, or the /64 in which somebody with IPv6 chooses freely.
QHostAddress sourceOf(const QHostAddress &address);

} // namespace milassist
