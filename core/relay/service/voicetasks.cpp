// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voicetasks.h"

#include "core/relay/answers/outgoing.h"
#include "core/relay/masking/veil.h"
#include "core/relay/service/voicejobs.h"

#include <QHash>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

using Maker = Result<VoiceTask> (*)(const WebhookForm &, const VoiceScene &);

/// Reads the form and makes a task of it: @p job is what it does, @p haste what is answered without the ledger.
template <typename Webhook, typename Job, typename Haste>
Result<VoiceTask> task(const WebhookForm &form, const VoiceScene &scene, Job job, Haste haste)
{
    const auto webhook = readWebhook<Webhook>(form.parameters);
    if (!webhook)
        return fail(webhook.error());
    VoiceTask task;
    task.job = [scene, webhook = *webhook, job](SqlConnection &db) { return job(db, scene, webhook); };
    task.inHaste = haste(*webhook);
    if constexpr (requires { webhook->call.sid; })
        task.call = webhook->call.sid;
    else
        task.call = webhook->callSid;
    return task;
}

constexpr auto noAnswer = [](const auto &) { return std::optional<twiml::Document>(); };

/// The mailbox of the line that was called, without asking the ledger.
twiml::Document inHasteTo(const Party &line, const VoiceScene &scene)
{
    return lastResort(*scene.premises, mailboxOf(line, *scene.plan));
}

Result<VoiceTask> incoming(const WebhookForm &form, const VoiceScene &scene)
{
    const bool isPhone = !form.parameters.value(u"SipDomain").isEmpty();
    const auto mailbox = [&](const VoiceRequest &request) { return std::optional(inHasteTo(request.call.to, scene)); };
    if (!isPhone)
        return task<VoiceRequest>(form, scene, &incomingCall, mailbox);
    // A telephone of ours can call without the ledger: whom and as whom is in its request.
    return task<VoiceRequest>(form, scene, &outgoingCallHandler, [&](const VoiceRequest &request) {
        return std::optional(outgoingAnswer(outgoingOf(request, *scene.plan, *scene.premises), *scene.plan, *scene.premises));
    });
}

Result<VoiceTask> dialled(const WebhookForm &form, const VoiceScene &scene)
{
    const size_t step = size_t(form.number(u"step"));
    return task<DialEnded>(
        form, scene, [step](auto &db, const auto &at, const auto &ended) { return dialComplete(db, at, ended, step); },
        [&](const DialEnded &ended) {
            return std::optional(ended.isAnswered() || ended.isCallerGone() ? hangUp() : inHasteTo(ended.call.to, scene));
        });
}

QDateTime untilOf(const WebhookForm &form)
{
    return QDateTime::fromSecsSinceEpoch(form.query.value(u"until").toLongLong(), Qt::UTC);
}

Result<VoiceTask> waits(const WebhookForm &form, const VoiceScene &scene)
{
    const size_t step = size_t(form.number(u"step"));
    const QDateTime until = untilOf(form);
    const Waiting waiting{.isOver = scene.now >= until,
                          .language = u"en-US"_s,
                          .position = form.parameters.value(u"QueuePosition").toInt(),
                          .waited = std::chrono::seconds(form.parameters.value(u"QueueTime").toInt()),
                          .music = {}};
    auto made = task<VoiceRequest>(
        form, scene,
        [=](auto &db, const auto &at, const auto &request) { return callerWaits(db, at, request, step, until, waiting); },
        [&](const VoiceRequest &) { return std::optional(whileWaiting(waiting, *scene.premises)); });
    if (made)
        made->readsOnly = true;
    return made;
}

Result<VoiceTask> waited(const WebhookForm &form, const VoiceScene &scene)
{
    const size_t step = size_t(form.number(u"step"));
    const QDateTime until = untilOf(form);
    return task<VoiceRequest>(
        form, scene,
        [step, until](auto &db, const auto &at, const auto &request) { return waitComplete(db, at, request, step, until); },
        [&](const VoiceRequest &request) {
            return std::optional(isTerminal(request.call.status) ? hangUp() : inHasteTo(request.call.to, scene));
        });
}

Result<VoiceTask> screens(const WebhookForm &form, const VoiceScene &scene)
{
    const Party line(form.query.value(u"line"));
    auto made = task<VoiceRequest>(
        form, scene, [line](auto &db, const auto &at, const auto &request) { return screen(db, at, request, line); },
        [&](const VoiceRequest &) {
            return std::optional(screeningOf(lineName(line, *scene.plan), {}, line, 0, *scene.premises));
        });
    if (made)
        made->readsOnly = true;
    return made;
}

Result<VoiceTask> isScreened(const WebhookForm &form, const VoiceScene &scene)
{
    const Party line(form.query.value(u"line"));
    const int attempt = form.number(u"attempt");
    const QString digits = form.parameters.value(u"Digits");
    return task<VoiceRequest>(
        form, scene,
        [=](auto &db, const auto &at, const auto &request) { return screened(db, at, request, line, digits, attempt); },
        [&](const VoiceRequest &) {
            return std::optional(
                afterScreening(digits, false, false, lineName(line, *scene.plan), {}, line, attempt, *scene.premises));
        });
}

Result<VoiceTask> recorded(const WebhookForm &form, const VoiceScene &scene)
{
    return task<RecordEnded>(form, scene, &voicemailComplete,
                             [](const RecordEnded &) { return std::optional(thanksForMessage(u"en-US"_s)); });
}

Result<VoiceTask> outgoingEnded(const WebhookForm &form, const VoiceScene &scene)
{
    return task<DialEnded>(form, scene, &outgoingComplete, [](const DialEnded &) { return std::optional(hangUp()); });
}

Result<VoiceTask> refers(const WebhookForm &form, const VoiceScene &scene)
{
    const QString target = form.parameters.value(u"ReferTransferTarget");
    return task<VoiceRequest>(
        form, scene, [target](auto &db, const auto &at, const auto &request) { return refer(db, at, request, target); },
        [&](const VoiceRequest &request) {
            return std::optional(transferAnswer(
                target,
                {.other = request.call.from,
                 .shown = {},
                 .line = {},
                 .isHidden = masksCallers(scene.plan.get()), // who may see it is in the ledger
                 .handle = {},
                 .mailbox = mailboxOf(request.call.to, *scene.plan)},
                *scene.plan, *scene.premises));
        });
}

Result<VoiceTask> transferred(const WebhookForm &form, const VoiceScene &scene)
{
    return task<DialEnded>(form, scene, &transferComplete, [&](const DialEnded &ended) {
        return std::optional(ended.isAnswered() || ended.isCallerGone() ? hangUp() : inHasteTo(ended.call.to, scene));
    });
}

/// Nothing of it is in the ledger.
Result<VoiceTask> announces(const WebhookForm &form, const VoiceScene &scene)
{
    const auto recording = form.query.value(u"record") == u"asked" ? routing::Record::Asked : routing::Record::On;
    const twiml::Document words =
        announcementToFarEnd(Party(form.query.value(u"line")), recording, *scene.plan, *scene.premises);
    auto made = task<VoiceRequest>(
        form, scene,
        [words](auto &db, const auto &at, const auto &) { return CallFile(db, at).finish(words); },
        [&](const VoiceRequest &) { return std::optional(words); });
    if (made)
        made->readsOnly = true;
    return made;
}

Result<VoiceTask> recordingNews(const WebhookForm &form, const VoiceScene &scene)
{
    return task<RecordingChanged>(form, scene, &recordingStatus, noAnswer);
}

Result<VoiceTask> transcriptNews(const WebhookForm &form, const VoiceScene &scene)
{
    return task<TranscriptionArrived>(form, scene, &transcription, noAnswer);
}

Result<VoiceTask> progresses(const WebhookForm &form, const VoiceScene &scene)
{
    const size_t step = size_t(form.number(u"step"));
    return task<CallProgress>(
        form, scene, [step](auto &db, const auto &at, const auto &progress) { return callStatus(db, at, progress, step); },
        noAnswer);
}

struct Kind {
    Maker make;
    bool isHeard = true; ///< the answer runs on somebody's line
};

const QHash<QString, Kind> &kinds()
{
    static const QHash<QString, Kind> all{
        {u"incoming-call-handler"_s, {&incoming}},
        {u"outgoing-call-handler"_s, {&incoming}},
        {u"dial-complete"_s, {&dialled}},
        {u"wait"_s, {&waits}},
        {u"wait-complete"_s, {&waited}},
        {u"screen"_s, {&screens}},
        {u"screened"_s, {&isScreened}},
        {u"voicemail-complete"_s, {&recorded}},
        {u"outgoing-complete"_s, {&outgoingEnded}},
        {u"announce"_s, {&announces}},
        {u"refer"_s, {&refers}},
        {u"transfer-complete"_s, {&transferred}},
        {u"recording-status"_s, {&recordingNews, false}},
        {u"transcription"_s, {&transcriptNews, false}},
        {u"call-status"_s, {&progresses, false}},
    };
    return all;
}

} // namespace

bool isVoiceWebhook(const QString &name)
{
    return kinds().contains(name);
}

bool wantsTwiml(const QString &name)
{
    return kinds().value(name).isHeard && isVoiceWebhook(name);
}

Result<VoiceTask> voiceTask(const WebhookForm &form, const VoiceScene &scene)
{
    const auto kind = kinds().constFind(form.name);
    if (kind == kinds().constEnd())
        return fail(Error::Kind::NotFound, u"there is no webhook %1"_s.arg(form.name));
    return kind->make(form, scene);
}

} // namespace milassist::relay
