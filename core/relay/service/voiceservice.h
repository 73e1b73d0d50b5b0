// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/http/httpresponder.h"
#include "core/relay/guard/ratelimit.h"
#include "core/relay/service/currentplan.h"
#include "core/relay/service/voicetasks.h"
#include "core/store/shared/sharedstore.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace milassist::relay
{

struct VoiceLimits {
    std::chrono::milliseconds patience{800};      ///< until somebody on a line is answered without the ledger
    Rate perCaller{.burst = 20, .perMinute = 10}; ///< to one line; beyond it nobody is rung, and the mailbox answers
};

/// Answers Twilio's webhooks about calls. Whoever is heard on a line gets TwiML within the patience, whatever the ledger does:
/// if it is late or broken, words that lead to the mailbox; what it was told is written down all the same when it can be. What
/// nobody waits for on a line is answered when it is written down, and with 503, so that it is sent again, when it cannot be.
/// Main thread.
class VoiceService : public QObject
{
    Q_OBJECT
public:
    struct Counts {
        qint64 answered = 0;
        qint64 late = 0;   ///< answered in haste, as the ledger took too long
        qint64 failed = 0; ///< the ledger could not write it down
        qint64 malformed = 0;
        qint64 tooOften = 0; ///< calls of a caller beyond the limit
    };

    VoiceService(SharedStore &store, const CurrentPlan &plan, Premises premises, Clock clock = systemClock(),
                 const VoiceLimits &limits = {});

    static bool isMine(const QString &webhook) { return isVoiceWebhook(webhook); }
    /// @param request found genuine by the door
    void answer(const HttpRequest &request, HttpResponder responder);

    /// From the next webhook on. @param desks see Premises
    void setDesks(std::map<routing::PersonId, QString> desks);
    /// @param sounds, @param holdMusic see Premises
    void setSounds(std::map<QString, QString> sounds, QString holdMusic);
    const Counts &counts() const { return m_counts; }

private:
    bool callsTooOften(const WebhookForm &form);
    struct Asked {
        WebhookForm form;
        VoiceTask task;
        HttpResponder responder;
        std::chrono::steady_clock::time_point due; ///< when it is answered without the ledger
    };
    void perform(WebhookForm form, VoiceTask task, const HttpResponder &responder);
    void finish(const Asked &asked, const Result<QByteArray> &answer);
    void forgetAnswered();
    void answerTheLate();
    void answerInHaste(const WebhookForm &form, const VoiceTask &task, const HttpResponder &responder, const QString &why);

    SharedStore &m_store;
    const CurrentPlan &m_plan;
    std::shared_ptr<const Premises> m_premises; // jobs take it along
    const Clock m_clock;
    const std::chrono::milliseconds m_patience;
    RateLimit m_callers;
    std::deque<std::shared_ptr<const Asked>> m_waiting; ///< somebody hears the answer; the first has waited longest
    QTimer m_late;                                      ///< one for all: what a timer costs grows with how many there are
    Counts m_counts;
};

} // namespace milassist::relay
