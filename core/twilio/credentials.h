// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/domain/sid.h"

#include <QUrl>

namespace milassist {

/// Who we are and which server we speak to: Twilio itself, a relay's gateway or the sandbox.
struct Credentials {
    QUrl baseUrl;       ///< scheme, host and port; "https://api.twilio.com" for Twilio itself
    AccountSid account; ///< in every path
    QString user;       ///< the account sid, or an API key's "SK..."
    Secret secret;      ///< the auth token, or the API key's secret

    bool isApiKey() const { return user.startsWith(QLatin1StringView("SK")); }
    bool operator==(const Credentials &) const = default;
};

inline QUrl twilioBaseUrl()
{
    return QUrl(QStringLiteral("https://api.twilio.com"));
}

/// Whether this is Twilio itself, where things cost money, and not a sandbox on this computer.
inline bool isLive(const Credentials &credentials)
{
    return credentials.baseUrl.host().endsWith(QLatin1StringView(".twilio.com"), Qt::CaseInsensitive);
}

} // namespace milassist
