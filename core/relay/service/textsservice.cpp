// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/textsservice.h"

#include "core/base/logging.h"
#include "core/relay/service/textsjobs.h"
#include "core/relay/service/twimlresponse.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

const QString incomingSms = u"incoming-sms"_s;
const QString messageStatus = u"message-status"_s;

// What Twilio says beside it (of WhatsApp and RCS, of the carrier): kept as it came.
QString unnamedTextFields(const WebhookParameters &parameters)
{
    static const QSet<QString> named{
        u"MessageSid"_s,
        u"SmsSid"_s,
        u"SmsMessageSid"_s,
        u"AccountSid"_s,
        u"From"_s,
        u"To"_s,
        u"Body"_s,
        u"NumMedia"_s,
        u"ApiVersion"_s,
        u"NumSegments"_s,
        u"SmsStatus"_s,
        u"OptOutType"_s,
        u"MessagingServiceSid"_s,
        u"ErrorCode"_s,
        u"MessageStatus"_s,
    };
    QJsonObject unnamed;
    for (const auto &[name, value] : parameters.pairs()) {
        if (!named.contains(name) && !value.isEmpty() && !name.startsWith(u"Media"))
            unnamed.insert(name, value);
    }
    return unnamed.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(unnamed).toJson(QJsonDocument::Compact));
}

} // namespace

TextService::TextService(SharedStore &store, const CurrentPlan &plan, Premises premises, Clock clock)
    : m_store(store), m_plan(plan), m_premises(std::make_shared<const Premises>(std::move(premises))), m_clock(std::move(clock))
{
}

bool TextService::isMine(const QString &webhook)
{
    return webhook == incomingSms || webhook == messageStatus;
}

Result<TextService::Job> TextService::jobOf(const WebhookForm &form) const
{
    const TextScene scene{.plan = m_plan.plan(),
                          .premises = m_premises,
                          .now = m_clock(),
                          .extra = unnamedTextFields(form.parameters),
                          .isFallback = !form.parameters.value(u"ErrorUrl").isEmpty()};
    if (form.name == incomingSms) {
        return readWebhook<IncomingText>(form.parameters).map([&scene](const IncomingText &text) -> Job {
            return [scene, text](SqlConnection &db) { return incomingText(db, scene, text); };
        });
    }
    return readWebhook<TextProgress>(form.parameters).map([&](const TextProgress &progress) -> Job {
        const MessageSid answers = MessageSid::parse(form.query.value(u"answers")).value_or(MessageSid());
        const QString service = form.parameters.value(u"MessagingServiceSid");
        return
            [scene, progress, answers, service](SqlConnection &db) { return textStatus(db, scene, progress, answers, service); };
    });
}

void TextService::answer(const HttpRequest &request, HttpResponder responder)
{
    const WebhookForm form = webhookOf(request);
    const auto job = jobOf(form);
    if (!job) {
        ++m_counts.malformed;
        qCWarning(lcRelay) << "the webhook" << form.name << "cannot be read:" << job.error().detail;
        return responder.send(HttpResponse::text(400, job.error().detail.toUtf8()));
    }
    whenDone(m_store.write(*job), this, [this, name = form.name, responder](const Result<QByteArray> &document) {
        if (!document) {
            ++m_counts.failed;
            qCWarning(lcRelay) << "the webhook" << name << "was not written down:" << document.error().detail;
            return responder.send(HttpResponse::text(503, "try again later"));
        }
        ++m_counts.answered;
        responder.send(document->isEmpty() ? HttpResponse{.status = 204} : twimlResponse(*document, twiml::Kind::Messaging));
    });
}

} // namespace milassist::relay
