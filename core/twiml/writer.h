// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/verbs.h"

#include <QByteArray>

namespace milassist::twiml {

/// The canonical form of a document: attributes in alphabetical order, those that hold their default left out, no white space
/// between elements. What XML cannot carry (control characters, halves of surrogate pairs) is left out. Reading it again
/// gives the same document.
QByteArray write(const Document &document);

} // namespace milassist::twiml
