// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

#include <QUrlQuery>

#include <set>

namespace milassist::relay
{

/// What an answer is put together from beside the decision: where Twilio reaches us, and where our people are.
struct Premises {
    QString publicUrl;                          ///< as configured at Twilio, no slash at the end: "https://relay.example.org"
    QString sipDomain;                          ///< of the desks: "acme-desk.sip.twilio.com"
    std::map<routing::PersonId, QString> desks; ///< the SIP user of each person who has one
    /// Every desk tells us when it is on, and one that says nothing is off. Else that holds for desks that have told before;
    /// whoever has another telephone there, of which Twilio says nothing, is taken to be at it, and rings nobody for a moment
    /// if they are not.
    bool registrationIsTold = false;
    std::map<QString, QString> sounds; ///< of the team's own: name -> address
    QString holdMusic;                 ///< address of what those who wait hear where the team has no sound for it
};

/// The caller, as far as answers depend on it.
struct Caller {
    Party party;
    QString state;   ///< of the United States, as Twilio tells it: "CA"; empty elsewhere and when unknown
    QString country; ///< "US"
    /// Who is not shown the number. A telephone of theirs shows our line, and their desk is told the handle that stands for it.
    std::set<routing::PersonId> hiddenFrom;
    QString handle; ///< empty: there is none
};

/// "https://relay.example.org/api/twilio/dial-complete?step=1"
inline QString webhookUrl(const Premises &premises, const QString &name, const QUrlQuery &query = {})
{
    const QString address = premises.publicUrl + QStringLiteral("/api/twilio/") + name;
    return query.isEmpty() ? address : address + u'?' + query.toString(QUrl::FullyEncoded);
}

/// Of a callback that nobody waits for on a line: Twilio sends it again when we could not write it down, or were not there. By
/// itself it would not (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
inline QString callbackUrl(const Premises &premises, const QString &name, const QUrlQuery &query = {})
{
    return webhookUrl(premises, name, query) + QStringLiteral("#rc=5&rp=5xx,ct,rt");
}

} // namespace milassist::relay
