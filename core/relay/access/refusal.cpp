// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/refusal.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

HttpResponse jsonAnswer(int status, const QJsonObject &body)
{
    return HttpResponse::json(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace

HttpResponse platformRefusal(int status, QLatin1StringView code, const QString &message, const QString &hint)
{
    return jsonAnswer(status, {{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"hint"_s, hint}}}});
}

HttpResponse twilioRefusal(int status, int code, const QString &message)
{
    return jsonAnswer(status,
                      {{u"code"_s, code},
                       {u"message"_s, message},
                       {u"more_info"_s, u"https://www.twilio.com/docs/errors/%1"_s.arg(code)},
                       {u"status"_s, status}});
}

HttpResponse doorRefusal(const Error &why, Dialect dialect)
{
    const bool isTwilio = dialect == Dialect::Twilio;
    HttpResponse response;
    switch (why.kind) {
    case Error::Kind::Unauthorised:
        response = isTwilio ? twilioRefusal(401, 20003, u"Authenticate"_s)
                            : platformRefusal(401, "unauthorised"_L1, u"The relay does not know this token."_s,
                                              u"Send \"Authorization: Bearer TOKEN\". An admin can give you a new token."_s);
        response.headers.add("WWW-Authenticate", isTwilio ? "Basic realm=\"Twilio API\"" : "Bearer");
        return response;
    case Error::Kind::RateLimited:
        response = isTwilio ? twilioRefusal(429, 20429, u"Too Many Requests"_s)
                            : platformRefusal(429, "too_many_tries"_L1, u"Too many wrong tokens came from this address."_s,
                                              u"Wait a minute, then try again with the right token."_s);
        response.headers.add("Retry-After", "60");
        return response;
    default:
        return isTwilio ? twilioRefusal(503, 20503, u"The relay's database does not answer; nothing was done"_s)
                        : platformRefusal(503, "database_away"_L1, u"The relay's database does not answer; nothing was done."_s,
                                          u"Try again in a moment."_s);
    }
}

HttpResponse roleRefusal(Permission permission, Dialect dialect)
{
    if (dialect == Dialect::Twilio)
        return twilioRefusal(403, 20403, u"Not allowed: "_s + whoMay(permission));
    return platformRefusal(403, "not_allowed"_L1, u"Your role does not allow this."_s, whoMay(permission));
}

} // namespace milassist::relay
