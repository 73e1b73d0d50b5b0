// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QTimeZone>

#include <vector>

namespace milassist::routing
{

/// What the clock on the wall shows.
struct LocalTime {
    QDate date;
    QTime time;                                                         ///< to the millisecond
    int secondsEastOfUtc = 0;                                           ///< tells the two passes of a repeated hour apart
    int minute() const { return time.msecsSinceStartOfDay() / 60'000; } ///< of the day, 0 to 1439
    bool operator==(const LocalTime &) const = default;
};

/// A time zone by its IANA name. Default-made it is UTC.
///
/// Only the way from an instant to the wall is taken, which is always single-valued: in the spring gap and the autumn
/// overlap nothing has to be guessed.
class Zone
{
public:
    Zone() : m_zone(QTimeZone::utc()) {}

    /// Names of the IANA database that have a place in them ("America/New_York", "Etc/GMT+5"), and "UTC". Abbreviations are
    /// refused: "EST" would be open an hour late all summer. Errors: Malformed.
    static Result<Zone> parse(QStringView name);

    QString name() const { return QString::fromLatin1(m_zone.id()); }
    LocalTime local(const QDateTime &instant) const;
    /// Seconds east of UTC at @p instant.
    int offset(const QDateTime &instant) const { return m_zone.offsetFromUtc(instant); }
    /// The instants in [from, until] at which the clock is put forward or back, UTC, in order.
    std::vector<QDateTime> clockChanges(const QDateTime &from, const QDateTime &until) const;
    bool operator==(const Zone &other) const { return m_zone.id() == other.m_zone.id(); }

private:
    explicit Zone(QTimeZone zone) : m_zone(std::move(zone)) {}
    QTimeZone m_zone;
};

/// The release of the time zone rules on this computer ("2025b"), for the trace of a decision; empty when it does not say.
/// Qt reads these rules and does not tell which they are, so this is read beside them, once. Thread: any.
QString zoneRulesVersion();

} // namespace milassist::routing
