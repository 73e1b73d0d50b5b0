// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/access/doorkeeper.h"
#include "core/relay/access/routetable.h"
#include "core/relay/api/apiask.h"
#include "core/relay/masking/handlebook.h"
#include "core/relay/masking/veil.h"

namespace milassist::relay
{

/// The private API: JSON in and out, "Authorization: Bearer TOKEN". Knows who asks, what they may and which route it is; the
/// rest is in the parts that gave it their routes. Here is where handles and numbers change places for those who do not see
/// numbers. Main thread.
class Api : public QObject
{
    Q_OBJECT
public:
    Api(SharedStore &store, Doorkeeper &door, PlanInForce plan, std::vector<ApiRoute> routes, Clock clock = systemClock(), QObject *parent = nullptr);

    /// Whether it has a route for the path of @p request, whatever the method.
    bool isHome(const HttpRequest &request) const;
    void answer(const HttpRequest &request, HttpResponder responder);
    const std::vector<ApiRoute> &routes() const { return m_routes.rows(); }

private:
    void enter(const HttpRequest &request, const HttpResponder &responder, const Visitor &visitor);
    void handle(const ApiRoute &route, const std::shared_ptr<ApiAsk> &ask, const routing::Plan *plan);
    void sendMasked(const HttpResponse &response, const HttpResponder &responder, const Veil &veil);
    void sendUnmasked(const HttpResponse &response, const HttpResponder &responder);

    HandleBook m_handles;
    Doorkeeper &m_door;
    PlanInForce m_plan;
    RouteTable<ApiRoute> m_routes;
    Clock m_clock;
};

} // namespace milassist::relay
