// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace milassist
{

/// The system's proxy, except for this computer itself, where the sandbox is.
class SystemProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

/// The system's proxy but for this computer, no cookies, replies that their owner deletes.
void prepareNetwork(QNetworkAccessManager &network);

/// A request without cache, cookies, and redirects by themselves.
QNetworkRequest quietRequest(const QUrl &url);

/// Whether @p error ends a request before anything of it has left this computer.
bool isBeforeSending(QNetworkReply::NetworkError error);

} // namespace milassist
