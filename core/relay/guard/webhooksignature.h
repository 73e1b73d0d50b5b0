// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/http/httpmessage.h"

#include <QList>

#include <optional>

namespace milassist
{

/// What a webhook's signature is judged by.
struct WebhookTrust {
    QByteArray publicUrl; ///< the address at which Twilio reaches us, as it is configured there:
                          ///< "https://relay.example.org/desk"; the request target is put behind it as it came
    QList<Secret> tokens; ///< the account's auth tokens, the current one first; two during a rotation
};

/// Why a signature was not accepted, as far as that can be found out. Each is one mistake in a set-up, or a forgery.
enum class SignatureFault {
    Missing,        ///< no X-Twilio-Signature at all: not Twilio, or a proxy drops it
    Malformed,      ///< not the 28 characters that a signature has
    NoToken,        ///< we have no auth token to judge by
    TokenIsNoToken, ///< what we were given cannot be an auth token (32 hexadecimal digits): an API key's secret, most often
    OtherScheme,    ///< genuine, for http where our public address says https, or the other way round
    OtherHost,      ///< genuine, for the host that the request names
    OtherPath,      ///< genuine, with the path prefix or the trailing slash that we do not have in ours
    QueryLost,      ///< genuine, for the address without the query that arrived: a proxy adds to it
    BodyChanged,    ///< genuine address, but its bodySHA256 is missing or not that of what arrived
    BodyLost,       ///< genuine for an empty form: the fields were added on the way
    Forged,         ///< none of these: another account's, a wrong token, or made up
};

struct SignatureFinding {
    std::optional<SignatureFault> fault; ///< none: genuine
    qsizetype token = -1;                ///< genuine: which of the trusted tokens; 1 and more is one that goes out of use
    QByteArray signedUrl;                ///< genuine, or one of the Other...: the address that Twilio has signed

    bool isGenuine() const { return !fault; }
    bool operator==(const SignatureFinding &) const = default;
};

/// Judges the X-Twilio-Signature of @p request, and says what is wrong in the set-up where a near miss tells. Compares in
/// constant time. Accepted are the spellings of our address that Twilio is known to sign: with and without the port of the scheme
/// or a given one, with and without user and password, host in lower case. Pure; any thread. Source:
/// https://www.twilio.com/docs/usage/security
/// @param explains whether to look for near misses, which costs five times as much: not for a flood
SignatureFinding judgeSignature(const WebhookTrust &trust, const HttpRequest &request, bool explains = true);

} // namespace milassist
