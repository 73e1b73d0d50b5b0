// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody pastes a link and works in a team: the program, its voice engine, a relay and a sandbox as they are.
#include "app/desk/application.h"
#include "tests/e2e/relay/office.h"
#include "tests/e2e/relay/wiretap.h"

#include <QApplication>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const QString theCaller = u"+14155550108"_s, theLine = u"+12065550142"_s;

} // namespace

class TestJoinedProgram : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Office> m_office;
    std::unique_ptr<DeskApplication> m_desk;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    template <typename T>
    T *find(const QString &name) const
    {
        return m_desk->window().findChild<T *>(name);
    }
    bool press(const QString &name)
    {
        const auto ready = [&] {
            const auto *button = find<QAbstractButton>(name);
            return button && button->isVisible() && button->isEnabled();
        };
        if (!QTest::qWaitFor(ready, 20'000))
            return false;
        find<QAbstractButton>(name)->click();
        return true;
    }
    /// Telephones come to @p office from now on. @param port instead of its own
    bool useSipOf(const Office &office, quint16 port = 0)
    {
        QFile authority(path(u"authority.pem"_s));
        if (!authority.open(QIODevice::WriteOnly) || authority.write(office.sipAuthority()) <= 0)
            return false;
        qputenv("MILASSIST_SIP_SERVER", office.sipTls().section(u':', 0, 0).toUtf8());
        qputenv("MILASSIST_SIP_PORT", port ? QByteArray::number(port) : office.sipTls().section(u':', 1).toUtf8());
        qputenv("MILASSIST_SIP_CA_FILE", path(u"authority.pem"_s).toUtf8());
        return true;
    }
    /// @param folder of the program's own
    bool join(const TeamAccess &access, const QString &folder = {})
    {
        m_desk = std::make_unique<DeskApplication>(*qApp, path(access.user + folder), DeskCommand());
        m_desk->useSound({{{.name = u"desk"_s, .says = {}, .hears = {}}}});
        m_desk->start();
        if (!press(u"joinDoor"_s))
            return false;
        find<QLineEdit>(u"joinLink"_s)->setText(access.url.toString() + u"/#"_s + QString::fromUtf8(access.token.reveal()));
        return press(u"keepNowhere"_s) && press(u"joinButton"_s)
            && QTest::qWaitFor([this] { return m_desk->session() && m_desk->session()->team() && m_desk->session()->team()->events().isLive(); }, 30'000);
    }
    QStringList pages()
    {
        QStringList ids;
        for (const PageSpec &page : m_desk->session()->pages())
            ids << page.id;
        return ids;
    }

    static QByteArray bytesBelow(const QString &folder)
    {
        QByteArray bytes;
        for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            QFile file(files.next());
            bytes += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        return bytes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", QByteArray(BINARY_DIR "/bin:") + qgetenv("PATH"));
        m_office = std::make_unique<Office>();
        QVERIFY(m_office->setUp());
        QVERIFY(useSipOf(*m_office));
    }
    void cleanup() { m_desk.reset(); }
    void cleanupTestCase() { m_office.reset(); }

    void anAssistantJoinsWithALinkAndHasWhatTheyMayUse()
    {
        const TeamAccess access = m_office->access(u"anna"_s, u"assistant"_s);
        QVERIFY(join(access));

        QCOMPARE(pages(), (QStringList{u"calls"_s, u"voicemail"_s, u"messages"_s, u"contacts"_s, u"tasks"_s}));
        const Profile &profile = m_desk->session()->profile();
        QCOMPARE(profile.team->role, u"assistant"_s);
        QCOMPARE(profile.baseUrl, access.url);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->phone() && m_desk->phone()->isRegistered(), 60'000); // nobody has set it up
        QCOMPARE(m_office->sipUsers(), QStringList{u"anna"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->session()->team()->presence().isTold(), 20'000);
        if (const QString pictures = qEnvironmentVariable("MILASSIST_PICTURES"); !pictures.isEmpty()) {
            m_desk->window().resize(1280, 800);
            m_office->text(u"+14155550108"_s, u"+12065550142"_s, u"Are you there?"_s);
            m_desk->window().showPage(u"messages"_s);
            QTest::qWait(1500);
            m_desk->window().grab().save(pictures + u"/joined.png"_s);
            m_desk->window().showPage(u"settings"_s);
            QTest::qWait(500);
            m_desk->window().grab().save(pictures + u"/joined-settings.png"_s);
        }
    }

    void anAdminHasEveryScreenAndTheTeamsPlan()
    {
        QVERIFY(join(m_office->access(u"olga"_s, u"admin"_s)));

        QCOMPARE(pages(), (QStringList{u"calls"_s, u"voicemail"_s, u"messages"_s, u"contacts"_s, u"tasks"_s, u"optOuts"_s, u"numbers"_s, u"routing"_s, u"team"_s, u"doctor"_s}));
        m_desk->window().showPage(u"routing"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->session()->team()->roster().now().has_value(), 20'000);
        auto plan = m_desk->session()->plans().load();
        QTRY_VERIFY_WITH_TIMEOUT(plan.isFinished(), 20'000);
        QVERIFY(plan.result().has_value());
        QCOMPARE(plan.result()->plan.people.size(), std::size_t(2));
        if (const QString pictures = qEnvironmentVariable("MILASSIST_PICTURES"); !pictures.isEmpty()) {
            m_desk->window().resize(1280, 800);
            QTest::qWait(800);
            press(u"routeChip"_s);
            QTest::qWait(800);
            m_desk->window().grab().save(pictures + u"/admin-routing.png"_s);
        }
    }

    void aRoleThatChangesShowsItsScreensAtOnceAndTheTelephoneStays()
    {
        QVERIFY(join(m_office->access(u"dora"_s, u"assistant"_s)));
        QVERIFY(!pages().contains(u"team"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->phone() && m_desk->phone()->isRegistered(), 60'000);
        const Phone *phone = m_desk->phone();

        QVERIFY(m_office->changeRole(u"dora"_s, u"admin"_s));

        QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(u"rail_team"_s) != nullptr, 20'000);
        QVERIFY(pages().contains(u"team"_s) && pages().contains(u"numbers"_s));
        QCOMPARE(m_desk->phone(), phone); // a call would have gone on
        QVERIFY(phone->isRegistered());

        QVERIFY(m_office->changeRole(u"dora"_s, u"assistant"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(u"rail_team"_s) == nullptr, 20'000);
    }

    void whenCallersAreHiddenNothingThatWasKeptTellsANumber()
    {
        QVERIFY(join(m_office->access(u"ben"_s, u"assistant"_s)));
        m_office->text(u"+14155550108"_s, u"+12065550142"_s, u"Are you there?"_s);
        const auto keeps = [this](const QByteArray &what) { return bytesBelow(path(u"ben"_s)).contains(what); };
        QTRY_VERIFY_WITH_TIMEOUT(keeps("4155550108"), 30'000);

        QVERIFY(m_office->hideCallers());

        QTRY_VERIFY_WITH_TIMEOUT(keeps("+999"), 60'000); // fetched again
        QVERIFY(!keeps("4155550108"));
        QVERIFY(keeps("Are you there?"));
    }

    void aManagerSeesThePlanAndCannotSaveIt()
    {
        QVERIFY(join(m_office->access(u"mia"_s, u"manager"_s)));

        QVERIFY(pages().contains(u"routing"_s) && !pages().contains(u"numbers"_s));
        m_desk->window().showPage(u"routing"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"savePlanButton"_s) != nullptr, 20'000);
        QVERIFY(find<QPushButton>(u"savePlanButton"_s)->isHidden());
    }

    void aDeskWhoseTelephoneIsNotConnectedIsPassedOverUntilItIs_data()
    {
        QTest::addColumn<bool>("isServerAway");
        QTest::newRow("another SIP password") << false;
        QTest::newRow("no SIP server") << true;
    }
    void aDeskWhoseTelephoneIsNotConnectedIsPassedOverUntilItIs()
    {
        QFETCH(bool, isServerAway);
        const QJsonArray untilAnswered{QJsonObject{{u"answer"_s, 120}}};
        Office office;
        std::optional<WireTap> way;
        const auto leave = qScopeGuard([this] { m_desk.reset(); }); // before where it has connected to
        QVERIFY(office.setUp() && office.registerTelephone(u"ben"_s));
        const TeamAccess access = office.access(u"anna"_s, u"assistant"_s);
        const quint16 port = isServerAway ? WireTap::freePort() : 0;
        QVERIFY(useSipOf(office, port));
        if (!isServerAway) {
            QVERIFY(office.setSipPassword(u"anna"_s, "Another1Horse"));
            office.setSipUsersFrozen(true);
        }
        QVERIFY(join(access, isServerAway ? u"-away"_s : u"-refused"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->phone() && m_desk->phone()->registration().problem != RegistrationProblem::None, 90'000);
        QTRY_COMPARE_WITH_TIMEOUT(office.isAtDesk(u"anna"_s), std::optional(false), 30'000);

        const auto passedOver = office.call(theCaller, theLine, untilAnswered);
        QVERIFY(passedOver && office.isRung(u"ben"_s));
        QTRY_VERIFY_WITH_TIMEOUT(office.isOver(*passedOver), 90'000);
        QCOMPARE(office.leftOut(*passedOver), QStringList{u"anna unreachable"_s});
        QCOMPARE(office.rungFor(*passedOver), QStringList{u"ben"_s}); // it was not even tried
        QVERIFY(m_desk->phone()->calls().isEmpty());

        if (isServerAway) {
            way.emplace(QUrl(u"sip://"_s + office.sipTls()), port);
        } else {
            office.setSipUsersFrozen(false); // so the seat gets its password as soon as the relay is there again
            m_desk->session()->team()->events().stop();
            m_desk->session()->team()->events().start();
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->phone()->isRegistered(), 120'000);
        QTRY_COMPARE_WITH_TIMEOUT(office.isAtDesk(u"anna"_s), std::optional(true), 30'000);

        const auto rung = office.call(theCaller, theLine, untilAnswered);
        QVERIFY(rung);
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->phone()->calls().isEmpty(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!office.rungFor(*rung).isEmpty(), 30'000);
        QCOMPARE(office.rungFor(*rung).first(), u"anna"_s);
        QVERIFY(office.leftOut(*rung).isEmpty());
    }
};

QTEST_MAIN(TestJoinedProgram)
#include "tst_joinedprogram.moc"
