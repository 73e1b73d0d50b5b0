// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/premises.h"
#include "core/relay/api/oncemore.h"
#include "core/relay/guard/ratelimit.h"
#include "core/twilio/twilioapi.h"

namespace milassist::relay
{

/// make-call, send-sms, purchase-number and available-numbers: what the platform and people ask of Twilio through us.
class Creating : public QObject
{
    Q_OBJECT
public:
    Creating(SharedStore &store, TwilioApi &twilio, const Premises &premises, PlanInForce plan, QObject *parent = nullptr);

    std::vector<ApiRoute> routes();

private:
    void makeCall(const ApiAskPtr &ask);
    void ringDesk(const ApiAskPtr &ask, const QString &person);
    void sendSms(const ApiAskPtr &ask);
    void purchaseNumber(const ApiAskPtr &ask);
    void availableNumbers(const ApiAskPtr &ask);
    QFuture<Made> sendUnlessOptedOut(const ApiAskPtr &ask, const OutgoingMessage &message);
    /// Keeps in the audit who has made what, then is what is answered.
    template <typename T>
    QFuture<Made> finish(const ApiAskPtr &ask, QFuture<Result<T>> created, const QString &what);

    SharedStore &m_store;
    TwilioApi &m_twilio;
    const Premises &m_premises;
    PlanInForce m_plan;
    OnceMore m_once;
    RateLimit m_searches;
};

/// What is answered to a create that Twilio did not accept, or of which nobody knows.
Made madeNot(const Error &error);

} // namespace milassist::relay
