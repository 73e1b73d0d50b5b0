// SPDX-License-Identifier: GPL-3.0-or-later
// What can be chosen for an account: the codec, and how digits travel. Runs once for each way to the server.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/siptest.h"

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QString allDigits = u"0123456789*#ABCD"_s;

} // namespace

class TestSipChoices : public SipTest {
    Q_OBJECT

    bool begin() override
    {
        const QString wide = m_peers->path(u"wide.wav"_s);
        return sounds::writeWav(wide, sounds::repeated(m_farSays, 10), 48000, 2) && startBob()
            && m_peers->startOpusPhone(wide, m_word, isSafe());
    }

private Q_SLOTS:
    void eachCodecIsHeardAtBothEnds_data()
    {
        QTest::addColumn<SoundCodec>("codec");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("whom");
        QTest::addColumn<double>("likeness");
        QTest::newRow("PCMU") << SoundCodec::Pcmu << u"PCMU"_s << u"bob"_s << 0.95;
        QTest::newRow("PCMA") << SoundCodec::Pcma << u"PCMA"_s << u"bob"_s << 0.95;
        QTest::newRow("Opus") << SoundCodec::Opus << u"opus"_s << u"carol"_s << 0.8; // it keeps what is heard, not the shape
    }
    void eachCodecIsHeardAtBothEnds()
    {
        QFETCH(SoundCodec, codec);
        QFETCH(QString, name);
        QFETCH(QString, whom);
        QFETCH(double, likeness);
        LineAccount account = m_desk->account(m_over);
        account.codecs = {codec};
        QVERIFY(m_desk->registers(account));

        const LegId leg = m_desk->talksTo(whom);

        QVERIFY(leg);
        QVERIFY(waitFor([&] { return phone().call(leg)->codec == name; }));
        QCOMPARE(phone().call(leg)->isEncrypted, isSafe());
        QVERIFY(isHeardHere(2, likeness));
        const auto there = [&] { return sounds::readAt8k(codec == SoundCodec::Opus ? m_peers->heardByOpusPhone() : m_peers->heardByBaresip()); };
        QVERIFY(sounds::becomeLike(m_deskSays, there, 2, likeness));
    }

    void digitsTravelAsInfoWhereThatIsChosen()
    {
        LineAccount account = m_desk->account(m_over);
        account.digitsAs = DigitsAs::Info;
        QVERIFY(m_desk->registers(account));
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);
        QVERIFY(isHeardThere());

        phone().sendDigits(leg, allDigits);

        const QString heard = allDigits.split(QString(), Qt::SkipEmptyParts).join(u' ');
        QVERIFY2(waitFor([&] { return m_peers->digitsHeardByBaresip() == heard; }), qPrintable(m_peers->digitsHeardByBaresip()));
        QVERIFY2(waitFor([&] { return phone().call(leg)->digitsSent == allDigits; }), qPrintable(phone().call(leg)->digitsSent));
        QVERIFY(baresipShows("INFO sip:bob"));
        QVERIFY(baresipShows("application/dtmf-relay"));
        for (const QChar digit : allDigits)
            QVERIFY(baresipShows("Signal=" + QString(digit).toLatin1()));
        QVERIFY(isHeardHere()); // the call goes on
    }

    void digitsThatComeAsInfoAreHeard()
    {
        QVERIFY(m_desk->registers(m_desk->account(m_over)));
        FarPhone far(m_farSays);
        const LegId leg = m_desk->talksTo(far.user());
        QVERIFY(leg);

        for (qsizetype i = 0; i < allDigits.size(); ++i) { // the server keeps no order among messages that come at once
            far.sendInfo("application/dtmf-relay", "Signal=" + allDigits.mid(i, 1).toLatin1() + "\r\nDuration=160\r\n");
            QVERIFY2(waitFor([&] { return phone().call(leg)->digitsHeard == allDigits.left(i + 1); }), qPrintable(phone().call(leg)->digitsHeard));
        }
    }
};

QTEST_GUILESS_MAIN(TestSipChoices)
#include "tst_sipchoices.moc"
