// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QRandomGenerator;

namespace milassist::faults {

/// Bytes of a whole answer that no JSON reader may accept: a missing end, a stray character, a page of HTML, bytes that
/// are not UTF-8, or nothing.
QByteArray malformed(const QByteArray &json, QRandomGenerator &random);

/// The same document with about every second scalar of another type: numbers for texts, objects for numbers, null for
/// lists. Keys stay. What is no JSON stays as it is.
QByteArray wrongTypes(const QByteArray &json, QRandomGenerator &random);

} // namespace milassist::faults
