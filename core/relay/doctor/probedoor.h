// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/http/httpresponder.h"
#include "core/relay/doctor/probe.h"
#include "core/store/shared/sharedstore.h"

#include <QObject>

namespace milassist::relay
{

/// Answers a probe with what was seen of it, to nobody but who can prove to have the account's token. It does nothing else.
class ProbeDoor : public QObject
{
    Q_OBJECT
public:
    ProbeDoor(SharedStore &store, WebhookTrust trust, TrustedProxies proxies, Clock clock, QObject *parent = nullptr);

    void answer(const HttpRequest &request, const HttpResponder &responder);

private:
    SharedStore &m_store;
    WebhookTrust m_trust;
    TrustedProxies m_proxies;
    Clock m_clock;
};

} // namespace milassist::relay
