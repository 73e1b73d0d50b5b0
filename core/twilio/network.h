// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/credentials.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

namespace milassist {

/// The system's proxy but for this computer, no cookies, replies that their owner deletes.
void prepareNetwork(QNetworkAccessManager &network);

/// A request to the API or to where it sends us: no cache, no cookies, no redirects by themselves. The credentials go along
/// only when @p url is at the same origin as @p home.
QNetworkRequest apiRequest(const QUrl &url, const QUrl &home, const Credentials &credentials);

} // namespace milassist
