// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/sources.h"

#include <algorithm>

namespace milassist
{
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostStrays = 100;

/// Sockets that listen on both families name IPv4 peers "::ffff:203.0.113.7".
QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

} // namespace

Result<Sources> Sources::make(Mode mode, const QStringList &ranges)
{
    Sources sources;
    sources.m_mode = mode;
    for (const QString &range : ranges) {
        const auto subnet = QHostAddress::parseSubnet(range.trimmed());
        if (subnet.first.isNull() || subnet.second < 0)
            return fail(Error::Kind::Malformed, u"\"%1\" is no address and no range like 203.0.113.0/24"_s.arg(range.left(60)));
        sources.m_ranges.append(subnet);
    }
    if (mode == Mode::Enforce && sources.m_ranges.isEmpty())
        return fail(Error::Kind::Rejected, u"an empty list would lock everybody out"_s);
    return sources;
}

bool Sources::isListed(const QHostAddress &address) const
{
    const QHostAddress seen = plain(address);
    return std::ranges::any_of(m_ranges, [&seen](const auto &range) { return seen.isInSubnet(range); });
}

void Sources::learn(const QHostAddress &address)
{
    if (m_mode == Mode::Off || isListed(address))
        return;
    const QHostAddress seen = plain(address);
    if (m_strays.contains(seen) || m_strays.size() < mostStrays)
        ++m_strays[seen];
}

QList<Sources::Stray> Sources::strays() const
{
    QList<Stray> all;
    for (const auto &[address, times] : m_strays.asKeyValueRange())
        all.append({address, times});
    std::ranges::sort(all, [](const Stray &one, const Stray &other) { return one.times > other.times; });
    return all;
}

Result<> Sources::enforce()
{
    if (m_ranges.isEmpty())
        return fail(Error::Kind::Rejected, u"an empty list would lock everybody out"_s);
    if (const auto all = strays(); !all.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"genuine webhooks come from %1, which is not in the list"_s.arg(all.first().address.toString()));
    m_mode = Mode::Enforce;
    return {};
}

} // namespace milassist
