// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/texts/quiethours.h"

namespace milassist::relay
{

namespace
{

constexpr int minutesADay = 24 * 60;

/// From @p begin on, around midnight if need be.
int minutesFrom(int begin, int minute)
{
    return (minute - begin + minutesADay) % minutesADay;
}

} // namespace

QDateTime afterQuiet(const QDateTime &at, const QuietHours &quiet)
{
    const int begin = quiet.from.minute(), end = quiet.until.minute();
    const auto local = quiet.zone.local(at);
    if (minutesFrom(begin, local.minute()) >= minutesFrom(begin, end))
        return at.toUTC();
    const int seconds = local.time.msecsSinceStartOfDay() / 1000 % 60;
    QDateTime ends = at.toUTC().addSecs(minutesFrom(local.minute(), end) * 60 - seconds);
    // The clock may have been changed meanwhile: 08:00 is eight by the new one.
    ends = ends.addSecs(local.secondsEastOfUtc - quiet.zone.offset(ends));
    return ends;
}

} // namespace milassist::relay
