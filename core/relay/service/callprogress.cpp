// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voicejobs.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

bool isOutgoing(const LedgerCall &call)
{
    return std::ranges::any_of(call.trace, [](const TraceStep &step) { return step.step == u"outgoing"; });
}

Call legOf(const CallProgress &progress, const QDateTime &now)
{
    Call leg = CallFile::legOf(progress.call);
    const QDateTime at = progress.at.isValid() ? progress.at : now;
    if (leg.status.is(CallStatus::InProgress))
        leg.startedAt = at;
    if (isTerminal(leg.status)) {
        leg.endedAt = at;
        leg.duration = progress.duration;
    }
    leg.answeredBy = progress.answeredBy;
    return leg;
}

/// The first leg is over. What the call came to may be known better later: a callback that is still on its way.
void settleAtTheEnd(CallFile &file, const Call &leg)
{
    const auto &call = file.call();
    if (!call)
        return;
    if (call->answeredAt.isValid())
        return file.settle(CallOutcome::answered());
    if (isOutgoing(*call) || (!leg.direction.isEmpty() && !leg.direction.is(CallDirection::Inbound)))
        return file.settle(leg.status.is(CallStatus::Completed) && !isOutgoing(*call) ? CallOutcome::answered()
                                                                                      : leg.status.text());
    file.settle(CallOutcome::missed());
}

} // namespace

Result<QByteArray> callStatus(SqlConnection &db, const VoiceScene &scene, const CallProgress &progress, size_t step)
{
    CallFile file(db, scene);
    const LegChange change = file.note(legOf(progress, scene.now), u"status"_s, progress.sequence);
    if (!change.isNews)
        return file.finish();
    const bool isFirstLeg = change.after.parentSid.isNull();
    if (isFirstLeg && isTerminal(change.after.status))
        settleAtTheEnd(file, change.after);
    if (!isFirstLeg && progress.call.status.is(CallStatus::InProgress)) {
        const auto decision = file.decision();
        if (!decision || !isScreened(change.after.to, *decision, step))
            file.answered(personAt(change.after.to, decision ? &*decision : nullptr, step, file.premises()),
                          decision ? &*decision : nullptr, step);
    }
    return file.finish();
}

} // namespace milassist::relay
