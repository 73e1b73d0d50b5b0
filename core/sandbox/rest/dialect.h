// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/accounts.h"
#include "core/sandbox/rest/mediaurl.h"
#include "core/sandbox/rest/router.h"

namespace milassist::rest {

/// Twilio's REST dialect: credentials, paths, formats, errors and answer headers; what a resource does is in the routes.
class Dialect {
public:
    Dialect(Accounts &accounts, MediaUrls mediaUrls);

    /// Answers one request, at once or later. @p base "http://127.0.0.1:8080", for absolute URLs in answers.
    void answer(const HttpRequest &request, const QByteArray &base, const Reply &reply);
    const MediaUrls &mediaUrls() const { return m_mediaUrls; }

private:
    struct Address;
    void dispatch(const HttpRequest &request, const QByteArray &base, const Reply &reply);
    void dispatchAccounts(const Context &context, const Reply &reply);
    HttpResponse listAccounts(const Context &context) const;
    Reply dressed(const Reply &reply);

    Accounts &m_accounts;
    MediaUrls m_mediaUrls;
    Router m_api;   ///< below /2010-04-01/Accounts/{sid}
    Router m_hosts; ///< "pricing/v1/..."
    quint64 m_served = 0;
    int m_underWay = 0;
};

} // namespace milassist::rest
