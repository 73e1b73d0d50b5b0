// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamaccess.h"
#include "core/team/teamrequest.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QUrlQuery>

namespace milassist
{

/// Asks one relay, as one person. Paths as docs/relay-api.md has them: "/api/team/me". The token goes to this address only,
/// in a header; nothing is sent twice. Main thread.
///
/// Errors: Offline (nothing was done), Unauthorised, Forbidden, NotFound, RateLimited, Rejected (understood and refused),
/// ServerFailed, Malformed (no relay is there), OutcomeUnknown (of what may have been done). `detail` is the relay's message
/// and hint. Who cancels a future drops the request.
class TeamClient : public QObject
{
    Q_OBJECT
public:
    explicit TeamClient(TeamAccess access, TeamLimits limits = {}, QObject *parent = nullptr);
    ~TeamClient() override;

    const TeamAccess &access() const { return m_access; }
    /// At the relay's address. @p path as above
    QUrl urlOf(const QString &path, const QUrlQuery &query = {}) const;

    QFuture<Result<QJsonObject>> get(const QString &path, const QUrlQuery &query = {});
    /// @param idempotencyKey of something that is made: the same once more makes nothing twice
    QFuture<Result<QJsonObject>> post(const QString &path, const QJsonObject &body, const QString &idempotencyKey = {});
    QFuture<Result<QJsonObject>> remove(const QString &path);
    /// POSTs a file as it is; the same once more changes nothing. The future's progress is in bytes.
    QFuture<Result<QJsonObject>> upload(const QString &path, const QByteArray &file);
    /// GETs one.
    QFuture<Result<QByteArray>> download(const QString &path);

    /// The same, for who wants to know how a refusal was worded or what else it says.
    struct Ask {
        QByteArray verb = "GET";
        QString path;
        QUrlQuery query;
        QJsonObject body; ///< of a POST
        std::optional<QByteArray> file; ///< of a POST, instead
        QString idempotencyKey;
    };
    QFuture<TeamReply> ask(const Ask &ask);

private:
    template <typename T, typename Read>
    QFuture<T> start(const Ask &ask, Read read);

    TeamAccess m_access;
    TeamLimits m_limits;
    QNetworkAccessManager m_network;
};

} // namespace milassist
