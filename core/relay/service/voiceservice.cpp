// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voiceservice.h"

#include "core/base/logging.h"
#include "core/relay/service/twimlresponse.h"
#include "core/relay/service/voicejobs.h"
#include "core/twiml/writer.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

VoiceService::VoiceService(SharedStore &store, const CurrentPlan &plan, Premises premises, Clock clock, const VoiceLimits &limits)
    : m_store(store), m_plan(plan), m_premises(std::make_shared<const Premises>(std::move(premises))), m_clock(std::move(clock)),
      m_patience(limits.patience), m_callers(limits.perCaller)
{
    m_late.setSingleShot(true);
    connect(&m_late, &QTimer::timeout, this, &VoiceService::answerTheLate);
}

void VoiceService::setDesks(std::map<routing::PersonId, QString> desks)
{
    Premises changed = *m_premises;
    changed.desks = std::move(desks);
    m_premises = std::make_shared<const Premises>(std::move(changed));
}

void VoiceService::setSounds(std::map<QString, QString> sounds, QString holdMusic)
{
    Premises changed = *m_premises;
    changed.sounds = std::move(sounds);
    changed.holdMusic = std::move(holdMusic);
    m_premises = std::make_shared<const Premises>(std::move(changed));
}

void VoiceService::answer(const HttpRequest &request, HttpResponder responder)
{
    WebhookForm form = webhookOf(request);
    const VoiceScene scene{.plan = m_plan.plan(),
                           .premises = m_premises,
                           .now = m_clock(),
                           .extra = unnamedFields(form.parameters),
                           .isTooOften = callsTooOften(form),
                           .planVersion = m_plan.version()};
    auto task = voiceTask(form, scene);
    if (task)
        return perform(std::move(form), *std::move(task), responder);
    ++m_counts.malformed;
    qCWarning(lcRelay) << "the webhook" << form.name << "cannot be read:" << task.error().detail;
    // Signed by Twilio all the same, so somebody may be on the line.
    if (wantsTwiml(form.name) || !isVoiceWebhook(form.name))
        return responder.send(twimlResponse(twiml::write(lastResort(*m_premises)), twiml::Kind::Voice));
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

void VoiceService::perform(WebhookForm form, VoiceTask task, const HttpResponder &responder)
{
    const auto asked = std::make_shared<const Asked>(
        Asked{std::move(form), std::move(task), responder, std::chrono::steady_clock::now() + m_patience});
    if (asked->task.inHaste) {
        m_waiting.push_back(asked);
        if (!m_late.isActive())
            m_late.start(m_patience);
    }
    const auto done = [this, asked](const Result<QByteArray> &answer) {
        finish(*asked, answer);
        forgetAnswered();
    };
    whenDone(asked->task.readsOnly ? m_store.read(asked->task.job) : m_store.write(asked->task.job), this, done);
}

void VoiceService::finish(const Asked &asked, const Result<QByteArray> &answer)
{
    const auto &[form, task, responder, due] = asked;
    if (answer) {
        if (!responder.isWaiting())
            return;
        ++m_counts.answered;
        return responder.send(task.inHaste ? twimlResponse(*answer, twiml::Kind::Voice) : HttpResponse{.status = 204});
    }
    ++m_counts.failed;
    qCWarning(lcRelay) << "the webhook" << form.name << "of" << task.call.text()
                       << "was not written down:" << answer.error().detail;
    if (!responder.isWaiting())
        return;
    if (task.inHaste)
        return answerInHaste(form, task, responder, u"failed"_s);
    responder.send(HttpResponse::text(503, "try again later"));
}

void VoiceService::forgetAnswered()
{
    while (!m_waiting.empty() && !m_waiting.front()->responder.isWaiting())
        m_waiting.pop_front();
}

/// Everybody may wait for the same time, so who came first is late first.
void VoiceService::answerTheLate()
{
    const auto now = std::chrono::steady_clock::now();
    for (forgetAnswered(); !m_waiting.empty() && m_waiting.front()->due <= now; forgetAnswered()) {
        const auto asked = m_waiting.front();
        m_waiting.pop_front();
        ++m_counts.late;
        answerInHaste(asked->form, asked->task, asked->responder, u"late"_s);
    }
    if (!m_waiting.empty())
        m_late.start(std::chrono::ceil<std::chrono::milliseconds>(m_waiting.front()->due - now));
}

void VoiceService::answerInHaste(const WebhookForm &form, const VoiceTask &task, const HttpResponder &responder,
                                 const QString &why)
{
    responder.send(twimlResponse(twiml::write(*task.inHaste), twiml::Kind::Voice));
    qCWarning(lcRelay) << "the webhook" << form.name << "of" << task.call.text() << "was answered in haste, as the ledger was"
                       << why;
    if (task.call.isNull() || task.readsOnly)
        return;
    const auto isRecord = [](const twiml::Verb &verb) { return std::holds_alternative<twiml::Record>(verb); };
    Haste haste{.webhook = form.name, .why = why, .isMailbox = std::ranges::any_of(task.inHaste->verbs, isRecord), .firstStep = {}};
    if (form.name == u"incoming-call-handler")
        haste.firstStep = 0;
    else if (form.name == u"dial-complete" || form.name == u"wait-complete")
        haste.firstStep = size_t(form.number(u"step")) + 1;
    const VoiceScene scene{.plan = m_plan.plan(), .premises = m_premises, .now = m_clock(), .extra = {}};
    (void)m_store.write([call = task.call, haste, scene](SqlConnection &db) { return answeredInHaste(db, scene, call, haste); });
}

} // namespace milassist::relay
