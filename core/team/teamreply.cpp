// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamreply.h"

#include "core/net/network.h"

#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

Error::Kind kindOf(int status, const QString &code)
{
    if (code == "outcome_unknown"_L1)
        return Error::Kind::OutcomeUnknown;
    switch (status) {
    case 401: return Error::Kind::Unauthorised;
    case 403: return Error::Kind::Forbidden;
    case 404:
    case 410: return Error::Kind::NotFound;
    case 429: return Error::Kind::RateLimited;
    default: return status >= 500 ? Error::Kind::ServerFailed : Error::Kind::Rejected;
    }
}

TeamReply failed(TeamReply reply, TeamReply::Way way, Error::Kind kind, const QString &detail)
{
    reply.way = way;
    reply.failure = Error{.kind = kind, .detail = detail, .httpStatus = reply.status};
    return reply;
}

TeamReply unanswered(const TeamExchange &exchange, TeamReply reply)
{
    using Way = TeamReply::Way;
    if (!exchange.certificate.isEmpty() || exchange.network == QNetworkReply::SslHandshakeFailedError)
        return failed(reply, Way::NotTrusted, Error::Kind::Offline, u"the relay's certificate: "_s + exchange.networkWords);
    const bool isNotSent = !exchange.sent && (exchange.timedOut || isBeforeSending(exchange.network));
    const Error::Kind kind = exchange.isCreate && !isNotSent ? Error::Kind::OutcomeUnknown : Error::Kind::Offline;
    if (exchange.timedOut)
        return failed(reply, Way::TimedOut, kind, u"no answer in time"_s);
    return failed(reply, isNotSent ? Way::NotReached : Way::Lost, kind, exchange.networkWords);
}

/// What others put before a relay (a proxy, a hotel's page) says so in HTML.
TeamReply unreadable(const TeamExchange &exchange, TeamReply reply)
{
    using Way = TeamReply::Way;
    if (exchange.status >= 400)
        return failed(reply, Way::NotARelay, kindOf(exchange.status, {}), u"HTTP %1, not in a relay's words"_s.arg(exchange.status));
    if (exchange.status >= 300)
        return failed(reply, Way::NotARelay, Error::Kind::Malformed, u"HTTP %1: it sends us elsewhere"_s.arg(exchange.status));
    // Done it may be, but not what it was.
    return failed(reply, Way::NotARelay, exchange.isCreate ? Error::Kind::OutcomeUnknown : Error::Kind::Malformed,
                  u"the answer cannot be read"_s);
}

} // namespace

Result<QJsonObject> TeamReply::result() const
{
    return failure ? Result<QJsonObject>(fail(*failure)) : Result<QJsonObject>(body);
}

TeamReply replyOf(const TeamExchange &exchange)
{
    TeamReply reply{.status = exchange.status, .certificate = exchange.certificate};
    if (exchange.status == 0)
        return unanswered(exchange, std::move(reply));
    if (exchange.isFile && exchange.status >= 200 && exchange.status < 300 && exchange.network == QNetworkReply::NoError && !exchange.tooLarge) {
        reply.way = TeamReply::Way::Answered;
        reply.file = exchange.body;
        return reply;
    }
    const QJsonDocument document = exchange.tooLarge ? QJsonDocument() : QJsonDocument::fromJson(exchange.body);
    // Qt calls each status from 400 on an error.
    const bool isWhole = exchange.network == QNetworkReply::NoError || exchange.status >= 400 || exchange.tooLarge;
    if (!document.isObject() && !isWhole)
        return failed(std::move(reply), TeamReply::Way::Lost, exchange.isCreate ? Error::Kind::OutcomeUnknown : Error::Kind::Offline,
                      exchange.timedOut ? u"the answer did not end"_s : exchange.networkWords);
    if (!document.isObject() || (exchange.status >= 300 && exchange.status < 400))
        return unreadable(exchange, std::move(reply));
    reply.way = TeamReply::Way::Answered;
    reply.body = document.object();
    if (exchange.status < 300)
        return reply;
    const QJsonValue error = reply.body.value(u"error"_s);
    if (!error.isObject())
        return unreadable(exchange, std::move(reply));
    reply.code = error[u"code"_s].toString();
    reply.message = error[u"message"_s].toString();
    reply.hint = error[u"hint"_s].toString();
    reply.failure = Error{.kind = kindOf(exchange.status, reply.code),
                          .detail = QStringList{reply.message, reply.hint}.join(u' ').trimmed(),
                          .httpStatus = exchange.status};
    return reply;
}

} // namespace milassist
