// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/doctor/probedoor.h"

#include "core/base/whendone.h"
#include "core/relay/access/refusal.h"
#include "core/relay/ledger/webhooktable.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

ProbeDoor::ProbeDoor(SharedStore &store, WebhookTrust trust, TrustedProxies proxies, Clock clock, QObject *parent)
    : QObject(parent), m_store(store), m_trust(std::move(trust)), m_proxies(std::move(proxies)), m_clock(std::move(clock))
{
}

void ProbeDoor::answer(const HttpRequest &request, const HttpResponder &responder)
{
    const auto nonce = nonceOf(request, m_trust.tokens, m_clock());
    if (!nonce)
        return responder.send(platformRefusal(404, "not_found"_L1, u"There is no such webhook."_s));
    auto known = m_store.read([key = u"doctor "_s + QString::fromLatin1(*nonce)](SqlConnection &db) {
        return WebhookTable(db).isClaimed(key);
    });
    whenDone(std::move(known), this, [this, request, responder](const Result<bool> &isKnown) {
        Sighting sighting = sightingOf(request, m_trust, m_proxies);
        if (isKnown)
            sighting.isInLedger = *isKnown;
        HttpResponse response = HttpResponse::json(200, QJsonDocument(jsonOf(sighting)).toJson(QJsonDocument::Compact));
        response.headers.add("Cache-Control", "no-store");
        responder.send(response);
    });
}

} // namespace milassist::relay
