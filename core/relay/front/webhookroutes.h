// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/front/routes.h"
#include "core/relay/guard/webhookdoor.h"

#include <map>

namespace milassist::relay
{

/// What stands under /api/twilio/: each webhook by its name, behind the door that lets in what Twilio has signed. Main thread.
class WebhookRoutes
{
public:
    explicit WebhookRoutes(WebhookDoor &door) : m_door(door) {}

    /// @param isMine whether the handler knows a webhook of that name
    void add(bool (*isMine)(const QString &name), Routes::Handler handler);
    bool knows(const QString &name) const;
    void answer(const HttpRequest &request, const HttpResponder &responder);

private:
    void refuse(const Refusal &refusal, const QString &name, const HttpResponder &responder) const;

    WebhookDoor &m_door;
    std::vector<std::pair<bool (*)(const QString &), Routes::Handler>> m_handlers;
};

/// What is wrong, in one line of English for the log and the status page; empty for a forgery, which is nobody's mistake.
QString describe(SignatureFault fault);

} // namespace milassist::relay
