// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/availability.h"

namespace milassist {

QByteArray Availability::toBytes() const
{
    switch (kind) {
    case Kind::Available: return "available";
    case Kind::DoNotDisturb: return "do-not-disturb";
    case Kind::Away: return until.isValid() ? "away " + until.toUTC().toString(Qt::ISODate).toLatin1() : QByteArray("away");
    }
    return {};
}

Availability Availability::fromBytes(const QByteArray &bytes)
{
    if (bytes == "do-not-disturb")
        return {.kind = Kind::DoNotDisturb};
    if (bytes == "away")
        return {.kind = Kind::Away};
    if (!bytes.startsWith("away "))
        return {};
    const QDateTime until = QDateTime::fromString(QString::fromLatin1(bytes.mid(5)), Qt::ISODate);
    return until.isValid() ? Availability{.kind = Kind::Away, .until = until.toUTC()} : Availability{};
}

Availability availabilityAt(const Availability &chosen, const QDateTime &now)
{
    const bool isOver = chosen.kind == Availability::Kind::Away && chosen.until.isValid() && chosen.until <= now;
    return isOver ? Availability{} : chosen;
}

} // namespace milassist
