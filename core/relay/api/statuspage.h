// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/relay/api/statusfacts.h"
#include "core/store/shared/sharedstore.h"
#include "core/twilio/twilioapi.h"

namespace milassist::relay
{

/// GET status: one page that says what works and what to do about the rest; of numbers by the rule of the doctor. It waits for
/// nobody for longer than it takes to read it; what is not known then is said to be so, with the time when it last was.
class StatusPage : public QObject
{
    Q_OBJECT
public:
    struct Here {
        WebhookTrust trust; ///< publicUrl is the relay's
        bool isLive = false;
        std::function<WebhookNews()> webhooks;
        std::function<int()> waitingForTwilio, desks;
        std::chrono::milliseconds patience{6'000};
    };
    StatusPage(SharedStore &store, TwilioApi &twilio, Here here, QObject *parent = nullptr);

    std::vector<ApiRoute> routes();
    /// What it looks at, within its patience; never an error.
    QFuture<StatusFacts> look(const QDateTime &now);

private:
    struct Look;
    void readServices(const std::shared_ptr<Look> &look);
    void readPlan(const std::shared_ptr<Look> &look);
    void answered(const std::shared_ptr<Look> &look);
    void finish(const std::shared_ptr<Look> &look);

    SharedStore &m_store;
    TwilioApi &m_twilio;
    Here m_here;
    QDateTime m_twilioLastGood;
};

} // namespace milassist::relay
