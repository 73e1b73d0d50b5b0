// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/api.h"

#include "core/domain/handle.h"
#include "core/relay/masking/maskedasks.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

/// One's own telephone, and who one is: nobody else's number is in them.
bool isAboutOneself(const ApiRoute &route)
{
    return route.pattern == "/api/team/phone"_L1 || route.pattern == "/api/team/me"_L1;
}

Naming namingOf(const ApiRoute &route)
{
    if (route.pattern == "/api/twilio/make-call"_L1 || route.pattern == "/api/twilio/send-sms"_L1)
        return Naming::CallsThem;
    return route.method == "POST" ? Naming::Keeps : Naming::Looks;
}

HttpResponse withBody(const HttpResponse &response, const QJsonValue &body)
{
    HttpResponse out = response;
    out.body = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    return out;
}

bool isJson(const HttpResponse &response)
{
    return response.headers.value("Content-Type").startsWith("application/json");
}

InItsPlace among(const HandleBook::Pairs &pairs)
{
    return [&pairs](const QString &one) { return pairs.value(one); };
}

} // namespace

Api::Api(SharedStore &store, Doorkeeper &door, PlanInForce plan, std::vector<ApiRoute> routes, Clock clock, QObject *parent)
    : QObject(parent), m_handles(store), m_door(door), m_plan(std::move(plan)), m_routes(std::move(routes)), m_clock(std::move(clock))
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
    const bool isJson = found.row->body == ApiRoute::Body::Json;
    const QJsonDocument document = isJson ? QJsonDocument::fromJson(request.body, &problem) : QJsonDocument();
    if (isJson && !request.body.isEmpty() && !document.isObject()) {
        return responder.send(platformRefusal(400, "malformed"_L1, u"The body is no JSON object."_s,
                                              document.isNull() ? problem.errorString() : u"Send {...}."_s));
    }
    const auto plan = m_plan ? m_plan() : nullptr;
    handle(*found.row,
           std::make_shared<ApiAsk>(ApiAsk{.request = request,
                                           .responder = responder,
                                           .visitor = visitor,
                                           .sight = LineSight(visitor, plan.get()),
                                           .args = found.args,
                                           .body = document.object(),
                                           .now = m_clock()}),
           plan.get());
}

void Api::handle(const ApiRoute &route, const std::shared_ptr<ApiAsk> &ask, const routing::Plan *plan)
{
    const Veil veil(ask->visitor, ask->sight, plan);
    if (!masksCallers(plan) || isAboutOneself(route))
        return route.handle(ask);
    if (!veil.isDrawn()) {
        ask->responder = ApiResponder(ask->responder.direct(), [this](const HttpResponse &response, const HttpResponder &responder) {
            sendUnmasked(response, responder);
        });
        return route.handle(ask);
    }
    ask->responder = ApiResponder(ask->responder.direct(), [this, veil](const HttpResponse &response, const HttpResponder &responder) {
        sendMasked(response, responder, veil);
    });
    const Asked asked{.body = ask->body, .query = ask->request.query(), .args = ask->args};
    whenDone(m_handles.numbersOf(handlesIn(asked)), this, [asked, ask, veil, &route](const Result<HandleBook::Pairs> &numbers) {
        if (!numbers)
            return ask->responder.send(failureAnswer(numbers.error()));
        const auto meant = revealed(asked, veil, namingOf(route), among(*numbers));
        if (!meant) {
            return ask->responder.send(platformRefusal(403, "numbers_hidden"_L1, u"Callers' numbers are hidden from you."_s,
                                                       u"Choose somebody from a call, a text or a contact."_s));
        }
        ask->body = meant->body;
        ask->args = meant->args;
        if (const QByteArray path = ask->request.rawPath().toByteArray(); !meant->query.isEmpty())
            ask->request.target = path + '?' + meant->query.encoded();
        route.handle(ask);
    });
}

/// Whatever a part of the API has answered.
void Api::sendMasked(const HttpResponse &response, const HttpResponder &responder, const Veil &veil)
{
    if (!isJson(response))
        return responder.send(response);
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    whenDone(m_handles.handlesOf(hiddenIn(body, veil)), this, [=](const Result<HandleBook::Pairs> &handles) {
        responder.send(handles ? withBody(response, masked(body, veil, among(*handles))) : failureAnswer(handles.error()));
    });
}

/// What somebody behind a veil has dialled is in the ledger as they dialled it.
void Api::sendUnmasked(const HttpResponse &response, const HttpResponder &responder)
{
    if (!isJson(response) || !response.body.contains(handleBeginning.data()))
        return responder.send(response);
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    whenDone(m_handles.numbersOf(handlesIn(QJsonValue(body))), this, [=](const Result<HandleBook::Pairs> &numbers) {
        responder.send(numbers ? withBody(response, unmasked(body, among(*numbers))) : failureAnswer(numbers.error()));
    });
}

} // namespace milassist::relay
