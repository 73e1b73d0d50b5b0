// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/network.h"

#include "core/twilio/redirect.h"

namespace milassist {

QNetworkRequest apiRequest(const QUrl &url, const QUrl &home, const Credentials &credentials)
{
    QNetworkRequest request = quietRequest(url);
    if (isSameOrigin(url, home)) {
        const QByteArray pair = credentials.user.toUtf8() + ':' + credentials.secret.reveal();
        request.setRawHeader("Authorization", "Basic " + pair.toBase64());
    }
    return request;
}

} // namespace milassist
