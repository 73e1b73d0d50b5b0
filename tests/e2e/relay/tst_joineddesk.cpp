// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/teamnews.h"
#include "core/softphone/seatsetup.h"
#include "core/team/team.h"
#include "tests/core/sync/desk.h"
#include "tests/e2e/relay/office.h"
#include "tests/e2e/relay/wiretap.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const QString domain = u"acme-desk.sip.twilio.com"_s, theLine = u"+12065550142"_s, theCaller = u"+14155550108"_s;

SyncOptions asUsual()
{
    SyncOptions options;
    options.focusedPoll = options.focusedNumbers = options.toldPoll = options.toldNumbers = std::chrono::hours(1); // only what is told
    return options;
}

} // namespace

class TestJoinedDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextThatComesInIsOnTheDeskWithinTwoSeconds()
    {
        Office office;
        QVERIFY(office.setUp());
        const TeamAccess access = office.access(u"anna"_s, u"assistant"_s);
        QTemporaryDir cache;
        Desk desk(office.credentials(access), cache.path(), asUsual());
        Team team(access);
        TeamNews news(team, desk.sync);
        desk.sync.start();
        team.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && team.events().isLive() && team.events().upTo() >= 0, 30000);

        QList<qint64> took;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer clock;
            clock.start();
            const QString sid = office.text(theCaller, theLine, u"Are you there?"_s);
            QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"message"_s).join(u'\n').contains(sid), 30000);
            took << clock.elapsed();
        }

        std::ranges::sort(took);
        qInfo() << "from the sender to the desk:" << took << "ms";
        QVERIFY(took[2] < 2000);
    }

    void aCallThatRingsIsInTheListAndItsEndToo()
    {
        Office office;
        QVERIFY(office.setUp());
        const TeamAccess access = office.access(u"anna"_s, u"assistant"_s);
        QTemporaryDir cache;
        Desk desk(office.credentials(access), cache.path(), asUsual());
        Team team(access);
        TeamNews news(team, desk.sync);
        desk.sync.start();
        team.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && team.events().isLive() && team.events().upTo() >= 0, 30000);

        const auto sid = office.call(theCaller, theLine, u"hangs_up_at_once"_s);

        QVERIFY(sid);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"call"_s).join(u'\n').contains(*sid), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"call"_s).join(u'\n').contains(*sid + u" completed"_s) || desk.cached(u"call"_s).join(u'\n').contains(*sid + u" no-answer"_s)
                                     || desk.cached(u"call"_s).join(u'\n').contains(*sid + u" canceled"_s), 120000);
    }

    void theDeskOfAnAssistantNeitherGetsNorKeepsTheNumberOfACaller_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("an assistant") << u"assistant"_s << false;
        QTest::newRow("a manager") << u"manager"_s << true;
    }
    void theDeskOfAnAssistantNeitherGetsNorKeepsTheNumberOfACaller()
    {
        QFETCH(QString, role);
        QFETCH(bool, isTold);
        Office office(Office::Callers::Masked);
        QVERIFY(office.setUp());
        TeamAccess access = office.access(u"anna"_s, role);
        WireTap tap(access.url);
        access.url = tap.url();
        QTemporaryDir cache;
        Desk desk(office.credentials(access), cache.path(), asUsual());
        Team team(access);
        TeamNews news(team, desk.sync);
        desk.sync.start();
        team.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWatching() && team.events().isLive() && team.events().upTo() >= 0, 30000);

        const QString text = office.text(theCaller, theLine, u"Are you there?"_s);
        const auto call = office.call(theCaller, theLine, u"hangs_up_at_once"_s);

        QVERIFY(call);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"message"_s).join(u'\n').contains(text), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cached(u"call"_s).join(u'\n').contains(*call), 30000);
        const QByteArray number = theCaller.sliced(2).toLatin1(), handle = "+999";
        QCOMPARE(tap.heard().contains(number), isTold);
        QCOMPARE(tap.heard().contains(handle), !isTold);
        QByteArray kept;
        for (QDirIterator files(cache.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            kept += file.readAll();
        }
        QCOMPARE(kept.contains(number), isTold);
        QCOMPARE(kept.contains(handle), !isTold);
    }

    void aSeatMakesItsOwnSipUserAndComesToTheSameOneOnEachComputer()
    {
        Office office;
        QVERIFY(office.setUp());
        const TeamAccess access = office.access(u"anna"_s, u"assistant"_s);
        TwilioClient twilio(office.credentials(access));
        const Secret password = seatPassword(access.token, u"anna@"_s + domain);
        for (int computer = 0; computer < 2; ++computer) {
            SeatSetup setup(twilio);
            QSignalSpy made(&setup, &SeatSetup::made), failed(&setup, &SeatSetup::failed);

            setup.make(u"anna"_s, domain, password);

            QTRY_VERIFY_WITH_TIMEOUT(made.size() + failed.size() == 1, 30000);
            QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed.first().first().value<Error>().detail));
            QCOMPARE(office.sipUsers(), QStringList{u"anna"_s});
        }
        QCOMPARE(seatPassword(access.token, u"anna@"_s + domain), password);
        QVERIFY(seatPassword(Secret("another"), u"anna@"_s + domain) != password);
        QCOMPARE(password.reveal().size(), 24);
    }

    void aSeatCannotTakeSomebodyElsesUser()
    {
        Office office;
        QVERIFY(office.setUp());
        TwilioClient twilio(office.credentials(office.access(u"anna"_s, u"assistant"_s)));
        SeatSetup setup(twilio);
        QSignalSpy made(&setup, &SeatSetup::made), failed(&setup, &SeatSetup::failed);

        setup.make(u"ben"_s, domain, Secret("Ma7aaaaaaaaaaaaaaaaaaaaa"));

        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30000);
        QVERIFY(office.sipUsers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestJoinedDesk)
#include "tst_joineddesk.moc"
