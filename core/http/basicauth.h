// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace milassist {

struct BasicAuth {
    QString user;
    Secret password;
};

/// Reads the value of an Authorization header. None if it is absent, of another scheme or malformed.
std::optional<BasicAuth> parseBasicAuth(QByteArrayView authorization);

/// Reads "Bearer TOKEN" likewise. The token is never empty.
std::optional<Secret> parseBearer(QByteArrayView authorization);

/// Compares without telling by its duration where the difference is.
bool sameSecret(QByteArrayView a, QByteArrayView b);

} // namespace milassist
