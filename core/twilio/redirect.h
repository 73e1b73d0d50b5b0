// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace milassist {

/// Scheme, host and port the same: the only place that may see our credentials.
bool isSameOrigin(const QUrl &a, const QUrl &b);

/// Where a redirect may lead.
enum class Elsewhere { Refused, Allowed };

/// The address a redirect answer sends us to. @p hops: redirects followed so far.
/// Errors: Malformed (no or unreadable Location, not http, from https to http, more than five hops, or another origin
/// where that is refused).
Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location, int hops, Elsewhere elsewhere);

inline bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace milassist
