// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace milassist {

/// The parameters of a form, decoded, in any order; names may repeat.
using SignedFields = QList<std::pair<QString, QString>>;

/// The X-Twilio-Signature of a request: base64 of HMAC-SHA1 over the URL and the fields sorted by name in byte order, a
/// repeated name with each different value once.
/// @param url    exactly as it was configured, query included; a fragment ("#rc=2") is left out
/// @param fields of a posted form; none for GET, whose fields are in the URL, and for JSON (see withBodyHash)
/// Source: https://www.twilio.com/docs/usage/security
QByteArray twilioSignature(const Secret &authToken, QByteArrayView url, SignedFields fields = {});

/// The URL to sign for a body that is no form: with bodySHA256 added to its query.
QByteArray withBodyHash(QByteArrayView url, QByteArrayView body);

} // namespace milassist
