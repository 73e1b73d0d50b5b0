// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipsockets.h"

#include <QHash>
#include <QPointer>

namespace milassist::sip
{

/// RFC 3261 17: T1 is the round trip that is assumed. Everything that waits waits a multiple of it.
struct SipTimers {
    std::chrono::milliseconds t1{500}, t2{4000}, t4{5000};
    std::chrono::milliseconds timeout() const { return 64 * t1; }
};

/// A request that came, until it is answered for good. Deletes itself some time after that.
class ServerTransaction : public QObject
{
    Q_OBJECT
public:
    const SipMessage &request() const { return m_request; }
    const Flow &flow() const { return m_flow; }
    /// Provisional answers any number of times, one final one; the rest is ignored. What is lost on the way is sent again.
    void respond(const SipMessage &response);
    void respond(int status, const QByteArray &toTag, const QByteArray &reason = {});
    bool isAnswered() const { return m_last.status >= 200; }
    /// The ACK of a 2xx came: it is not sent again.
    void acknowledge();

Q_SIGNALS:
    void cancelled(const milassist::sip::SipMessage &cancel); ///< of an INVITE that is not answered; answer it with 487
    void unacknowledged();                                    ///< nobody has said ACK to the final answer of an INVITE

private:
    friend class SipTransactions;
    ServerTransaction(SipSockets &sockets, SipTimers timers, SipMessage request, Flow flow);
    void repeat();
    void resend();

    SipSockets &m_sockets;
    const SipTimers m_timers;
    const SipMessage m_request;
    const Flow m_flow;
    SipMessage m_last;
    bool m_isAcknowledged = false;
    QTimer m_repeat, m_end;
    std::chrono::milliseconds m_interval;
};

/// A request of ours, until it is answered for good.
class ClientTransaction : public QObject
{
    Q_OBJECT
public:
    const SipMessage &request() const { return m_request; }
    const Flow &flow() const { return m_flow; }
    /// The ACK of a 2xx: sent now, and again for each 2xx that comes again.
    void acknowledge(const SipMessage &ack);

Q_SIGNALS:
    void responded(const milassist::sip::SipMessage &response); ///< provisional ones, then one final one
    void failed(int status);                                    ///< 408 nobody answered, 503 the way is gone

private:
    friend class SipTransactions;
    ClientTransaction(SipSockets &sockets, SipTimers timers, SipMessage request, Flow flow);
    void receive(const SipMessage &response);
    void sendAck(const SipMessage &response);
    void repeat();
    void fail(int status);
    bool isInvite() const { return m_request.method == "INVITE"; }

    SipSockets &m_sockets;
    const SipTimers m_timers;
    const SipMessage m_request;
    const Flow m_flow;
    std::optional<SipMessage> m_ack;
    int m_status = 0; ///< the latest
    QTimer m_repeat, m_end;
    std::chrono::milliseconds m_interval;
};

/// Sends what was lost again, answers what came again, and tells everything else once (RFC 3261 17). Malformed requests are
/// answered here and never told.
class SipTransactions : public QObject
{
    Q_OBJECT
public:
    SipTransactions(SipSockets &sockets, SipTimers timers);

    /// Adds the Via. Of the transaction a QPointer may be kept; it goes by itself.
    ClientTransaction *send(SipMessage request, const Flow &flow);
    /// CANCEL of an INVITE of ours that has been answered provisionally.
    void cancel(ClientTransaction &invite, const QByteArray &reason);
    /// An answer to a request that is forgotten at once.
    void answerStateless(const SipMessage &request, const Flow &flow, int status, const QByteArray &reason = {});

    /// A Via for a request that is no transaction: the ACK of a 2xx.
    Via viaFor(const Flow &flow) const;
    int count() const { return int(m_server.size() + m_client.size()); }
    SipTimers timers() const { return m_timers; }

Q_SIGNALS:
    void requested(milassist::sip::ServerTransaction *transaction);
    void acknowledged(const milassist::sip::SipMessage &ack); ///< ACK of a 2xx

private:
    void receive(const SipMessage &message, const Flow &flow);
    void receiveRequest(const SipMessage &message, const Flow &flow);
    ClientTransaction *add(SipMessage request, const Flow &flow, const QByteArray &branch);

    SipSockets &m_sockets;
    const SipTimers m_timers;
    QHash<QByteArray, QPointer<ServerTransaction>> m_server;
    QHash<QByteArray, QPointer<ClientTransaction>> m_client;
};

/// What a branch, a tag or a Call-ID is made of: random letters and digits.
QByteArray randomToken();

} // namespace milassist::sip
