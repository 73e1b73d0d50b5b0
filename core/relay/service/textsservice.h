// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/http/httpresponder.h"
#include "core/relay/answers/premises.h"
#include "core/relay/service/currentplan.h"
#include "core/relay/service/webhookform.h"
#include "core/store/shared/sharedstore.h"

#include <QObject>

namespace milassist::relay
{

/// Answers Twilio's webhooks about texts. Nobody listens meanwhile, so each is answered when it is written down, and with 503
/// when it cannot be: then Twilio asks at the fallback address. Main thread.
class TextService : public QObject
{
    Q_OBJECT
public:
    struct Counts {
        qint64 answered = 0;
        qint64 failed = 0; ///< the ledger could not write it down
        qint64 malformed = 0;
    };

    TextService(SharedStore &store, const CurrentPlan &plan, Premises premises, Clock clock = systemClock());

    static bool isMine(const QString &webhook);
    /// @param request found genuine by the door
    void answer(const HttpRequest &request, HttpResponder responder);

    const Counts &counts() const { return m_counts; }

private:
    using Job = std::function<Result<QByteArray>(SqlConnection &)>;
    Result<Job> jobOf(const WebhookForm &form) const;

    SharedStore &m_store;
    const CurrentPlan &m_plan;
    const std::shared_ptr<const Premises> m_premises;
    const Clock m_clock;
    Counts m_counts;
};

} // namespace milassist::relay
