// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace milassist {

/// What Twilio says in the body of a refusal: {"code": 21211, "message": "...", "status": 400}.
struct ApiRefusal {
    int code = 0;       ///< 0 when the body says nothing we can read
    QString message;    ///< for the log: digits of numbers masked, at most 300 characters
};

ApiRefusal refusalFrom(const QByteArray &body);

/// Numbers inside a sentence of Twilio's, shortened as masked() does it.
QString withMaskedNumbers(QString text);

} // namespace milassist
