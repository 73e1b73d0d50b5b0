// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/sandbox/rest/dialect.h"

#include <QUrl>

namespace milassist
{

/// Twilio's REST API, over real HTTP, in front of a telephone network whose time a test moves.
class TwilioRest
{
public:
    explicit TwilioRest(world::World &world)
        : m_accounts(world), m_dialect(m_accounts, rest::MediaUrls("http://127.0.0.1:1", "attachments")),
          m_server([this](const HttpRequest &request, const HttpResponder &responder) {
              m_dialect.answer(request, url().toEncoded(), [responder](HttpResponse response) { responder.send(response); });
          })
    {
        (void)m_server.listen(QHostAddress::LocalHost, 0);
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.port())); }

private:
    rest::Accounts m_accounts;
    rest::Dialect m_dialect;
    HttpServer m_server;
};

} // namespace milassist
