// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/routes.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

HttpResponse jsonError(int status, const QString &code, const QString &message, const QString &hint)
{
    QJsonObject error{{u"code"_s, code}, {u"message"_s, message}};
    if (!hint.isEmpty())
        error.insert(u"hint"_s, hint);
    return HttpResponse::json(status, QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact));
}

void Routes::add(QString path, QByteArrayList methods, Handler handler)
{
    m_routes.push_back({std::move(path), std::move(methods), std::move(handler)});
}

void Routes::dispatch(const HttpRequest &request, const HttpResponder &responder) const
{
    const QString path = request.path();
    for (const Route &route : m_routes) {
        if (route.path.endsWith(u'/') ? !path.startsWith(route.path) : path != route.path)
            continue;
        if (route.methods.isEmpty() || route.methods.contains(request.method))
            return route.handler(request, responder);
        HttpResponse refused =
            jsonError(405, u"method_not_allowed"_s, u"This path does not know %1."_s.arg(QString::fromLatin1(request.method)),
                      u"Use %1."_s.arg(QString::fromLatin1(route.methods.join(" or "))));
        refused.headers.add("Allow", route.methods.join(", "));
        return responder.send(refused);
    }
    responder.send(jsonError(404, u"not_found"_s, u"There is nothing here."_s));
}

} // namespace milassist::relay
