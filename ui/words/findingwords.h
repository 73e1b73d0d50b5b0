// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/check/finding.h"

namespace milassist
{

/// A finding as somebody reads it who is about to save.
struct FindingWords {
    QString where;   ///< "Route “Day”, stage 2"
    QString what;    ///< "Callers may hear ringing for 160 s, and the line allows 120 s."
    QString advice;  ///< "Shorten the stages, or let fewer people be asked."
    QString example; ///< "A call to Boston on Thu 26 Nov 09:00 New York time would ring nobody."; may be empty
    bool operator==(const FindingWords &) const = default;
};

/// @param home ISO country whose numbers are shown in national form
FindingWords findingWords(const routing::Finding &finding, const routing::Plan &plan, const QString &home);

/// "routes[day].stages[1].group" as people name it.
QString placeWords(const QString &path, const routing::Plan &plan, const QString &home);

/// Several of them, each once; of more than @p most the last is "3 others".
QStringList placesWords(const QStringList &paths, const routing::Plan &plan, const QString &home, int most = 4);

} // namespace milassist
