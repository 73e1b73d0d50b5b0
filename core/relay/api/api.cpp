// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/api.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

Api::Api(Doorkeeper &door, PlanInForce plan, std::vector<ApiRoute> routes, Clock clock, QObject *parent)
    : QObject(parent), m_door(door), m_plan(std::move(plan)), m_routes(std::move(routes)), m_clock(std::move(clock))
{
}

bool Api::isHome(const HttpRequest &request) const
{
    const auto parts = pathParts(request.rawPath());
    if (!parts)
        return false;
    const auto found = m_routes.find(request.method, *parts);
    return found.row || !found.otherMethods.isEmpty();
}

void Api::answer(const HttpRequest &request, HttpResponder responder)
{
    whenDone(m_door.admit(request), this, [this, request, responder](const Result<Visitor> &visitor) {
        if (!visitor)
            return responder.send(doorRefusal(visitor.error(), Dialect::Platform));
        enter(request, responder, *visitor);
    });
}

void Api::enter(const HttpRequest &request, const HttpResponder &responder, const Visitor &visitor)
{
    const auto parts = pathParts(request.rawPath());
    const auto found = parts ? m_routes.find(request.method, *parts) : RouteTable<ApiRoute>::Found();
    if (!found.row && found.otherMethods.isEmpty())
        return responder.send(platformRefusal(404, "not_found"_L1, u"There is nothing at this path."_s));
    if (!found.row) {
        HttpResponse response = platformRefusal(405, "method_not_allowed"_L1, u"This path is asked differently."_s,
                                                u"Use %1."_s.arg(QLatin1StringView(found.otherMethods)));
        response.headers.add("Allow", found.otherMethods);
        return responder.send(response);
    }
    if (!visitor.may(found.row->permission))
        return responder.send(roleRefusal(found.row->permission, Dialect::Platform));

    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
    if (!request.body.isEmpty() && !document.isObject()) {
        return responder.send(platformRefusal(400, "malformed"_L1, u"The body is no JSON object."_s,
                                              document.isNull() ? problem.errorString() : u"Send {...}."_s));
    }
    const auto plan = m_plan ? m_plan() : nullptr;
    found.row->handle(std::make_shared<const ApiAsk>(ApiAsk{.request = request,
                                                            .responder = responder,
                                                            .visitor = visitor,
                                                            .sight = LineSight(visitor, plan.get()),
                                                            .args = found.args,
                                                            .body = document.object(),
                                                            .now = m_clock()}));
}

} // namespace milassist::relay
