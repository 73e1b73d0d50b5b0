// SPDX-License-Identifier: GPL-3.0-or-later
// What the telephone asks of its calls.
#include "core/voice/engine/calls.h"

#include <algorithm>

namespace milassist {
using namespace std::chrono_literals;

namespace {

using State = linphone::Call::State;

bool isSettled(State state)
{
    return state == State::StreamsRunning || state == State::Paused || state == State::PausedByRemote;
}

} // namespace

void Calls::run(const Dial &dial, const std::optional<LineAccount> &account)
{
    if (m_legs.contains(dial.leg) || dial.leg % 2 != 0)
        return;
    const auto address = account ? linphone::Factory::get()->createAddress(stdString(dial.uri)) : nullptr;
    if (!address) {
        m_report(dial.leg, Ended{.cause = account ? EndCause::NotFound : EndCause::Unreachable});
        return;
    }
    Leg leg;
    const auto parameters = paramsFor(leg, dial.leg, nullptr);
    for (const auto &[name, value] : dial.headers.asKeyValueRange()) {
        if (name.startsWith("x-") && !value.contains('\r') && !value.contains('\n'))
            parameters->addCustomHeader(name.toStdString(), value.toStdString());
    }
    m_dialling = dial.leg;
    m_legs.try_emplace(dial.leg, leg);
    const CallPtr call = m_core->inviteAddressWithParams(address, parameters);
    m_dialling = 0;
    if (call)
        return;
    if (const auto entry = m_legs.find(dial.leg); entry != m_legs.end() && !entry->second.call) {
        m_legs.erase(entry);
        m_report(dial.leg, Ended{.cause = EndCause::Failed});
    }
}

void Calls::run(const Answer &answer)
{
    Leg *leg = find(answer.leg);
    if (!leg || !leg->isIncoming || leg->isAnswered)
        return;
    const CallPtr call = leg->call;
    call->acceptWithParams(paramsFor(*leg, answer.leg, call)); // speaks of the call before it comes back
}

void Calls::run(const Reject &reject)
{
    Leg *leg = find(reject.leg);
    if (!leg || !leg->isIncoming || leg->isAnswered)
        return;
    leg->byUs = true;
    const CallPtr call = leg->call;
    call->decline(reject.as == Rejection::Busy ? linphone::Reason::Busy : linphone::Reason::Declined);
}

void Calls::run(const HangUp &hangUp)
{
    Leg *leg = find(hangUp.leg);
    if (!leg || !leg->call)
        return;
    leg->byUs = true;
    const CallPtr call = leg->call;
    call->terminate();
}

void Calls::run(const Hold &hold)
{
    if (Leg *leg = findActive(hold.leg)) {
        leg->wantsHold = hold.on;
        settleHold(*leg);
    }
}

void Calls::settleHold(Leg &leg)
{
    if (!leg.wantsHold || !isSettled(leg.call->getState()))
        return;
    const bool wanted = *leg.wantsHold;
    leg.wantsHold.reset();
    const CallPtr call = leg.call;
    if (wanted != leg.heldByUs && (wanted ? call->pause() : call->resume()) != 0)
        leg.wantsHold = wanted; // a re-INVITE of the other end is in the way
}

void Calls::run(const Mute &mute)
{
    Leg *leg = find(mute.leg);
    if (!leg || leg->isMuted == mute.on)
        return;
    leg->isMuted = mute.on;
    leg->call->setMicrophoneMuted(mute.on);
    m_report(mute.leg, Muted{mute.on});
}

void Calls::run(const Record &record)
{
    Leg *leg = findActive(record.leg);
    if (!leg || leg->recordPath.isEmpty() || leg->isRecorded == record.on)
        return;
    leg->isRecorded = record.on;
    if (record.on)
        leg->call->startRecording();
    else
        leg->call->stopRecording();
    m_report(record.leg, Recorded{.on = record.on, .path = leg->recordPath});
}

void Calls::stopRecording(Entry &entry)
{
    if (std::exchange(entry.second.isRecorded, false))
        m_report(entry.first, Recorded{.on = false, .path = entry.second.recordPath});
}

void Calls::run(const SendDigits &digits)
{
    if (Leg *leg = find(digits.leg)) {
        for (const char digit : digits.digits.toLatin1().left(256))
            leg->digits.push_back(digit);
    }
}

void Calls::run(const Transfer &transfer)
{
    Leg *leg = findActive(transfer.leg);
    const auto address = linphone::Factory::get()->createAddress(stdString(transfer.uri));
    if (!leg || leg->isTransferring)
        return;
    leg->isTransferring = true;
    leg->transferUntil = std::chrono::steady_clock::now() + 60s;
    if (!address || leg->call->transferTo(address) != 0)
        transferFailed(*m_legs.find(transfer.leg), 0);
}

void Calls::run(const JoinTransfer &join)
{
    Leg *leg = findActive(join.leg);
    const Leg *with = findActive(join.with);
    if (!leg || !with || leg->isTransferring)
        return;
    leg->isTransferring = true;
    leg->transferUntil = std::chrono::steady_clock::now() + 60s;
    if (leg->call->transferToAnother(with->call) != 0)
        transferFailed(*m_legs.find(join.leg), 0);
}

void Calls::run(const Merge &merge)
{
    const Leg *leg = findActive(merge.leg);
    const Leg *with = findActive(merge.with);
    if (!leg || !with || leg == with)
        return;
    // One that everybody has left is over for good.
    if (std::ranges::none_of(m_legs, [](const Entry &entry) { return !entry.second.isOver && entry.second.call->getConference(); })) {
        const auto parameters = m_core->createConferenceParams();
        parameters->enableVideo(false);
        parameters->enableLocalParticipant(true);
        m_conference = m_core->createConferenceWithParams(parameters);
    }
    if (!m_conference)
        return;
    m_conference->addParticipants({leg->call, with->call});
}

void Calls::run(const WatchLevels &watch)
{
    if (Leg *leg = find(watch.leg))
        leg->watchesLevels = watch.on;
}

} // namespace milassist
