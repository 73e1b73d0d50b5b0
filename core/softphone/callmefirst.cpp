// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/callmefirst.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QTimer>

#include <algorithm>

namespace milassist {

CallMeFirst::CallMeFirst(Phone &phone, CallsApi &twilio, Party address, CallMeFirstOptions options, QObject *parent)
    : QObject(parent), m_phone(phone), m_twilio(twilio), m_address(std::move(address)), m_options(std::move(options))
{
    phone.setOffersMeFirst(true);
    connect(&phone, &Phone::announced, this, &CallMeFirst::ask);
    connect(&phone, &Phone::callEnded, this, &CallMeFirst::giveUp);
    connect(&phone, &Phone::callChanged, this, [this](const LiveCall &call) { // it came before we knew of it
        if (m_placed.contains(call.leg) && m_placed.value(call.leg).sid.isNull() && !call.callSid.isNull())
            know(call.leg, call.callSid);
    });
    connect(&phone, &Phone::announcedLegEnded, this, [this](LegId leg) {
        if (const auto placed = m_placed.find(leg); placed != m_placed.end()) {
            placed->isOurLegOver = true;
            follow(leg);
        }
    });
}

void CallMeFirst::ask(const LiveCall &call, const QByteArray &token, bool isRecorded)
{
    const Placed placed{.wish = {.phone = m_address, .line = call.line, .peer = call.peer, .token = token, .askedAt = m_options.clock(), .isRecorded = isRecorded}};
    m_placed.insert(call.leg, placed);
    whenDone(m_twilio.createCall(meFirstOrder(placed.wish)), this, [this, leg = call.leg](const Result<Call> &answer) { onAnswer(leg, answer); });
}

void CallMeFirst::onAnswer(LegId leg, const Result<Call> &answer)
{
    const auto placed = m_placed.find(leg);
    if (placed == m_placed.end())
        return;
    const MeFirstAnswer outcome = meFirstAnswer(answer);
    switch (outcome.is) {
    case MeFirstAnswer::Is::Accepted: return know(leg, answer->sid);
    case MeFirstAnswer::Is::Refused: return end(leg, outcome.cause, outcome.twilioCode);
    case MeFirstAnswer::Is::NotSure: break;
    }
    qCWarning(lcVoice) << "whether a call went out is not known:" << answer.error().detail;
    if (!placed->sid.isNull())
        return; // it has come meanwhile
    m_phone.setMeFirst(leg, MeFirst::NotSure);
    lookLater(leg);
}

void CallMeFirst::know(LegId leg, const CallSid &sid)
{
    Placed &placed = m_placed[leg];
    const bool isNews = placed.sid != sid;
    placed.sid = sid;
    if (!m_known.contains(sid))
        m_known.append(sid);
    m_phone.setExpectedSid(placed.wish.token, sid);
    if (placed.isGivenUp) {
        m_placed.remove(leg);
        (void)m_twilio.updateCall(sid, {.action = CallChange::Action::HangUp}); // should it be lost, the telephone declines
        return;
    }
    m_phone.setMeFirst(leg, MeFirst::CallingUs);
    if (isNews)
        followLater(leg);
}

/// Whatever ended it here: what Twilio still does for it is ended too.
void CallMeFirst::giveUp(const LiveCall &call)
{
    const auto placed = m_placed.find(call.leg);
    if (placed == m_placed.end())
        return;
    if (placed->sid.isNull()) { // known once Twilio answers, or once it is found
        placed->isGivenUp = true;
        return;
    }
    if (!m_phone.hasCome(call.leg)) // there is no line to hang up
        (void)m_twilio.updateCall(placed->sid, {.action = CallChange::Action::HangUp});
    m_placed.erase(placed);
}

void CallMeFirst::lookLater(LegId leg)
{
    const Placed placed = m_placed.value(leg);
    if (placed.looks >= m_options.looks.size())
        return placed.isGivenUp ? void(m_placed.remove(leg)) : end(leg, EndCause::NeverWentOut);
    QTimer::singleShot(m_options.looks[placed.looks], this, [this, leg] { look(leg); });
}

void CallMeFirst::look(LegId leg)
{
    const auto asked = m_placed.constFind(leg);
    if (asked == m_placed.cend() || !asked->sid.isNull())
        return;
    whenDone(m_twilio.calls({.from = asked->wish.line}, {.pageSize = 50}), this, [this, leg](const Result<Page<Call>> &page) {
        const auto placed = m_placed.find(leg);
        if (placed == m_placed.end() || !placed->sid.isNull())
            return;
        if (!page) // no answer decides nothing: the same look again
            return lookLater(leg);
        if (const auto sid = findAsked(placed->wish, page->records, m_known))
            return know(leg, *sid);
        ++placed->looks;
        lookLater(leg);
    });
}

void CallMeFirst::followLater(LegId leg)
{
    const Placed placed = m_placed.value(leg);
    QTimer::singleShot(m_options.every * std::min(1 + placed.misses, 5), this, [this, leg] { follow(leg); });
}

void CallMeFirst::follow(LegId leg)
{
    const auto made = m_placed.constFind(leg);
    const auto call = m_phone.call(leg);
    if (made == m_placed.cend() || made->sid.isNull() || !call || call->meFirst == MeFirst::Talking)
        return; // our own line says when it is over
    whenDone(m_twilio.calls({.parent = made->sid}, {.pageSize = 20}), this, [this, leg](const Result<Page<Call>> &theirs) {
        const auto placed = m_placed.find(leg);
        if (placed == m_placed.end())
            return;
        placed->misses = theirs ? 0 : placed->misses + 1;
        if (!theirs)
            return take(leg, {});
        if (!theirs->records.isEmpty())
            return take(leg, meFirstNews({}, theirs->records));
        fetchOurs(leg, {});
    });
}

void CallMeFirst::fetchOurs(LegId leg, const QList<Call> &theirs)
{
    whenDone(m_twilio.call(m_placed.value(leg).sid), this, [this, leg, theirs](const Result<Call> &ours) {
        if (m_placed.contains(leg))
            take(leg, ours ? meFirstNews(*ours, theirs) : MeFirstNews());
    });
}

void CallMeFirst::take(LegId leg, const MeFirstNews &news)
{
    Placed &placed = m_placed[leg];
    if (!placed.isOurLegOver && !news.end)
        m_phone.setMeFirst(leg, news.stage);
    if (news.end && (placed.isOurLegOver || !m_phone.hasCome(leg)))
        return endWithReason(leg, news);
    if (placed.isOurLegOver && ++placed.waits > m_options.mostWaits)
        return end(leg, EndCause::TheyHungUp);
    followLater(leg);
}

void CallMeFirst::endWithReason(LegId leg, const MeFirstNews &news)
{
    if (!news.wantsReason)
        return end(leg, *news.end, 0, news.answeredAt);
    whenDone(m_twilio.notifications({.call = m_placed.value(leg).sid}, {.pageSize = 20}), this, [this, leg](const Result<Page<Notification>> &page) {
        int code = 0;
        for (const Notification &one : page ? page->records : QList<Notification>()) {
            if (one.log == 0 && one.errorCode != 0)
                code = one.errorCode;
        }
        end(leg, code != 0 ? EndCause::Refused : EndCause::Failed, code);
    });
}

void CallMeFirst::end(LegId leg, EndCause cause, int twilioCode, const QDateTime &answeredAt)
{
    m_placed.remove(leg); // nothing is left to be ended at Twilio
    m_phone.endAnnounced(leg, cause, twilioCode, answeredAt);
}

} // namespace milassist
