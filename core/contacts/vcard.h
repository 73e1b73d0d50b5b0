// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/imported.h"

#include <QByteArray>

namespace milassist
{

/// Reads vCard 3.0 and 4.0, and what telephones write as 2.1 (quoted-printable, charsets). Properties that we have no
/// room for are ignored. Never fails: what is no card becomes a skipped entry that says so.
/// @param country  ISO code in which national numbers are read; empty = none
/// Source: RFC 2426, RFC 6350, vCard 2.1 (versit 1996).
ImportedFile readVCards(QByteArrayView bytes, const QString &country);

enum class VCardVersion { V3, V4 };

/// UTF-8, CR LF, lines folded at 75 octets. What readVCards reads from it is the same list again.
QByteArray writeVCards(const QList<Contact> &contacts, VCardVersion version = VCardVersion::V3);

} // namespace milassist
