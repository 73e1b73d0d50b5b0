// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/ratelimit.h"

#include <QTest>

using namespace milassist;
using namespace std::chrono_literals;

namespace
{

int admitted(RateLimit &limit, const QByteArray &key, int times, RateLimit::Instant at)
{
    int count = 0;
    for (int i = 0; i < times; ++i)
        count += limit.admits(key, at) ? 1 : 0;
    return count;
}

} // namespace

class TestRateLimit : public QObject
{
    Q_OBJECT

    const RateLimit::Instant m_start{1000h};

private Q_SLOTS:
    void aBurstIsAdmittedAndThenAsManyAsTheRateAllows()
    {
        RateLimit limit({.burst = 5, .perMinute = 60});
        QCOMPARE(admitted(limit, "caller", 20, m_start), 5);
        QCOMPARE(admitted(limit, "caller", 20, m_start + 1s), 1);
        QCOMPARE(admitted(limit, "caller", 20, m_start + 4s), 3);
        QCOMPARE(admitted(limit, "caller", 20, m_start + 1h), 5);
    }

    void whoKnocksInVainComesInAsSoonAsAnybody()
    {
        RateLimit limit({.burst = 1, .perMinute = 1});
        QVERIFY(limit.admits("caller", m_start));
        for (int second = 1; second < 60; ++second)
            QVERIFY(!limit.admits("caller", m_start + std::chrono::seconds(second)));
        QVERIFY(limit.admits("caller", m_start + 61s));
    }

    void oneDoesNotPayForAnother()
    {
        RateLimit limit({.burst = 2, .perMinute = 1});
        QCOMPARE(admitted(limit, "flood", 100, m_start), 2);
        QCOMPARE(admitted(limit, "caller", 2, m_start), 2);
    }

    void aClockThatGoesBackGivesNothingAway()
    {
        RateLimit limit({.burst = 2, .perMinute = 60});
        QCOMPARE(admitted(limit, "caller", 5, m_start), 2);
        QCOMPARE(admitted(limit, "caller", 5, m_start - 1h), 0);
        QCOMPARE(admitted(limit, "caller", 5, m_start + 1s), 1);
    }

    void aMillionMadeUpCallersCostNoMemoryAndDoNotHideTheFlood()
    {
        RateLimit limit({.burst = 10, .perMinute = 1}, 1000);
        QCOMPARE(admitted(limit, "flood", 100, m_start), 10);
        for (int i = 0; i < 1'000'000; ++i) {
            limit.admits(QByteArray::number(i), m_start + 1s);
            if (i % 10'000 == 0)
                QVERIFY(limit.keys() <= 1000);
        }
        QCOMPARE(admitted(limit, "flood", 100, m_start + 2s), 0);
    }
};

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
