// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QByteArrayList>

namespace milassist
{

/// Where the clock of a number is likely to stand.
struct NumberZone {
    QByteArrayList all; ///< IANA, of its country; empty where the country is not known
    QByteArray likely;  ///< one of them; empty where the number does not tell
    bool operator==(const NumberZone &) const = default;
};

/// A country with one clock tells it, and so does the place of a number in the United States and Canada; a telephone may be
/// carried elsewhere. Pure but for the tables of zones and places.
NumberZone zoneOf(const Party &peer);

} // namespace milassist
