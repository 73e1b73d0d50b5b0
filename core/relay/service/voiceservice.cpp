// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voiceservice.h"

#include "core/base/logging.h"
#include "core/relay/service/voicejobs.h"
#include "core/twiml/writer.h"

#include <QTimer>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

HttpResponse twimlResponse(const QByteArray &document)
{
    return HttpResponse::text(200, document, "text/xml");
}

} // namespace

VoiceService::VoiceService(SharedStore &store, const CurrentPlan &plan, Premises premises, Clock clock, const VoiceLimits &limits)
    : m_store(store), m_plan(plan), m_premises(std::make_shared<const Premises>(std::move(premises))), m_clock(std::move(clock)),
      m_patience(limits.patience), m_callers(limits.perCaller)
{
}

void VoiceService::setDesks(std::map<routing::PersonId, QString> desks)
{
    Premises changed = *m_premises;
    changed.desks = std::move(desks);
    m_premises = std::make_shared<const Premises>(std::move(changed));
}

void VoiceService::answer(const HttpRequest &request, HttpResponder responder)
{
    const WebhookForm form = webhookOf(request);
    const VoiceScene scene{.plan = m_plan.plan(),
                           .premises = m_premises,
                           .now = m_clock(),
                           .extra = unnamedFields(form.parameters),
                           .isTooOften = callsTooOften(form)};
    const auto task = voiceTask(form, scene);
    if (task)
        return perform(form, *task, responder);
    ++m_counts.malformed;
    qCWarning(lcRelay) << "the webhook" << form.name << "cannot be read:" << task.error().detail;
    // Signed by Twilio all the same, so somebody may be on the line.
    if (wantsTwiml(form.name) || !isVoiceWebhook(form.name))
        return responder.send(twimlResponse(twiml::write(lastResort(*m_premises))));
    responder.send({.status = 204});
}

/// A caller who floods a line rings nobody, and is never told so: what Twilio is answered with 429 its callers hear as an error.
bool VoiceService::callsTooOften(const WebhookForm &form)
{
    const WebhookParameters &parameters = form.parameters;
    if (form.name != u"incoming-call-handler" || !parameters.value(u"SipDomain").isEmpty())
        return false;
    const QString key = parameters.value(u"From") + u' ' + parameters.value(u"To");
    if (m_callers.admits(key.toUtf8(), RateLimit::Instant::clock::now()))
        return false;
    ++m_counts.tooOften;
    qCInfo(lcRelay) << "the caller" << masked(parameters.value(u"From")) << "calls too often: to the mailbox";
    return true;
}

void VoiceService::perform(const WebhookForm &form, const VoiceTask &task, const HttpResponder &responder)
{
    if (task.inHaste) {
        QTimer::singleShot(m_patience, this, [this, form, task, responder] {
            if (responder.isWaiting()) {
                ++m_counts.late;
                answerInHaste(form, task, responder, u"late"_s);
            }
        });
    }
    const auto done = [this, form, task, responder](const Result<QByteArray> &answer) {
        if (answer) {
            if (!responder.isWaiting())
                return;
            ++m_counts.answered;
            return responder.send(task.inHaste ? twimlResponse(*answer) : HttpResponse{.status = 204});
        }
        ++m_counts.failed;
        qCWarning(lcRelay) << "the webhook" << form.name << "of" << task.call.text()
                           << "was not written down:" << answer.error().detail;
        if (!responder.isWaiting())
            return;
        if (task.inHaste)
            return answerInHaste(form, task, responder, u"failed"_s);
        responder.send(HttpResponse::text(503, "try again later"));
    };
    whenDone(task.readsOnly ? m_store.read(task.job) : m_store.write(task.job), this, done);
}

void VoiceService::answerInHaste(const WebhookForm &form, const VoiceTask &task, const HttpResponder &responder,
                                 const QString &why)
{
    responder.send(twimlResponse(twiml::write(*task.inHaste)));
    qCWarning(lcRelay) << "the webhook" << form.name << "of" << task.call.text() << "was answered in haste, as the ledger was"
                       << why;
    if (task.call.isNull() || task.readsOnly)
        return;
    const auto isRecord = [](const twiml::Verb &verb) { return std::holds_alternative<twiml::Record>(verb); };
    const Haste haste{.webhook = form.name, .why = why, .isMailbox = std::ranges::any_of(task.inHaste->verbs, isRecord)};
    const VoiceScene scene{.plan = m_plan.plan(), .premises = m_premises, .now = m_clock(), .extra = {}};
    (void)m_store.write([call = task.call, haste, scene](SqlConnection &db) { return answeredInHaste(db, scene, call, haste); });
}

} // namespace milassist::relay
