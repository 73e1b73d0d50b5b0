// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/http/httpserver.h"
#include "core/relay/answers/premises.h"
#include "core/relay/front/planwatch.h"
#include "core/relay/front/routes.h"
#include "core/relay/front/webhookroutes.h"
#include "core/relay/service/housekeeping.h"
#include "core/relay/service/textsservice.h"
#include "core/relay/service/voiceservice.h"

#include <QUrl>

namespace milassist::relay
{

class DeskServices;
class Operators;
class ProbeDoor;
class SoundShelf;
struct WebhookNews;

struct RelayOptions {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0; ///< 0 = choose a free one
    QUrl twilioUrl = QUrl(QStringLiteral("https://api.twilio.com"));
    QString accountSid;
    QList<Secret> authTokens; ///< the current one first; two during a rotation
    std::optional<DatabaseUrl> database;
    /// Premises::publicUrl is the address at which Twilio reaches us; empty = the one we listen at. Without desks everybody in
    /// the plan has one, and their id is its SIP user.
    Premises premises;
    std::optional<PlanFile> plan; ///< that an operator keeps; else the ledger's counts
    TrustedProxies proxies;
    Sources sources;
    HttpLimits limits = webhookLimits();
    Clock clock = systemClock();
    VoiceLimits voice;
    std::chrono::milliseconds databasePatience{8000}; ///< how long a job may wait for a database that is away
    RetentionPolicy retention;

    /// Twilio's forms are a few kilobytes; behind a proxy everybody comes from one address. Five hundred desks hold a
    /// connection each, and what they ask of Twilio may take a minute.
    static HttpLimits webhookLimits();
};

/// The relay: one HTTP server, one ledger, and the services behind its paths. Main thread.
class Relay : public QObject
{
    Q_OBJECT
public:
    explicit Relay(RelayOptions options, QObject *parent = nullptr);
    ~Relay() override;

    /// Begins to answer; the database may be away. @return the port. Errors: Unavailable (in use), Malformed (no database).
    Result<quint16> listen();
    /// Accepts nothing more, finishes what it holds, then says stopped().
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

    const QString &publicUrl() const { return m_publicUrl; }
    SharedStore &store() { return *m_store; }
    CurrentPlan &plan() { return m_plan; }
    const WebhookDoor &door() const { return *m_door; }
    const VoiceService &voice() const { return *m_voice; }
    const PlanWatch &planWatch() const { return *m_planWatch; }
    const TextService &texts() const { return *m_texts; }

Q_SIGNALS:
    void stopped();

private:
    void addRoutes();
    void giveDesks();
    void addOperators();
    WebhookNews webhookNews() const;

    RelayOptions m_options;
    QString m_publicUrl;
    CurrentPlan m_plan;
    Routes m_routes;
    std::unique_ptr<SharedStore> m_store; ///< outlives the services
    std::unique_ptr<PlanWatch> m_planWatch;
    std::unique_ptr<WebhookDoor> m_door;
    std::unique_ptr<WebhookRoutes> m_webhooks;
    std::unique_ptr<ProbeDoor> m_probes;
    std::unique_ptr<VoiceService> m_voice;
    std::unique_ptr<TextService> m_texts;
    std::unique_ptr<SoundShelf> m_sounds;
    std::unique_ptr<Housekeeping> m_housekeeping;
    std::unique_ptr<Operators> m_operators;
    std::unique_ptr<HttpServer> m_server; ///< goes before what it calls
    std::unique_ptr<DeskServices> m_desks; ///< and this before it, as desks hold its connections; null without an account
};

} // namespace milassist::relay
