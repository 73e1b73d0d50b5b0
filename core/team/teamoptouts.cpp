// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamoptouts.h"

#include <QJsonArray>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

const QString optOuts = u"/api/team/opt-outs"_s;

Result<TeamOptOutPage> optOutsIn(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    return optOutPageFrom(*body);
}

} // namespace

TeamOptOutPage optOutPageFrom(const QJsonObject &body)
{
    TeamOptOutPage page;
    for (const QJsonValue &value : body.value("opt_outs"_L1).toArray()) {
        const auto text = [&](QLatin1StringView name) { return value[name].toString(); };
        const TeamOptOut one{.scope = text("scope"_L1),
                             .peer = Party(text("peer"_L1)),
                             .optedOut = value["opted_out"_L1].toBool(),
                             .proof = text("proof"_L1),
                             .message = text("message"_L1),
                             .keyword = text("keyword"_L1),
                             .by = text("by"_L1),
                             .list = text("list"_L1),
                             .reason = text("reason"_L1),
                             .at = QDateTime::fromString(text("at"_L1), Qt::ISODateWithMs).toUTC()};
        if (!one.scope.isEmpty() && !one.peer.isEmpty())
            page.optOuts << one;
    }
    if (const QJsonValue next = body.value("next"_L1); next.isDouble())
        page.next = next.toInt();
    page.total = body.value("total"_L1).toInt(int(page.optOuts.size()));
    return page;
}

QFuture<Result<TeamOptOutPage>> TeamOptOuts::list(int offset)
{
    QUrlQuery query;
    query.addQueryItem(u"offset"_s, QString::number(offset));
    return m_client.get(optOuts, query).then(optOutsIn);
}

QFuture<Result<TeamOptOutPage>> TeamOptOuts::history(const QString &scope, const Party &peer)
{
    QUrlQuery query;
    query.addQueryItem(u"scope"_s, QString::fromLatin1(QUrl::toPercentEncoding(scope)));
    query.addQueryItem(u"peer"_s, QString::fromLatin1(QUrl::toPercentEncoding(peer.text())));
    return m_client.get(optOuts, query).then(optOutsIn);
}

QFuture<Result<>> TeamOptOuts::note(const QString &scope, const Party &peer, bool optedOut, const QString &reason, const QString &key)
{
    return m_client
        .post(optOuts, {{u"scope"_s, scope}, {u"peer"_s, peer.text()}, {u"opted_out"_s, optedOut}, {u"reason"_s, reason}}, key)
        .then([](const Result<QJsonObject> &body) { return body ? Result<>() : Result<>(fail(body.error())); });
}

} // namespace milassist
