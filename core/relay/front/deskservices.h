// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/api.h"
#include "core/relay/api/creating.h"
#include "core/relay/api/listening.h"
#include "core/relay/api/people.h"
#include "core/relay/api/plans.h"
#include "core/relay/api/seats.h"
#include "core/relay/api/scheduledtexts.h"
#include "core/relay/api/sounds.h"
#include "core/relay/api/statuspage.h"
#include "core/relay/api/voicemails.h"
#include "core/relay/doctor/doctor.h"
#include "core/relay/events/deskpresence.h"
#include "core/relay/gateway/gateway.h"
#include "core/relay/recordings/callrecordings.h"
#include "core/relay/service/recordinglimits.h"
#include "core/relay/service/textschedule.h"
#include "core/relay/teamwork/teamwork.h"
#include "core/twilio/knownsecrets.h"
#include "core/twilio/twilioclient.h"

namespace milassist::relay
{

/// What desks and the platform ask of a relay, behind one door: the gateway, live events and the private API.
class DeskServices : public QObject
{
    Q_OBJECT
public:
    /// @param account with any secret
    /// @param secrets that Twilio might take, the current one first; two during a rotation
    /// @param premises as it is now, its public address included
    /// @param webhooks what has come of them, for the status page
    DeskServices(SharedStore &store, HttpServer &server, const Credentials &account, QList<Secret> secrets, PlanInForce plan, Premises premises,
                 TrustedProxies proxies, std::function<WebhookNews()> webhooks, Clock clock, QObject *parent = nullptr);

    /// Whether @p request is for one of them, and not a webhook or an operator's.
    bool isHome(const HttpRequest &request) const;
    void answer(const HttpRequest &request, HttpResponder responder);

    /// Whose token @p request shows. Errors: as Doorkeeper::admit().
    QFuture<Result<Visitor>> admit(const HttpRequest &request) { return m_door.admit(request); }
    const EventHub &events() const { return m_events; }
    const Api &api() const { return m_api; }
    const KnownSecrets &secrets() const { return m_secrets; }
    /// Before the server closes what it holds.
    void leave() { m_presence.leaveStanding(); }

private:
    std::vector<ApiRoute> allRoutes();

    KnownSecrets m_secrets;
    Premises m_premises;
    Doorkeeper m_door;
    TwilioClient m_twilio;
    Upstream m_upstream;
    Gateway m_gateway;
    EventHub m_events;
    DeskPresence m_presence;
    RecordingLimits m_recordings;
    TextSchedule m_schedule;
    Creating m_creating;
    Listening m_listening;
    People m_people;
    Seats m_seats;
    Voicemails m_voicemails;
    Plans m_plans;
    ScheduledTexts m_scheduledTexts;
    Sounds m_sounds;
    Teamwork m_teamwork;
    CallRecordings m_callRecordings;
    StatusPage m_status;
    Doctor m_doctor;
    Api m_api;
};

} // namespace milassist::relay
