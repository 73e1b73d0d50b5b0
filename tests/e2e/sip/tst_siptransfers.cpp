// SPDX-License-Identifier: GPL-3.0-or-later
// Two calls at once, and calls that are handed on. Runs once for each way to the server.
#include "tests/e2e/sip/farphone.h"
#include "tests/e2e/sip/siptest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSipTransfers : public SipTest {
    Q_OBJECT

private Q_SLOTS:
    void aSecondCallHoldsTheFirstAndSwapsWithIt()
    {
        const LegId first = m_desk->talksTo(u"bob"_s);
        QVERIFY(first);

        const LegId second = m_desk->talksTo(u"bob"_s);

        QVERIFY(second);
        QVERIFY(becomes(first, CallState::HeldByUs));
        QCOMPARE(phone().current(), second);
        phone().swap();
        QVERIFY(waitFor([&] { return isIn(first, CallState::Active) && isIn(second, CallState::HeldByUs); }));
        QCOMPARE(phone().current(), first);
        const LegId third = ringsFromBob(); // and somebody else calls meanwhile
        QVERIFY(third);
        phone().answer(third);
        QVERIFY(waitFor([&] { return isIn(third, CallState::Active) && isIn(first, CallState::HeldByUs); }));
        phone().hangUp(first);
        QVERIFY(becomesOver(first));
        QVERIFY(isIn(third, CallState::Active));
    }

    void mergedCallsAreOneConversation()
    {
        const LegId first = m_desk->talksTo(isSafe() ? u"bob"_s : u"echo"_s);
        const LegId second = m_desk->talksTo(u"bob"_s);
        QVERIFY(first && second);
        QVERIFY(becomes(first, CallState::HeldByUs));

        phone().merge();

        QVERIFY(waitFor([&] { return phone().call(first)->isMerged && phone().call(second)->isMerged; }));
        QVERIFY(isIn(first, CallState::Active) && isIn(second, CallState::Active));
        // We hear both at once: baresip, and ourselves out of the echo. A mixture is like both and equal to none.
        const auto latest = [this] { return latestHeard(); };
        QVERIFY(sounds::becomeLike(m_farSays, latest, 0.2, 0.35));
        if (!isSafe()) // baresip's bridge is silent after a hold
            QVERIFY(sounds::becomeLike(m_deskSays, latest, 0.2, 0.35));
        phone().hangUp(first);
        QVERIFY(becomesOver(first));
        QVERIFY(becomes(second, CallState::Active));
    }

    void callsCanBeMergedAgainAndAgain()
    {
        for (int round = 0; round < 2; ++round) {
            const LegId first = m_desk->talksTo(u"bob"_s), second = m_desk->talksTo(u"bob"_s);
            QVERIFY(first && second);
            phone().merge();
            QVERIFY(waitFor([&] { return phone().call(first)->isMerged && phone().call(second)->isMerged; }));
            phone().hangUp(first);
            phone().hangUp(second);
            QVERIFY(becomesOver(first) && becomesOver(second));
        }
    }

    void mergedCallsGoOnWithAnotherHeadset()
    {
        const std::vector<qint16> quiet(8000, 0);
        const std::vector<qint16> headsetSays = babble(4, 3);
        QVERIFY(sounds::writeWav(m_peers->path(u"headset.wav"_s), headsetSays, 16000));
        const FileSound::Device desk{u"desk"_s, m_peers->path(u"desk.wav"_s), m_desk->heardFolder()};
        const FileSound::Device headset{u"headset"_s, m_peers->path(u"headset.wav"_s), m_desk->heardFolder()};
        FarPhone one(quiet), two(quiet);
        const LegId first = m_desk->talksTo(one.user()), second = m_desk->talksTo(two.user());
        QVERIFY(first && second);
        QVERIFY(becomes(first, CallState::HeldByUs));
        phone().merge();
        QVERIFY(waitFor([&] { return phone().call(first)->isMerged && phone().call(second)->isMerged; }));
        const auto bothHear = [&](const std::vector<qint16> &says) {
            one.sound().forgetHeard();
            two.sound().forgetHeard();
            return sounds::becomeLike(says, [&] { return one.sound().heard(); }, 0.5, 0.9) && sounds::becomeLike(says, [&] { return two.sound().heard(); }, 0.5, 0.9);
        };
        QVERIFY(bothHear(m_deskSays));

        m_desk->line->send(DevicesMayHaveChanged{{headset, desk}});
        QVERIFY(waitFor([&] { return phone().devices().devices.size() == 2; }));
        const QByteArray headsetId = phone().devices().devices[0].id, deskId = phone().devices().devices[1].id;
        phone().preferDevices({.microphones = {headsetId, deskId}, .speakers = {headsetId, deskId}});

        QVERIFY(waitFor([&] { return phone().devices().microphone == headsetId; }));
        QVERIFY(bothHear(headsetSays));
        m_desk->line->send(DevicesMayHaveChanged{{desk}}); // pulled out
        QVERIFY(waitFor([&] { return phone().devices().microphone == deskId; }));
        QVERIFY(bothHear(m_deskSays));
        QVERIFY(phone().call(first)->isMerged && phone().call(second)->isMerged);
    }

    void aCallIsHandedOverWithoutAsking()
    {
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(isSafe() ? u"echo"_s : u"bob"_s)));

        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Transferred);
    }

    void whoeverLeavesWithATransferInHandHasBeenHandedOver()
    {
        FarPhone caller(m_farSays, FarPhone::Manner::LeavesWhenTransferred);
        const LegId leg = m_desk->talksTo(caller.user());
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(u"echo"_s)));

        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Transferred);
    }

    void aHandOverThatFailsLeavesTheCall()
    {
        QSignalSpy failed(&phone(), &Phone::transferFailed);
        const LegId leg = m_desk->talksTo(u"bob"_s);
        QVERIFY(leg);

        QVERIFY(phone().transfer(leg, m_desk->to(u"busy"_s)));

        QVERIFY(waitFor([&] { return !failed.isEmpty(); }));
        QVERIFY(becomes(leg, CallState::Active));
        QVERIFY(isHeardHere(1, 0.9));
    }

    void aColleagueIsAskedAndThenGetsTheCall()
    {
        FarPhone caller(m_farSays), colleague(babble(4, 3));
        const LegId leg = m_desk->talksTo(caller.user());
        QVERIFY(leg);
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return caller.sound().heard(); }, 0.5));
        const auto asked = phone().askFirst(leg, m_desk->to(colleague.user()));
        QVERIFY(asked);
        QVERIFY(waitFor([&] { return isIn(*asked, CallState::Active) && isIn(leg, CallState::HeldByUs); }));
        QVERIFY(sounds::becomeLike(m_deskSays, [&] { return colleague.sound().heard(); }, 0.5));

        phone().completeTransfer();

        QVERIFY(becomesOver(leg));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Transferred);
        const auto where = sip::NameAddr::parse(caller.referredTo());
        QVERIFY(where);
        QCOMPARE(where->uri.user, colleague.user().toUtf8());
        const auto fields = where->uri.headerFields();
        QCOMPARE(fields.size(), 1);
        QCOMPARE(fields[0].first.toLower(), QByteArray("replaces"));
        QList<QByteArray> named = fields[0].second.split(';'); // the very call, as the colleague sees it
        QCOMPARE(named.takeFirst(), colleague.dialog().callId);
        QVERIFY(named.contains("to-tag=" + colleague.dialog().localTag));
        QVERIFY(named.contains("from-tag=" + colleague.dialog().remoteTag));
        QVERIFY(waitFor([&] { return caller.isOver(); }));
        QVERIFY(!colleague.isOver()); // the caller's telephone takes that call over
    }

    void aColleagueWhoIsBusyBringsUsBack()
    {
        const LegId caller = m_desk->talksTo(u"bob"_s);
        QVERIFY(caller);

        const auto asked = phone().askFirst(caller, m_desk->to(u"busy"_s));

        QVERIFY(asked);
        QVERIFY(becomesOver(*asked));
        QCOMPARE(m_desk->endOf(*asked)->cause, EndCause::Busy);
        QVERIFY(becomes(caller, CallState::Active));
    }
};

QTEST_GUILESS_MAIN(TestSipTransfers)
#include "tst_siptransfers.moc"
