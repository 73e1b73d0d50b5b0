// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httpresponder.h"

#include <QString>

#include <functional>
#include <vector>

namespace milassist::relay
{

/// {"error":{"code","message","hint"}}: what every path of ours but Twilio's own says when it cannot do what it was asked.
HttpResponse jsonError(int status, const QString &code, const QString &message, const QString &hint = {});

/// Which request goes to whom: the first route whose path fits.
class Routes
{
public:
    using Handler = std::function<void(const HttpRequest &, HttpResponder)>;

    /// @param path "/healthz", or a beginning that ends in a slash: "/api/team/"
    /// @param methods "GET POST"; empty = the handler looks itself
    void add(QString path, QByteArrayList methods, Handler handler);
    /// Answers 404 where there is no such path, 405 where the method is another.
    void dispatch(const HttpRequest &request, const HttpResponder &responder) const;

private:
    struct Route {
        QString path;
        QByteArrayList methods;
        Handler handler;
    };
    std::vector<Route> m_routes;
};

} // namespace milassist::relay
