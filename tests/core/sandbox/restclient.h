// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox.h"
#include "core/sandbox/webhooks/oncebody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

/// A client of the sandbox that knows nothing of our own client: Qt's HTTP and Qt's JSON.
class RestClient {
public:
    struct Answer {
        int status = 0;
        QJsonObject json;
        QByteArray body;
        QMap<QByteArray, QByteArray> headers; ///< names in lower case
        QNetworkReply::NetworkError error = QNetworkReply::NoError;

        int code() const { return json.value(QLatin1StringView("code")).toInt(); }
        QString text(const char *name) const { return json.value(QLatin1StringView(name)).toString(); }
        QJsonArray list(const char *name) const { return json.value(QLatin1StringView(name)).toArray(); }
    };

    explicit RestClient(const milassist::SandboxAddress &address)
        : m_base(address.restUrl.toString()), m_account(address.accountSid), m_user(address.accountSid),
          m_password(QString::fromUtf8(address.authToken.reveal()))
    {
    }

    void login(const QString &user, const QString &password)
    {
        m_user = user;
        m_password = password;
    }
    void setAccount(const QString &sid) { m_account = sid; }
    const QString &account() const { return m_account; }

    Answer get(const QString &path, const QList<std::pair<QByteArray, QByteArray>> &headers = {}) { return send("GET", path, {}, headers); }
    Answer post(const QString &path, const QByteArray &form, const QByteArray &type = "application/x-www-form-urlencoded")
    {
        return send("POST", path, form, {{"Content-Type", type}});
    }
    Answer remove(const QString &path) { return send("DELETE", path); }

    /// @p path below the account ("Calls.json"), or from the root ("/pricing/v1/..."), or a whole URL.
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                const QList<std::pair<QByteArray, QByteArray>> &headers = {})
    {
        QString url = path;
        if (!path.startsWith(QLatin1StringView("http")))
            url = path.startsWith(u'/') ? m_base + path : m_base + QLatin1StringView("/2010-04-01/Accounts/") + m_account + u'/' + path;
        QNetworkRequest request(QUrl::fromEncoded(url.toUtf8()));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        if (!m_user.isEmpty())
            request.setRawHeader("Authorization", "Basic " + (m_user + u':' + m_password).toUtf8().toBase64());
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        milassist::webhooks::OnceBody once(body); // Qt must not send it again by itself
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, !body.isEmpty());
        const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? m_network.sendCustomRequest(request, method)
                                                                  : m_network.sendCustomRequest(request, method, &once));
        if (!reply->isFinished())
            QSignalSpy(reply.get(), &QNetworkReply::finished).wait(20'000);
        Answer answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = reply->readAll();
        answer.json = QJsonDocument::fromJson(answer.body).object();
        answer.error = reply->error();
        for (const auto &[name, value] : reply->rawHeaderPairs())
            answer.headers.insert(name.toLower(), value);
        return answer;
    }

private:
    QString m_base, m_account, m_user, m_password;
    QNetworkAccessManager m_network;
};
