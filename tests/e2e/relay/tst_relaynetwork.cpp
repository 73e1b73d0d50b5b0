// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/relay/relaynetwork.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayNetwork : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whoIsNotAnsweredSpeaksToTheMailboxAndTheTeamReadsIt()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.desk(u"anna"_s, RelayNetwork::never);
        network.desk(u"ben"_s, RelayNetwork::never);

        const auto call = network.call();

        QVERIFY(call);
        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(call->outcome, CallOutcome::voicemail());
        QCOMPARE(network.reasons(call), QStringList({u"round_robin"_s, u"round_robin"_s, u"no_answer"_s}));
        const auto voicemails = network.at.voicemails();
        QCOMPARE(voicemails.size(), 1);
        QVERIFY(voicemails[0].status.is(RecordingStatus::Completed));
        QVERIFY(voicemails[0].transcription.is(TranscriptionStatus::Completed));
        QCOMPARE(voicemails[0].text, u"This is Ada Byron, please call me back."_s);
        QCOMPARE(voicemails[0].caller.text(), theCaller);
        QCOMPARE(network.at.events().count(u"voicemail ready"_s), 1);
        for (const Call &leg : call->legs)
            QVERIFY2(isTerminal(leg.status), qPrintable(leg.status.text()));
        QVERIFY(network.uris.first().contains(u"x-line=%2B12065550142"_s));
        QVERIFY2(network.net.notes().isEmpty(), qPrintable(network.net.notes().join(u' '))); // Twilio finds nothing amiss
    }

    void whoIsAnsweredTalks()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.desk(u"anna"_s, RelayNetwork::takesIt);

        const auto call = network.call(R"({"answer":60},{"wait":30})");

        QCOMPARE(network.rung, QStringList({u"anna"_s}));
        QCOMPARE(call->outcome, CallOutcome::answered());
        QCOMPARE(call->answeredBy, u"anna"_s);
        QVERIFY(network.at.voicemails().isEmpty());
        QVERIFY(network.net.notes().isEmpty());
    }

    void whoGivesUpWhileItRingsHasMissedUs()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.desk(u"anna"_s, RelayNetwork::never);

        const auto call = network.call(R"({"answer":6})");

        QCOMPARE(network.rung, QStringList({u"anna"_s}));
        QCOMPARE(call->outcome, CallOutcome::missed());
        QVERIFY(network.at.voicemails().isEmpty());
        QVERIFY(network.net.recordings().isEmpty());
        // and Anna is free for the next one
        QCOMPARE(network.call(R"({"answer":6})")->outcome, CallOutcome::missed());
        QCOMPARE(network.rung, QStringList({u"ben"_s, u"anna"_s}));
    }

    void whoHangsUpInTheGreetingLeavesNothing()
    {
        RelayNetwork network(m_engines.url(), planWith({}));
        const auto call = network.call(R"({"answer":60},{"wait":1})");
        QCOMPARE(call->outcome, CallOutcome::missed());
        QVERIFY(network.at.voicemails().isEmpty());
    }

    void whereNobodyIsRegisteredItIsTheMailboxAtOnce()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        const auto before = *network.net.world.time;
        const auto call = network.call();
        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(call->outcome, CallOutcome::voicemail());
        QVERIFY(before.secsTo(*network.net.world.time) < 60);
    }

    void theSecondOfTwoCallsRingsTheOtherOne()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}));
        network.desk(u"anna"_s, R"({"wait":2},{"answer":true},{"wait":60})");
        network.desk(u"ben"_s, R"({"wait":2},{"answer":true},{"wait":60})");
        const CallSid first = network.begin(R"({"answer":60},{"wait":40})");
        network.net.run(5);
        const CallSid second = network.begin(R"({"answer":60},{"wait":10})", u"+14155550123"_s);
        network.net.runOut();
        network.net.run(5);

        QCOMPARE(network.at.call(first)->answeredBy, u"anna"_s);
        QCOMPARE(network.at.call(second)->answeredBy, u"ben"_s);
        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
    }
};

QTEST_GUILESS_MAIN(TestRelayNetwork)
#include "tst_relaynetwork.moc"
