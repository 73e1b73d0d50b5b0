// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/sandbox/world/quirks.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QUrl>

namespace milassist {

/// How a sandbox is to be. The defaults are those of `milassist-sandbox` without arguments.
struct SandboxOptions {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;                     ///< 0 = choose a free one
    quint16 sipPort = 0;                  ///< of UDP and TCP; 0 = a free one
    quint16 sipTlsPort = 0;               ///< 0 = a free one
    QString sipCertificate, sipKey;       ///< PEM files; empty = made for this run, with an authority of its own
    QString world = QStringLiteral("demo"); ///< "demo", "empty" or the path of a world file
    int historyCalls = 0, historyMessages = 0; ///< added to the world
    std::chrono::seconds officeZone = std::chrono::hours(-7); ///< of the demo's business, ahead of UTC; Seattle's makes a seed mean the same everywhere
    quint64 seed = 1;                     ///< same seed, same world
    QByteArray prices;                    ///< JSON; empty = the standard list
    QByteArray faults;                    ///< JSON, as POST /_sandbox/faults takes it; empty = none
    QString accountSid;                   ///< empty = made from the seed
    Secret authToken;                     ///< empty = made from the seed
    world::Quirks quirks;                 ///< what is not confirmed about Twilio
    world::Pace pace;                     ///< how fast things happen
    Clock clock = systemClock();
    bool peopleActByThemselves = true;    ///< in the demo world: they answer, and text first now and then
};

/// Where a running sandbox is found.
struct SandboxAddress {
    QUrl restUrl;       ///< "http://127.0.0.1:41234"
    QString sip;        ///< "127.0.0.1:5060", UDP and TCP
    QString accountSid;
    Secret authToken;
    QString sipTls;          ///< "127.0.0.1:5061"
    QByteArray sipAuthority; ///< PEM: whom a phone has to trust over TLS; empty when the certificate came from a file
};

} // namespace milassist
