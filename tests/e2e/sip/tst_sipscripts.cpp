// SPDX-License-Identifier: GPL-3.0-or-later
// The far ends that sipp plays, message for message. It does not encrypt: what it shows is shown over TLS by others.
#include "tests/e2e/sip/siptest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSipScripts : public SipTest {
    Q_OBJECT

    bool begin() override { return m_peers->startEcho() && m_desk->registers(m_desk->account(m_over)); }
    QStringList atItsOwnPort() const { return {u"-mp"_s, QString::number(m_peers->ports().media + 20)}; }

private Q_SLOTS:
    void aHandOverThatFailsLeavesTheCall()
    {
        QSignalSpy failed(&phone(), &Phone::transferFailed);
        QVERIFY(m_peers->startScript(u"stays.xml"_s, atItsOwnPort()));
        const LegId leg = m_desk->talksTo(m_peers->script());
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(u"busy"_s)));

        QVERIFY(waitFor([&] { return !failed.isEmpty(); }));
        QVERIFY(becomes(leg, CallState::Active));
        phone().hangUp(leg);
        QVERIFY(scriptIsContent());
    }

    void aColleagueIsAskedAndThenGetsTheCall()
    {
        QVERIFY(m_peers->startScript(u"joined.xml"_s, atItsOwnPort()));
        const LegId caller = m_desk->talksTo(m_peers->script());
        QVERIFY(caller);
        const auto asked = phone().askFirst(caller, m_desk->to(u"echo"_s));
        QVERIFY(asked);
        QVERIFY(waitFor([&] { return isIn(*asked, CallState::Active) && isIn(caller, CallState::HeldByUs); }));

        phone().completeTransfer();

        QVERIFY(becomesOver(caller));
        QCOMPARE(m_desk->endOf(caller)->cause, EndCause::Transferred);
        QVERIFY(scriptIsContent());
    }

    void soundBeforeTheAnswerIsGivenUp()
    {
        QVERIFY(m_peers->startScript(u"early.xml"_s));
        const auto leg = phone().dial(m_desk->to(m_peers->script()));
        QVERIFY(leg);
        QVERIFY(becomes(*leg, CallState::EarlyMedia));

        phone().hangUp(*leg);

        QVERIFY(becomesOver(*leg));
        QCOMPARE(m_desk->endOf(*leg)->cause, EndCause::Cancelled);
        QVERIFY(scriptIsContent());
    }

    void anExpectedCallIsAnsweredByItself()
    {
        phone().expect({.peer = Party(u"+442079460018"_s), .token = "t0ken", .until = QDateTime::currentDateTimeUtc().addSecs(60)});
        QVERIFY(m_peers->startCaller(u"caller.xml"_s, u"alice"_s, atItsOwnPort() + QStringList{u"-rtp_echo"_s}));

        QVERIFY(waitFor([&] { return phone().calls().size() == 1 && phone().calls().first().phase == Phase::Active; }));

        QVERIFY(sounds::becomeLike(m_deskSays, [this] { return m_desk->heard(); }, 2, 0.9)); // sipp sends back what we say
        phone().hangUp(phone().calls().first().leg);
        QVERIFY(scriptIsContent());
    }
};

QTEST_GUILESS_MAIN(TestSipScripts)
#include "tst_sipscripts.moc"
