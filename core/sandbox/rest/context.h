// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/sandbox/rest/mediaurl.h"
#include "core/sandbox/world/form.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace milassist::world {
class World;
}

namespace milassist::rest {

/// Who asks.
struct Caller {
    enum class Kind { AccountToken, ApiKey, TestCredentials };
    Kind kind = Kind::AccountToken;
    QString user; ///< AC... or SK...
};

/// One request on its way to a resource: known caller, known account, decoded parameters.
struct Context {
    const HttpRequest &request;
    world::World &world;
    const MediaUrls &mediaUrls;
    Caller caller;
    world::Form form;      ///< of the query, and for POST of the body too
    QStringList args;      ///< what stood for the {} of the route, in order
    QByteArray path;       ///< "/2010-04-01/Accounts/AC.../Calls.json": as asked, without the query
    QByteArray account;    ///< "AC..."
    QByteArray base;       ///< "http://127.0.0.1:8080": what absolute URLs in answers begin with
    QByteArray extension;  ///< ".json", ".wav", "" ...

    /// "/2010-04-01/Accounts/AC.../" + @p below + "/"
    QByteArray collection(QByteArrayView below) const
    {
        QByteArray uri = "/2010-04-01/Accounts/" + account + '/';
        uri.append(below);
        return uri.append('/');
    }
};

using Reply = std::function<void(HttpResponse)>;
/// Answers at once, or later through the reply.
using Handler = std::function<void(const Context &, const Reply &)>;
using QuickHandler = std::function<HttpResponse(const Context &)>;

} // namespace milassist::rest
