// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/deskservices.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

DeskServices::DeskServices(SharedStore &store, HttpServer &server, const Credentials &account, QList<Secret> secrets, PlanInForce plan,
                           Premises premises, TrustedProxies proxies, std::function<WebhookNews()> webhooks, Clock clock,
                           QObject *parent)
    : QObject(parent), m_secrets(std::move(secrets)), m_premises(std::move(premises)), m_door(store, {.proxies = std::move(proxies)}), m_twilio(account, {.secrets = &m_secrets}),
      m_upstream(account, {.secrets = &m_secrets}), m_gateway(store, m_door, m_upstream, plan, m_premises.publicUrl.toUtf8()),
      m_events(store, m_door, server, plan), m_presence(store, m_events, clock), m_recordings(store, m_twilio, plan, m_premises, clock),
      m_schedule(store, m_twilio, m_premises, clock),
      m_creating(store, m_twilio, m_premises, plan),
      m_listening(store, m_upstream), m_people(store), m_seats(store, account.account, m_premises, plan),
      m_voicemails(store), m_plans(store), m_scheduledTexts(store), m_sounds(store, plan), m_teamwork(store),
      m_callRecordings(store, m_upstream, m_premises, plan),
      m_status(store, m_twilio,
               {.trust = {m_premises.publicUrl.toUtf8(), m_secrets.all()},
                .isLive = isLive(account),
                .webhooks = std::move(webhooks),
                .waitingForTwilio = [this] { return m_upstream.waitingCount(); },
                .desks = [this] { return m_events.deskCount(); }}),
      m_doctor(store, m_twilio, m_status, {.trust = {m_premises.publicUrl.toUtf8(), m_secrets.all()}}),
      m_api(store, m_door, plan, allRoutes(), clock)
{
}

std::vector<ApiRoute> DeskServices::allRoutes()
{
    std::vector<ApiRoute> all;
    for (const auto &part :
         {m_creating.routes(), m_listening.routes(), m_people.routes(), m_seats.routes(), m_voicemails.routes(), m_plans.routes(),
          m_scheduledTexts.routes(), m_sounds.routes(), m_teamwork.routes(), m_callRecordings.routes(), m_status.routes(), m_doctor.routes()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

bool DeskServices::isHome(const HttpRequest &request) const
{
    const QByteArrayView path = request.rawPath();
    return Gateway::isHome(path) || path == "/api/events" || path.startsWith("/api/team/") || m_api.isHome(request);
}

void DeskServices::answer(const HttpRequest &request, HttpResponder responder)
{
    const QByteArrayView path = request.rawPath();
    if (Gateway::isHome(path))
        m_gateway.answer(request, std::move(responder));
    else if (path == "/api/events")
        m_events.answer(request, std::move(responder));
    else
        m_api.answer(request, std::move(responder));
}

} // namespace milassist::relay
