// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/relay.h"

#include "core/base/logging.h"
#include "core/relay/doctor/probedoor.h"
#include "core/relay/front/deskservices.h"
#include "core/relay/front/operators.h"
#include "core/relay/front/relaymetrics.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/ledgerschema.h"
#include "core/relay/sounds/soundshelf.h"


namespace milassist::relay
{
using namespace Qt::StringLiterals;

HttpLimits RelayOptions::webhookLimits()
{
    HttpLimits limits;
    limits.body = 64 * 1024;
    limits.large = {{"/api/team/plan", 1024 * 1024}, {"/api/team/plan/preview", 1024 * 1024}, {"/api/team/sounds/", StoredSound::largest}};
    limits.answer = std::chrono::seconds(75);
    limits.connections = 2000;
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
        [this](const HttpRequest &request, HttpResponder responder) {
            if (isProbe(request) && m_probes) // wherever a proxy has put it
                m_probes->answer(request, responder);
            else
                m_routes.dispatch(request, responder);
        },
        m_options.limits);
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
    m_voice = std::make_unique<VoiceService>(*m_store, m_plan, m_options.premises, m_options.clock, m_options.voice);
    m_texts = std::make_unique<TextService>(*m_store, m_plan, m_options.premises, m_options.clock);
    m_sounds = std::make_unique<SoundShelf>(*m_store, m_publicUrl);
    const auto giveSounds = [this] { m_voice->setSounds(m_sounds->addresses(), m_sounds->holdMusicAddress()); };
    connect(m_sounds.get(), &SoundShelf::changed, this, giveSounds);
    giveSounds();
    m_sounds->start();
    m_housekeeping = std::make_unique<Housekeeping>(*m_store, m_options.retention, m_options.clock);
    if (m_options.premises.desks.empty()) {
        giveDesks();
        connect(m_planWatch.get(), &PlanWatch::changed, this, &Relay::giveDesks);
    }
    if (const auto account = AccountSid::parse(m_options.accountSid); account && !m_options.authTokens.isEmpty()) {
        m_desks = std::make_unique<DeskServices>(*m_store, *m_server,
                                                 Credentials{.baseUrl = m_options.twilioUrl,
                                                             .account = *account,
                                                             .user = m_options.accountSid,
                                                             .secret = m_options.authTokens.first()},
                                                 m_options.authTokens, [this] { return m_plan.plan(); }, m_options.premises, m_options.proxies,
                                                 [this] { return webhookNews(); }, m_options.clock);
    }
    m_probes = std::make_unique<ProbeDoor>(*m_store, WebhookTrust{m_publicUrl.toUtf8(), m_options.authTokens}, m_options.proxies,
                                           m_options.clock);
    addRoutes();
    return port;
}

WebhookNews Relay::webhookNews() const
{
    const DoorCounts &counts = m_door->counts();
    WebhookNews news{.lastGenuine = counts.lastGenuine, .lastRefused = {}, .whyRefused = {}, .genuine = counts.genuine};
    if (counts.lastRefusal) {
        news.lastRefused = counts.lastRefusal->at;
        news.whyRefused = describe(counts.lastRefusal->fault);
    }
    return news;
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

    // What desks and the platform ask stands beside the webhooks under /api/twilio/.
    const auto desks = [this](const HttpRequest &request, HttpResponder responder) {
        if (m_desks)
            return m_desks->answer(request, std::move(responder));
        responder.send(jsonError(503, u"no_account"_s, u"This relay has no Twilio account to act for."_s,
                                 u"Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."_s));
    };
    m_routes.add(u"/api/twilio/"_s, {}, [this](const HttpRequest &request, HttpResponder responder) {
        if (m_desks && m_desks->isHome(request))
            m_desks->answer(request, std::move(responder));
        else
            m_webhooks->answer(request, responder);
    });
    for (const char *path : {"/2010-04-01/", "/pricing/", "/lookups/", "/messaging/", "/api/events", "/api/team/"})
        m_routes.add(QString::fromLatin1(path), {}, desks);
    m_routes.add(u"/sounds/"_s, {"GET"}, [this](const HttpRequest &request, const HttpResponder &responder) {
        m_sounds->answer(request, responder);
    });
    addOperators();
}

void Relay::addOperators()
{
    const auto admits = [this](const HttpRequest &request, std::function<void(bool)> then) {
        if (!m_desks)
            return then(false);
        whenDone(m_desks->admit(request), this, [then = std::move(then)](const Result<Visitor> &visitor) {
            then(visitor && visitor->role == Role::Admin);
        });
    };
    const auto measures = [this] {
        return metricsOf({.http = m_server->counts(),
                          .connections = m_server->connectionCount(),
                          .door = m_door->counts(),
                          .voice = m_voice->counts(),
                          .texts = m_texts->counts(),
                          .planVersion = m_planWatch->version(),
                          .desks = m_desks ? m_desks->events().deskCount() : 0,
                          .secretChanges = m_desks ? m_desks->secrets().changes() : 0});
    };
    m_operators = std::make_unique<Operators>(*m_store, m_options.proxies, admits, measures);
    m_routes.add(u"/healthz"_s, {"GET"}, [this](const HttpRequest &request, const HttpResponder &responder) {
        m_operators->health(request, responder);
    });
    m_routes.add(u"/metrics"_s, {"GET"}, [this](const HttpRequest &request, const HttpResponder &responder) {
        m_operators->metrics(request, responder);
    });
}

void Relay::stop(std::chrono::milliseconds grace)
{
    if (!m_server)
        return QMetaObject::invokeMethod(this, &Relay::stopped, Qt::QueuedConnection), void();
    connect(m_server.get(), &HttpServer::stopped, this, &Relay::stopped, Qt::UniqueConnection);
    if (m_desks)
        m_desks->leave();
    m_server->stop(grace);
}

} // namespace milassist::relay
