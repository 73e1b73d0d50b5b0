// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/rota.h"
#include "tests/core/routing/hours/schedules.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

// A week each, handed over on Mondays at 09:00 in New York; Anna's first week begins on 2026-08-03.
Rota weekly()
{
    return {.people = {PersonId(u"anna"_s), PersonId(u"ben"_s), PersonId(u"cleo"_s)},
            .zone = zone("America/New_York"),
            .start = QDate(2026, 8, 3),
            .handover = wall("09:00")};
}

QString names(const std::vector<PersonId> &people)
{
    QStringList texts;
    for (const PersonId &person : people)
        texts << person.text();
    return texts.join(u' ');
}

} // namespace

class TestRota : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoeverIsOnCallComesFirst_data()
    {
        QTest::addColumn<QString>("instant");
        QTest::addColumn<QString>("people");
        QTest::newRow("at the start") << u"2026-08-03T13:00:00Z"_s << u"anna ben cleo"_s;
        QTest::newRow("before the handover") << u"2026-08-10T12:59:59Z"_s << u"anna ben cleo"_s;
        QTest::newRow("at the handover") << u"2026-08-10T13:00:00Z"_s << u"ben cleo anna"_s;
        QTest::newRow("the third week") << u"2026-08-17T13:00:00Z"_s << u"cleo anna ben"_s;
        QTest::newRow("round again") << u"2026-08-24T13:00:00Z"_s << u"anna ben cleo"_s;
        QTest::newRow("a second before the start") << u"2026-08-03T12:59:59Z"_s << u"cleo anna ben"_s;
        QTest::newRow("weeks before the start") << u"2026-07-14T13:00:00Z"_s << u"anna ben cleo"_s;
        QTest::newRow("in winter an hour later in UTC, before") << u"2026-11-02T13:59:59Z"_s << u"anna ben cleo"_s;
        QTest::newRow("in winter an hour later in UTC, after") << u"2026-11-02T14:00:00Z"_s << u"ben cleo anna"_s;
    }
    void whoeverIsOnCallComesFirst()
    {
        QFETCH(QString, instant);
        QFETCH(QString, people);

        QCOMPARE(names(onCall(weekly(), QDateTime::fromString(instant, Qt::ISODate))), people);
    }

    void aSwapPutsSomebodyInFrontWhileItLasts()
    {
        Rota rota = weekly();
        rota.swaps = {{PersonId(u"cleo"_s), at("2026-08-04T00:00:00Z"), at("2026-08-05T00:00:00Z")},
                      {PersonId(u"dora"_s), at("2026-08-04T12:00:00Z"), at("2026-08-04T13:00:00Z")}};

        QCOMPARE(names(onCall(rota, at("2026-08-03T23:59:59Z"))), u"anna ben cleo"_s);
        QCOMPARE(names(onCall(rota, at("2026-08-04T00:00:00Z"))), u"cleo anna ben"_s);
        QCOMPARE(names(onCall(rota, at("2026-08-04T12:30:00Z"))), u"dora anna ben cleo"_s);
        QCOMPARE(names(onCall(rota, at("2026-08-05T00:00:00Z"))), u"anna ben cleo"_s);
    }

    void aRotaThatIsNotFinishedHasNobodyOnCall()
    {
        Rota empty = weekly(), startless = weekly(), timeless = weekly();
        empty.people.clear();
        startless.start = {};
        timeless.days = 0;

        for (const Rota &rota : {empty, startless, timeless}) {
            QVERIFY(onCall(rota, at("2026-08-04T00:00:00Z")).empty());
            turningPoints(rota, at("2026-08-04T00:00:00Z"), at("2026-09-04T00:00:00Z"));
        }
    }

    void nothingChangesBetweenTurningPoints()
    {
        Rota rota = weekly();
        rota.days = 2;
        rota.handover = wall("02:30"); // in the gap of 2027-03-14
        rota.swaps = {{PersonId(u"cleo"_s), at("2027-03-13T10:00:00Z"), at("2027-03-13T11:00:00Z")}};
        const QDateTime from = at("2027-03-10T00:00:00Z"), until = at("2027-03-20T00:00:00Z");
        const Instants points = turningPoints(rota, from, until);

        std::vector<PersonId> people = onCall(rota, from);
        for (QDateTime now = from; now <= until; now = now.addSecs(60)) {
            const std::vector<PersonId> seen = onCall(rota, now);
            QVERIFY2(seen == people || std::ranges::find(points, now) != points.end(), qPrintable(now.toString(Qt::ISODate)));
            people = seen;
        }
    }
};

QTEST_GUILESS_MAIN(TestRota)
#include "tst_rota.moc"
