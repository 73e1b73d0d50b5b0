// SPDX-License-Identifier: GPL-3.0-or-later
// Every thing a person does with a call, with the sound compared at both ends. Runs once for each way to the server:
// SIP_OVER=udp, tcp or tls; over tls the sound is encrypted too.
#include "tests/e2e/sip/desk.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

constexpr double silent = 30;  // of samples; speech is in the thousands
constexpr double loud = 1000;

} // namespace

class TestSipCalls : public QObject {
    Q_OBJECT

    std::unique_ptr<Peers> m_peers;
    std::unique_ptr<Desk> m_desk;
    std::vector<qint16> m_deskSays = babble(4, 1), m_farSays = babble(4, 2);
    QString m_word = qEnvironmentVariable("SIP_OVER", u"udp"_s);
    Over m_over = m_word == u"tls" ? Over::Tls : m_word == u"tcp" ? Over::Tcp : Over::Udp;

    Phone &phone() { return *m_desk->phone; }

    bool isLike(const std::vector<qint16> &said, const std::function<std::vector<qint16>()> &heard, double second, double atLeast)
    {
        // On a busy machine the jitter buffer shifts time now and then: the next second is as good.
        double best = 0;
        const bool isFound = waitFor([&] {
            const auto samples = heard();
            if (samples.size() < size_t((second + 0.5) * 8000))
                return false;
            best = std::max(best, sounds::likeness(said, samples, second));
            if (samples.size() >= size_t((second + 1.5) * 8000))
                second += 1;
            return best > atLeast;
        }, 12'000);
        if (!isFound)
            qWarning() << "likeness" << best << "of" << heard().size() << "samples";
        return isFound;
    }
    /// What baresip hears is what our microphone says, from second 2 on.
    bool isHeardThere(double second = 2, double atLeast = 0.95)
    {
        return isLike(m_deskSays, [this] { return sounds::readAt8k(m_peers->heardByBaresip()); }, second, atLeast);
    }
    bool isHeardHere(double second = 2, double atLeast = 0.95)
    {
        return isLike(m_farSays, [this] { return m_desk->heard(); }, second, atLeast);
    }
    /// Whether sound arrives at baresip. Silence is also when nothing arrives at all, for most of a second.
    bool thereIsLoud(bool isLoud)
    {
        QString path = m_peers->heardByBaresip();
        size_t known = sounds::readAt8k(path).size();
        QElapsedTimer sinceLoud;
        sinceLoud.start();
        const bool is = waitFor([&] {
            const QString latest = m_peers->heardByBaresip(); // a file for each stream
            if (std::exchange(path, latest) != latest)
                known = 0;
            const auto heard = sounds::readAt8k(path);
            const double level = heard.size() > known ? sounds::loudnessAtEnd(heard, double(heard.size() - known) / 8000) : 0;
            known = std::max(known, heard.size());
            if (level > silent)
                sinceLoud.restart();
            return isLoud ? level > loud : sinceLoud.hasExpired(800);
        });
        if (!is)
            qWarning() << m_peers->allHeardByBaresip() << known;
        return is;
    }
    bool scriptIsContent()
    {
        const bool isContent = waitFor([this] { return m_peers->scriptHasEnded(); }) && m_peers->scriptCode() == 0;
        if (!isContent)
            qWarning() << m_peers->scriptOutput();
        return isContent;
    }
    LegId ringsFromBaresip()
    {
        const qsizetype before = phone().calls().size();
        m_peers->tellBaresip(u"dial"_s, u"sip:alice@acme.sip.test"_s);
        return waitFor([&] { return phone().calls().size() > before; }) ? phone().calls().last().leg : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QStringList missing = Peers::missing();
        if (!missing.isEmpty() && qEnvironmentVariable("MILASSIST_PEERS") != u"required")
            QSKIP(qPrintable(u"not installed: "_s + missing.join(u' ')));
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        m_peers = std::make_unique<Peers>();
        QVERIFY(sounds::writeWav(m_peers->path(u"desk.wav"_s), m_deskSays, 16000));
        std::vector<qint16> minutes;
        for (int i = 0; i < 60; ++i)
            minutes.insert(minutes.end(), m_farSays.begin(), m_farSays.end());
        QVERIFY(sounds::writeWav(m_peers->path(u"far.wav"_s), minutes, 8000)); // baresip hangs up at its end
        QVERIFY(m_peers->startServer());
        QVERIFY(m_over == Over::Tls ? m_peers->startEncryptedEcho() : m_peers->startEcho());
        QVERIFY(m_peers->startBaresip(m_peers->path(u"far.wav"_s), true, m_word, m_over == Over::Tls));
        m_desk = std::make_unique<Desk>(*m_peers);
        QVERIFY(m_desk->registers(m_desk->account(m_over)));
    }
    void cleanup()
    {
        if (!m_desk)
            return;
        for (const LiveCall &call : QList<LiveCall>(phone().calls()))
            phone().hangUp(call.leg);
        QVERIFY(waitFor([this] { return phone().calls().isEmpty(); }));
        m_peers->stopScript();
        m_peers->forgetBaresipEvents();
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_peers.reset();
    }

    void soundGoesBothWays()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);

        QVERIFY(leg);
        QVERIFY(waitFor([&] { return phone().call(leg)->codec == u"PCMU"; }));
        QCOMPARE(phone().call(leg)->isEncrypted, m_over == Over::Tls);
        QVERIFY(isHeardThere());
        QVERIFY(isHeardHere());
        QVERIFY(waitFor([&] { return phone().call(leg)->quality.packetsHeard > 100; }));
        QVERIFY(waitFor([&] { return phone().call(leg)->levels.microphone > -40 && phone().call(leg)->levels.speaker > -40; }));
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::HungUp);
        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_CLOSED"_s); }));
    }

    void anIncomingCallIsAnsweredAndEndsWhenTheyHangUp()
    {
        const LegId leg = ringsFromBaresip();
        QVERIFY(leg);
        QVERIFY(m_desk->isIn(leg, CallState::RingingIn));
        QCOMPARE(phone().call(leg)->peer.text(), u"sip:bob@acme.sip.test"_s);
        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_RINGING"_s); }));

        phone().answer(leg);

        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        QVERIFY(isHeardThere());
        QVERIFY(isHeardHere());
        m_peers->tellBaresip(u"hangup"_s);
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::TheyHungUp);
    }

    void aDeclinedCallerHearsWhy_data()
    {
        QTest::addColumn<bool>("busy");
        QTest::addColumn<QString>("heard");
        QTest::newRow("busy") << true << u"486"_s;
        QTest::newRow("to voicemail") << false << u"603"_s;
    }
    void aDeclinedCallerHearsWhy()
    {
        QFETCH(bool, busy);
        QFETCH(QString, heard);
        const LegId leg = ringsFromBaresip();
        QVERIFY(leg);

        phone().decline(leg, busy ? Rejection::Busy : Rejection::Declined);

        QVERIFY(waitFor([&] { return m_peers->baresipSaid(u"CALL_CLOSED "_s + heard); }));
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Declined);
    }

    void aCallerWhoGivesUpStopsTheRinging()
    {
        const LegId leg = ringsFromBaresip();
        QVERIFY(leg);

        m_peers->tellBaresip(u"hangup"_s);

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Cancelled);
    }

    void holdIsSilenceThereAndResumeIsSound()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(thereIsLoud(true));

        phone().hold(leg, true);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::HeldByUs); }));
        QVERIFY(thereIsLoud(false));

        phone().hold(leg, false);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        QVERIFY(isHeardHere(2, 0.9)); // a stream of its own, from the resuming on
    }

    void whatWeSayAfterResumingIsHeardAgain()
    {
        if (m_over == Over::Tls)
            QSKIP("the echo that speaks SRTP is silent after a hold");
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        phone().hold(leg, true);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::HeldByUs); }));

        phone().hold(leg, false);

        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        QVERIFY(isLike(m_deskSays, [this] { return m_desk->heard(); }, 1, 0.9));
    }

    void theOtherEndCanHoldToo()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);

        m_peers->tellBaresip(u"hold"_s);
        const bool isHeld = waitFor([&] { return m_desk->isIn(leg, CallState::HeldByThem); });
        QVERIFY2(isHeld, QByteArray::number(int(stateOf(*phone().call(leg)))).constData());

        m_peers->tellBaresip(u"resume"_s);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
    }

    void mutedIsSilenceThereAndSoundHere()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(thereIsLoud(true));

        phone().mute(leg, true);

        QVERIFY(waitFor([&] { return phone().call(leg)->isMuted; }));
        QVERIFY(thereIsLoud(false));
        QVERIFY(sounds::loudnessAtEnd(m_desk->heard(), 0.4) > loud);
        phone().mute(leg, false);
        QVERIFY(thereIsLoud(true));
    }

    void digitsArriveAtTheOtherEnd()
    {
        const LegId leg = m_desk->talksTo(m_over == Over::Tls ? u"bob"_s : u"echo"_s);
        QVERIFY(leg);

        phone().sendDigits(leg, u"0123456789*#ABCD"_s);

        if (m_over == Over::Tls) {
            const QString heard = QStringList(u"0123456789*#ABCD"_s.split(QString(), Qt::SkipEmptyParts)).join(u' ');
            QVERIFY2(waitFor([&] { return m_peers->digitsHeardByBaresip() == heard; }), qPrintable(m_peers->digitsHeardByBaresip()));
            QCOMPARE(phone().call(leg)->digitsSent, u"0123456789*#ABCD"_s);
            return;
        }
        QVERIFY(waitFor([&] { return m_desk->isOver(leg) || phone().call(leg)->digitsHeard.size() >= 16; }));
        QVERIFY(!m_desk->isOver(leg));
        QCOMPARE(phone().call(leg)->digitsHeard, u"0123456789*#ABCD"_s);
        QCOMPARE(phone().call(leg)->digitsSent, u"0123456789*#ABCD"_s);
    }

    void aSecondCallHoldsTheFirstAndSwapsWithIt()
    {
        const LegId first = m_desk->talksTo(u"bob"_s);
        QVERIFY(first);

        const LegId second = m_desk->talksTo(u"bob"_s);

        QVERIFY(second);
        QVERIFY(waitFor([&] { return m_desk->isIn(first, CallState::HeldByUs); }));
        QCOMPARE(phone().current(), second);
        phone().swap();
        QVERIFY(waitFor([&] { return m_desk->isIn(first, CallState::Active) && m_desk->isIn(second, CallState::HeldByUs); }));
        QCOMPARE(phone().current(), first);
        const LegId third = ringsFromBaresip(); // and somebody else calls meanwhile
        QVERIFY(third);
        phone().answer(third);
        QVERIFY(waitFor([&] { return m_desk->isIn(third, CallState::Active) && m_desk->isIn(first, CallState::HeldByUs); }));
        phone().hangUp(first);
        QVERIFY(waitFor([&] { return m_desk->isOver(first); }));
        QVERIFY(m_desk->isIn(third, CallState::Active));
    }

    void mergedCallsAreOneConversation()
    {
        const LegId first = m_desk->talksTo(m_over == Over::Tls ? u"bob"_s : u"echo"_s);
        const LegId second = m_desk->talksTo(u"bob"_s);
        QVERIFY(first && second);
        QVERIFY(waitFor([&] { return m_desk->isIn(first, CallState::HeldByUs); }));

        phone().merge();

        QVERIFY(waitFor([&] { return phone().call(first)->isMerged && phone().call(second)->isMerged; }));
        QVERIFY(m_desk->isIn(first, CallState::Active) && m_desk->isIn(second, CallState::Active));
        // We hear both at once: baresip, and ourselves out of the echo. A mixture is like both and equal to none.
        const auto latest = [this] {
            const auto heard = m_desk->heard();
            return heard.size() < 16000 ? std::vector<qint16>() : std::vector<qint16>(heard.end() - 8000, heard.end());
        };
        QVERIFY(isLike(m_farSays, latest, 0.2, 0.35));
        if (m_over != Over::Tls) // baresip's bridge is silent after a hold
            QVERIFY(isLike(m_deskSays, latest, 0.2, 0.35));
        phone().hangUp(first);
        QVERIFY(waitFor([&] { return m_desk->isOver(first); }));
        QVERIFY(waitFor([&] { return m_desk->isIn(second, CallState::Active); }));
    }

    void aCallIsHandedOverWithoutAsking()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(m_over == Over::Tls ? u"echo"_s : u"bob"_s)));

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Transferred);
    }

    void aHandOverThatFailsLeavesTheCall()
    {
        QSignalSpy failed(&phone(), &Phone::transferFailed);
        if (m_over != Over::Tls)
            QVERIFY(m_peers->startScript(u"stays.xml"_s, {u"-mp"_s, QString::number(m_peers->ports().media + 20)}));
        const LegId leg = m_desk->talksTo(m_over == Over::Tls ? u"bob"_s : m_peers->script()); // sipp speaks no SRTP
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(u"busy"_s)));

        QVERIFY(waitFor([&] { return !failed.isEmpty(); }));
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        phone().hangUp(leg);
        QVERIFY(m_over == Over::Tls ? waitFor([&] { return m_desk->isOver(leg); }) : scriptIsContent());
    }

    void aColleagueIsAskedAndThenGetsTheCall()
    {
        if (m_over == Over::Tls)
            QSKIP("sipp speaks no SRTP, and baresip is gone after a REFER with Replaces");
        QVERIFY(m_peers->startScript(u"joined.xml"_s, {u"-mp"_s, QString::number(m_peers->ports().media + 20)}));
        const LegId caller = m_desk->talksTo(m_peers->script());
        QVERIFY(caller);
        const auto asked = phone().askFirst(caller, m_desk->to(u"echo"_s));
        QVERIFY(asked);
        QVERIFY(waitFor([&] { return m_desk->isIn(*asked, CallState::Active) && m_desk->isIn(caller, CallState::HeldByUs); }));

        phone().completeTransfer();

        QVERIFY(waitFor([&] { return m_desk->isOver(caller); }));
        QCOMPARE(m_desk->endOf(caller)->cause, EndCause::Transferred);
        QVERIFY(scriptIsContent());
    }

    void aColleagueWhoIsBusyBringsUsBack()
    {
        const LegId caller = m_desk->talksTo(u"bob"_s);
        QVERIFY(caller);

        const auto asked = phone().askFirst(caller, m_desk->to(u"busy"_s));

        QVERIFY(asked);
        QVERIFY(waitFor([&] { return m_desk->isOver(*asked); }));
        QCOMPARE(m_desk->endOf(*asked)->cause, EndCause::Busy);
        QVERIFY(waitFor([&] { return m_desk->isIn(caller, CallState::Active); }));
    }

    void aRecordingHoldsBothSides()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        phone().record(leg, true);
        QVERIFY(waitFor([&] { return phone().call(leg)->isRecorded; }));
        const QString path = phone().call(leg)->recordPath;
        const qint64 begun = phone().call(leg)->quality.packetsHeard;
        QVERIFY(waitFor([&] { return phone().call(leg)->quality.packetsHeard > begun + 250; })); // five seconds
        phone().record(leg, false);
        QVERIFY(waitFor([&] { return !phone().call(leg)->isRecorded; }));
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));

        const auto recorded = [&] { return sounds::readAt8k(path); };
        QVERIFY(isLike(m_deskSays, recorded, 3, 0.4));
        QVERIFY(isLike(m_farSays, recorded, 3, 0.4));
    }

    void theOtherEndsAnswerIsUnderstood_data()
    {
        QTest::addColumn<QString>("whom");
        QTest::addColumn<EndCause>("cause");
        QTest::newRow("busy") << u"busy"_s << EndCause::Busy;
        QTest::newRow("declined") << u"declined"_s << EndCause::Declined;
        QTest::newRow("no such number") << u"nobody"_s << EndCause::NotFound;
        QTest::newRow("not there") << u"dave"_s << EndCause::NoAnswer;
    }
    void theOtherEndsAnswerIsUnderstood()
    {
        QFETCH(QString, whom);
        QFETCH(EndCause, cause);

        const auto leg = phone().dial(m_desk->to(whom));

        QVERIFY(leg);
        QVERIFY(waitFor([&] { return m_desk->isOver(*leg); }));
        QCOMPARE(m_desk->endOf(*leg)->cause, cause);
    }

    void soundBeforeTheAnswerIsHeardAndGivenUp()
    {
        if (m_over == Over::Tls)
            QSKIP("sipp speaks no SRTP");
        QVERIFY(m_peers->startScript(u"early.xml"_s));
        const auto leg = phone().dial(m_desk->to(m_peers->script()));
        QVERIFY(leg);
        QVERIFY(waitFor([&] { return m_desk->isIn(*leg, CallState::EarlyMedia); }));

        phone().hangUp(*leg);

        QVERIFY(waitFor([&] { return m_desk->isOver(*leg); }));
        QCOMPARE(m_desk->endOf(*leg)->cause, EndCause::Cancelled);
        QVERIFY(scriptIsContent());
    }

    void twiliosHeadersReachTheScreenAndAnExpectedCallIsAnsweredByItself()
    {
        if (m_over == Over::Tls)
            QSKIP("sipp speaks no SRTP");
        QVERIFY(m_peers->startCaller(u"caller.xml"_s, u"alice"_s, {u"-rtp_echo"_s, u"-mp"_s, QString::number(m_peers->ports().media + 20)}));
        QVERIFY(waitFor([&] { return !phone().calls().isEmpty(); }));
        const LiveCall call = phone().calls().first();
        QCOMPARE(call.peer.text(), u"+12065550142"_s);
        QCOMPARE(call.peerName, u"Anna Lee"_s);
        QCOMPARE(call.line.text(), u"+12065550100"_s);
        QCOMPARE(call.reason, u"round robin, you are 2 of 3"_s);
        QCOMPARE(call.callSid.text(), u"CA00112233445566778899aabbccddeeff"_s);
        QVERIFY(!call.sipCallId.isEmpty());
        phone().decline(call.leg, Rejection::Busy);
        QVERIFY(waitFor([&] { return phone().calls().isEmpty(); }));

        phone().expect({.peer = Party(u"+442079460018"_s), .token = "t0ken", .until = QDateTime::currentDateTimeUtc().addSecs(60)});
        QVERIFY(m_peers->startCaller(u"caller.xml"_s, u"alice"_s, {u"-rtp_echo"_s, u"-mp"_s, QString::number(m_peers->ports().media + 20)}));
        QVERIFY(waitFor([&] { return phone().calls().size() == 1 && phone().calls().first().phase == Phase::Active; }));
        QCOMPARE(phone().calls().first().peer.text(), u"+442079460018"_s);
        QVERIFY(isLike(m_deskSays, [this] { return m_desk->heard(); }, 2, 0.9)); // sipp sends back what we say
        phone().hangUp(phone().calls().first().leg);
        QVERIFY(scriptIsContent());
    }

    void whoPullsTheMicrophoneOutGoesOnWithTheNext()
    {
        QVERIFY(sounds::writeWav(m_peers->path(u"headset.wav"_s), m_farSays, 16000));
        const FileSound::Device desk{u"desk"_s, m_peers->path(u"desk.wav"_s), m_desk->heardFolder()};
        const FileSound::Device headset{u"headset"_s, m_peers->path(u"headset.wav"_s), m_desk->heardFolder()};
        m_desk->line->send(DevicesMayHaveChanged{{desk, headset}});
        QVERIFY(waitFor([&] { return phone().devices().devices.size() == 2; }));
        const QByteArray deskId = phone().devices().devices[0].id, headsetId = phone().devices().devices[1].id;
        phone().preferDevices({.microphones = {headsetId, deskId}, .speakers = {headsetId, deskId}});
        QVERIFY(waitFor([&] { return phone().devices().microphone == headsetId; }));
        const LegId leg = m_desk->talksTo(u"echo"_s);
        QVERIFY(leg);
        QVERIFY(isLike(m_farSays, [this] { return m_desk->heard(); }, 2, 0.9)); // the headset's voice, out of the echo

        m_desk->line->send(DevicesMayHaveChanged{{desk}});

        QVERIFY(waitFor([&] { return phone().devices().microphone == deskId; }));
        QVERIFY(isLike(m_deskSays, [this] {
            const auto heard = m_desk->heard();
            return heard.size() < 8000 ? std::vector<qint16>() : std::vector<qint16>(heard.end() - 8000, heard.end());
        }, 0.2, 0.9));
        QVERIFY(m_desk->isIn(leg, CallState::Active));
    }
};

QTEST_GUILESS_MAIN(TestSipCalls)
#include "tst_sipcalls.moc"
