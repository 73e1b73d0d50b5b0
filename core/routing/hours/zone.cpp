// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/zone.h"

#include <QFile>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

Result<Zone> Zone::parse(QStringView name)
{
    // Qt also takes "", "utc", "UTC+03:00" and, where there is such a file, "EST".
    if (name == "UTC"_L1)
        return Zone();
    if (!name.contains(u'/'))
        return fail(Error::Kind::Malformed, u"a time zone is named by a place, such as America/New_York"_s);
    QTimeZone zone(name.toLatin1());
    if (!zone.isValid())
        return fail(Error::Kind::Malformed, u"no such time zone on this computer"_s);
    return Zone(std::move(zone));
}

LocalTime Zone::local(const QDateTime &instant) const
{
    const int offset = m_zone.offsetFromUtc(instant);
    const QDateTime wall = instant.toUTC().addSecs(offset); // UTC is the only zone in which adding is plain counting
    return {.date = wall.date(), .time = wall.time(), .secondsEastOfUtc = offset};
}

std::vector<QDateTime> Zone::clockChanges(const QDateTime &from, const QDateTime &until) const
{
    std::vector<QDateTime> changes;
    int offset = m_zone.offsetFromUtc(from.addMSecs(-1));
    for (const QTimeZone::OffsetData &change : m_zone.transitions(from, until)) {
        if (change.offsetFromUtc != offset)
            changes.push_back(change.atUtc.toUTC());
        offset = change.offsetFromUtc;
    }
    return changes;
}

QString zoneRulesVersion()
{
    static const QString version = [] {
        QFile rules(u"/usr/share/zoneinfo/tzdata.zi"_s);
        if (!rules.open(QIODevice::ReadOnly))
            return QString();
        const QByteArray first = rules.readLine(100).trimmed();
        constexpr QByteArrayView intro("# version ");
        return first.startsWith(intro) ? QString::fromLatin1(first.sliced(intro.size())) : QString();
    }();
    return version;
}

} // namespace milassist::routing
