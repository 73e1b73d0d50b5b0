// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"

#include <QByteArray>
#include <QMap>

namespace milassist {

/// Headers of an INVITE that the engine lets through: X-..., P-Asserted-Identity, Remote-Party-ID, Diversion, Privacy.
/// Names in lower case.
using SipHeaders = QMap<QByteArray, QByteArray>;

/// Who stands in a header like `"Anna" <sip:+12065550142@host;user=phone>;tag=x`, `<tel:+1206...>` or a bare address.
struct SipIdentity {
    Party party;  ///< a number where the user part is one, "anonymous", else "sip:user@host"
    QString name; ///< as displayed by the other end; empty when there is none or it only repeats the number
    bool operator==(const SipIdentity &) const = default;
};

/// @param header untrusted. What cannot be read is nobody.
SipIdentity identityOf(QStringView header);

/// All that the headers of an INVITE say about a call.
struct IncomingFacts {
    SipIdentity caller;  ///< P-Asserted-Identity, else Remote-Party-ID, else From; anonymous when Privacy asks for it; the handle in
                         ///< X-Caller goes before them all
    CallSid callSid;     ///< Twilio's own for this leg; null when there is none
    Party line;          ///< which of our numbers was called: X-Line, else Diversion; may be empty
    QString reason;      ///< X-Reason: why it came to us ("round robin, you are 2 of 3"); may be empty
    bool operator==(const IncomingFacts &) const = default;
};

IncomingFacts factsOf(QStringView from, const SipHeaders &headers);

} // namespace milassist
