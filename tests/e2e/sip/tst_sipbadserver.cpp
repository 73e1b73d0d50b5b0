// SPDX-License-Identifier: GPL-3.0-or-later
// A server that has gone bad costs at most the call. That is said in words, and the desk is registered again at once.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/hostile.h"
#include "tests/e2e/sip/hostileserver.h"
#include "tests/e2e/sip/siptest.h"
#include "ui/shell/phone/phonewords.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSipBadServer : public SipTest {
    Q_OBJECT

    bool begin() override { return true; }
    /// Somebody calls, is answered and heard.
    LegId talksTo(FarPhone &far, const HostileServer &server, bool encrypts)
    {
        far.call(server.port(), "alice", encrypts, {});
        if (!waitFor([this] { return !phone().calls().isEmpty(); }))
            return 0;
        const LegId leg = phone().calls().first().leg;
        phone().answer(leg);
        return becomes(leg, CallState::Active) && isHeardHere(1, 0.9) ? leg : 0;
    }

private Q_SLOTS:
    void init() { m_desk = std::make_unique<Desk>(*m_peers); }

    void aServerGoneBadCostsAtMostTheCall_data()
    {
        QTest::addColumn<Over>("over");
        QTest::addColumn<QByteArray>("killer");
        const std::pair<const char *, Over> ways[] = {{"udp", Over::Udp}, {"tcp", Over::Tcp}, {"tls", Over::Tls}};
        for (const auto &[word, over] : ways) {
            for (const hostile::Killer &killer : hostile::killers())
                QTest::addRow("%s over %s", killer.name, word) << over << killer.datagram;
        }
    }
    void aServerGoneBadCostsAtMostTheCall()
    {
        QFETCH(Over, over);
        QFETCH(QByteArray, killer);
        HostileServer server(over, m_peers->path(u"."_s));
        LineAccount account = m_desk->account(over);
        account.port = server.port();
        QVERIFY(m_desk->registers(account));
        FarPhone far(m_farSays);
        const LegId leg = talksTo(far, server, over == Over::Tls);
        QVERIFY(leg);
        QSignalSpy lost(&phone(), &Phone::engineLost), ended(&phone(), &Phone::callEnded), said(&phone(), &Phone::registrationChanged);
        const int answers = server.answers();
        QElapsedTimer timer;
        timer.start();

        server.send(killer.replace("SIP/2.0/UDP 127.0.0.1:5099", server.via()));

        QVERIFY(waitFor([&] { return !lost.isEmpty() || server.answers() > answers; })); // it may as well be survived
        if (lost.isEmpty()) {
            qInfo("survived");
            QVERIFY(isIn(leg, CallState::Active));
        } else {
            QVERIFY(waitFor([&] { return phone().isRegistered(); }));
            qInfo() << "registered again after" << timer.elapsed() << "ms";
            QVERIFY(timer.elapsed() < 2000 * patience());
            QCOMPARE(ended.size(), 1);
            const EndWords words = endWords(ended[0][0].value<LiveCall>());
            QCOMPARE(words.text, u"The voice engine stopped unexpectedly"_s);
            QVERIFY(words.advice.contains(u"call back"));
            QCOMPARE(registrationWords(said[0][0].value<RegistrationState>()).text, u"Voice engine is starting again"_s);
            FarPhone again(m_farSays);
            QVERIFY(talksTo(again, server, over == Over::Tls));
        }
        QVERIFY(phone().isRegistered());
    }
};

QTEST_GUILESS_MAIN(TestSipBadServer)
#include "tst_sipbadserver.moc"
