// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phonelog/phonelog.h"

#include "core/base/logging.h"

#include <QUuid>

namespace milassist {

namespace {

constexpr int mostOver = 50; // calls that are over and may still get a note

CallOutcome outcomeOf(const LiveCall &call)
{
    if (!call.isOver())
        return call.meFirst == MeFirst::NotSure ? CallOutcome::NotSure : CallOutcome::Ongoing;
    if (call.wasAnswered() || call.cause == EndCause::AnsweredElsewhere)
        return CallOutcome::Answered;
    if (call.direction == Direction::Incoming)
        return CallOutcome::Missed;
    switch (call.cause) {
    case EndCause::Busy:
    case EndCause::Declined: return CallOutcome::Busy;
    case EndCause::NoAnswer: return CallOutcome::NoAnswer;
    case EndCause::HungUp:
    case EndCause::Cancelled: return CallOutcome::Canceled;
    default: return CallOutcome::Failed;
    }
}

} // namespace

OwnCall ownCallOf(const LiveCall &call, const QString &key)
{
    return {.key = key,
            .sid = call.callSid,
            .direction = call.direction == Direction::Incoming ? CallHeading::In : CallHeading::Out,
            .line = call.line,
            .peer = call.peer,
            .beganAt = call.beganAt,
            .answeredAt = call.answeredAt,
            .endedAt = call.endedAt,
            .outcome = outcomeOf(call)};
}

PhoneLog::PhoneLog(Phone &phone, OwnCallStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&phone, &Phone::callBegan, this, &PhoneLog::follow);
    connect(&phone, &Phone::callChanged, this, &PhoneLog::follow);
    connect(&phone, &Phone::callEnded, this, &PhoneLog::follow);
    connect(&phone, &Phone::turnedAway, this, [this](LiveCall call) {
        call.phase = Phase::Ended;
        call.endedAt = call.beganAt;
        call.cause = EndCause::Busy;
        follow(call);
        forgetAfter(call.leg);
    });
    connect(&phone, &Phone::callChanged, this, [this](const LiveCall &call) {
        if (call.wasAnswered())
            m_meters[call.leg].add(call);
    });
    connect(&phone, &Phone::callEnded, this, [this](const LiveCall &call) {
        keepSound(call);
        forgetAfter(call.leg);
    });
}

void PhoneLog::follow(const LiveCall &call)
{
    const auto known = m_written.constFind(call.leg);
    const OwnCall now = ownCallOf(call, known == m_written.cend() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : known->key);
    if (known != m_written.cend() && *known == now) // quality, levels, hold: nothing for the list
        return;
    m_written.insert(call.leg, now);
    whenDone(m_store.save(now), this, [](const Result<qint64> &saved) {
        if (!saved)
            qCWarning(lcVoice) << "a call could not be written down:" << saved.error().detail;
    });
}

void PhoneLog::forgetAfter(LegId leg)
{
    m_over.enqueue(leg);
    while (m_over.size() > mostOver)
        m_written.remove(m_over.dequeue());
}

void PhoneLog::keepSound(const LiveCall &call)
{
    const std::optional<CallSound> sound = m_meters.take(call.leg).sound();
    const auto known = m_written.constFind(call.leg);
    if (!sound || known == m_written.cend())
        return;
    whenDone(m_store.setSound(known->key, *sound), this, [](const Result<> &kept) {
        if (!kept)
            qCWarning(lcVoice) << "how a call sounded could not be kept:" << kept.error().detail;
    });
}

void PhoneLog::setNote(LegId leg, const QString &note)
{
    const auto known = m_written.constFind(leg);
    if (known == m_written.cend())
        return;
    whenDone(m_store.setNote(known->key, note), this, [](const Result<> &kept) {
        if (!kept)
            qCWarning(lcVoice) << "a note on a call could not be kept:" << kept.error().detail;
    });
}

} // namespace milassist
