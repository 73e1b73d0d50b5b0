// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/linesight.h"
#include "core/relay/access/refusal.h"
#include "core/relay/access/routetable.h"

#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const Visitor anna{.name = u"anna"_s, .role = Role::Assistant}, ben{.name = u"ben"_s, .role = Role::Assistant},
    olga{.name = u"olga"_s, .role = Role::Manager};

routing::Plan plan()
{
    using namespace routing;
    Plan plan;
    plan.groups[GroupId(u"day"_s)].members = {PersonId(u"anna"_s)};
    plan.rotas[RotaId(u"night"_s)].people = {PersonId(u"ben"_s)};
    plan.routes[RouteId(u"front"_s)].stages = {InOrder{.group = GroupId(u"day"_s)}};
    plan.routes[RouteId(u"late"_s)].stages = {OnCall{.rota = RotaId(u"night"_s)}};
    Line front, emergency, shared;
    front.openRoute = RouteId(u"front"_s);
    emergency.openRoute = RouteId(u"front"_s);
    emergency.closedRoute = RouteId(u"late"_s);
    plan.lines[*PhoneNumber::parse(u"+15005550001")] = front;
    plan.lines[*PhoneNumber::parse(u"+15005550002")] = emergency;
    plan.lines[*PhoneNumber::parse(u"+15005550003")] = shared;
    return plan;
}

const Party front(u"+15005550001"_s), emergency(u"+15005550002"_s), shared(u"+15005550003"_s), caller(u"+14155550100"_s);

struct Row {
    QByteArray method;
    QString pattern;
};

} // namespace

class TestAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRoleHasWhatTheOneBelowHasAndMore()
    {
        using enum Permission;
        const QList<Permission> all{Calls,      Texts,   Voicemail,   Teamwork,     AllVoicemail, Deletion,
                                    Assignment, Insight, PlanReading, PlanChanging, Numbers,      Users};
        const auto count = [&](Role role) {
            return std::count_if(all.begin(), all.end(), [&](Permission one) { return isAllowed(role, one); });
        };

        QCOMPARE(count(Role::Assistant), 4);
        QCOMPARE(count(Role::Manager), 9);
        QCOMPARE(count(Role::Admin), 12);
        for (const Permission one : all) {
            QVERIFY(!isAllowed(Role::Assistant, one) || isAllowed(Role::Manager, one));
            QVERIFY(!isAllowed(Role::Manager, one) || isAllowed(Role::Admin, one));
            QVERIFY(!whoMay(one).isEmpty());
        }
        for (const Role role : {Role::Assistant, Role::Manager, Role::Admin})
            QVERIFY(!isAllowed(role, Nothing));
    }

    void anAssistantSeesTheLinesTheyMayRingOnAndThoseOfEverybody()
    {
        const auto rules = plan();
        const LineSight annas(anna, &rules), bens(ben, &rules), olgas(olga, &rules), planless(ben, nullptr);

        QVERIFY(annas.sees(front) && annas.sees(emergency) && annas.sees(shared) && annas.isWhole());
        QVERIFY(!bens.sees(front) && bens.sees(emergency) && bens.sees(shared) && !bens.isWhole());
        QVERIFY(olgas.sees(front) && olgas.isWhole());
        QVERIFY(planless.isWhole());
    }

    void trafficIsSeenByWhoeverHasPartInIt()
    {
        const auto rules = plan();
        const LineSight bens(ben, &rules);
        const Party own(u"sip:ben@team.sip.twilio.com"_s), colleague(u"sip:anna@team.sip.twilio.com"_s);

        QVERIFY(!bens.seesTraffic({caller, front}));
        QVERIFY(!bens.seesTraffic({front, caller}));
        QVERIFY(bens.seesTraffic({caller, emergency}));
        QVERIFY(bens.seesTraffic({front, emergency}));
        QVERIFY(bens.seesTraffic({caller, own}));
        QVERIFY(!bens.seesTraffic({caller, colleague}));
        QVERIFY(bens.seesTraffic({emergency, colleague}));
        QVERIFY(bens.seesTraffic({caller, caller}));
    }

    void onlyPathsThatMeanTheSameToEverybodyHaveParts_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("plain") << QByteArray("/a/b.json") << QStringList{u"a"_s, u"b.json"_s};
        QTest::newRow("a plus sign") << QByteArray("/a/%2B1500") << QStringList{u"a"_s, u"+1500"_s};
        QTest::newRow("up") << QByteArray("/a/../b") << QStringList();
        QTest::newRow("up, hidden") << QByteArray("/a/%2e%2E/b") << QStringList();
        QTest::newRow("slash, hidden") << QByteArray("/a/b%2Fc") << QStringList();
        QTest::newRow("backslash") << QByteArray("/a/b%5Cc") << QStringList();
        QTest::newRow("empty part") << QByteArray("/a//b") << QStringList();
        QTest::newRow("trailing slash") << QByteArray("/a/") << QStringList();
        QTest::newRow("nul") << QByteArray("/a%00b") << QStringList();
        QTest::newRow("line") << QByteArray("/a%0d%0ab") << QStringList();
        QTest::newRow("no UTF-8") << QByteArray("/a%ff") << QStringList();
        QTest::newRow("relative") << QByteArray("a") << QStringList();
        QTest::newRow("nothing") << QByteArray() << QStringList();
    }
    void onlyPathsThatMeanTheSameToEverybodyHaveParts()
    {
        QFETCH(QByteArray, path);
        QFETCH(QStringList, parts);

        QCOMPARE(pathParts(path).value_or(QStringList()), parts);
    }

    void theFirstRowThatFitsCountsAndOtherMethodsAreNamed()
    {
        const RouteTable<Row> table({{"GET", u"/a/new"_s}, {"GET", u"/a/{}"_s}, {"POST", u"/a/{}"_s}});

        QCOMPARE(table.find("GET", {u"a"_s, u"new"_s}).row, &table.rows()[0]);
        QCOMPARE(table.find("GET", {u"a"_s, u"7"_s}).args, QStringList{u"7"_s});
        QCOMPARE(table.find("DELETE", {u"a"_s, u"7"_s}).otherMethods, "GET, POST");
        QVERIFY(!table.find("DELETE", {u"a"_s, u"7"_s}).row);
        QVERIFY(table.find("GET", {u"a"_s}).otherMethods.isEmpty());
    }

    void refusalsAreWordedInTheDialectOfWhoAsks()
    {
        const HttpResponse platform = doorRefusal({.kind = Error::Kind::Unauthorised}, Dialect::Platform);
        const HttpResponse twilio = doorRefusal({.kind = Error::Kind::Unauthorised}, Dialect::Twilio);

        QCOMPARE(platform.status, 401);
        QVERIFY(platform.body.startsWith("{\"error\":{\"code\":\"unauthorised\","));
        QCOMPARE(twilio.status, 401);
        QVERIFY(twilio.body.contains("\"code\":20003,"));
        QVERIFY(twilio.headers.value("WWW-Authenticate").startsWith("Basic"));
        QCOMPARE(roleRefusal(Permission::Numbers, Dialect::Twilio).status, 403);
        QCOMPARE(doorRefusal({.kind = Error::Kind::Offline}, Dialect::Twilio).status, 503);
        QCOMPARE(doorRefusal({.kind = Error::Kind::RateLimited}, Dialect::Platform).status, 429);
    }
};

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
