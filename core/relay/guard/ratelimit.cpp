// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/ratelimit.h"

#include <algorithm>

namespace milassist
{

double RateLimit::levelAt(const Bucket &bucket, Instant now) const
{
    const std::chrono::duration<double, std::ratio<60>> minutes = now - bucket.at;
    return std::max(0.0, bucket.level - std::max(0.0, minutes.count()) * m_rate.perMinute);
}

/// Forgets the keys whose buckets are empty, and if none is, the quieter half.
void RateLimit::makeRoom(Instant now)
{
    m_buckets.removeIf([&](const auto &entry) { return levelAt(entry.value(), now) <= 0; });
    if (m_buckets.size() < m_mostKeys)
        return;
    std::vector<double> levels;
    levels.reserve(size_t(m_buckets.size()));
    for (const Bucket &bucket : std::as_const(m_buckets))
        levels.push_back(levelAt(bucket, now));
    const auto middle = levels.begin() + qptrdiff(levels.size() / 2);
    std::nth_element(levels.begin(), middle, levels.end());
    m_buckets.removeIf([&, limit = *middle](const auto &entry) { return levelAt(entry.value(), now) <= limit; });
}

bool RateLimit::admits(const QByteArray &key, Instant now)
{
    if (!m_buckets.contains(key) && m_buckets.size() >= m_mostKeys)
        makeRoom(now);
    Bucket &bucket = m_buckets[key];
    const double level = levelAt(bucket, now);
    const bool isAdmitted = level + 1 <= m_rate.burst;
    bucket = {.level = isAdmitted ? level + 1 : level, .at = std::max(now, bucket.at)};
    return isAdmitted;
}

bool RateLimit::wouldAdmit(const QByteArray &key, Instant now) const
{
    const auto bucket = m_buckets.constFind(key);
    return bucket == m_buckets.cend() || levelAt(*bucket, now) + 1 <= m_rate.burst;
}

} // namespace milassist
