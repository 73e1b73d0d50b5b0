// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipmessage.h"
#include "core/sandbox/sip/tlsidentity.h"

#include <QHostAddress>
#include <QObject>
#include <QSslServer>
#include <QTcpServer>
#include <QTimer>
#include <QUdpSocket>

#include <functional>
#include <map>
#include <memory>

namespace milassist::sip
{

enum class Transport { Udp, Tcp, Tls };
/// "udp", "tcp", "tls".
QByteArray wordOf(Transport transport);

/// The way a message came, and its answers go: an address over UDP, or one connection.
struct Flow {
    Transport transport = Transport::Udp;
    QHostAddress address;
    quint16 port = 0;
    quint64 connection = 0; ///< 0 = UDP
    bool isReliable() const { return transport != Transport::Udp; }
    bool operator==(const Flow &) const = default;
};

/// One TCP or TLS connection, whoever opened it.
class SipConnection : public QObject
{
    Q_OBJECT
public:
    SipConnection(std::unique_ptr<QTcpSocket> socket, Flow flow);
    ~SipConnection() override;
    const Flow &flow() const { return m_flow; }
    void send(const QByteArray &bytes);

Q_SIGNALS:
    void received(const milassist::sip::SipMessage &message);
    void closed();

private:
    void read();
    void close();

    std::unique_ptr<QTcpSocket> m_socket;
    const Flow m_flow;
    SipFramer m_framer;
    QByteArray m_waiting; ///< until it is connected
    QTimer m_patience;    ///< how long a connection may stay without a message
};

/// The sockets of the edge: UDP and TCP on one port, TLS on another. Every message that is one is told, with its way back;
/// requests have "received" and "rport" of their top Via filled in (RFC 3581).
class SipSockets : public QObject
{
    Q_OBJECT
public:
    SipSockets();
    ~SipSockets() override;

    /// @param port of UDP and TCP, 0 = a free one; @param tlsPort the same for TLS, which is there with an identity only.
    /// Errors: Unavailable.
    Result<> listen(const QHostAddress &address, quint16 port, quint16 tlsPort = 0, const TlsIdentity *identity = nullptr);
    void close();
    QHostAddress address() const { return m_address; }
    quint16 port(Transport transport) const;
    /// Messages of which @p isLost is true never came: for tests of bad lines.
    void setFilter(std::function<bool(const SipMessage &)> isLost) { m_isLost = std::move(isLost); }

    /// False when the connection is gone.
    bool send(const Flow &flow, const QByteArray &bytes);
    /// A way to an address: a new connection, or just the address over UDP. lost() tells when it could not be made.
    Flow open(Transport transport, const QHostAddress &address, quint16 port);

Q_SIGNALS:
    void received(const milassist::sip::SipMessage &message, const milassist::sip::Flow &flow);
    void lost(const milassist::sip::Flow &flow);

private:
    void readUdp();
    void accept(QTcpServer &server, Transport transport);
    Flow adopt(std::unique_ptr<QTcpSocket> socket, Flow flow);
    void told(SipMessage message, const Flow &flow);

    QHostAddress m_address;
    QUdpSocket m_udp;
    QTcpServer m_tcp;
    QSslServer m_tls;
    std::map<quint64, std::unique_ptr<SipConnection>> m_connections;
    quint64 m_nextConnection = 1;
    std::function<bool(const SipMessage &)> m_isLost;
};

} // namespace milassist::sip
