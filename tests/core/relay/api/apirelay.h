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
#include "core/relay/recordings/callrecordings.h"
#include "core/relay/teamwork/teamwork.h"
#include "core/twilio/twilioclient.h"
#include "tests/core/relay/access/relaytest.h"

#include <QJsonDocument>

namespace milassist
{

inline const QString apiAccount = QStringLiteral("AC") + QString(32, u'a');
inline const Secret apiSecret(QByteArray("0123456789abcdef0123456789abcdef"));

/// A relay that does nothing but its private API, before a Twilio at @p twilio.
struct ApiRelay {
    explicit ApiRelay(const QString &database, const QUrl &twilioUrl)
        : store(ledgerAt(database)), door(*store),
          credentials{.baseUrl = twilioUrl,
                      .account = *AccountSid::parse(apiAccount),
                      .user = apiAccount,
                      .secret = apiSecret},
          twilio(credentials, patient()), upstream(credentials),
          premises{.publicUrl = QStringLiteral("https://relay.example.org"), .sipDomain = QStringLiteral("acme.sip.twilio.com")},
          creating(*store, twilio, premises, [this] { return plan; }), listening(*store, upstream), people(*store), seats(*store, credentials.account, premises, [this] { return plan; }), voicemails(*store), plans(*store), scheduledTexts(*store), sounds(*store, [this] { return plan; }), teamwork(*store),
          callRecordings(*store, upstream, premises, [this] { return plan; }),
          status(*store, twilio, {.trust = {premises.publicUrl.toUtf8(), {apiSecret}}, .isLive = false, .webhooks = {}, .waitingForTwilio = {}, .desks = {}}),
          doctor(*store, twilio, status, {.trust = {premises.publicUrl.toUtf8(), {apiSecret}}, .patience = std::chrono::milliseconds(1500)}),
          api(*store, door, [this] { return plan; }, allRoutes(), [this] { return now; }),
          server([this](const HttpRequest &q, HttpResponder r) { api.answer(q, r); })
    {
        port = server.listen(QHostAddress::LocalHost, 0).value_or(0);
    }

    std::vector<relay::ApiRoute> allRoutes()
    {
        std::vector<relay::ApiRoute> all;
        for (const auto &part : {creating.routes(), listening.routes(), people.routes(), seats.routes(), voicemails.routes(), plans.routes(), scheduledTexts.routes(), sounds.routes(), teamwork.routes(), callRecordings.routes(), status.routes(), doctor.routes()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }
    static TransportOptions patient()
    {
        TransportOptions options;
        options.limits.silence = std::chrono::milliseconds(1500);
        options.retries.attempts = 1;
        return options;
    }

    std::unique_ptr<SharedStore> store;
    relay::Doorkeeper door;
    Credentials credentials;
    TwilioClient twilio;
    relay::Upstream upstream;
    relay::Premises premises;
    std::shared_ptr<const routing::Plan> plan;
    QDateTime now = instant(100);
    relay::Creating creating;
    relay::Listening listening;
    relay::People people;
    relay::Seats seats;
    relay::Voicemails voicemails;
    relay::Plans plans;
    relay::ScheduledTexts scheduledTexts;
    relay::Sounds sounds;
    relay::Teamwork teamwork;
    relay::CallRecordings callRecordings;
    relay::StatusPage status;
    relay::Doctor doctor;
    relay::Api api;
    HttpServer server;
    quint16 port = 0;
};

/// The value at "a.b" of a JSON body.
inline QString in(const QByteArray &body, const QString &path)
{
    QJsonValue value = QJsonDocument::fromJson(body).object();
    for (const QString &part : path.split(u'.'))
        value = value[part];
    return value.toVariant().toString();
}

} // namespace milassist
