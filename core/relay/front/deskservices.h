// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/api.h"
#include "core/relay/api/creating.h"
#include "core/relay/api/listening.h"
#include "core/relay/api/people.h"
#include "core/relay/api/plans.h"
#include "core/relay/api/statuspage.h"
#include "core/relay/api/voicemails.h"
#include "core/relay/events/deskpresence.h"
#include "core/relay/gateway/gateway.h"
#include "core/twilio/twilioclient.h"

namespace milassist::relay
{

/// What desks and the platform ask of a relay, behind one door: the gateway, live events and the private API.
class DeskServices : public QObject
{
    Q_OBJECT
public:
    /// @param premises as it is now, its public address included
    /// @param webhooks what has come of them, for the status page
    DeskServices(SharedStore &store, HttpServer &server, const Credentials &account, PlanInForce plan, Premises premises,
                 TrustedProxies proxies, std::function<WebhookNews()> webhooks, Clock clock, QObject *parent = nullptr);

    /// Whether @p request is for one of them, and not a webhook or an operator's.
    bool isHome(const HttpRequest &request) const;
    void answer(const HttpRequest &request, HttpResponder responder);

    /// Whose token @p request shows. Errors: as Doorkeeper::admit().
    QFuture<Result<Visitor>> admit(const HttpRequest &request) { return m_door.admit(request); }
    const EventHub &events() const { return m_events; }

private:
    std::vector<ApiRoute> allRoutes();

    Premises m_premises;
    Doorkeeper m_door;
    TwilioClient m_twilio;
    Upstream m_upstream;
    Gateway m_gateway;
    EventHub m_events;
    DeskPresence m_presence;
    Creating m_creating;
    Listening m_listening;
    People m_people;
    Voicemails m_voicemails;
    Plans m_plans;
    StatusPage m_status;
    Api m_api;
};

} // namespace milassist::relay
