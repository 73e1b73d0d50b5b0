// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/apiask.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

HttpResponse jsonAnswer(int status, const QJsonObject &body)
{
    HttpResponse response = HttpResponse::json(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
    response.headers.add("Cache-Control", "no-store");
    return response;
}

HttpResponse failureAnswer(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::NotFound:
        return platformRefusal(404, "not_found"_L1, u"There is no such thing, or you may not see it."_s);
    case Error::Kind::Rejected:
        return platformRefusal(409, "rejected"_L1, error.detail, u"Read it anew, then try again."_s);
    case Error::Kind::Malformed:
        return platformRefusal(400, "malformed"_L1, error.detail);
    case Error::Kind::Forbidden:
        return platformRefusal(403, "not_allowed"_L1, u"This is not yours to do."_s, error.detail);
    case Error::Kind::OutcomeUnknown:
        return platformRefusal(504, "outcome_unknown"_L1, u"It may or may not have happened."_s, u"Look before you try again."_s);
    default:
        return doorRefusal({.kind = Error::Kind::Offline, .detail = {}}, Dialect::Platform);
    }
}

qint64 ApiAsk::number(QStringView name, qint64 otherwise) const
{
    bool isNumber = false;
    const qint64 number = request.query().value(name).toLongLong(&isNumber);
    return isNumber ? number : otherwise;
}

HttpResponse badField(const QString &field, const QString &hint)
{
    return platformRefusal(400, "malformed"_L1, u"\"%1\" is missing or makes no sense."_s.arg(field), hint);
}

void answerWith(const ApiAskPtr &ask, QFuture<Result<QJsonObject>> outcome, QObject *context, int status)
{
    whenDone(std::move(outcome), context, [ask, status](const Result<QJsonObject> &body) {
        ask->responder.send(body ? jsonAnswer(status, *body) : failureAnswer(body.error()));
    });
}

Result<> noted(SqlConnection &db, const QString &who, const Deed &deed, const QDateTime &now)
{
    const auto compact = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    if (!deed.what.isEmpty()) {
        const AuditEntry entry{
            .at = now, .who = who, .what = deed.what, .about = deed.about, .detail = compact(deed.detail)};
        if (auto kept = AuditTable(db).append(entry); !kept)
            return kept;
    }
    if (!deed.eventKind.isEmpty()) {
        if (const auto told = EventTable(db).append(deed.eventKind, compact(deed.event), now); !told)
            return fail(told.error());
    }
    return {};
}

QJsonValue jsonInstant(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

} // namespace milassist::relay
