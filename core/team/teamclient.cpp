// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamclient.h"

#include "core/net/network.h"

#include <QFutureWatcher>
#include <QJsonDocument>
#include <QPromise>

#include <memory>

namespace milassist
{

using namespace Qt::StringLiterals;

TeamClient::TeamClient(TeamAccess access, TeamLimits limits, QObject *parent)
    : QObject(parent), m_access(std::move(access)), m_limits(limits)
{
    prepareNetwork(m_network);
}

TeamClient::~TeamClient()
{
    qDeleteAll(findChildren<TeamRequest *>(Qt::FindDirectChildrenOnly)); // before the network that they use
}

QUrl TeamClient::urlOf(const QString &path, const QUrlQuery &query) const
{
    QUrl url = m_access.url;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(query);
    url.setFragment({});
    url.setUserInfo({});
    return url;
}

namespace
{

/// A file takes its time on a slow line.
TeamLimits limitsOf(const TeamClient::Ask &ask, TeamLimits limits)
{
    constexpr int longer = 5;
    if (ask.file)
        limits.whole *= longer;
    return limits;
}

} // namespace

template <typename T, typename Read>
QFuture<T> TeamClient::start(const Ask &ask, Read read)
{
    QNetworkRequest request = quietRequest(urlOf(ask.path, ask.query));
    request.setRawHeader("Authorization", "Bearer " + m_access.token.reveal());
    request.setRawHeader("Accept", "application/json");
    QByteArray body;
    if (ask.file) {
        body = *ask.file;
        request.setRawHeader("Content-Type", "application/octet-stream");
    } else if (ask.verb == "POST") {
        body = QJsonDocument(ask.body).toJson(QJsonDocument::Compact);
        request.setRawHeader("Content-Type", "application/json");
        if (!ask.idempotencyKey.isEmpty())
            request.setRawHeader("Idempotency-Key", ask.idempotencyKey.toUtf8());
    }
    const auto promise = std::make_shared<QPromise<T>>(); // shared with the answer's function
    promise->start();
    auto *sent = new TeamRequest(m_network, request, ask.verb, body, ask.file || !ask.idempotencyKey.isEmpty(), limitsOf(ask, m_limits), this);
    if constexpr (std::is_same_v<T, Result<QByteArray>>)
        sent->takeFile();
    connect(sent, &TeamRequest::progressed, sent, [promise](qint64 done, qint64 all) {
        promise->setProgressRange(0, int(all));
        promise->setProgressValue(int(done));
    });
    connect(sent, &TeamRequest::ended, sent, [promise, sent, read](const TeamReply &reply) {
        promise->addResult(read(reply));
        promise->finish();
        sent->deleteLater();
    });
    auto *watcher = new QFutureWatcher<T>(sent);
    connect(watcher, &QFutureWatcherBase::canceled, sent, [promise, sent] {
        promise->finish();
        sent->deleteLater();
    });
    watcher->setFuture(promise->future());
    return promise->future();
}

QFuture<TeamReply> TeamClient::ask(const Ask &ask)
{
    return start<TeamReply>(ask, [](const TeamReply &reply) { return reply; });
}

QFuture<Result<QJsonObject>> TeamClient::get(const QString &path, const QUrlQuery &query)
{
    return start<Result<QJsonObject>>({.verb = "GET", .path = path, .query = query}, std::mem_fn(&TeamReply::result));
}

QFuture<Result<QJsonObject>> TeamClient::post(const QString &path, const QJsonObject &body, const QString &idempotencyKey)
{
    return start<Result<QJsonObject>>({.verb = "POST", .path = path, .body = body, .idempotencyKey = idempotencyKey},
                                      std::mem_fn(&TeamReply::result));
}

QFuture<Result<QJsonObject>> TeamClient::remove(const QString &path)
{
    return start<Result<QJsonObject>>({.verb = "DELETE", .path = path}, std::mem_fn(&TeamReply::result));
}

QFuture<Result<QJsonObject>> TeamClient::upload(const QString &path, const QByteArray &file)
{
    return start<Result<QJsonObject>>({.verb = "POST", .path = path, .file = file}, std::mem_fn(&TeamReply::result));
}

QFuture<Result<QByteArray>> TeamClient::download(const QString &path)
{
    return start<Result<QByteArray>>({.verb = "GET", .path = path}, [](const TeamReply &reply) {
        return reply.failure ? Result<QByteArray>(fail(*reply.failure)) : Result<QByteArray>(reply.file);
    });
}

} // namespace milassist
