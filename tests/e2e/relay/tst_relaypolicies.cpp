// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/spoken/spoken.h"
#include "core/relay/ledger/soundtable.h"
#include "tests/core/relay/sounds/sounds.h"
#include "tests/e2e/relay/relaynetwork.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Phrase;
using routing::spoken;
using std::chrono::seconds;

namespace
{

const routing::GroupId everybody(u"all"_s);
const QString partner = u"+14155550123"_s;

routing::Plan inOrder(const routing::Line &line = {})
{
    return planWith({routing::InOrder{.group = everybody, .each = seconds(15)}}, line);
}

template <typename Job>
bool inLedger(RelayNetwork &network, Job job)
{
    return waitFor(network.at.relay.store().write(job)).has_value();
}

} // namespace

/// What a team lays down about sounds, recordings and telephones, with the whole sandbox behind it.
class TestRelayPolicies : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aDeskThatWentDownIsPassedOver()
    {
        RelayNetwork network(m_engines.url(), inOrder());
        network.desk(u"anna"_s, RelayNetwork::never);
        network.desk(u"ben"_s, RelayNetwork::takesIt);
        const auto desk = [&](bool isOn) {
            return inLedger(network, [isOn, now = *network.net.world.time](SqlConnection &db) -> Result<> {
                RosterTable roster(db);
                const auto told = isOn ? roster.registered(anna, u"a desk"_s, now.addSecs(90), now)
                                       : roster.unregistered(anna, u"a desk"_s, now);
                return told ? Result<>() : fail(told.error());
            });
        };
        QVERIFY(desk(true));
        QCOMPARE(network.call(R"({"answer":60},{"wait":5})")->answeredBy, u"ben"_s);
        QCOMPARE(network.rung, QStringList({u"anna"_s, u"ben"_s}));

        QVERIFY(desk(true) && desk(false));
        QCOMPARE(network.call(R"({"answer":60},{"wait":5})")->answeredBy, u"ben"_s);
        QCOMPARE(network.rung, QStringList({u"ben"_s}));
    }

    void aGreetingOfTheTeamsOwnIsHeardToItsEnd_data()
    {
        QTest::addColumn<bool>("isMp3");
        QTest::newRow("WAV") << false;
        QTest::newRow("MP3") << true;
    }
    void aGreetingOfTheTeamsOwnIsHeardToItsEnd()
    {
        QFETCH(bool, isMp3);
        routing::Line line;
        line.greeting = {routing::Greeting::Kind::Recorded, u"welcome"_s};
        RelayNetwork network(m_engines.url(), planWith({}, line));
        const QByteArray sound = isMp3 ? mp3Of(200) : wavOf(5000);
        QVERIFY(inLedger(network, [=](SqlConnection &db) -> Result<> {
            const StoredSound stored{.name = u"welcome"_s,
                                     .secret = QString(32, u'a'),
                                     .type = isMp3 ? u"audio/mpeg"_s : u"audio/wav"_s,
                                     .length = seconds(5),
                                     .by = u"olga"_s,
                                     .at = instant(0)};
            if (const auto kept = SoundTable(db).keep(stored, sound); !kept)
                return kept;
            const auto told = EventTable(db).append(u"sound"_s, u"{}"_s, instant(0));
            return told ? Result<>() : fail(told.error());
        }));
        // The relay hears of it as it hears of everything, and then callers do.
        QTRY_VERIFY_WITH_TIMEOUT(network.at.ring(99) == u"mailbox"_s
                                     && network.at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(100 + QRandomGenerator::global()->bounded(100000)), u"ringing"_s)).verb<twiml::Play>(),
                                 30000);

        QCOMPARE(network.call()->outcome, CallOutcome::voicemail());

        QCOMPARE(network.at.voicemails().size(), 1);
        QVERIFY2(network.net.notes().isEmpty(), qPrintable(network.net.notes().join(u'\n')));
    }

    void whoWaitsHearsMusicUntilSomebodyIsFree()
    {
        routing::Line line;
        line.whenAllBusy = routing::Hold{.atMost = seconds(120)};
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = everybody}}, line), {{anna, u"anna"_s}});
        network.desk(u"anna"_s, R"({"answer":true},{"wait":100})");
        network.begin(R"({"answer":60},{"wait":30})"); // Anna talks for half a minute
        network.net.run(3);

        const auto waited = network.call(R"({"answer":60},{"wait":60})", u"+14155550133"_s);

        QVERIFY(waited);
        QCOMPARE(waited->outcome, CallOutcome::answered());
        QCOMPARE(waited->answeredBy, u"anna"_s);
        QVERIFY2(network.net.notes().isEmpty(), qPrintable(network.net.notes().join(u'\n')));
    }

    void whoIsCalledByALineThatRecordsIsToldFirst()
    {
        routing::Line line;
        line.recording.outbound = routing::Record::On;
        line.announcement.when = routing::Announcement::When::Always;
        RelayNetwork network(m_engines.url(), planWith({}, line));
        network.net.expect(partner, R"({"wait":2},{"answer":true},{"wait":30})");

        const auto call = network.deskCalls(u"anna"_s, partner);

        QVERIFY(call);
        QCOMPARE(call->outcome, CallOutcome::answered());
        QVERIFY2(network.net.notes().isEmpty(), qPrintable(network.net.notes().join(u'\n')));
        QCOMPARE(call->legs.size(), 2);
        // They heard the words before they were connected: their leg lasts longer than the talk.
        QVERIFY(*call->legs[1].duration > seconds(0));
        QVERIFY(!network.at.traceOf(call->sid).filter(u"recording-RE"_s).isEmpty());
    }

    void aPartnerWhoTakesTheCallIsNamed()
    {
        RelayNetwork network(m_engines.url(), planWith({routing::External{.number = phone(partner), .name = u"Answering service"_s}}));
        network.net.expect(partner, R"({"wait":2},{"answer":true},{"listen":20},{"press":"1"},{"wait":20})");

        const auto call = network.call(R"({"answer":300},{"wait":60})");

        QCOMPARE(call->outcome, CallOutcome::answered());
        QCOMPARE(call->answeredBy, u"Answering service"_s);
    }

    void whoIsHandedToNobodyHearsTheirOwnLanguage()
    {
        routing::Line line;
        line.language = u"de-DE"_s;
        RelayNetwork network(m_engines.url(), planWith({routing::InOrder{.group = everybody}}, line));
        network.desk(u"anna"_s, R"({"wait":1},{"answer":true},{"wait":60})");
        network.net.expect(partner, RelayNetwork::busy);
        const CallSid sid = network.begin(RelayNetwork::leavesMessage);
        network.net.run(4);
        Q_EMIT network.latest->referred(u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s);
        network.net.runOut();
        network.net.run(20);

        QCOMPARE(network.at.voicemails().size(), 1);
        const auto again = network.at.twilio->post(u"transfer-complete"_s, dialFields(sid, u"busy"_s, false, callNumber(77)));
        QCOMPARE(again.verb<twiml::Say>()->text, spoken(Phrase::LeaveMessage, u"de"_s));
    }
};

QTEST_GUILESS_MAIN(TestRelayPolicies)
#include "tst_relaypolicies.moc"
