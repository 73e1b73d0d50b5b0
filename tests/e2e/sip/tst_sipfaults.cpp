// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on the way: no call stays behind that is none, nothing rings for ever, and it is said what is the matter.
#include "core/domain/quality.h"
#include "tests/e2e/sip/roughroad.h"
#include "tests/e2e/sip/siptest.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <csignal>
#include <unistd.h>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *inNamespace = "MILASSIST_OWN_NETWORK"; // set once this process has one
// baresip wants an address that is not the computer's own.
constexpr const char *makesNetwork = "ip link set lo up && ip link add wire type veth peer name end && ip addr add 192.0.2.2/24 dev wire"
                                     " && ip link set wire up && ip link set end up";

bool setNetwork(bool on)
{
    return QProcess::execute(u"ip"_s, {u"link"_s, u"set"_s, u"lo"_s, on ? u"up"_s : u"down"_s}) == 0;
}

} // namespace

class TestSipFaults : public SipTest {
    Q_OBJECT

    std::unique_ptr<RoughRoad> m_road;

    bool begin() override { return startBob(false); }
    bool isRegistration(Registration wanted, int milliseconds = 20'000)
    {
        return waitFor([&] { return phone().registration().is == wanted; }, milliseconds);
    }
    /// Talks to somebody whose sound comes over the rough road.
    LegId talksOverRoad()
    {
        return m_peers->startFarSound(m_road->port()) ? m_desk->talksTo(m_peers->script()) : 0;
    }
    /// The sound of now is our own voice, out of the echo.
    bool hearsItself() { return sounds::becomeLike(m_deskSays, [this] { return latestHeard(); }, 0.2, 0.9); }
    bool isSound(LegId leg, const std::function<bool(const Quality &)> &wanted, int milliseconds = 30'000)
    {
        const bool is = waitFor([&] {
            const auto call = phone().call(leg);
            return call && wanted(call->quality);
        }, milliseconds);
        if (const auto call = phone().call(leg); call && !is)
            qWarning() << "loss" << call->quality.lossPercent << "jitter" << call->quality.jitterMs << "mos" << call->quality.mos;
        return is;
    }

private Q_SLOTS:
    void init()
    {
        m_road = std::make_unique<RoughRoad>();
        QVERIFY(m_desk->registers(m_desk->account(Over::Udp)));
    }

    void lostSoundIsSaidAndTheCallGoesOn_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<QualityWord>("atBest");
        QTest::newRow("5 %") << 5 << QualityWord::Good;
        QTest::newRow("20 %") << 20 << QualityWord::Poor;
    }
    void lostSoundIsSaidAndTheCallGoesOn()
    {
        QFETCH(int, percent);
        QFETCH(QualityWord, atBest);
        m_road->lossPercent = percent;
        const LegId leg = talksOverRoad();
        QVERIFY(leg);

        QVERIFY(isSound(leg, [&](const Quality &quality) {
            return quality.lossPercent > percent / 2.0 && wordOf(quality) >= atBest && troubleOf(quality) == QualityTrouble::WeLose;
        }));

        QVERIFY(m_desk->isIn(leg, CallState::Active));
        m_road->lossPercent = 0;
        QVERIFY(hearsItself());
        QVERIFY(isSound(leg, [](const Quality &quality) { return troubleOf(quality) != QualityTrouble::WeLose; })); // it is over, and said so
    }

    void soundThatComesUnevenlyIsSaidAndUnderstoodAgain()
    {
        m_road->mostJitter = std::chrono::milliseconds(200);
        const LegId leg = talksOverRoad();
        QVERIFY(leg);

        QVERIFY(isSound(leg, [](const Quality &quality) { return quality.jitterMs > 20 && wordOf(quality) >= QualityWord::Fair; }));
        QVERIFY(waitFor([&] { return sounds::loudnessAtEnd(m_desk->heard(), 0.5) > 1000; }));

        QVERIFY(m_desk->isIn(leg, CallState::Active));
        m_road->mostJitter = std::chrono::milliseconds(0);
        QVERIFY(hearsItself());
    }

    void whoeverIsNotHeardIsSaidToBeAndNotWaitedForForEver()
    {
        m_road->lossPercent = 100;
        const LegId leg = talksOverRoad();
        QVERIFY(leg);

        QVERIFY(isSound(leg, [](const Quality &quality) { return troubleOf(quality) == QualityTrouble::NothingHeard; }));
        QVERIFY(waitFor([&] { return m_road->heard() > 100; })); // they hear us all the while
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }, 40'000));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::MediaLost);
    }

    void whoGoesWithoutAGoodbyeDoesNotStay()
    {
        const LegId leg = talksOverRoad();
        QVERIFY(leg);
        QVERIFY(hearsItself());

        m_peers->stopScript(); // as if its computer had lost its power: its BYE never comes
        m_road->lossPercent = 100;

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }, 45'000));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::MediaLost);
    }

    void aGoodbyeThatNobodyConfirmsIsOneHere()
    {
        const LegId leg = talksOverRoad();
        QVERIFY(leg);
        m_peers->stopScript();
        QElapsedTimer sinceHangUp;
        sinceHangUp.start();

        phone().hangUp(leg);

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QVERIFY(sinceHangUp.elapsed() < 2000 * patience());
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::HungUp);
        m_road->lossPercent = 0;
        QVERIFY(talksOverRoad()); // the next call is one like any other
    }

    void anAnswerThatCrossesOurGivingUpLeavesNoCall()
    {
        for (int round = 0; round < 5; ++round) {
            QVERIFY(m_peers->startScript(u"crosses.xml"_s));
            const auto leg = phone().dial(m_desk->to(m_peers->script()));
            QVERIFY(leg);
            QVERIFY(waitFor([&] { return m_desk->isIn(*leg, CallState::RingingOut); }));

            phone().hangUp(*leg);

            QVERIFY(waitFor([&] { return m_desk->isOver(*leg); }));
            QVERIFY2(waitFor([&] { return m_peers->scriptHasEnded(); }), m_peers->scriptOutput().constData()); // it got ACK and BYE
            QVERIFY2(m_peers->scriptCode() == 0, m_peers->scriptOutput().constData());
            QVERIFY(phone().calls().isEmpty());
        }
    }

    void aCallerWhoGivesUpWhileWeAnswerLeavesNoCall()
    {
        for (int round = 0; round < 8; ++round) {
            m_peers->forgetBaresipEvents();
            m_peers->tellBaresip(u"dial"_s, u"sip:alice@acme.sip.test"_s);
            QVERIFY(waitFor([&] { return !phone().calls().isEmpty(); }));
            const LegId leg = phone().calls().first().leg;

            phone().answer(leg);
            QTest::qWait(round * 3); // before, with and after our 200
            m_peers->tellBaresip(u"hangup"_s);

            QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
            QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_CLOSED"_s); }));
            QVERIFY(phone().calls().isEmpty());
        }
    }

    void aServerThatIsGoneLeavesTheCallAlone_data()
    {
        QTest::addColumn<Over>("over");
        QTest::newRow("udp") << Over::Udp;
        QTest::newRow("tcp") << Over::Tcp;
    }
    void aServerThatIsGoneLeavesTheCallAlone()
    {
        QFETCH(Over, over);
        QVERIFY(m_desk->registers(m_desk->account(over)));
        const LegId leg = talksOverRoad();
        QVERIFY(leg);

        m_peers->stopServer();
        const int outage = qEnvironmentVariable("SIP_OUTAGE_SECONDS", u"8"_s).toInt(); // 120 by hand
        QTest::qWait(outage * 1000);

        QVERIFY(m_desk->isIn(leg, CallState::Active));
        QVERIFY(hearsItself());
        if (over == Over::Tcp) // UDP does not notice before it has something to say
            QVERIFY(isRegistration(Registration::WaitingToRetry) || phone().registration().is == Registration::Connecting);
        QVERIFY(m_peers->startServer());
        if (over == Over::Tcp)
            QVERIFY(isRegistration(Registration::Registered, 70'000)); // by itself
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        if (over == Over::Tcp) // over UDP the first word after an outage may be lost
            QVERIFY(waitFor([&] { return m_peers->scriptHasEnded(); }));
        QVERIFY(m_desk->registers(m_desk->account(over)));
        QVERIFY(talksOverRoad());
    }

    void aNetworkThatIsGoneAndBackKeepsTheCall()
    {
        if (!qEnvironmentVariableIsSet(inNamespace))
            QSKIP("needs a network of its own"); // main() gives it one where that is allowed
        QVERIFY(m_desk->registers(m_desk->account(Over::Tcp)));
        const LegId leg = talksOverRoad();
        QVERIFY(leg);
        QVERIFY(hearsItself());

        QVERIFY(setNetwork(false));
        m_desk->line->send(NetworkIs{false}); // as the desk says it
        QVERIFY(isRegistration(Registration::NoNetwork));
        QTest::qWait(6000);
        QVERIFY(m_desk->isIn(leg, CallState::Active));
        QVERIFY(setNetwork(true));
        m_desk->line->send(NetworkIs{true});

        QVERIFY(isRegistration(Registration::Registered));
        QVERIFY(hearsItself());
        QVERIFY(m_desk->isIn(leg, CallState::Active));
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return m_peers->scriptHasEnded() || m_desk->isOver(leg); }));
    }

    void aNetworkThatStaysAwayEndsTheCallInWords()
    {
        if (!qEnvironmentVariableIsSet(inNamespace))
            QSKIP("needs a network of its own");
        QVERIFY(m_desk->registers(m_desk->account(Over::Tcp)));
        const LegId leg = talksOverRoad();
        QVERIFY(leg);

        QVERIFY(setNetwork(false));
        const bool isOver = waitFor([&] { return m_desk->isOver(leg); }, 45'000);
        QVERIFY(setNetwork(true));

        QVERIFY(isOver);
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::MediaLost);
    }
};

// Runs itself again in a network of its own, where the machine allows that: its cable can be pulled.
int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet(inNamespace) && QProcess::execute(u"unshare"_s, {u"-rn"_s, u"sh"_s, u"-c"_s, QString::fromLatin1(makesNetwork)}) == 0) {
        qputenv(inNamespace, "1");
        std::string script(makesNetwork);
        script.append(" && exec \"$0\" \"$@\"");
        std::vector<char *> arguments{const_cast<char *>("unshare"), const_cast<char *>("-rn"), const_cast<char *>("sh"),
                                      const_cast<char *>("-c"), script.data()};
        arguments.insert(arguments.end(), argv, argv + argc);
        arguments.push_back(nullptr);
        ::execvp("unshare", arguments.data());
    }
    QCoreApplication application(argc, argv);
    TestSipFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sipfaults.moc"
