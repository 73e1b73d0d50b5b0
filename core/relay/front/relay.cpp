// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/relay.h"

#include "core/base/logging.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/ledgerschema.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

HttpLimits RelayOptions::webhookLimits()
{
    HttpLimits limits;
    limits.body = 64 * 1024;
    limits.answer = std::chrono::seconds(10);
    limits.connectionsPerPeer = limits.connections;
    return limits;
}

Relay::Relay(RelayOptions options, QObject *parent) : QObject(parent), m_options(std::move(options)) {}

Relay::~Relay() = default;

Result<quint16> Relay::listen()
{
    if (!m_options.database)
        return fail(Error::Kind::Malformed, u"the relay has no database"_s);
    m_server = std::make_unique<HttpServer>(
        [this](const HttpRequest &request, HttpResponder responder) { m_routes.dispatch(request, responder); }, m_options.limits);
    const auto port = m_server->listen(m_options.address, m_options.port);
    if (!port)
        return port;
    m_publicUrl = m_options.premises.publicUrl;
    if (m_publicUrl.isEmpty())
        m_publicUrl = u"http://%1:%2"_s.arg(m_options.address.toString()).arg(*port);
    m_options.premises.publicUrl = m_publicUrl;

    m_store = std::make_unique<SharedStore>(SharedStoreOptions{.url = *m_options.database,
                                                               .schema = ledgerSchema(),
                                                               .channels = {EventTable::channel()},
                                                               .patience = m_options.databasePatience});
    connect(m_store.get(), &SharedStore::reached, this, [this](bool isThere) {
        if (isThere)
            qCInfo(lcRelay) << "the database answers:" << m_options.database->described();
        else
            qCWarning(lcRelay) << "the database does not answer; callers are led to the mailbox meanwhile";
    });
    m_planWatch = std::make_unique<PlanWatch>(*m_store, m_plan, m_options.clock);
    m_planWatch->start(m_options.plan);
    m_door = std::make_unique<WebhookDoor>(DoorPolicy{.trust = {m_publicUrl.toUtf8(), m_options.authTokens},
                                                      .proxies = m_options.proxies,
                                                      .sources = m_options.sources},
                                           m_options.clock);
    m_voice = std::make_unique<VoiceService>(*m_store, m_plan, m_options.premises, m_options.clock, m_options.patience);
    m_texts = std::make_unique<TextService>(*m_store, m_plan, m_options.premises, m_options.clock);
    m_housekeeping = std::make_unique<Housekeeping>(*m_store, m_options.retention, m_options.clock);
    if (m_options.premises.desks.empty()) {
        giveDesks();
        connect(m_planWatch.get(), &PlanWatch::changed, this, &Relay::giveDesks);
    }
    addRoutes();
    return port;
}

void Relay::giveDesks()
{
    std::map<routing::PersonId, QString> desks;
    for (const auto &[id, person] : m_plan.plan()->people)
        desks.emplace(id, id.text());
    m_voice->setDesks(std::move(desks));
}

void Relay::addRoutes()
{
    m_webhooks = std::make_unique<WebhookRoutes>(*m_door);
    m_webhooks->add(&VoiceService::isMine, [this](const HttpRequest &request, HttpResponder responder) {
        m_voice->answer(request, std::move(responder));
    });
    m_webhooks->add(&TextService::isMine, [this](const HttpRequest &request, HttpResponder responder) {
        m_texts->answer(request, std::move(responder));
    });

    // The endpoints for people under /api/twilio/ (make-call, send-sms, ...) stand before the webhooks' own.
    m_routes.add(u"/api/twilio/"_s, {},
                 [this](const HttpRequest &request, HttpResponder responder) { m_webhooks->answer(request, responder); });
    // The gateway ("/2010-04-01/"), events ("/api/events") and the team's API ("/api/team/") join here.
    m_routes.add(u"/healthz"_s, {"GET"},
                 [this](const HttpRequest &request, HttpResponder responder) { health(request, responder); });
}

/// Alive is who answers, and callers reach the mailbox without the database: so 200 it is, and whether the ledger can be read is
/// said beside it. A proxy that took all relays away because their database is would leave callers with nobody.
void Relay::health(const HttpRequest &, const HttpResponder &responder)
{
    const auto say = [responder](bool isReached) {
        const QJsonObject body{{u"status"_s, isReached ? u"ok"_s : u"degraded"_s},
                               {u"database"_s, isReached ? u"reached"_s : u"away"_s},
                               {u"version"_s, QStringLiteral(MILASSIST_VERSION)}};
        responder.send(HttpResponse::json(200, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    };
    QTimer::singleShot(std::chrono::seconds(1), this, [responder, say] {
        if (responder.isWaiting())
            say(false);
    });
    whenDone(m_store->read([](SqlConnection &db) { return EventTable(db).latest(); }), this,
             [responder, say](const Result<qint64> &latest) {
                 if (responder.isWaiting())
                     say(latest.has_value());
             });
}

void Relay::stop(std::chrono::milliseconds grace)
{
    if (!m_server)
        return QMetaObject::invokeMethod(this, &Relay::stopped, Qt::QueuedConnection), void();
    connect(m_server.get(), &HttpServer::stopped, this, &Relay::stopped, Qt::UniqueConnection);
    m_server->stop(grace);
}

} // namespace milassist::relay
