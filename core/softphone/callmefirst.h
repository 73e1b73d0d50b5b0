// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/mefirst.h"

namespace milassist {

struct CallMeFirstOptions {
    std::chrono::milliseconds every{1000};  ///< how often Twilio is asked how far it is, until they answer
    /// After which times Twilio's list is looked through for a call whose answer was lost; then it never went out.
    QList<std::chrono::milliseconds> looks{std::chrono::seconds(2), std::chrono::seconds(4), std::chrono::seconds(10), std::chrono::seconds(20),
                                           std::chrono::seconds(40)};
    int mostWaits = 8;                      ///< for the end of their leg, once ours has ended
    Clock clock = systemClock();
};

/// Makes the announced calls of a telephone: asks Twilio for each once, follows it, ends it, and settles what is not sure by
/// looking, never by asking again. Main thread; telephone and Twilio outlive it.
class CallMeFirst : public QObject {
    Q_OBJECT

public:
    CallMeFirst(Phone &phone, CallsApi &twilio, Party address, CallMeFirstOptions options = {}, QObject *parent = nullptr);

private:
    struct Placed {
        MeFirstWish wish;
        CallSid sid;
        int looks = 0, waits = 0, misses = 0;
        bool isOurLegOver = false, isGivenUp = false;
    };

    void ask(const LiveCall &call, const QByteArray &token, bool isRecorded);
    void onAnswer(LegId leg, const Result<Call> &answer);
    void know(LegId leg, const CallSid &sid);
    void giveUp(const LiveCall &call);
    void look(LegId leg);
    void lookLater(LegId leg);
    void follow(LegId leg);
    void followLater(LegId leg);
    void fetchOurs(LegId leg, const QList<Call> &theirs);
    void take(LegId leg, const MeFirstNews &news);
    void endWithReason(LegId leg, const MeFirstNews &news);
    void end(LegId leg, EndCause cause, int twilioCode = 0, const QDateTime &answeredAt = {});

    Phone &m_phone;
    CallsApi &m_twilio;
    const Party m_address;
    const CallMeFirstOptions m_options;
    QHash<LegId, Placed> m_placed;
    QList<CallSid> m_known; ///< all that were made here, over or not
};

} // namespace milassist
