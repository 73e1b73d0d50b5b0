// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/recordings/callrecordings.h"

#include "core/base/logging.h"
#include "core/relay/teamwork/thingsight.h"
#include "core/routing/plan/planfields.h"
#include "core/twilio/origins.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const CallRecordingNow &now, const QString &person)
{
    QJsonObject shown{{u"call"_s, now.call.text()},
                      {u"policy"_s, Word<routing::Record>(now.policy).text()},
                      {u"state"_s, Word<RecordingWish>(now.is).text()},
                      {u"may_change"_s, now.policy == routing::Record::Asked && now.isAnswered && now.people.contains(person)},
                      {u"since"_s, jsonInstant(now.since)},
                      {u"ends_at"_s, jsonInstant(now.ends())}};
    if (!now.by.isEmpty())
        shown.insert(u"by"_s, now.by);
    return shown;
}

/// @return what Twilio's refusal is to whoever asked; none when it has done it
std::optional<HttpResponse> refusalOf(const ExchangeResult &result)
{
    constexpr int notEligible = 21220;
    if (!result.failure)
        return std::nullopt;
    using Cause = Failure::Cause;
    const Failure &failure = *result.failure;
    if (failure.cause != Cause::Answered)
        return failure.cause == Cause::NotConnected || !failure.sent
            ? platformRefusal(502, "twilio_away"_L1, u"Twilio cannot be reached; nothing was done."_s)
            : failureAnswer({.kind = Error::Kind::OutcomeUnknown, .detail = {}});
    const int code = QJsonDocument::fromJson(result.body).object()[u"code"_s].toInt();
    if (failure.httpStatus == 404 || code == notEligible)
        return platformRefusal(409, "rejected"_L1, u"Twilio cannot do that now; the call may be over."_s);
    qCWarning(lcRelay) << "Twilio does not change a recording: HTTP" << failure.httpStatus << "code" << code;
    return platformRefusal(502, "twilio_refused"_L1, u"Twilio did not do it (error %1)."_s.arg(code ? code : failure.httpStatus));
}

} // namespace

CallRecordings::CallRecordings(SharedStore &store, Upstream &upstream, Premises premises, PlanInForce plan, QObject *parent)
    : QObject(parent), m_store(store), m_upstream(upstream), m_scenes(std::move(plan), std::move(premises))
{
}

std::vector<ApiRoute> CallRecordings::routes()
{
    return {{"GET", u"/api/team/calls/{}/recording"_s, Permission::Calls, [this](const ApiAskPtr &ask) { show(ask); }},
            {"POST", u"/api/team/calls/{}/recording"_s, Permission::Calls, [this](const ApiAskPtr &ask) { change(ask); }}};
}

void CallRecordings::find(const ApiAskPtr &ask, Then then)
{
    const auto leg = CallSid::parse(ask->args.first());
    if (!leg)
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    auto found = m_store.read([ask, leg = *leg, scene = m_scenes.at(ask->now)](SqlConnection &db) -> Result<CallRecordingNow> {
        const auto nothing = fail(Error::Kind::NotFound, u"no such call"_s);
        const auto sid = CallTable(db).wholeOf(leg);
        if (!sid)
            return fail(sid.error());
        if (!*sid)
            return nothing;
        CallFile file(db, scene);
        file.open(**sid);
        const auto now = recordingNow(file);
        const bool isTheirs = now && (now->people.contains(ask->visitor.name) || isSeen(ask->sight, *file.call()));
        if (const auto read = file.finish(); !read)
            return fail(read.error());
        return isTheirs ? Result<CallRecordingNow>(*now) : nothing;
    });
    whenDone(std::move(found), this, [ask, then = std::move(then)](const Result<CallRecordingNow> &now) {
        now ? then(*now) : ask->responder.send(failureAnswer(now.error()));
    });
}

void CallRecordings::show(const ApiAskPtr &ask)
{
    find(ask, [ask](const CallRecordingNow &now) { ask->responder.send(jsonAnswer(200, shown(now, ask->visitor.name))); });
}

/// {"state": "on"}
void CallRecordings::change(const ApiAskPtr &ask)
{
    const Word<RecordingWish> wish(ask->text("state"_L1));
    if (!wish.isKnown())
        return ask->responder.send(badField(u"state"_s, u"on, off or paused"_s));
    find(ask, [this, ask, wish = wish.valueOr({})](const CallRecordingNow &now) {
        const auto step = stepTo(wish, now, ask->visitor.name, callbackUrl(m_scenes.premises(), u"recording-status"_s));
        if (!step)
            return ask->responder.send(failureAnswer(step.error()));
        if (step->what == RecordingStep::Do::Nothing)
            return ask->responder.send(jsonAnswer(200, shown(now, ask->visitor.name)));
        if (m_changing.contains(now.call))
            return ask->responder.send(failureAnswer({.kind = Error::Kind::Rejected, .detail = u"somebody is just changing it"_s}));
        tellTwilio(ask, wish, now, *step);
    });
}

void CallRecordings::tellTwilio(const ApiAskPtr &ask, RecordingWish wish, const CallRecordingNow &now, const RecordingStep &step)
{
    QString path = u"/2010-04-01/Accounts/%1/Calls/%2/Recordings"_s.arg(m_upstream.credentials().account.text(), now.leg.text());
    if (step.what == RecordingStep::Do::Control)
        path += u'/' + (now.sid.isNull() ? u"Twilio.CURRENT"_s : now.sid.text());
    m_changing.insert(now.call);
    const bool isTaken = m_upstream.send(
        {.verb = "POST", .url = productUrl(m_upstream.credentials().baseUrl, Product::Api, path + u".json"_s), .form = step.form},
        [=, this](const ExchangeResult &result) {
            if (auto refused = refusalOf(result)) {
                m_changing.remove(now.call);
                return ask->responder.send(*refused);
            }
            const auto sid = RecordingSid::parse(QJsonDocument::fromJson(result.body).object()[u"sid"_s].toString());
            keep(ask, wish, now, sid.value_or(now.sid));
        });
    if (isTaken)
        return;
    m_changing.remove(now.call);
    ask->responder.send(platformRefusal(429, "busy"_L1, u"Too much is asked of Twilio just now; nothing was done."_s));
}

void CallRecordings::keep(const ApiAskPtr &ask, RecordingWish wish, const CallRecordingNow &now, const RecordingSid &sid)
{
    auto kept = m_store.write([=, scene = m_scenes.at(ask->now)](SqlConnection &db) {
        return keepRecording(db, scene, now.call, wish, ask->visitor.name, now.leg, sid);
    });
    whenDone(std::move(kept), this, [this, ask, call = now.call](const Result<CallRecordingNow> &then) {
        m_changing.remove(call);
        if (!then)
            qCWarning(lcRelay) << "how" << call.text() << "is recorded could not be kept:" << then.error().detail;
        ask->responder.send(then ? jsonAnswer(200, shown(*then, ask->visitor.name)) : failureAnswer({.kind = Error::Kind::OutcomeUnknown, .detail = {}}));
    });
}

} // namespace milassist::relay
