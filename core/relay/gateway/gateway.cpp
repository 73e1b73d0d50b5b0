// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/gateway.h"

#include "core/base/logging.h"
#include "core/relay/access/recordingsight.h"
#include "core/relay/access/refusal.h"
#include "core/relay/gateway/presentable.h"
#include "core/relay/gateway/verdict.h"
#include "core/twilio/apierror.h"
#include "core/twilio/origins.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

using Care = GatewayRoute::Care;

HttpResponse nothingHere(const HttpRequest &request)
{
    return twilioRefusal(404, 20404, u"The requested resource %1 was not found"_s.arg(request.path()));
}

/// What a path is in the table of routes, without its extension. None: it is none of the gateway's.
std::optional<QStringList> routed(QStringList parts)
{
    if (parts.first() != "2010-04-01"_L1)
        return parts;
    QString &last = parts.last();
    if (last.endsWith(".json"_L1)) {
        last.chop(5);
        return parts;
    }
    if (parts.size() > 2 && parts[parts.size() - 2] == "Recordings"_L1 && (last.endsWith(".mp3"_L1) || last.endsWith(".wav"_L1))) {
        last.chop(4);
        return parts << u".sound"_s;
    }
    if (parts.size() > 2 && parts[parts.size() - 2] == "Media"_L1 && !last.contains(u'.'))
        return parts << u".media"_s;
    return std::nullopt; // XML, CSV: formats that nobody here reads
}

QUrl upstreamUrl(const QUrl &base, const QStringList &parts, QByteArrayView query)
{
    static const std::pair<QLatin1StringView, Product> hosts[] = {
        {"pricing"_L1, Product::Pricing}, {"lookups"_L1, Product::Lookups}, {"messaging"_L1, Product::Messaging}};
    for (const auto &[name, product] : hosts) {
        if (parts.first() == name)
            return productUrl(base, product, u'/' + parts.sliced(1).join(u'/'), query.toByteArray());
    }
    return productUrl(base, Product::Api, u'/' + parts.join(u'/'), query.toByteArray());
}

} // namespace

/// One request on its way through.
struct Gateway::Passing {
    HttpRequest request;
    HttpResponder responder;
    Visitor visitor;
    LineSight sight;
    const GatewayRoute *route = nullptr;
    QStringList args;
    QUrl url;
    QByteArray form;
    bool isChange() const { return request.method != "GET"; }
    void refuse(int status, int code, const QString &why) const { responder.send(twilioRefusal(status, code, why)); }
};

Gateway::Gateway(SharedStore &store, Doorkeeper &door, Upstream &upstream, PlanInForce plan, QByteArray publicBase,
                 QObject *parent)
    : QObject(parent), m_store(store), m_door(door), m_upstream(upstream), m_plan(std::move(plan)),
      m_publicBase(std::move(publicBase))
{
    m_readers.setMaxThreadCount(2);
}

bool Gateway::isHome(QByteArrayView rawPath)
{
    return rawPath.startsWith("/2010-04-01/") || rawPath.startsWith("/pricing/") || rawPath.startsWith("/lookups/")
        || rawPath.startsWith("/messaging/");
}

void Gateway::answer(const HttpRequest &request, HttpResponder responder)
{
    whenDone(m_door.admit(request), this, [this, request, responder](const Result<Visitor> &visitor) {
        if (!visitor)
            return responder.send(doorRefusal(visitor.error(), Dialect::Twilio));
        enter(request, responder, *visitor);
    });
}

void Gateway::enter(const HttpRequest &request, const HttpResponder &responder, const Visitor &visitor)
{
    const auto parts = pathParts(request.rawPath());
    const auto path = parts ? routed(*parts) : std::nullopt;
    if (!path)
        return responder.send(nothingHere(request));
    auto found = gatewayRoutes().find(request.method, *path);
    if (!found.row) {
        if (found.otherMethods.isEmpty())
            return responder.send(nothingHere(request));
        return responder.send(twilioRefusal(405, 20004, u"Method not allowed"_s));
    }
    if (!visitor.may(found.row->permission)) {
        qCInfo(lcRelay) << visitor.name << "may not" << request.method.constData() << withMaskedNumbers(request.path());
        return responder.send(roleRefusal(found.row->permission, Dialect::Twilio));
    }
    const bool isOfAccount = path->first() == "2010-04-01"_L1;
    if (isOfAccount && found.args.value(0) != m_upstream.credentials().account.text())
        return responder.send(nothingHere(request)); // another account is none of a desk's business
    const auto plan = m_plan ? m_plan() : nullptr;
    check(std::make_shared<Passing>(
        Passing{.request = request,
                .responder = responder,
                .visitor = visitor,
                .sight = LineSight(visitor, plan.get()),
                .route = found.row,
                .args = std::move(found.args),
                .url = upstreamUrl(m_upstream.credentials().baseUrl, *parts, request.rawQuery()),
                .form = request.method == "POST" ? request.form().encoded() : QByteArray()}));
}

void Gateway::check(const PassingPtr &passing)
{
    const Form form = passing->request.form();
    switch (passing->route->care) {
    case Care::FromLine:
        if (!passing->sight.sees(Party(form.value(u"From"))))
            return passing->refuse(403, 20403, u"Not allowed: this line is none of yours."_s);
        break;
    case Care::OwnUser:
        if (form.value(u"Username") != passing->visitor.name)
            return passing->refuse(403, 20403, u"Not allowed: a desk makes the SIP user of its own person only."_s);
        break;
    case Care::StaysOurs:
        if (form.contains(u"AccountSid"))
            return passing->refuse(403, 20403, u"Not allowed: a number stays with the account."_s);
        break;
    case Care::OwnCredential:
        return checkCredential(passing);
    case Care::Recording:
    case Care::Audio:
        return checkRecording(passing);
    case Care::None:
    case Care::Traffic:
    case Care::Recordings:
    case Care::Media:
        break;
    }
    pass(passing);
}

void Gateway::checkRecording(const PassingPtr &passing)
{
    const QString sid = passing->args.last();
    whenDone(hiddenAmong(m_store, passing->sight, {{.recording = sid, .call = {}}}), this,
             [this, passing](const Result<QSet<QString>> &hidden) {
                 if (!hidden)
                     return passing->responder.send(doorRefusal(hidden.error(), Dialect::Twilio));
                 if (!hidden->isEmpty())
                     return passing->responder.send(nothingHere(passing->request));
                 pass(passing);
             });
}

/// Whose credential it is, only Twilio knows.
void Gateway::checkCredential(const PassingPtr &passing)
{
    QUrl one = passing->url;
    one.setQuery(QString());
    const bool isTaken = m_upstream.send({.verb = "GET", .url = one, .form = {}}, [this, passing](const ExchangeResult &result) {
        if (result.failure || result.status != 200)
            return onAnswer(passing, result);
        const QString user = QJsonDocument::fromJson(result.body).object().value(u"username"_s).toString();
        if (user != passing->visitor.name)
            return passing->refuse(403, 20403, u"Not allowed: this SIP user is somebody else's."_s);
        pass(passing);
    });
    if (!isTaken)
        passing->responder.send(busy());
}

void Gateway::pass(const PassingPtr &passing)
{
    if (passing->route->care == Care::Audio || passing->route->care == Care::Media) {
        return m_upstream.pipe(passing->url, passing->request, passing->responder,
                               [request = passing->request](int status) { return refusedMedia(status, request); });
    }
    const bool isTaken = m_upstream.send({.verb = passing->request.method, .url = passing->url, .form = passing->form},
                                         [this, passing](const ExchangeResult &result) { onAnswer(passing, result); });
    if (!isTaken)
        passing->responder.send(busy());
}

void Gateway::onAnswer(const PassingPtr &passing, const ExchangeResult &result)
{
    if (auto own = ownVerdict(result, passing->isChange())) {
        qCWarning(lcRelay) << "the gateway cannot pass on" << passing->request.method.constData()
                           << withMaskedNumbers(passing->request.path()) << "HTTP" << result.status;
        return passing->responder.send(*own);
    }
    if (result.body.isEmpty() || !needsWork(result.body, passing->sight, m_upstream.credentials().secret))
        return passing->responder.send(passedOn(result, result.body));
    present(passing, result);
}

void Gateway::present(const PassingPtr &passing, const ExchangeResult &result)
{
    const bool wantsRecordings = !passing->sight.isWhole() && passing->route->care == Care::Recordings;
    auto parsed = std::make_shared<QPromise<QJsonObject>>();
    parsed->start();
    m_readers.start([parsed, body = result.body] {
        parsed->addResult(QJsonDocument::fromJson(body).object());
        parsed->finish();
    });
    const QByteArray base = m_publicBase.isEmpty() ? "http://" + passing->request.headers.value("Host") : m_publicBase;
    const Presentation how{.sight = passing->sight,
                           .hiddenRecordings = {},
                           .secret = m_upstream.credentials().secret,
                           .upstream = m_upstream.credentials().baseUrl,
                           .ownBase = base};
    whenDone(parsed->future(), this, [=, this](const QJsonObject &answer) {
        auto hidden = wantsRecordings ? hiddenAmong(m_store, passing->sight, recordingsIn(answer))
                                      : finished(Result<QSet<QString>>(QSet<QString>()));
        whenDone(std::move(hidden), this, [=, this](const Result<QSet<QString>> &recordings) {
            if (!recordings)
                return passing->responder.send(doorRefusal(recordings.error(), Dialect::Twilio));
            Presentation complete = how;
            complete.hiddenRecordings = *recordings;
            auto made = std::make_shared<QPromise<std::optional<QByteArray>>>();
            made->start();
            m_readers.start([made, answer, complete] {
                made->addResult(presented(answer, complete));
                made->finish();
            });
            whenDone(made->future(), this, [passing, result](const std::optional<QByteArray> &body) {
                passing->responder.send(body ? passedOn(result, *body) : nothingHere(passing->request));
            });
        });
    });
}

} // namespace milassist::relay
