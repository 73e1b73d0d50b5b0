// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipparams.h"

namespace milassist::sip
{

/// "sip:user@host:port;transport=tcp?x-a=1" (RFC 3261 19.1). Also holds tel: and other schemes, with all but the scheme in user.
struct SipUri {
    QByteArray scheme; ///< lower case: "sip"
    QByteArray user;   ///< percent-decoded; empty when there is none. A password after ':' is dropped
    QByteArray host;   ///< lower case; IPv6 in its brackets
    quint16 port = 0;  ///< 0 = none given
    SipParams params;
    QByteArray headers; ///< what stands after '?', as it is

    static std::optional<SipUri> parse(QByteArrayView text);
    QByteArray toBytes() const;
    bool isSip() const { return scheme == "sip" || scheme == "sips"; }
    /// The same without parameters and headers: "sip:user@host".
    SipUri bare() const;
    /// (name, value) of the headers part, percent-decoded.
    QList<std::pair<QByteArray, QByteArray>> headerFields() const;
    bool operator==(const SipUri &) const = default;
};

/// `"Ann" <sip:ann@example.org>;tag=1`, as in From, To, Contact, Route, Refer-To.
struct NameAddr {
    QByteArray name; ///< without quotes
    SipUri uri;
    SipParams params;

    static std::optional<NameAddr> parse(QByteArrayView text);
    QByteArray toBytes() const;
    QByteArray tag() const { return params.value("tag"); }
};

/// "SIP/2.0/UDP host:port;branch=z9hG4bK1;rport" (RFC 3261 20.42).
struct Via {
    QByteArray transport; ///< upper case: "UDP"
    QByteArray host;
    quint16 port = 0; ///< 0 = none given
    SipParams params;

    static std::optional<Via> parse(QByteArrayView text);
    QByteArray toBytes() const;
    QByteArray branch() const { return params.value("branch"); }
};

struct CSeq {
    quint32 number = 0; ///< below 2^31
    QByteArray method;
    static std::optional<CSeq> parse(QByteArrayView text);
};

} // namespace milassist::sip
