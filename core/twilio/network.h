// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/twilio/credentials.h"

namespace milassist {

/// A request to the API or to where it sends us: no cache, no cookies, no redirects by themselves. The credentials go along
/// only when @p url is at the same origin as @p home.
QNetworkRequest apiRequest(const QUrl &url, const QUrl &home, const Credentials &credentials);

} // namespace milassist
