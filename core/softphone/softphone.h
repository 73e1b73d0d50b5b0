// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/domain/sid.h"
#include "core/voice/lineaccount.h"

#include <optional>

namespace milassist {

/// How a telephone is to be set up.
struct SoftphoneWish {
    QString name;       ///< of domain and list, for whoever looks at the account: "MilAssist Desk"
    QString user;       ///< "desk"
    QString voiceUrl;   ///< asked for every call that the telephone makes; empty: it is called only
    bool secure = true; ///< TLS and encrypted sound, and nothing else
};

/// Whose a softphone is, and so what removing it means.
enum class SoftphoneOrigin {
    Made,    ///< by this program at Twilio: removing takes that away again
    Entered, ///< by hand: removing only forgets it
    Given,   ///< for this run only, by the demo or the environment: neither kept nor removed here
    Seat,    ///< of somebody's place in a team: it is there as long as that is
};

/// A telephone of an account: enough to register, and to take exactly what was made for it away again.
struct Softphone {
    SoftphoneOrigin origin = SoftphoneOrigin::Made;
    QString user, domain;
    Secret password; ///< Twilio never tells it again
    SipTransport transport = SipTransport::Tls;
    Srtp srtp = Srtp::Required;
    int port = 0;    ///< 0: the usual one of the transport

    QString name;    ///< of domain and list, as nobody else calls theirs: they are found by it when an answer was lost
    QString voiceUrl;
    bool isDomainBegun = false; ///< it was asked for: it is there, or it may be
    bool isListBegun = false;
    SipDomainSid domainSid;     ///< null while nobody has told it
    CredentialListSid listSid;
    CredentialSid credentialSid;
    bool isComplete = false;    ///< the rights too: it can register

    /// Something of it is at Twilio, or may be.
    bool isAtTwilio() const { return origin == SoftphoneOrigin::Made && (isDomainBegun || isListBegun); }
    QString address() const { return user + u'@' + domain; }
    LineAccount account() const;
    bool operator==(const Softphone &) const = default;
};

/// One that was never there: a domain name of its own, a password. Nothing is asked of anybody.
Softphone newSoftphone(const SoftphoneWish &wish);
/// 24 letters and digits, of each kind at least one, as Twilio wants it.
Secret newSipPassword();

/// Where telephones connect to when it is not Twilio: a sandbox, a proxy.
struct SipEdge {
    QString server;
    int port = 0;
    QString caFile;
    std::optional<SipTransport> transport;
    QList<SoundCodec> codecs; ///< empty: the usual ones
};
LineAccount at(const SipEdge &edge, LineAccount account);

} // namespace milassist
