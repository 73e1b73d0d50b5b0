// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httpmessage.h"
#include "core/relay/access/permission.h"

namespace milassist::relay
{

/// How an error is worded on the wire.
enum class Dialect {
    Platform, ///< {"error":{"code","message","hint"}}
    Twilio,   ///< {"code","message","more_info","status"}
};

/// {"error":{"code":"not_found","message":"...","hint":"..."}}
HttpResponse platformRefusal(int status, QLatin1StringView code, const QString &message, const QString &hint = {});
/// As Twilio itself words it.
HttpResponse twilioRefusal(int status, int code, const QString &message);

/// Why somebody was not let in: 401, 429 or 503.
HttpResponse doorRefusal(const Error &why, Dialect dialect);
/// They are known, and this is not theirs: 403.
HttpResponse roleRefusal(Permission permission, Dialect dialect);

} // namespace milassist::relay
