// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipmessage.h"
#include "tests/e2e/sip/desk.h"

#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QUdpSocket>

namespace milassist {

/// A server that accepts every REGISTER, unless told otherwise, and then sends whatever the test wants to whoever registered. Calls of a FarPhone to
/// port() go through to the desk.
class HostileServer : public QObject {
public:
    /// @param folder of the certificates for Over::Tls
    explicit HostileServer(Over over = Over::Udp, const QString &folder = {});

    /// What the desk and FarPhone use; UDP and, for the others, TCP too.
    int port() const { return m_udp.localPort(); }
    void setRefuses(bool refuses) { m_refuses = refuses; } ///< each REGISTER by 403
    const QByteArray &lastRegister() const { return m_lastRegister; }
    int registrations() const { return m_registrations; }
    int goodbyes() const { return m_goodbyes; } ///< registrations taken back
    int answers() const { return m_answers; }   ///< to what has our via() and nobody else's
    void send(const QByteArray &message);       ///< to the desk, the way it registered
    QByteArray via() const;                     ///< "SIP/2.0/TCP 127.0.0.1:5060"

private:
    void take(const QByteArray &message);
    void accept(const sip::SipMessage &request);
    void passToDesk(const QByteArray &message);
    void passToFar(sip::SipMessage message);

    const Over m_over;
    QUdpSocket m_udp;
    std::unique_ptr<QTcpServer> m_server;
    QPointer<QTcpSocket> m_stream;
    sip::SipFramer m_framer;
    quint16 m_client = 0, m_far = 0;
    bool m_refuses = false;
    int m_registrations = 0, m_goodbyes = 0, m_answers = 0;
    QByteArray m_lastRegister;
    QSet<QByteArray> m_accepted; ///< what comes twice, because we were slow, is one registration
};

} // namespace milassist
