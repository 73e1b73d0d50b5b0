// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voicejobs.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

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

/// The first leg is over. What the call came to may be known better later, by a callback that is still on its way.
void settleAtTheEnd(CallFile &file, const Call &leg)
{
    file.free();
    if (file.call() && file.call()->answeredAt.isValid())
        return file.settle(CallOutcome::answered());
    if (!file.outgoing().isEmpty()) // completed is the phone's own leg, not the call that it made
        return file.settle(leg.status.is(CallStatus::Completed) ? u"canceled"_s : leg.status.text());
    if (leg.direction.isEmpty() || leg.direction.is(CallDirection::Inbound))
        return file.settle(CallOutcome::missed());
    file.settle(leg.status.is(CallStatus::Completed) ? CallOutcome::answered() : leg.status.text());
}

} // namespace

Result<QByteArray> answeredInHaste(SqlConnection &db, const VoiceScene &scene, const CallSid &call, const Haste &haste)
{
    CallFile file(db, scene);
    file.open(call);
    file.trace(u"haste-"_s + haste.webhook,
               {{u"webhook"_s, haste.webhook}, {u"why"_s, haste.why}, {u"mailbox"_s, haste.isMailbox}});
    if (haste.isMailbox) {
        if (haste.firstStep)
            file.takeBack(*haste.firstStep);
        file.free();
        file.tell(u"mailbox"_s, {{u"why"_s, haste.why}});
    }
    return file.finish();
}

Result<QByteArray> callStatus(SqlConnection &db, const VoiceScene &scene, const CallProgress &progress, size_t step)
{
    CallFile file(db, scene);
    const LegChange change = file.note(legOf(progress, scene.now), u"status"_s, progress.sequence);
    if (!change.isNews)
        return file.finish();
    const Call &leg = change.after;
    const auto decision = file.decision();
    const routing::Decision *taken = decision ? &*decision : nullptr;
    if (leg.parentSid.isNull()) {
        if (leg.from.kind() == Party::Kind::Sip)
            file.heard(personAt(leg.from, taken, step, file.premises()), leg);
        if (isTerminal(leg.status))
            settleAtTheEnd(file, leg);
        return file.finish();
    }
    const routing::PersonId person = personAt(leg.to, taken, step, file.premises());
    file.heard(person, leg);
    if (progress.call.status.is(CallStatus::InProgress) && !(decision && isScreened(leg.to, *decision, step)))
        file.answered(person, taken, step, leg.to);
    return file.finish();
}

} // namespace milassist::relay
