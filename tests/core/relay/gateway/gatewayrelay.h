// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/gateway/gateway.h"
#include "tests/core/relay/access/relaytest.h"

#include <QTemporaryDir>

namespace milassist
{

/// A relay that does nothing but pass on, before a Twilio at @p twilio.
struct GatewayRelay {
    explicit GatewayRelay(const QUrl &twilio, const QString &account, const Secret &token, relay::PlanInForce plan = {},
                          relay::UpstreamOptions options = {})
        : store(ledgerAt(QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("team.db")))), door(*store),
          upstream({.baseUrl = twilio, .account = *AccountSid::parse(account), .user = account, .secret = token}, options),
          gateway(*store, door, upstream, std::move(plan)),
          server([this](const HttpRequest &q, HttpResponder r) { gateway.answer(q, r); })
    {
        port = server.listen(QHostAddress::LocalHost, 0).value_or(0);
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)); }

    QTemporaryDir folder;
    std::unique_ptr<SharedStore> store;
    relay::Doorkeeper door;
    relay::Upstream upstream;
    relay::Gateway gateway;
    HttpServer server;
    quint16 port = 0;
};

} // namespace milassist
