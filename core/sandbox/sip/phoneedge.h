// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/incomingleg.h"
#include "core/sandbox/sip/outgoingleg.h"
#include "core/sandbox/sip/registrar.h"

namespace milassist::sip
{

struct EdgeOptions {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0, tlsPort = 0;       ///< 0 = a free one
    std::optional<TlsIdentity> identity; ///< none = no TLS
    SipTimers timers;
    Clock clock = systemClock(); ///< of registrations and nonces
    std::chrono::milliseconds mediaTimeout = std::chrono::seconds(60);
    int mostCalls = 200;
};

/// What goes wrong on purpose on the way between phones and us.
struct EdgeFaults {
    bool isRegistrarSilent = false; ///< REGISTER gets no answer
    bool isSilent = false;          ///< nothing gets an answer
    double lossIn = 0;              ///< of SIP messages that come, 0 to 1
    rtp::Weather weather;           ///< of sound
};

/// Something that is worth a line in the journal.
struct EdgeEvent {
    QByteArray method; ///< "REGISTER", "INVITE"
    QByteArray uri;    ///< whom it was addressed to
    QByteArray user;   ///< who it was from
    QByteArray callId;
    int status = 0;      ///< of the final answer
    bool isOurs = false; ///< we called
};

/// Where phones meet the telephone network: one SIP server for every domain of every account (reference 14). Knows domains by
/// the host in the URI, never by the address they were sent to, and never asks DNS. Calls from phones go to the sink; calls to
/// phones are made by dial(). It outlives every leg it made.
class PhoneEdge : public QObject, public exchange::SipEdge
{
    Q_OBJECT
public:
    PhoneEdge(EdgeOptions options, FindDomain findDomain, exchange::CallSink &sink);
    ~PhoneEdge() override;

    /// Errors: Unavailable (port in use), Malformed (certificate).
    Result<> start();
    /// Hangs up every call. stopped() follows when phones have answered, at most 200 ms later.
    void stop();
    quint16 port(Transport transport) const { return m_sockets.port(transport); }

    std::unique_ptr<exchange::Leg> dial(const exchange::SipOrder &order) override;

    const Registrar &registrar() const { return m_registrar; }
    EdgeFaults &faults() { return m_faults; }
    int calls() const { return int(m_ground.legs.size()); }

Q_SIGNALS:
    void happened(const milassist::sip::EdgeEvent &event);
    void stopped();

private:
    void onRequest(ServerTransaction *transaction);
    void onInvite(ServerTransaction &transaction);
    std::optional<SipMessage> judgeCaller(const SipMessage &request, const FoundDomain &found, const Flow &flow, QString &user);
    void tell(const SipMessage &request, int status);
    struct Route;
    Route routeTo(const SipUri &uri) const;

    const EdgeOptions m_options;
    const FindDomain m_findDomain;
    exchange::CallSink &m_sink;
    EdgeFaults m_faults;
    SipSockets m_sockets;
    SipTransactions m_transactions;
    DigestGate m_gate;
    Registrar m_registrar;
    SipGround m_ground;
    bool m_isStopping = false;
};

} // namespace milassist::sip
