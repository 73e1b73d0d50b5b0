// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/availability.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestAvailability : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheSameAfterARestart_data()
    {
        using Kind = Availability::Kind;
        QTest::addColumn<Availability>("chosen");
        QTest::newRow("available") << Availability{};
        QTest::newRow("do not disturb") << Availability{.kind = Kind::DoNotDisturb};
        QTest::newRow("away") << Availability{.kind = Kind::Away};
        QTest::newRow("away until") << Availability{.kind = Kind::Away, .until = QDateTime::fromString(u"2026-03-02T18:00:00Z"_s, Qt::ISODate)};
    }
    void isTheSameAfterARestart()
    {
        QFETCH(Availability, chosen);
        QCOMPARE(Availability::fromBytes(chosen.toBytes()), chosen);
    }

    void whatCannotBeReadIsAvailable_data()
    {
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another word") << QByteArray("asleep");
        QTest::newRow("a time that is none") << QByteArray("away tomorrow");
    }
    void whatCannotBeReadIsAvailable()
    {
        QFETCH(QByteArray, kept);
        QVERIFY(Availability::fromBytes(kept).rings());
    }

    void anAbsenceEndsByItself()
    {
        const QDateTime end = QDateTime::fromString(u"2026-03-02T18:00:00Z"_s, Qt::ISODate);
        const Availability away{.kind = Availability::Kind::Away, .until = end};

        QVERIFY(!availabilityAt(away, end.addSecs(-1)).rings());
        QVERIFY(availabilityAt(away, end).rings());
        QVERIFY(!availabilityAt({.kind = Availability::Kind::Away}, end.addYears(1)).rings());
        QVERIFY(!availabilityAt({.kind = Availability::Kind::DoNotDisturb}, end.addYears(1)).rings());
    }
};

QTEST_GUILESS_MAIN(TestAvailability)
#include "tst_availability.moc"
