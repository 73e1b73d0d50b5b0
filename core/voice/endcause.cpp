// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/endcause.h"

namespace milassist {

namespace {

EndCause causeOfCode(const EndFacts &facts)
{
    switch (facts.sipCode) {
    case 401:
    case 403:
    case 407: return EndCause::Refused;
    case 404:
    case 410:
    case 484:
    case 485:
    case 604: return EndCause::NotFound;
    case 408:
    case 480: return EndCause::NoAnswer;
    case 486:
    case 600: return EndCause::Busy;
    case 487: return EndCause::Cancelled;
    case 488:
    case 606: return EndCause::NotEncrypted;
    case 603: return EndCause::Declined;
    default: break;
    }
    if (facts.sipCode == 503 && facts.phrase.contains(u"io error", Qt::CaseInsensitive))
        return EndCause::Unreachable;
    return facts.sipCode >= 500 && facts.sipCode < 600 ? EndCause::ServerFailed : EndCause::Failed;
}

} // namespace

EndCause endCauseOf(const EndFacts &facts)
{
    if (facts.transferred)
        return EndCause::Transferred;
    if (facts.mediaLost)
        return EndCause::MediaLost;
    if (facts.byUs) {
        if (facts.wasAnswered)
            return EndCause::HungUp;
        return facts.isIncoming ? EndCause::Declined : EndCause::Cancelled;
    }
    if (facts.isIncoming && !facts.wasAnswered && facts.sipCode == 200) // CANCEL with "Reason: SIP;cause=200"
        return EndCause::AnsweredElsewhere;
    if (facts.wasAnswered && facts.sipCode < 300)
        return facts.isBeingTransferred ? EndCause::Transferred : EndCause::TheyHungUp; // BYE may overtake or replace the last NOTIFY
    if (facts.isIncoming && !facts.wasAnswered)
        return EndCause::Cancelled;
    if (facts.sipCode == 0)
        return facts.wasAnswered ? EndCause::TheyHungUp : EndCause::Failed;
    return causeOfCode(facts);
}

} // namespace milassist
