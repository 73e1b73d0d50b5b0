// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/relay/ledger/usertable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace milassist
{

/// Writes somebody into the ledger. @return their token
inline Secret addUser(SharedStore &store, const QString &name, Role role)
{
    const auto token = makeToken();
    const auto added = waitFor(store.write(
        [=, token = *token](SqlConnection &db) { return UserTable(db).add(name, role, token, instant(0)); }));
    if (!added)
        qWarning() << added.error().detail;
    return token->token;
}

inline bool revokeUser(SharedStore &store, const QString &name)
{
    return waitFor(store.write([=](SqlConnection &db) { return UserTable(db).revoke(name, instant(9)); })).has_value();
}

inline QByteArray bearer(const Secret &token)
{
    return "Bearer " + token.reveal();
}

inline QByteArray basic(const QString &name, const Secret &token)
{
    return "Basic " + (name.toUtf8() + ':' + token.reveal()).toBase64();
}

struct WireAnswer {
    int status = 0;
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;
    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

struct WireRequest {
    QByteArray verb = "GET", path, authorization, body;
    QList<QNetworkReply::RawHeaderPair> headers = {};
};

/// Asks over real HTTP and waits for the answer.
class WireClient
{
public:
    explicit WireClient(quint16 port) : m_port(port) {}

    QNetworkReply *begin(const WireRequest &ask)
    {
        QNetworkRequest request(QUrl::fromEncoded("http://127.0.0.1:" + QByteArray::number(m_port) + ask.path));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        if (!ask.authorization.isEmpty())
            request.setRawHeader("Authorization", ask.authorization);
        if (!ask.body.isEmpty())
            request.setRawHeader("Content-Type",
                                 ask.body.startsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        for (const auto &[name, value] : ask.headers)
            request.setRawHeader(name, value);
        return m_network.sendCustomRequest(request, ask.verb, ask.body);
    }

    WireAnswer end(QNetworkReply *reply)
    {
        const std::unique_ptr<QNetworkReply> owned(reply);
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 60000))
            return {};
        return {.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                .body = reply->readAll(),
                .headers = reply->rawHeaderPairs()};
    }

    WireAnswer ask(const WireRequest &request) { return end(begin(request)); }

private:
    quint16 m_port;
    QNetworkAccessManager m_network;
};

} // namespace milassist
