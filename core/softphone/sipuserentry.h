// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/softphone.h"

namespace milassist {

/// A SIP user that exists already, as somebody types it.
struct SipUserEntry {
    QString user;
    QString domain; ///< "acme.sip.twilio.com", also with ":port"
    Secret password;
    SipTransport transport = SipTransport::Tls;
    bool isSoundEncrypted = true; ///< as the domain wants it ("secure media"); with TLS only
    bool operator==(const SipUserEntry &) const = default;
};

/// The first thing that is visibly wrong with it, before anybody is asked.
enum class SipUserFlaw {
    None,
    Incomplete,
    UserIsAddress,  ///< "desk@acme...": the domain has a field of its own
    UserMalformed,
    DomainMalformed,
    DomainIsShort,  ///< "acme": without ".sip.twilio.com"
    NotProtected,   ///< TCP and UDP to another computer
};
SipUserFlaw flawOf(const SipUserEntry &entry);

/// Of an entry without a flaw.
Softphone softphoneOf(const SipUserEntry &entry);

} // namespace milassist
