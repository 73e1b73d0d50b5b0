// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/callrecording.h"

#include "core/relay/ledger/recordingendtable.h"
#include "core/twilio/parameters.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Record;

namespace
{

const QString changePrefix = u"recorded-"_s; // recorded-1, recorded-2, ...
const QString limitStep = u"recording-limit"_s;

QJsonValue instant(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

/// Who has the telephone at @p address; empty where it is none of ours.
QString personOf(const Party &address, const Premises &premises)
{
    if (address.kind() != Party::Kind::Sip)
        return {};
    const QString person = personAt(address, nullptr, 0, premises).text();
    return person.isEmpty() ? address.user() : person; // somebody who takes no calls by the plan
}

void readLegs(const LedgerCall &call, const Premises &premises, CallRecordingNow &now)
{
    const Call *others = nullptr;
    for (const Call &leg : call.legs) {
        if (isTerminal(leg.status))
            continue;
        const bool isFirst = leg.sid == call.sid;
        const QString person = personOf(isFirst ? leg.from : leg.to, premises);
        // Several telephones may ring; whoever has picked up speaks. Of a first leg nothing more is told while it lasts.
        if (!person.isEmpty() && (isFirst || leg.status.is(CallStatus::InProgress)) && !now.people.contains(person))
            now.people << person;
        if (isFirst)
            now.leg = leg.sid;
        else if (person.isEmpty() || !others)
            others = &leg;
    }
    // After a call of ours was handed over the other party's leg is what is left of it.
    if (now.leg.isNull() && others)
        now.leg = others->sid;
}

void readTrace(const LedgerCall &call, CallRecordingNow &now)
{
    bool hasReachedLimit = false;
    for (const TraceStep &step : call.trace) {
        hasReachedLimit = hasReachedLimit || step.step == limitStep;
        const int number = step.step.startsWith(changePrefix) ? step.step.sliced(changePrefix.size()).toInt() : 0;
        if (number <= now.changes)
            continue;
        const QJsonObject detail = QJsonDocument::fromJson(step.detail.toUtf8()).object();
        const auto is = Word<RecordingWish>(detail[u"state"_s].toString()).valueOr(RecordingWish::Off);
        now.changes = number;
        now.by = detail[u"by"_s].toString();
        now.sid = RecordingSid::parse(detail[u"recording"_s].toString()).value_or(RecordingSid());
        if (is != RecordingWish::Off)
            now.leg = CallSid::parse(detail[u"leg"_s].toString()).value_or(now.leg);
        if (now.is == RecordingWish::Off)
            now.since = step.at;
        now.is = is;
    }
    if (now.policy == Record::On && now.isAnswered && !hasReachedLimit) {
        now.is = RecordingWish::On;
        now.since = call.answeredAt;
    }
}

} // namespace

QDateTime CallRecordingNow::ends() const
{
    return is == RecordingWish::Off || longest >= routing::RecordingPolicy().longest ? QDateTime() : since.addSecs(longest.count());
}

std::optional<CallRecordingNow> recordingNow(CallFile &file)
{
    if (!file.call())
        return std::nullopt;
    const LedgerCall &call = *file.call();
    const CallFile::Recording how = file.recording();
    CallRecordingNow now{.call = call.sid, .policy = how.policy, .longest = how.longest};
    now.isAnswered = call.answeredAt.isValid();
    readLegs(call, file.premises(), now);
    readTrace(call, now);
    // Of a telephone's own leg Twilio tells no end, but of the Dial in it; after a transfer another Dial goes on.
    const bool isHandedOver = std::ranges::any_of(call.trace, [](const TraceStep &step) { return step.step.startsWith(u"refer-"_s); });
    const bool isOver = (!call.outcome.isEmpty() && !isHandedOver)
        || std::ranges::all_of(call.legs, [](const Call &leg) { return isTerminal(leg.status); });
    if (isOver) {
        now.is = RecordingWish::Off;
        now.people.clear();
    }
    if (now.is == RecordingWish::Off)
        now.since = {};
    return now;
}

Result<RecordingStep> stepTo(RecordingWish wish, const CallRecordingNow &now, const QString &person, const QString &callback)
{
    if (!now.people.contains(person))
        return fail(Error::Kind::Forbidden, u"Who speaks in the call decides."_s);
    if (now.policy == Record::On)
        return fail(Error::Kind::Rejected, u"calls of this line are recorded from the answer on, and nobody changes that in a call"_s);
    if (now.policy == Record::Off)
        return fail(Error::Kind::Rejected, u"calls of this line are not recorded"_s);
    if (!now.isAnswered || now.leg.isNull())
        return fail(Error::Kind::Rejected, u"nobody has answered yet"_s);
    if (wish == now.is)
        return RecordingStep();
    Parameters form;
    if (now.is == RecordingWish::Off) {
        if (wish == RecordingWish::Paused)
            return fail(Error::Kind::Rejected, u"nothing is recorded that could pause"_s);
        form.add(u"RecordingChannels", u"dual"_s);
        form.add(u"RecordingTrack", u"both"_s);
        form.add(u"RecordingStatusCallback", callback);
        form.add(u"RecordingStatusCallbackEvent", u"completed"_s);
        form.add(u"RecordingStatusCallbackEvent", u"absent"_s);
        return RecordingStep{.what = RecordingStep::Do::Start, .form = form.encoded()};
    }
    // A pause is silence in the recording, so its length stays the time since it began.
    form.add(u"Status", wish == RecordingWish::Off ? u"stopped"_s : wish == RecordingWish::On ? u"in-progress"_s : u"paused"_s);
    return RecordingStep{.what = RecordingStep::Do::Control, .form = form.encoded()};
}

void tellRecording(CallFile &file, const CallRecordingNow &now, const QJsonObject &more)
{
    QJsonObject body = more;
    body.insert(u"state"_s, Word<RecordingWish>(now.is).text());
    body.insert(u"people"_s, QJsonArray::fromStringList(now.people));
    if (!now.by.isEmpty())
        body.insert(u"by"_s, now.by);
    if (now.ends().isValid())
        body.insert(u"ends_at"_s, instant(now.ends()));
    file.tell(u"recording"_s, body);
}

Result<CallRecordingNow> keepRecording(SqlConnection &db, const VoiceScene &scene, const CallSid &call, RecordingWish is,
                                       const QString &by, const CallSid &leg, const RecordingSid &sid)
{
    CallFile file(db, scene);
    file.open(call);
    const auto before = recordingNow(file);
    if (!before)
        return fail(Error::Kind::NotFound, u"no such call"_s);
    CallRecordingNow now = *before;
    const bool begins = before->is == RecordingWish::Off && is == RecordingWish::On;
    now.is = is;
    now.by = by;
    now.leg = leg.isNull() ? before->leg : leg;
    now.sid = sid.isNull() ? before->sid : sid;
    if (begins)
        now.since = scene.now;
    QJsonObject detail{{u"state"_s, Word<RecordingWish>(is).text()}};
    if (by.isEmpty())
        detail.insert(u"why"_s, u"limit"_s);
    else
        detail.insert(u"by"_s, by);
    if (!now.leg.isNull())
        detail.insert(u"leg"_s, now.leg.text());
    if (!now.sid.isNull())
        detail.insert(u"recording"_s, now.sid.text());
    // The policy's own recording has one end at most, and its step has a name of its own.
    file.trace(before->policy == Record::On ? limitStep : changePrefix + QString::number(before->changes + 1), detail);
    ++now.changes;
    RecordingEndTable ends(db);
    auto kept = is == RecordingWish::Off                   ? ends.done(call)
        : begins && now.ends().isValid() ? ends.plan(call, now.leg, scene.now, now.longest)
                                                           : Result<>();
    if (!kept)
        return fail(kept.error());
    if (is == RecordingWish::Off)
        now.since = {};
    tellRecording(file, now, by.isEmpty() ? QJsonObject{{u"why"_s, u"limit"_s}} : QJsonObject());
    if (const auto done = file.finish(); !done)
        return fail(done.error());
    return now;
}

} // namespace milassist::relay
