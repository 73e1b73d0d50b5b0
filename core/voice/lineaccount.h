// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QString>

#include <chrono>

namespace milassist {

enum class SipTransport { Tls, Tcp, Udp };
/// Encryption of the sound (SDES). Twilio wants Required on "secure" domains and refuses the offer on others.
enum class Srtp { Never, IfOffered, Required };
enum class SoundCodec { Pcmu, Pcma, Opus };
enum class DigitsAs { SoundEvents, Info }; ///< RFC 4733, or SIP INFO

/// How this telephone registers. TCP and UDP are for this computer (the sandbox, tests) only: what comes over them is
/// neither encrypted nor known to come from the server.
struct LineAccount {
    QString user;               ///< "desk1": the name in the address and in the credentials
    QString domain;             ///< "acme.sip.twilio.com"
    Secret password;
    QString server;             ///< host to connect to; empty: the domain
    int port = 0;               ///< 0: the usual one of the transport
    SipTransport transport = SipTransport::Tls;
    QString caFile;             ///< who may sign the server's certificate; empty: whom the system trusts
    Srtp srtp = Srtp::Required;
    QList<SoundCodec> codecs{SoundCodec::Pcmu, SoundCodec::Pcma}; ///< in order of preference
    DigitsAs digitsAs = DigitsAs::SoundEvents;
    std::chrono::seconds expires{3600}; ///< 60 to 3600; Twilio refuses less than 600
    bool operator==(const LineAccount &) const = default;

    const QString &host() const { return server.isEmpty() ? domain : server; }
    /// Nothing of it leaves this computer.
    bool isLocal() const
    {
        return host() == u"localhost" || host().startsWith(u"127.") || host() == u"::1" || host() == u"[::1]";
    }
    int usedPort() const { return port > 0 ? port : transport == SipTransport::Tls ? 5061 : 5060; }
};

/// What goes with a transport unless somebody chose otherwise: sound is encrypted where the keys travel encrypted.
inline Srtp usualSrtp(SipTransport transport)
{
    return transport == SipTransport::Tls ? Srtp::Required : Srtp::Never;
}

} // namespace milassist
