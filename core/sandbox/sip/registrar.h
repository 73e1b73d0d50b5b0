// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/digest.h"
#include "core/sandbox/sip/sipsockets.h"
#include "core/sandbox/world/world.h"

#include <deque>

namespace milassist::sip
{

/// A SIP domain and the account it belongs to.
struct FoundDomain {
    world::World *world = nullptr;
    world::SipDomain domain;
};
using FindDomain = std::function<std::optional<FoundDomain>(const QString &name)>;

/// "acme.sip.dublin.twilio.com" is "acme.sip.twilio.com" at another place. Other names stay.
QString canonicalDomain(const QString &host);

/// A phone that can be called.
struct Binding {
    QString aor; ///< "desk1@acme.sip.twilio.com"
    NameAddr contact;
    QByteArray instance, callId, userAgent;
    quint32 cseq = 0;
    QDateTime expiresAt;
    Flow flow;
};

/// Who may be reached where (reference 14.3). Pure but for the clock: a request goes in, its answer comes out.
class Registrar
{
public:
    Registrar(DigestGate &gate, FindDomain findDomain, Clock clock);

    SipMessage answer(const SipMessage &request, const Flow &flow);
    /// Those of @p aor that have not expired, the latest first.
    QList<Binding> bindings(const QString &aor) const;
    QList<Binding> all() const;
    /// A connection has gone: what was registered over it cannot be called.
    void forget(const Flow &flow);

    static constexpr int mostBindings = 10, mostPerSecond = 5;
    static constexpr quint32 shortest = 600, longest = 3600;

private:
    struct Wanted;
    SipMessage refusal(const SipMessage &request, const FoundDomain &found, int status, int code, const QString &text);
    std::optional<SipMessage> judge(const SipMessage &request, const FoundDomain &found);
    SipMessage bind(const SipMessage &request, const Flow &flow, const FoundDomain &found, const QString &aor);
    bool isTooOften(const QString &aor);
    void dropExpired();

    DigestGate &m_gate;
    const FindDomain m_findDomain;
    const Clock m_clock;
    QList<Binding> m_bindings;
    std::map<QString, std::deque<QDateTime>> m_recent; ///< registrations in the last second, by AOR
};

} // namespace milassist::sip
