// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/sources.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const QStringList listed{u"203.0.113.0/24"_s, u"198.51.100.7"_s, u"2001:db8::/32"_s};
const QHostAddress inside(u"203.0.113.77"_s), outside(u"192.0.2.1"_s);

} // namespace

class TestSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsListedOrNot_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isListed");
        QTest::newRow("in the range") << u"203.0.113.255"_s << true;
        QTest::newRow("beside it") << u"203.0.114.0"_s << false;
        QTest::newRow("by itself") << u"198.51.100.7"_s << true;
        QTest::newRow("its neighbour") << u"198.51.100.8"_s << false;
        QTest::newRow("IPv6") << u"2001:db8:1::1"_s << true;
        QTest::newRow("other IPv6") << u"2001:db9::1"_s << false;
        QTest::newRow("IPv4 as IPv6 sockets tell it") << u"::ffff:203.0.113.1"_s << true;
        QTest::newRow("none") << QString() << false;
    }
    void anAddressIsListedOrNot()
    {
        QFETCH(const QString, address);
        QFETCH(const bool, isListed);
        const auto sources = Sources::make(Sources::Mode::Enforce, listed);
        QVERIFY(sources);
        QCOMPARE(sources->isListed(QHostAddress(address)), isListed);
        QCOMPARE(sources->admits(QHostAddress(address)), isListed);
    }

    void whatIsNoRangeIsNamed()
    {
        for (const QString &range : {u"twilio.com"_s, u"203.0.113.0/40"_s, QString(), u"203.0.113.0/x"_s}) {
            const auto refused = Sources::make(Sources::Mode::Learn, {listed[0], range});
            QVERIFY2(!refused, qPrintable(range));
            QVERIFY(refused.error().detail.contains(u'"' + range + u'"'));
        }
    }

    void whileLearningEverybodyComesInAndStraysAreCounted()
    {
        Sources sources = *Sources::make(Sources::Mode::Learn, listed);
        QVERIFY(sources.admits(outside));
        sources.learn(inside);
        sources.learn(QHostAddress(u"192.0.2.2"_s));
        sources.learn(outside);
        sources.learn(outside);
        QCOMPARE(sources.strays().size(), 2);
        QCOMPARE(sources.strays().first().address, outside);
        QCOMPARE(sources.strays().first().times, 2);
    }

    void genuineTrafficIsNeverLockedOut()
    {
        Sources sources = *Sources::make(Sources::Mode::Learn, listed);
        sources.learn(outside);
        const auto refused = sources.enforce();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Rejected);
        QVERIFY(refused.error().detail.contains(outside.toString()));
        QVERIFY(sources.admits(outside));

        Sources good = *Sources::make(Sources::Mode::Learn, listed);
        good.learn(inside);
        QVERIFY(good.enforce());
        QVERIFY(!good.admits(outside));
    }

    void anEmptyListLocksNobodyOut()
    {
        QVERIFY(!Sources::make(Sources::Mode::Enforce, {}));
        QVERIFY(!Sources::make(Sources::Mode::Learn, {})->enforce());
        QVERIFY(Sources().admits(outside));
    }

    void onlySoManyStraysAreRemembered()
    {
        Sources sources = *Sources::make(Sources::Mode::Learn, listed);
        for (quint32 i = 0; i < 100'000; ++i)
            sources.learn(QHostAddress(0x0A000000 + i));
        QCOMPARE(sources.strays().size(), 100);
    }
};

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
