// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <list>

namespace milassist
{

/// How much of something is too much.
struct Rate {
    double burst = 20;     ///< at once, after a quiet time
    double perMinute = 60; ///< for good
    bool operator==(const Rate &) const = default;
};

/// Counts how often each key (an address, a caller) comes, in a bucket that empties steadily. Remembers a bounded number of keys,
/// the busiest longest, so that a million made-up callers cost no memory and do not wash away the one who floods. One thread.
class RateLimit
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    static constexpr qsizetype usualKeys = 10'000;

    explicit RateLimit(const Rate &rate, qsizetype mostKeys = usualKeys)
        : m_rate(rate), m_mostKeys(std::max<qsizetype>(1, mostKeys))
    {
    }

    /// Whether @p key may come once more at @p now. Who is refused is not counted again, and so may come back as its bucket
    /// empties.
    bool admits(const QByteArray &key, Instant now);
    /// The same without counting.
    bool wouldAdmit(const QByteArray &key, Instant now) const;
    qsizetype keys() const { return m_buckets.size(); }

private:
    struct Bucket {
        double level = 0;
        Instant at;
    };
    double levelAt(const Bucket &bucket, Instant now) const;
    void makeRoom(Instant now);

    Rate m_rate;
    qsizetype m_mostKeys;
    QHash<QByteArray, Bucket> m_buckets;
};

} // namespace milassist
