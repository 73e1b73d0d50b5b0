// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/conversation.h"

#include <algorithm>

namespace milassist {

namespace {

using std::chrono::seconds;

struct Ends {
    CallHeading direction = CallHeading::In;
    Party line, peer;
};

const Call &rootOf(const Legs &legs)
{
    const auto root = std::ranges::find_if(legs, [](const Call *leg) { return leg->parentSid.isNull(); });
    if (root != legs.end())
        return **root;
    return **std::ranges::min_element(legs, {}, [](const Call *leg) { return leg->createdAt; });
}

// "sip:+12065550142@acme.sip.twilio.com" is a call to that number.
Party asNumber(const Party &party)
{
    if (party.isNumber())
        return party;
    const Party user(party.user());
    return user.isNumber() ? user : party;
}

bool isOurDevice(const Party &party)
{
    return party.kind() == Party::Kind::Sip || party.kind() == Party::Kind::Client;
}

Ends endsOf(const Call &root, const Legs &children)
{
    // Somebody of ours dialled first, by device or by "call my phone first": the number behind them is whom they wanted.
    const auto far = std::ranges::find_if(children, [](const Call *child) { return child->to.isNumber(); });
    const auto outbound = [&] {
        if (far != children.end())
            return Ends{CallHeading::Out, (*far)->from, (*far)->to};
        return Ends{CallHeading::Out, isOurDevice(root.from) ? Party() : root.from, asNumber(root.to)};
    };
    if (!root.parentSid.isNull()) { // the parent has not come yet
        if (root.to.isNumber())
            return {CallHeading::Out, root.from, root.to};
        return {CallHeading::In, Party(), root.from};
    }
    switch (root.direction.valueOr(CallDirection::Inbound)) {
    case CallDirection::Inbound:
        if (isOurDevice(root.from))
            return outbound();
        return {CallHeading::In, asNumber(root.to), root.from};
    case CallDirection::TrunkingOriginating:
        return {CallHeading::In, asNumber(root.to), root.from};
    default:
        return outbound();
    }
}

bool wasAnswered(const Call &leg)
{
    return leg.status.is(CallStatus::Completed);
}

CallOutcome unansweredOut(const Call &leg)
{
    switch (leg.status.valueOr(CallStatus::Failed)) {
    case CallStatus::Busy:
        return CallOutcome::Busy;
    case CallStatus::NoAnswer:
        return CallOutcome::NoAnswer;
    case CallStatus::Canceled:
        return CallOutcome::Canceled;
    default:
        return CallOutcome::Failed;
    }
}

CallOutcome outcomeOf(const Call &root, const Legs &children, CallHeading direction, KeptSound recorded)
{
    const auto ended = [](const Call *leg) { return isTerminal(leg->status); };
    if (!ended(&root) || !std::ranges::all_of(children, ended))
        return CallOutcome::Ongoing;
    if (std::ranges::any_of(children, [](const Call *leg) { return wasAnswered(*leg); }))
        return CallOutcome::Answered;
    if (direction == CallHeading::Out) {
        if (children.isEmpty() && wasAnswered(root))
            return CallOutcome::Answered;
        return unansweredOut(children.isEmpty() ? root : *children.last());
    }
    if (recorded.voicemail)
        return CallOutcome::Voicemail;
    // Without a second leg it was an application that answered. Only a call that lasted can have been of use.
    if (children.isEmpty() && wasAnswered(root) && root.duration.value_or(seconds(0)) > seconds(0))
        return CallOutcome::Answered;
    if (children.isEmpty() && root.status.is(CallStatus::Failed))
        return CallOutcome::Failed;
    return CallOutcome::Missed;
}

QDateTime beginningOf(const Call &leg)
{
    return leg.createdAt.isValid() ? leg.createdAt : leg.startedAt;
}

QDateTime answeredAt(const Call &leg)
{
    if (leg.endedAt.isValid() && leg.duration)
        return leg.endedAt.addSecs(-leg.duration->count());
    return leg.startedAt;
}

seconds between(const QDateTime &from, const QDateTime &to)
{
    return from.isValid() && to.isValid() ? seconds(qMax<qint64>(0, from.secsTo(to))) : seconds(0);
}

seconds ringOf(const Call &root, const Legs &children, CallOutcome outcome)
{
    if (outcome == CallOutcome::Ongoing)
        return seconds(0);
    QDateTime end;
    if (outcome == CallOutcome::Answered) {
        end = children.isEmpty() ? answeredAt(root) : QDateTime();
        for (const Call *child : children) {
            if (wasAnswered(*child) && (!end.isValid() || answeredAt(*child) < end))
                end = answeredAt(*child);
        }
    } else if (!children.isEmpty()) {
        for (const Call *child : children)
            end = qMax(end, child->endedAt);
        if (!end.isValid() && outcome == CallOutcome::Missed)
            end = root.endedAt;
    } else if (outcome != CallOutcome::Voicemail) {
        end = root.endedAt;
    }
    return between(beginningOf(root), end);
}

seconds talkOf(const Call &root, const Legs &children, CallOutcome outcome)
{
    if (outcome != CallOutcome::Answered)
        return seconds(0);
    if (children.isEmpty())
        return root.duration.value_or(seconds(0));
    seconds sum(0);
    for (const Call *child : children)
        sum += wasAnswered(*child) ? child->duration.value_or(seconds(0)) : seconds(0);
    return sum;
}

void addUpPrice(const Legs &legs, CallRow &row)
{
    for (const Call *leg : legs) {
        if (leg->price) {
            const QString currency = leg->priceUnit.toUpper();
            if (!row.price)
                row.price = Money{.micros = 0, .currency = currency};
            if (row.price->currency == currency)
                row.price->micros += leg->price->value;
        } else if (wasAnswered(*leg) && leg->duration.value_or(seconds(0)) > seconds(0)) {
            row.pricePending = true; // only what was connected is charged
        }
    }
}

} // namespace

Legs legsIn(const QList<Call> &list)
{
    Legs legs;
    for (const Call &leg : list)
        legs.push_back(&leg);
    return legs;
}

Word<CallStatus> statusOf(const Legs &legs)
{
    const Call &root = rootOf(legs);
    const Call *furthest = nullptr;
    for (const Call *leg : legs) {
        if (leg == &root)
            continue;
        if (wasAnswered(*leg))
            return CallStatus::InProgress;
        if (!isTerminal(leg->status) && (!furthest || rankOf(leg->status) > rankOf(furthest->status)))
            furthest = leg;
    }
    return furthest ? furthest->status : root.status;
}

CallRow conversationOf(const Legs &legs, KeptSound recorded)
{
    const Call &root = rootOf(legs);
    Legs children;
    for (const Call *leg : legs) {
        if (leg != &root)
            children.push_back(leg);
    }
    std::ranges::stable_sort(children, {}, [](const Call *leg) { return beginningOf(*leg); });

    const Ends ends = endsOf(root, children);
    CallRow row;
    row.root = root.sid;
    row.direction = ends.direction;
    row.line = ends.line;
    row.peer = ends.peer;
    row.outcome = outcomeOf(root, children, ends.direction, recorded);
    if (row.outcome == CallOutcome::Ongoing)
        row.status = statusOf(legs);
    row.startedAt = root.startedAt.isValid() ? root.startedAt : root.createdAt;
    row.ringSeconds = ringOf(root, children, row.outcome);
    row.talkSeconds = talkOf(root, children, row.outcome);
    addUpPrice(legs, row);
    row.hasRecording = recorded.any;
    row.hasVoicemail = recorded.voicemail;
    row.legs = int(legs.size());
    return row;
}

} // namespace milassist
