// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/relay/relaynetwork.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace
{

const routing::GroupId everybody(u"all"_s);
const routing::ScheduleId office(u"office"_s);
const QString partner = u"+14155550123"_s;

/// Nine to five on weekdays in Seattle.
routing::Plan withHours(routing::Plan plan)
{
    routing::Schedule schedule;
    schedule.zone = *routing::Zone::parse(u"America/Los_Angeles");
    schedule.week = routing::Week::mondayToFriday(
        {*routing::TimeRange::between(*routing::WallTime::parse(u"09:00"), *routing::WallTime::parse(u"17:00"))});
    plan.schedules[office] = schedule;
    plan.lines.begin()->second.hours = office;
    return plan;
}

} // namespace

class TestRelayStrategies : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void roundRobinGoesOnAfterTheLastOneOffered()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        QStringList answeredBy;
        for (int i = 0; i < 4; ++i)
            answeredBy << network.call(R"({"answer":60},{"wait":5})")->answeredBy;
        QCOMPARE(answeredBy, QStringList({u"anna"_s, u"ben"_s, u"anna"_s, u"ben"_s}));
        for (const TurnCount &count : network.at.standing())
            QCOMPARE(std::pair(count.offers, count.answers), std::pair(qint64(2), qint64(2)));
    }

    void inOrderAlwaysBeginsWithTheFirst()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = everybody, .each = seconds(10)}}));
        network.desk(u"anna"_s, RelayNetwork::never);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        for (int i = 0; i < 2; ++i) {
            const auto call = network.call(R"({"answer":60},{"wait":5})");
            QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
            QCOMPARE(call->answeredBy, u"ben"_s);
        }
    }

    void allAtOnceIsWhoeverIsFirst()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::AllAtOnce{.group = everybody}}));
        network.desk(u"anna"_s, R"({"wait":6},{"answer":true},{"wait":30})");
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        const auto call = network.call(R"({"answer":60},{"wait":5})");
        QCOMPARE(call->answeredBy, u"ben"_s);
        QCOMPARE(call->legs.size(), 3);
        for (const Call &leg : call->legs) {
            if (leg.to.user() == u"anna")
                QCOMPARE(leg.status.text(), u"canceled"_s);
        }
    }

    void tiersRingOneAfterTheOther()
    {
        routing::Plan plan = planWith({routing::AllAtOnce{.group = routing::GroupId(u"first"_s), .ring = seconds(8)},
                                       routing::AllAtOnce{.group = routing::GroupId(u"second"_s), .ring = seconds(8)}});
        plan.groups[routing::GroupId(u"first"_s)] = {u"First"_s, {ben}};
        plan.groups[routing::GroupId(u"second"_s)] = {u"Second"_s, {anna}};
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"ben"_s, RelayNetwork::busy);
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        QCOMPARE(network.call(R"({"answer":60},{"wait":5})")->answeredBy, u"anna"_s);
        QCOMPARE(network.rung, QStringList({u"ben"_s, u"anna"_s}));
    }

    void onCallEscalatesToWhoIsBehind()
    {
        routing::Plan plan = planWith({routing::OnCall{.rota = routing::RotaId(u"duty"_s), .each = seconds(10)}});
        routing::Rota rota;
        rota.people = {ben, anna};
        rota.start = QDate(2026, 8, 10);
        plan.rotas[routing::RotaId(u"duty"_s)] = rota;
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"ben"_s, RelayNetwork::never);
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        const auto call = network.call(R"({"answer":60},{"wait":5})");
        QCOMPARE(network.rung, QStringList({u"ben"_s, u"anna"_s}));
        QCOMPARE(call->answeredBy, u"anna"_s);
        QCOMPARE(network.reasons(call).first(), u"on_call"_s);
    }

    void anExternalNumberIsAskedToPressOne_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("presses 1") << QByteArray(R"({"wait":2},{"answer":true},{"listen":20},{"press":"1"},{"wait":20})")
                                   << CallOutcome::answered();
        QTest::newRow("its own voicemail") << QByteArray(
            R"({"wait":2},{"answer":true},{"say":"Please leave a message."},{"beep":true},{"wait":60})")
                                           << CallOutcome::voicemail();
        QTest::newRow("another key twice") << QByteArray(
            R"({"answer":true},{"listen":20},{"press":"2"},{"listen":20},{"press":"3"},{"wait":20})")
                                           << CallOutcome::voicemail();
        QTest::newRow("busy") << QByteArray(R"({"reject":486})") << CallOutcome::voicemail();
        QTest::newRow("not there") << QByteArray(R"({"reject":404})") << CallOutcome::voicemail();
    }
    void anExternalNumberIsAskedToPressOne()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QString, outcome);
        RelayNetwork network(m_engines.url(), planWith({routing::External{.number = phone(partner)}}));
        network.net.expect(partner, steps);

        const auto call = network.call(RelayNetwork::leavesMessage);

        QCOMPARE(call->outcome, outcome);
        QCOMPARE(network.at.voicemails().size(), outcome == CallOutcome::voicemail() ? 1 : 0);
    }

    void afterHoursAndOnHolidaysTheOtherRouteCounts()
    {
        routing::Plan plan = withHours(inTurns());
        plan.routes[routing::RouteId(u"night"_s)] = {
            .name = u"Night"_s,
            .stages = {routing::External{.number = phone(partner), .screening = routing::Screening::Trusted}}};
        plan.lines.begin()->second.closedRoute = routing::RouteId(u"night"_s);
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        network.net.expect(partner, RelayNetwork::takesIt);

        network.set(QDateTime(QDate(2026, 8, 11), QTime(23, 59, 50), Qt::UTC)); // 16:59:50
        QCOMPARE(network.call(R"({"answer":60},{"wait":5})")->answeredBy, u"anna"_s);
        network.set(QDateTime(QDate(2026, 8, 12), QTime(0, 0, 30), Qt::UTC));
        const auto late = network.call(R"({"answer":60},{"wait":5})");
        QVERIFY(network.rung.isEmpty());
        QCOMPARE(network.net.picked.value(partner), 1);
        QCOMPARE(late->outcome, CallOutcome::answered());
    }

    void aHolidayBeatsTheWeekAndAnOverrideBeatsBoth()
    {
        routing::Plan plan = withHours(inTurns());
        routing::Schedule &hours = plan.schedules[office];
        routing::Holiday holiday;
        holiday.name = u"Founders' day"_s;
        holiday.on = routing::Dates{QDate(2026, 8, 12), QDate(2026, 8, 12)};
        hours.holidays = {holiday};
        routing::Override openAllTheSame;
        openAllTheSame.name = u"the fair"_s;
        openAllTheSame.doors = routing::Doors::Open;
        openAllTheSame.from = QDateTime(QDate(2026, 8, 12), QTime(20, 0), Qt::UTC);
        openAllTheSame.until = QDateTime(QDate(2026, 8, 12), QTime(21, 0), Qt::UTC);
        hours.overrides = {openAllTheSame};
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        network.desk(u"ben"_s, RelayNetwork::takesIt);

        network.set(QDateTime(QDate(2026, 8, 12), QTime(19, 0), Qt::UTC)); // noon of a Wednesday
        QCOMPARE(network.call()->outcome, CallOutcome::voicemail());
        network.set(QDateTime(QDate(2026, 8, 12), QTime(20, 30), Qt::UTC));
        QCOMPARE(network.call(R"({"answer":60},{"wait":5})")->outcome, CallOutcome::answered());
        network.set(QDateTime(QDate(2026, 8, 12), QTime(21, 0), Qt::UTC));
        QCOMPARE(network.call()->outcome, CallOutcome::voicemail());
    }

    void moreThanTenTelephonesRingInBatches()
    {
        routing::Plan plan = planWith({routing::AllAtOnce{.group = everybody, .ring = seconds(6)}});
        plan.groups[everybody].members.clear();
        std::map<routing::PersonId, QString> desks;
        for (int i = 0; i < 13; ++i) {
            const QString name = u"p%1"_s.arg(i, 2, 10, QChar(u'0'));
            plan.people[routing::PersonId(name)] = {.name = name};
            plan.groups[everybody].members.emplace_back(name);
            desks.emplace(routing::PersonId(name), name);
        }
        RelayNetwork network(m_engines.url(), plan, desks);
        network.desk(u"p12"_s, RelayNetwork::takesIt);
        for (int i = 0; i < 12; ++i)
            network.desk(u"p%1"_s.arg(i, 2, 10, QChar(u'0')), RelayNetwork::never);

        const auto call = network.call(R"({"answer":60},{"wait":5})");

        QCOMPARE(network.rung.size(), 13);
        QCOMPARE(call->answeredBy, u"p12"_s);
        QVERIFY(network.net.notes().isEmpty());
    }

    void aCallFromOneOfOurOwnLinesDoesNotGoRound()
    {
        routing::Plan plan = planWith({routing::External{.number = phone(partner)}});
        const QString second = u"+12065550143"_s;
        plan.lines[phone(second)] = {.name = u"Second"_s};
        RelayNetwork network(m_engines.url(), plan);
        network.net.expect(partner, RelayNetwork::takesIt);
        const auto call = network.call(RelayNetwork::leavesMessage, second);
        QCOMPARE(network.net.picked.value(partner), 0);
        QCOMPARE(call->outcome, CallOutcome::voicemail());
    }

    void nobodyOnDutyIsTheMailboxAtOnce()
    {
        routing::Plan plan = withHours(inTurns());
        plan.lines.begin()->second.hours = {};
        for (auto &[id, person] : plan.people)
            person.shift = office;
        RelayNetwork network(m_engines.url(), plan);
        network.set(QDateTime(QDate(2026, 8, 15), QTime(20, 0), Qt::UTC)); // a Saturday
        const auto call = network.call();
        QVERIFY(network.rung.isEmpty());
        QCOMPARE(network.reasons(call), QStringList({u"nobody_on_duty"_s}));
        QCOMPARE(call->outcome, CallOutcome::voicemail());
    }

    void whoWaitsInTheQueueIsPutThroughWhenSomebodyIsFree()
    {
        routing::Line line;
        line.whenAllBusy = routing::Hold{.atMost = seconds(120)};
        routing::Plan plan = planWith({routing::InOrder{.group = everybody}}, line);
        plan.groups[everybody].members = {anna};
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"anna"_s, R"({"wait":1},{"answer":true},{"wait":30})");
        const CallSid first = network.begin(R"({"answer":60},{"wait":25})");
        network.net.run(5);
        const CallSid second = network.begin(R"({"answer":200},{"wait":90})", u"+14155550177"_s);
        network.net.runOut();
        network.net.run(5);

        QCOMPARE(network.at.call(first)->answeredBy, u"anna"_s);
        const auto waited = network.at.call(second);
        QCOMPARE(waited->answeredBy, u"anna"_s);
        QCOMPARE(network.reasons(waited), QStringList({u"all_busy"_s, u"all_busy"_s}));
        QVERIFY(network.at.traceOf(second).contains(u"plan-1"_s));
    }

    void whoWaitsTooLongSpeaksToTheMailbox()
    {
        routing::Line line;
        line.whenAllBusy = routing::Hold{.atMost = seconds(30)};
        routing::Plan plan = planWith({routing::InOrder{.group = everybody}}, line);
        plan.groups[everybody].members = {anna};
        RelayNetwork network(m_engines.url(), plan);
        network.desk(u"anna"_s, R"({"wait":1},{"answer":true},{"wait":300})");
        network.begin(R"({"answer":60},{"wait":200})");
        network.net.run(5);
        const auto call = network.call(RelayNetwork::leavesMessage, u"+14155550177"_s);
        QCOMPARE(call->outcome, CallOutcome::voicemail());
    }
};

QTEST_GUILESS_MAIN(TestRelayStrategies)
#include "tst_relaystrategies.moc"
