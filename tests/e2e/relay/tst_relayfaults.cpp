// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/relay/relaynetwork.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

class TestRelayFaults : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void everyWebhookTwiceIsOneCallOneVoicemailAndOneNotification()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.net.faults.add(*faults::Fault::parseAll(QJsonObject{{u"kind"_s, u"duplicate_webhook"_s}}));
        network.desk(u"anna"_s, RelayNetwork::never);
        network.desk(u"ben"_s, RelayNetwork::busy);

        const auto call = network.call();

        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(call->outcome, CallOutcome::voicemail());
        QCOMPARE(network.at.voicemails().size(), 1);
        QCOMPARE(network.at.events().count(u"voicemail ready"_s), 1);
        QCOMPARE(network.at.events().count(u"voicemail transcript"_s), 1);
        for (const TurnCount &count : network.at.standing())
            QCOMPARE(count.offers, 1);
    }

    void callbacksThatOvertakeEachOtherChangeNothing()
    {
        RelayNetwork network(m_engines.url(), inTurns());
        network.net.faults.add(*faults::Fault::parseAll(
            QJsonObject{{u"kind"_s, u"reorder_webhooks"_s}, {u"path"_s, u"*status*"_s}, {u"probability"_s, 0.5}}));
        network.desk(u"anna"_s, RelayNetwork::takesIt);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        for (int i = 0; i < 4; ++i) {
            const auto call = network.call(R"({"answer":60},{"wait":5})");
            QCOMPARE(call->outcome, CallOutcome::answered());
            QVERIFY(!call->answeredBy.isEmpty());
            for (const Call &leg : call->legs)
                QVERIFY2(isTerminal(leg.status), qPrintable(leg.status.text()));
        }
    }

    /// Two relays on one database; the number's fallback address is the second.
    void whenARelayDiesTheOtherGoesOnWithTheCall()
    {
        const QString url = m_engines.url();
        RelayNetwork network(url, inTurns());
        RelayOptions options = unhurried();
        options.clock = [time = network.net.world.time] { return *time; };
        RelayAt other(url, inTurns(), options);
        QVERIFY(other.isListening);
        network.net.set({{u"VoiceFallbackUrl"_s, other.relay.publicUrl() + u"/api/twilio/incoming-call-handler"_s}});
        network.desk(u"anna"_s, RelayNetwork::never);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        const CallSid sid = network.begin(R"({"answer":300},{"wait":5})");
        network.net.run(4);

        network.at.relay.stop(std::chrono::milliseconds(0)); // while Anna's desk rings
        network.net.runOut();
        network.net.run(5);

        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s})); // nobody was rung twice
        QCOMPARE(other.call(sid)->outcome, CallOutcome::answered());
    }

    void whenNoWordOfACallCameInTheFallbackStillLeadsItToSomebody()
    {
        const QString url = m_engines.url();
        RelayNetwork network(url, inTurns());
        RelayOptions options = unhurried();
        options.clock = [time = network.net.world.time] { return *time; };
        RelayAt other(url, inTurns(), options);
        network.net.set({{u"VoiceFallbackUrl"_s, other.relay.publicUrl() + u"/api/twilio/incoming-call-handler"_s},
                         {u"StatusCallback"_s, other.relay.publicUrl() + u"/api/twilio/call-status"_s}});
        network.at.relay.stop(std::chrono::milliseconds(0));
        network.desk(u"anna"_s, RelayNetwork::never);

        network.begin(RelayNetwork::leavesMessage);
        network.net.runOut();
        network.net.run(20);

        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(other.voicemails().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRelayFaults)
#include "tst_relayfaults.moc"
