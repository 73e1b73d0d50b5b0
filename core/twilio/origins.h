// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace milassist {

/// Twilio's hosts. At Twilio itself each is a host of its own ("https://pricing.twilio.com"); the gateway and the sandbox
/// answer all but Api under a first path part ("/pricing/v1/...").
enum class Product { Api, Pricing, Lookups, Messaging };

/// The address of @p path ("/v1/Voice/Countries") at @p product, given where the API is.
/// Regional hosts keep their region: api.dublin.ie1.twilio.com has pricing.dublin.ie1.twilio.com beside it.
QUrl productUrl(const QUrl &apiBase, Product product, const QString &path, const QByteArray &query = {});

/// A next-page address as the server gave it, relative or absolute, as an address we may send credentials to.
/// Errors: Malformed (unreadable, or at a host that is not the server's).
Result<QUrl> pageUrl(const QUrl &apiBase, Product product, const QString &cursor);

} // namespace milassist
