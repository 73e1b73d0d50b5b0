// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QStringList>

namespace milassist::sip
{

/// What a TLS server shows, as PEM.
struct TlsIdentity {
    QByteArray certificate; ///< and those that vouch for it
    Secret key;
    QByteArray authority; ///< whom a client has to trust; empty when the certificate came from a file
};

/// A new authority and a certificate of it for @p names (host names, with "*." for all of a domain, and IP addresses), good for
/// ten years. Errors: Unavailable.
Result<TlsIdentity> makeTlsIdentity(const QStringList &names);
/// Errors: NotFound, Malformed.
Result<TlsIdentity> readTlsIdentity(const QString &certificateFile, const QString &keyFile);

} // namespace milassist::sip
