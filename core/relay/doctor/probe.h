// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/http/forwarded.h"
#include "core/relay/guard/webhooksignature.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace milassist::relay
{

/// A signed request that a relay sends to itself through its public address, made of what proxies like to change: an order of
/// the query, %20, + and & in a form, letters beyond ASCII.
struct Probe {
    QByteArray publicUrl;
    QByteArray nonce;  ///< told to the ledger before it is sent
    QByteArray target; ///< as the relay should see it
    QByteArray body;
    QByteArray signature;
    QByteArray url() const { return publicUrl + target; }
};

/// Its path proves that it comes from somebody who has @p token, for five minutes; it says nothing about the token.
Probe makeProbe(const QByteArray &publicUrl, const Secret &token, const QByteArray &nonce, const QDateTime &now);

/// Whether @p request is one, wherever in its path a proxy has put it.
bool isProbe(const HttpRequest &request);
/// The nonce of one that was made with one of @p tokens within the last five minutes; none: of somebody else.
std::optional<QByteArray> nonceOf(const HttpRequest &request, const QList<Secret> &tokens, const QDateTime &now);

/// What a relay tells of a probe that has reached it.
struct Sighting {
    QByteArray method, target, host, contentType, forwardedProto, bodyHash;
    qint64 bodySize = 0;
    bool isSecure = false;               ///< by what a trusted proxy says
    bool isThroughProxy = false;         ///< it bears what only proxies add
    bool isGenuine = false;              ///< the signature fits
    std::optional<SignatureFault> fault; ///< of one that does not
    QByteArray signedUrl, publicUrl;     ///< what was signed where a near miss tells; what the relay takes for its address
    std::optional<bool> isInLedger;      ///< whether its ledger knows the nonce; none: it could not look
    bool operator==(const Sighting &) const = default;
};

Sighting sightingOf(const HttpRequest &request, const WebhookTrust &trust, const TrustedProxies &proxies);
QJsonObject jsonOf(const Sighting &sighting);
/// None for what no relay has said.
std::optional<Sighting> sightingIn(const QJsonObject &json);

QByteArray hashOf(const QByteArray &body);

} // namespace milassist::relay
