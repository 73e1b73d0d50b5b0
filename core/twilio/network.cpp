// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/network.h"

#include "core/twilio/redirect.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// The system's proxy, except for this computer itself, where the sandbox is.
class SystemProxy : public QNetworkProxyFactory {
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return QNetworkProxyFactory::systemProxyForQuery(query);
    }
};

} // namespace

void prepareNetwork(QNetworkAccessManager &network)
{
    network.setProxyFactory(new SystemProxy); // owned by the manager
    network.setAutoDeleteReplies(false);
    network.setCookieJar(nullptr);
}

QNetworkRequest apiRequest(const QUrl &url, const QUrl &home, const Credentials &credentials)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    constexpr qint64 suspiciousFrom = 10 * 1024 * 1024; // from here on, what unpacks to more than 40 times its size is a bomb
    request.setDecompressedSafetyCheckThreshold(suspiciousFrom);
    request.setRawHeader("Accept-Language", "en");
    if (isSameOrigin(url, home)) {
        const QByteArray pair = credentials.user.toUtf8() + ':' + credentials.secret.reveal();
        request.setRawHeader("Authorization", "Basic " + pair.toBase64());
    }
    return request;
}

} // namespace milassist
