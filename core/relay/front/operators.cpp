// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/operators.h"

#include "core/relay/ledger/eventtable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Whether somebody on this computer asks, and not for somebody else: a proxy here that nobody told us of is no reason to take
/// all the world for our own.
bool isFromHere(const HttpRequest &request, const TrustedProxies &proxies)
{
    const bool isPassedOn = request.headers.contains("X-Forwarded-For") || request.headers.contains("Forwarded");
    if (isPassedOn && !proxies.contains(request.peer))
        return false;
    return requesterOf(request, proxies).address.isLoopback();
}

} // namespace

Operators::Operators(SharedStore &store, TrustedProxies proxies, Admits admits, Measures measures, QObject *parent)
    : QObject(parent), m_store(store), m_proxies(std::move(proxies)), m_admits(std::move(admits)), m_measures(std::move(measures))
{
    connect(&m_store, &SharedStore::reached, this, [this](bool isThere) { m_isReached = isThere; });
}

void Operators::guarded(const HttpRequest &request, const HttpResponder &responder, std::function<void()> then)
{
    if (isFromHere(request, m_proxies))
        return then();
    m_admits(request, [responder, then = std::move(then)](bool isLetIn) {
        if (isLetIn)
            return then();
        responder.send(jsonError(403, u"forbidden"_s, u"This is for those who run the relay."_s,
                                 u"Ask from the same computer, or with the token of an admin."_s));
    });
}

/// Alive is who answers, and callers reach the mailbox without the database: so 200 it is, and whether the ledger can be read is
/// said beside it. A proxy that took all relays away because their database is would leave callers with nobody.
void Operators::health(const HttpRequest &request, const HttpResponder &responder)
{
    guarded(request, responder, [this, responder] {
        const auto say = [responder](bool isReached) {
            const QJsonObject body{{u"status"_s, isReached ? u"ok"_s : u"degraded"_s},
                                   {u"database"_s, isReached ? u"reached"_s : u"away"_s},
                                   {u"version"_s, QStringLiteral(MILASSIST_VERSION)}};
            responder.send(HttpResponse::json(200, QJsonDocument(body).toJson(QJsonDocument::Compact)));
        };
        QTimer::singleShot(1s, this, [responder, say] {
            if (responder.isWaiting())
                say(false);
        });
        whenDone(m_store.read([](SqlConnection &db) { return EventTable(db).latest(); }), this,
                 [responder, say](const Result<qint64> &latest) {
                     if (responder.isWaiting())
                         say(latest.has_value());
                 });
    });
}

void Operators::metrics(const HttpRequest &request, const HttpResponder &responder)
{
    guarded(request, responder, [this, responder] {
        QList<Metric> metrics = m_measures();
        metrics << Metric{.name = "milassist_database_up",
                          .help = "Whether the ledger answered last time",
                          .kind = Metric::Kind::Gauge,
                          .samples = {{.labels = {}, .value = m_isReached ? 1.0 : 0.0}}};
        responder.send(HttpResponse::text(200, prometheusText(metrics), "text/plain; version=0.0.4; charset=utf-8"));
    });
}

} // namespace milassist::relay
