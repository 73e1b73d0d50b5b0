// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/mefirst.h"

#include "core/twiml/writer.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ringsUsFor{25}; // it answers by itself at once, or not at all
constexpr int clockSlackSecs = 120;

/// Without parameters and headers.
QString address(const QString &uri)
{
    return uri.left(uri.indexOf(u'?')).section(u';', 0, 0);
}

EndCause refusedCause(const Error &error)
{
    switch (error.twilioCode) {
    case 21211:
    case 21214:
    case 21217: return EndCause::NotFound;
    default: return EndCause::Refused;
    }
}

MeFirstNews whileCallingUs(const Call &ours)
{
    if (!isTerminal(ours.status))
        return {.stage = ours.status.is(CallStatus::InProgress) ? MeFirst::CallingThem : MeFirst::CallingUs};
    if (ours.status.is(CallStatus::Completed))
        return {.stage = MeFirst::CallingThem, .end = EndCause::Refused, .wantsReason = true};
    return {.stage = MeFirst::CallingUs, .end = EndCause::NotReachedUs};
}

EndCause endOf(const Call &leg)
{
    switch (leg.status.valueOr(CallStatus::Failed)) {
    case CallStatus::Completed: return EndCause::TheyHungUp;
    case CallStatus::Busy: return EndCause::Busy;
    case CallStatus::NoAnswer: return EndCause::NoAnswer;
    case CallStatus::Canceled: return EndCause::Cancelled;
    default: return EndCause::Failed;
    }
}

} // namespace

OutgoingCall meFirstOrder(const MeFirstWish &wish)
{
    twiml::Dial dial;
    dial.callerId = wish.line.text();
    dial.answerOnBridge = true;
    if (wish.isRecorded)
        dial.record = u"record-from-answer-dual"_s;
    if (wish.peer.isNumber())
        dial.targets.append(twiml::Number{.number = wish.peer.text()});
    else
        dial.targets.append(twiml::Sip{.uri = wish.peer.text()});
    OutgoingCall order;
    order.from = wish.line;
    order.to = Party(wish.phone.text() + "?x-call-token="_L1 + QString::fromLatin1(wish.token));
    order.twiml = QString::fromUtf8(twiml::write({.verbs = {dial}}));
    order.ringTimeout = ringsUsFor;
    return order;
}

std::optional<CallSid> findAsked(const MeFirstWish &wish, const QList<Call> &listed, const QList<CallSid> &known)
{
    const QString token = "x-call-token="_L1 + QString::fromLatin1(wish.token);
    const auto marked = std::ranges::find_if(listed, [&token](const Call &call) { return call.to.text().contains(token); });
    if (marked != listed.end())
        return marked->sid;
    std::optional<CallSid> found;
    for (const Call &call : listed) {
        const bool fits = call.direction.is(CallDirection::OutboundApi) && call.from == wish.line && address(call.to.text()) == wish.phone.text()
                          && !call.to.text().contains("x-call-token="_L1) && !known.contains(call.sid)
                          && std::abs(call.createdAt.secsTo(wish.askedAt)) <= clockSlackSecs;
        if (!fits)
            continue;
        if (found)
            return std::nullopt; // one of them may be another telephone's
        found = call.sid;
    }
    return found;
}

MeFirstAnswer meFirstAnswer(const Result<Call> &answer)
{
    using Is = MeFirstAnswer::Is;
    if (answer)
        return {.is = Is::Accepted};
    const Error &error = answer.error();
    switch (error.kind) {
    case Error::Kind::Offline: return {.is = Is::Refused, .cause = EndCause::Unreachable};
    case Error::Kind::RateLimited: return {.is = Is::Refused, .cause = EndCause::Refused, .twilioCode = error.twilioCode != 0 ? error.twilioCode : 20429};
    case Error::Kind::Unauthorised:
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Rejected: return {.is = Is::Refused, .cause = refusedCause(error), .twilioCode = error.twilioCode};
    default: return {.is = Is::NotSure}; // an error page says nothing about what was done before it
    }
}

MeFirstNews meFirstNews(const Call &ours, const QList<Call> &theirs)
{
    const Call *talking = nullptr, *furthest = nullptr;
    for (const Call &leg : theirs) {
        if (leg.status.isAnyOf(CallStatus::InProgress, CallStatus::Completed))
            talking = &leg;
        if (!furthest || rankOf(leg.status) > rankOf(furthest->status))
            furthest = &leg;
    }
    if (!furthest)
        return whileCallingUs(ours);
    const Call &leg = talking ? *talking : *furthest;
    if (!isTerminal(leg.status))
        return {.stage = leg.status.is(CallStatus::InProgress) ? MeFirst::Talking
                    : leg.status.is(CallStatus::Ringing)       ? MeFirst::RingingThem
                                                               : MeFirst::CallingThem};
    MeFirstNews news{.stage = talking ? MeFirst::Talking : MeFirst::CallingThem, .end = endOf(leg)};
    if (talking && leg.endedAt.isValid())
        news.answeredAt = leg.endedAt.addSecs(-leg.duration.value_or(std::chrono::seconds(0)).count());
    return news;
}

DialWay usualWay(const QList<SipDomain> &domains, const QString &domain)
{
    const bool leadsNowhere = std::ranges::any_of(domains, [&domain](const SipDomain &one) {
        return one.config.domainName == domain && one.config.voiceUrl.isEmpty();
    });
    return leadsNowhere ? DialWay::MeFirst : DialWay::Direct;
}

} // namespace milassist
