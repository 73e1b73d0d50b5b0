// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/webhookroutes.h"

#include "core/base/logging.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

QString describe(SignatureFault fault)
{
    switch (fault) {
    case SignatureFault::Missing:
        return u"The request has no signature: it is not from Twilio, or a proxy drops X-Twilio-Signature."_s;
    case SignatureFault::Malformed:
        return u"The signature is not one that Twilio could have made."_s;
    case SignatureFault::NoToken:
        return u"The relay has no auth token to check signatures with."_s;
    case SignatureFault::TokenIsNoToken:
        return u"What the relay was given as auth token cannot be one; it may be an API key's secret."_s;
    case SignatureFault::OtherScheme:
        return u"Signed for http where the public address says https, or the other way round."_s;
    case SignatureFault::OtherHost:
        return u"Signed for another host than that of the public address."_s;
    case SignatureFault::OtherPath:
        return u"Signed for another path: a prefix or a slash at the end is missing in the public address."_s;
    case SignatureFault::QueryLost:
        return u"Signed for an address with another query: a proxy changes it."_s;
    case SignatureFault::BodyChanged:
        return u"The body is not the one that was signed."_s;
    case SignatureFault::BodyLost:
        return u"Signed for an empty form: the fields were added on the way."_s;
    case SignatureFault::Forged:
        return u"Signed by nobody we know: another account, an old auth token, or made up."_s;
    }
    return {};
}

void WebhookRoutes::add(bool (*isMine)(const QString &name), Routes::Handler handler)
{
    m_handlers.emplace_back(isMine, std::move(handler));
}

bool WebhookRoutes::knows(const QString &name) const
{
    return std::ranges::any_of(m_handlers, [&](const auto &one) { return one.first(name); });
}

void WebhookRoutes::answer(const HttpRequest &request, const HttpResponder &responder)
{
    const QString name = request.path().section(u'/', -1);
    if (!knows(name))
        return responder.send(jsonError(404, u"not_found"_s, u"There is no such webhook."_s));
    if (request.method != "POST") {
        HttpResponse refused = jsonError(405, u"method_not_allowed"_s, u"Webhooks are posted."_s,
                                         u"Set the method of this address to POST at Twilio."_s);
        refused.headers.add("Allow", "POST");
        return responder.send(refused);
    }
    if (const auto refusal = m_door.judge(request, RateLimit::Instant::clock::now()))
        return refuse(*refusal, name, responder);
    for (const auto &[isMine, handler] : m_handlers) {
        if (isMine(name))
            return handler(request, responder);
    }
}

void WebhookRoutes::refuse(const Refusal &refusal, const QString &name, const HttpResponder &responder) const
{
    switch (refusal.why) {
    case Refusal::Why::TooMany:
        return responder.send(jsonError(refusal.status(), u"too_many"_s, u"Too many refused requests."_s));
    case Refusal::Why::Source:
        qCWarning(lcRelay) << "refused: the webhook" << name << "from an address that is not in the list" << refusal.from;
        return responder.send(jsonError(refusal.status(), u"forbidden"_s, u"This address may not send webhooks."_s));
    case Refusal::Why::Signature:
        break;
    }
    // The other end is told no more than it knows; what helps to mend it is in the log and on the status page.
    qCWarning(lcRelay) << "refused: the webhook" << name << "from" << refusal.from << describe(refusal.fault)
                       << (refusal.signedUrl.isEmpty() ? QByteArray() : "signed was " + refusal.signedUrl);
    responder.send(jsonError(refusal.status(), u"bad_signature"_s, u"The signature does not fit."_s));
}

} // namespace milassist::relay
