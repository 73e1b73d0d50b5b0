// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/relay/relaynetwork.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString partner = u"+14155550123"_s;
constexpr auto talks = R"({"wait":1},{"answer":true},{"wait":60})";

} // namespace

class TestRelayDesks : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aDeskCallsSomebodyWhoSeesTheLine()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.net.expect(partner, RelayNetwork::takesIt);

        const auto call = network.deskCalls(u"anna"_s, partner);

        QVERIFY(call);
        QCOMPARE(call->outcome, CallOutcome::answered());
        QCOMPARE(call->legs.size(), 2);
        QCOMPARE(call->legs[1].from.text(), theLine);
        QCOMPARE(network.net.picked.value(partner), 1);
        QVERIFY(network.net.notes().isEmpty());
    }

    void whoIsBusyIsToldSo()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.net.expect(partner, RelayNetwork::busy);
        QCOMPARE(network.deskCalls(u"anna"_s, partner)->outcome, u"busy"_s);
    }

    void emergencyCallsAreRefusedInWords()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        const auto call = network.deskCalls(u"anna"_s, u"911"_s);
        QCOMPARE(call->outcome, u"refused"_s);
        QCOMPARE(call->legs.size(), 1);
        QVERIFY(*call->legs[0].duration >= std::chrono::seconds(3)); // it was said
    }

    void aDeskCallsAnother()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        const auto call = network.deskCalls(u"anna"_s, u"ben"_s);
        QCOMPARE(network.rung, QStringList({u"ben"_s}));
        QCOMPARE(call->answeredBy, u"ben"_s);
    }

    void aCallerIsHandedToAColleague()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}));
        network.desk(u"anna"_s, talks);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        const CallSid sid = network.begin(R"({"answer":60},{"wait":120})");
        network.net.run(4);

        Q_EMIT network.latest->referred(u"<sip:ben@acme-desk.sip.twilio.com>"_s);
        network.net.runOut();
        network.net.run(5);

        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(network.at.call(sid)->outcome, CallOutcome::answered());
        QCOMPARE(network.at.call(sid)->legs.size(), 3);
        QVERIFY(network.at.voicemails().isEmpty());
        QVERIFY(network.net.notes().isEmpty());
    }

    void aCallerWhoIsHandedToNobodySpeaksToTheMailbox()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}));
        network.desk(u"anna"_s, talks);
        network.net.expect(partner, RelayNetwork::busy);
        network.begin(RelayNetwork::leavesMessage);
        network.net.run(4);

        Q_EMIT network.latest->referred(u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s);
        network.net.runOut();
        network.net.run(20);

        QCOMPARE(network.at.voicemails().size(), 1);
        QCOMPARE(network.net.picked.value(partner), 1);
    }
};

QTEST_GUILESS_MAIN(TestRelayDesks)
#include "tst_relaydesks.moc"
