// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/relay/drift/drift.h"
#include "core/relay/guard/webhooksignature.h"
#include "core/twilio/accountapi.h"

#include <QDateTime>
#include <QJsonObject>

namespace milassist::relay
{

/// What has come of webhooks since the relay was started.
struct WebhookNews {
    QDateTime lastGenuine, lastRefused; ///< UTC; invalid: none yet
    QString whyRefused;                 ///< English
    qint64 genuine = 0;
};

/// All that the status page says, before it is judged. What could not be found out has the time when it last could.
struct StatusFacts {
    bool isLive = false; ///< Twilio itself, and not a sandbox on this computer
    std::optional<CredentialReport> credentials;  ///< none: no answer in time
    std::optional<QList<IncomingNumber>> numbers; ///< none: they could not be read
    NumberPremises premises;                      ///< of the numbers; its publicUrl is the relay's
    QDateTime twilioLastGood;                     ///< UTC; invalid: never since the start
    std::optional<SignatureFault> signature;      ///< of the self-test; none: it passed
    WebhookNews webhooks;
    bool isDatabaseThere = false;
    int waitingForTwilio = 0; ///< requests of desks that wait for their turn
    int desks = 0;
    QDateTime now; ///< UTC
};

/// A request that we sign ourselves must be found genuine.
std::optional<SignatureFault> signatureSelfTest(const WebhookTrust &trust);

/// {"ok":false,"at":...,"checks":[{"check":"credentials","ok":true,"says":"...","fix":"","last_good":...}, ...],"numbers":[...]}
/// A number is not ok where the doctor finds something wrong with it; what the doctor only notes is its "note".
/// Whatever is not ok has a "fix". Holds no secrets. Pure.
QJsonObject statusOf(const StatusFacts &facts);

} // namespace milassist::relay
