// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/tasktable.h"
#include "tests/core/relay/teamwork/teamworktest.h"
#include "tests/e2e/accessibility.h"
#include "tests/e2e/layoutflaws.h"
#include "tests/ui/panels/desk.h"
#include "ui/panels/team/doctorpanel.h"
#include "ui/panels/team/optoutspanel.h"
#include "ui/panels/team/peoplepanel.h"
#include "ui/panels/team/taskspanel.h"
#include "ui/panels/team/teamwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace
{

/// A real relay with its ledger, and the desk of one of its people.
struct TeamDesk : DeskBase {
    TeamworkRelay relay{u"sqlite:"_s + folder.filePath(u"relay.db"_s)};
    std::unique_ptr<Team> team;
    std::unique_ptr<Panel> panel;

    TeamDesk()
    {
        IncomingNumber front{.sid = *PhoneNumberSid::parse(u"PN00000000000000000000000000000001"_s), .phoneNumber = frontLine, .capabilities = {.voice = true, .sms = true}};
        front.config.friendlyName = u"Front desk"_s;
        settled(numbers.replaceAll({front}));
        relay.relay.now = now;
    }
    template <typename P>
    P &open(const QString &who, const Secret &token, bool mayAssign)
    {
        team = std::make_unique<Team>(
            TeamAccess{.url = QUrl(u"http://127.0.0.1:%1"_s.arg(relay.relay.port)), .user = who, .token = token});
        panel = std::make_unique<P>(TeamServices{.team = *team, .lines = lines, .clock = clock, .mayAssign = mayAssign});
        panel->resize(1100, 760);
        panel->show();
        panel->activate();
        return static_cast<P &>(*panel);
    }
    /// In the plan; known to the desk the next time it asks who is there.
    void call(const QString &id, const QString &name)
    {
        auto plan = std::make_shared<routing::Plan>(*relay.relay.plan);
        plan->people[routing::PersonId(id)].name = name;
        relay.relay.plan = plan;
    }
    template <typename T>
    T *find(const QString &name) const
    {
        for (T *one : panel->findChildren<T *>(name)) {
            if (one->isVisibleTo(panel.get()))
                return one;
        }
        return nullptr;
    }
    void click(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            qFatal("there is nothing to click called %s", qPrintable(name));
        button->click();
    }
    void type(const QString &name, const QString &text) const { find<QLineEdit>(name)->setText(text); }
    int rows(const QString &list) const { return find<RowListView>(list) ? find<RowListView>(list)->model()->rowCount() : 0; }
    QString spoken(const QString &list, int row) const
    {
        return find<RowListView>(list)->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    bool add(const relay::LedgerTask &task)
    {
        return milassist::waitFor(relay.relay.store->write([=, at = now.addSecs(-3600)](SqlConnection &db) { return relay::TaskTable(db).add(task, at); }))
            .has_value();
    }
    void addTasks()
    {
        add({.title = u"Call Ada Byron back about the estimate"_s, .due = now.addSecs(-1800), .person = u"anna"_s,
             .about = {relay::TaskLink::Kind::Voicemail, sidOf<RecordingSid>("RE", 1).text()}, .peer = Party(u"+12065550181"_s),
             .line = frontLine.text(), .author = u"mona"_s});
        add({.title = u"Send the new price list to everybody who asked"_s, .due = now.addDays(1), .author = u"mona"_s});
        add({.title = u"Somebody new has written"_s, .about = {relay::TaskLink::Kind::Text, sidOf<MessageSid>("SM", 1).text()},
             .peer = Party(u"+14155550108"_s), .line = frontLine.text()});
    }
    bool hasSaidStop(const QString &peer)
    {
        const OptOutEntry entry{.scope = frontLine.text(), .peer = Party(peer), .optedOut = true, .proof = OptOutProof::Keyword,
                                .reference = sidOf<MessageSid>("SM", 7).text(), .keyword = u"STOP"_s, .at = now.addSecs(-7200), .reason = {}};
        return milassist::waitFor(relay.relay.store->write([=](SqlConnection &db) { return OptOutTable(db).note(entry); })).value_or(false);
    }
};

} // namespace

class TestTeamPanels : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;
    EnglishPlurals m_plurals;

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = theme();
        QCoreApplication::installTranslator(&m_plurals);
    }

    void tasksAreListedWithTheirCountsAndSaidAloud()
    {
        TeamDesk d;
        d.addTasks();
        d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_COMPARE(d.find<Chip>(u"openTasksChip"_s)->text(), u"Open 3"_s);
        QAbstractItemModelTester tester(d.find<RowListView>(u"tasksList"_s)->model());
        QCOMPARE(d.rows(u"tasksList"_s), 3);
        QCOMPARE(d.find<Chip>(u"myTasksChip"_s)->text(), u"Mine 1"_s);
        const QString first = d.spoken(u"tasksList"_s, 0);
        QVERIFY2(first.contains(u"Call Ada Byron back"_s) && first.contains(u"Overdue"_s) && first.contains(u"You"_s), qPrintable(first));
        QVERIFY(d.spoken(u"tasksList"_s, 2).contains(u"Anybody"_s));
        d.click(u"myTasksChip"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 1);
    }

    void eDoesTheChosenTaskAndUndoTakesItBack()
    {
        TeamDesk d;
        d.addTasks();
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QSignalSpy toasts(&panel, &Panel::toastRequested);
        QTRY_VERIFY(d.find<QPushButton>(u"doneTaskButton"_s));

        panel.findChild<QAction *>(u"doneAction"_s)->trigger();

        QTRY_COMPARE(d.rows(u"tasksList"_s), 2);
        QTRY_COMPARE(toasts.size(), 1);
        const Toast toast = toasts.first().first().value<Toast>();
        QCOMPARE(toast.action, u"Undo"_s);
        toast.act();
        QTRY_COMPARE(d.rows(u"tasksList"_s), 3);
        QVERIFY(d.relay.audit().contains(u"anna task-reopened 1"_s));
    }

    void aTakesTheChosenTaskAndGivesItBack()
    {
        TeamDesk d;
        d.add({.title = u"For anybody"_s, .author = u"mona"_s});
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<QPushButton>(u"takeTaskButton"_s));
        panel.findChild<QAction *>(u"assignAction"_s)->trigger();
        QTRY_VERIFY(d.find<Label>(u"taskPerson"_s) && d.find<Label>(u"taskPerson"_s)->text() == u"anna"_s);
        QVERIFY(!d.find<QPushButton>(u"assignTaskButton"_s));
        d.click(u"giveBackTaskButton"_s);
        QTRY_VERIFY(d.find<Label>(u"taskPerson"_s) && d.find<Label>(u"taskPerson"_s)->text() == u"Anybody"_s);
    }

    void peopleAreCalledByTheirNames()
    {
        TeamDesk d;
        d.call(u"anna"_s, u"Anna Ward"_s);
        d.call(u"mona"_s, u"Mona Pérez"_s);
        d.add({.title = u"Order paper"_s, .person = u"anna"_s, .author = u"mona"_s});
        d.open<TasksPanel>(u"mona"_s, d.relay.mona, true);
        QTRY_VERIFY(d.rows(u"tasksList"_s) == 1 && d.spoken(u"tasksList"_s, 0).contains(u"Anna Ward"_s));
        QTRY_COMPARE(d.find<Label>(u"taskPerson"_s)->text(), u"Anna Ward"_s);
        QVERIFY(d.spoken(u"tasksList"_s, 0).contains(u"Made by Mona Pérez"_s));
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        QTRY_VERIFY(d.rows(u"teamList"_s) == 4 && d.spoken(u"teamList"_s, 0).contains(u"Anna Ward"_s));
        QVERIFY2(d.spoken(u"teamList"_s, 0).contains(u"anna"_s), "what she signs in with");
        QTRY_COMPARE(d.find<Label>(u"pageTitle"_s)->text(), u"Anna Ward"_s);
    }

    void aNewNameIsShownAtOnceAndWhatIsHalfDoneStays()
    {
        TeamDesk d;
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        QTRY_VERIFY(d.find<QPushButton>(u"revokeButton"_s));
        QTRY_VERIFY(d.team->roster().now());
        d.click(u"revokeButton"_s);
        QCOMPARE(d.relay.ask(d.relay.anna, "POST", "/api/team/presence", R"({"presence":"away"})").status, 200);
        d.team->roster().refresh();
        QTRY_VERIFY(d.spoken(u"teamList"_s, 0).contains(u"Away"_s));
        QCOMPARE(d.find<Label>(u"pageMore"_s)->text(), u"Away"_s);
        QVERIFY(d.find<QPushButton>(u"revokeSureButton"_s));

        d.call(u"anna"_s, u"Anna Ward"_s);
        d.team->roster().refresh();

        QTRY_COMPARE(d.find<Label>(u"pageTitle"_s)->text(), u"Anna Ward"_s);
        QCOMPARE(d.find<Label>(u"pageMore"_s)->text(), u"anna · Away"_s);
    }

    void whoWasFirstIsTold()
    {
        TeamDesk d;
        d.add({.title = u"For anybody"_s, .author = u"mona"_s});
        d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<QPushButton>(u"takeTaskButton"_s));
        QCOMPARE(d.relay.ask(d.relay.ben, "POST", "/api/team/tasks/1/take").status, 200);

        d.click(u"takeTaskButton"_s);

        QTRY_VERIFY(d.find<Label>(u"taskPerson"_s) && d.find<Label>(u"taskPerson"_s)->text() == u"ben"_s);
        QVERIFY(!d.find<QPushButton>(u"takeTaskButton"_s));
    }

    void aTaskIsWrittenAndLeadsBackToWhatItIsAbout()
    {
        TeamDesk d;
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<EmptyState>(u"tasksEmpty"_s));
        panel.findChild<QAction *>(u"newTaskAction"_s)->trigger();
        QVERIFY(!d.find<QPushButton>(u"makeTaskButton"_s)->isEnabled());
        d.type(u"taskTitle"_s, u"Order paper"_s);
        d.click(u"makeTaskButton"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 1);
        QTRY_COMPARE(d.find<Label>(u"pageTitle"_s)->text(), u"Order paper"_s);

        d.addTasks();
        panel.activate();
        QTRY_COMPARE(d.rows(u"tasksList"_s), 4);
        d.find<RowListView>(u"tasksList"_s)->choose(0);
        QSignalSpy opened(&panel, &Panel::openRequested);
        QTRY_VERIFY(d.find<QPushButton>(u"openTaskButton"_s));
        d.click(u"openTaskButton"_s);
        QCOMPARE(opened.size(), 1);
        QVERIFY(std::holds_alternative<VoicemailTarget>(opened.first().first().value<Target>()));
    }

    void moreThanAHundredTasksAreThereForWhoWantsThem()
    {
        TeamDesk d;
        for (int i = 1; i <= 230; ++i)
            d.add({.title = u"Task %1"_s.arg(i), .author = u"mona"_s});
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 100);
        QCOMPARE(d.find<Label>(u"moreWords"_s)->text(), u"100 of 230"_s);

        d.click(u"moreButton"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 200);
        panel.activate(); // read anew it is as long as it was
        QVERIFY(QTest::qWaitFor([&] { return d.rows(u"tasksList"_s) != 200; }, 300) == false);
        auto *list = d.find<RowListView>(u"tasksList"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_End); // who comes to the end wants what is behind it

        QTRY_COMPARE(d.rows(u"tasksList"_s), 230);
        QTRY_VERIFY(!d.find<Label>(u"moreWords"_s));
        QVERIFY(d.spoken(u"tasksList"_s, 229).contains(u"Task 230"_s));
    }

    void mineNobodysAndAllAreOneClickAway()
    {
        TeamDesk d;
        d.addTasks();
        d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_COMPARE(d.find<Chip>(u"nobodysTasksChip"_s)->text(), u"Nobody's 2"_s);
        d.click(u"nobodysTasksChip"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 2);
        QVERIFY(d.spoken(u"tasksList"_s, 0).contains(u"Anybody"_s));
        d.click(u"myTasksChip"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 1);
        d.click(u"openTasksChip"_s);
        QTRY_COMPARE(d.rows(u"tasksList"_s), 3);
    }

    void aTaskIsChangedInItsPlace()
    {
        TeamDesk d;
        d.addTasks();
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<QPushButton>(u"editTaskButton"_s));
        panel.findChild<QAction *>(u"editTaskAction"_s)->trigger();
        QCOMPARE(d.find<QLineEdit>(u"taskTitle"_s)->text(), u"Call Ada Byron back about the estimate"_s);
        QVERIFY(d.find<QCheckBox>(u"taskHasDue"_s)->isChecked());

        d.type(u"taskTitle"_s, u"Write to Ada Byron"_s);
        d.find<QCheckBox>(u"taskHasDue"_s)->setChecked(false);
        d.click(u"saveTaskButton"_s);

        QTRY_COMPARE(d.find<Label>(u"pageTitle"_s)->text(), u"Write to Ada Byron"_s);
        QTRY_VERIFY(d.spoken(u"tasksList"_s, 0).contains(u"Send the new price list"_s)); // which has a day
        QVERIFY(!d.find<Label>(u"taskDue"_s));
        QCOMPARE(in(d.relay.ask(d.relay.anna, "GET", "/api/team/tasks/1").body, u"title"_s), u"Write to Ada Byron"_s);
    }

    void whatOneWroteStaysWhenSomebodyWasFirst()
    {
        TeamDesk d;
        d.add({.title = u"Order paper"_s, .author = u"mona"_s});
        d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<QPushButton>(u"editTaskButton"_s));
        d.click(u"editTaskButton"_s);
        d.type(u"taskTitle"_s, u"Order white paper"_s);
        QCOMPARE(d.relay.ask(d.relay.ben, "POST", "/api/team/tasks/1", R"({"title":"Order ink","version":1})").status, 200);

        d.click(u"saveTaskButton"_s);

        QTRY_VERIFY(d.find<Notice>(u"taskProblem"_s));
        QTRY_VERIFY(d.spoken(u"tasksList"_s, 0).contains(u"Order ink"_s)); // the list tells how it is
        QCOMPARE(d.find<QLineEdit>(u"taskTitle"_s)->text(), u"Order white paper"_s);
        QCOMPARE(in(d.relay.ask(d.relay.anna, "GET", "/api/team/tasks/1").body, u"title"_s), u"Order ink"_s);
        QTRY_VERIFY(d.find<QPushButton>(u"saveTaskButton"_s)->isEnabled());

        d.click(u"saveTaskButton"_s); // now that it is known
        QTRY_COMPARE(d.find<Label>(u"pageTitle"_s)->text(), u"Order white paper"_s);
        QCOMPARE(in(d.relay.ask(d.relay.anna, "GET", "/api/team/tasks/1").body, u"title"_s), u"Order white paper"_s);
    }

    void aFormThatIsGivenUpLeadsBackToTheChosenOne()
    {
        TeamDesk d;
        d.addTasks();
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_VERIFY(d.find<QPushButton>(u"editTaskButton"_s));
        d.click(u"editTaskButton"_s);
        d.click(u"cancelTaskButton"_s);
        QVERIFY(d.find<QPushButton>(u"doneTaskButton"_s));
        panel.findChild<QAction *>(u"newTaskAction"_s)->trigger();
        d.click(u"cancelTaskButton"_s);
        QVERIFY(d.find<QPushButton>(u"doneTaskButton"_s));
    }

    void aRelayThatIsAwayIsToldAndComesBack()
    {
        TeamDesk d;
        d.addTasks();
        auto &panel = d.open<TasksPanel>(u"anna"_s, d.relay.anna, false);
        QTRY_COMPARE(d.find<Chip>(u"openTasksChip"_s)->text(), u"Open 3"_s);
        QTRY_VERIFY(d.find<QPushButton>(u"doneTaskButton"_s));
        revokeUser(*d.relay.relay.store, u"anna"_s);
        panel.activate();
        QTRY_VERIFY(d.find<Notice>(u"tasksNotice"_s));
        QCOMPARE(d.rows(u"tasksList"_s), 3);
    }

    void optOutsTellTheirProof()
    {
        TeamDesk d;
        QVERIFY(d.hasSaidStop(u"+12065550181"_s));
        d.open<OptOutsPanel>(u"mona"_s, d.relay.mona, true);
        QTRY_COMPARE(d.rows(u"optOutsList"_s), 1);
        QVERIFY2(d.spoken(u"optOutsList"_s, 0).contains(u"They wrote STOP."_s), qPrintable(d.spoken(u"optOutsList"_s, 0)));
        QTRY_VERIFY(d.find<Label>(u"proofText"_s));
        QVERIFY(d.find<Label>(u"proofText"_s)->text().contains(u"SM00000000000000000000000000000007"_s));
        QVERIFY(!d.find<QPushButton>(u"takeBackButton"_s));
    }

    void oneIsNotedByHandAndTakenBack()
    {
        TeamDesk d;
        d.open<OptOutsPanel>(u"mona"_s, d.relay.mona, true);
        QTRY_VERIFY(d.find<EmptyState>(u"optOutsEmpty"_s));
        QTRY_COMPARE(d.lines.lines().size(), 1);
        d.click(u"optOutsAction"_s);
        d.type(u"optOutNumber"_s, u"206 555 0181"_s);
        QVERIFY(!d.find<QPushButton>(u"noteOptOutButton"_s)->isEnabled());
        d.type(u"optOutReason"_s, u"Said so on the telephone"_s);
        d.click(u"noteOptOutButton"_s);
        QTRY_VERIFY(d.find<QPushButton>(u"takeBackButton"_s));
        QTRY_VERIFY(d.find<Label>(u"proofText"_s) && d.find<Label>(u"proofText"_s)->text().contains(u"Said so on the telephone"_s));
        d.relay.relay.now = d.now.addSecs(60);
        d.type(u"takeBackReason"_s, u"It was another number"_s);
        d.click(u"takeBackButton"_s);
        QTRY_VERIFY(d.find<EmptyState>(u"optOutsEmpty"_s));
        QCOMPARE(d.relay.events(u"opt_out"_s).size(), 2);
    }

    void moreThanAHundredOptOutsAreThereForWhoWantsThem()
    {
        TeamDesk d;
        for (int i = 0; i < 130; ++i)
            QVERIFY(d.hasSaidStop(u"+1206555%1"_s.arg(i, 4, 10, QLatin1Char('0'))));
        d.open<OptOutsPanel>(u"mona"_s, d.relay.mona, true);
        QTRY_COMPARE(d.rows(u"optOutsList"_s), 100);
        QCOMPARE(d.find<Label>(u"moreWords"_s)->text(), u"100 of 130"_s);
        d.click(u"moreButton"_s);
        QTRY_COMPARE(d.rows(u"optOutsList"_s), 130);
        QTRY_VERIFY(!d.find<Label>(u"moreWords"_s));
    }

    void somebodyIsAddedAndTheirTokenShownOnce()
    {
        TeamDesk d;
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        QTRY_COMPARE(d.rows(u"teamList"_s), 4);
        d.click(u"teamAction"_s);
        d.type(u"personName"_s, u"dora"_s);
        d.find<QComboBox>(u"newPersonRole"_s)->setCurrentIndex(1);
        d.click(u"addPersonButton"_s);
        QTRY_VERIFY(d.find<Label>(u"tokenText"_s));
        const QString token = d.find<Label>(u"tokenText"_s)->text();
        d.click(u"copyTokenButton"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        QCOMPARE(in(d.relay.ask(Secret(token.toUtf8()), "GET", "/api/team/me").body, u"role"_s), u"manager"_s);
        QTRY_COMPARE(d.rows(u"teamList"_s), 5);
        QVERIFY(d.find<Label>(u"tokenText"_s)); // still there after the list was read

        d.find<RowListView>(u"teamList"_s)->choose(0);
        QTRY_VERIFY(!d.find<Label>(u"tokenText"_s));
    }

    void somebodyIsTakenOutAfterOneMoreQuestion()
    {
        TeamDesk d;
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        QTRY_VERIFY(d.find<QPushButton>(u"revokeButton"_s)); // Anna
        QVERIFY(!d.find<QPushButton>(u"revokeSureButton"_s));
        d.click(u"revokeButton"_s);
        QCOMPARE(d.relay.ask(d.relay.anna, "GET", "/api/team/me").status, 200);
        d.click(u"revokeSureButton"_s);
        QTRY_COMPARE(d.relay.ask(d.relay.anna, "GET", "/api/team/me").status, 401);
        QTRY_VERIFY(d.spoken(u"teamList"_s, 3).contains(u"May not come in any more"_s));
        QTRY_VERIFY(!d.find<QPushButton>(u"revokeButton"_s));
    }

    void aRoleIsChangedButTheLastAdminStays()
    {
        TeamDesk d;
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        QTRY_COMPARE(d.rows(u"teamList"_s), 4);
        const auto choose = [&](int row, int role) {
            d.find<RowListView>(u"teamList"_s)->choose(row);
            auto *field = d.find<QComboBox>(u"personRole"_s);
            field->setCurrentIndex(role);
            Q_EMIT field->activated(role);
        };
        choose(0, 1);
        QTRY_VERIFY(d.spoken(u"teamList"_s, 0).contains(u"Manager"_s));
        choose(3, 0);
        QTRY_VERIFY(d.find<Notice>(u"teamNotice"_s));
        QTRY_VERIFY(d.spoken(u"teamList"_s, 3).contains(u"Admin"_s));
    }

    void whatTheDoctorOnlyNotesReadsNote()
    {
        QCOMPARE(verdictWords({.verdict = DoctorVerdict::Note}), u"Note"_s);
        QCOMPARE(verdictWords({.verdict = DoctorVerdict::Wrong}), u"Wrong"_s);
    }

    void theDoctorTellsWhatIsWrongFirst()
    {
        TeamDesk d;
        d.open<DoctorPanel>(u"olga"_s, d.relay.olga, true);
        QCOMPARE(d.find<QPushButton>(u"doctorAction"_s)->text(), u"Cancel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(d.rows(u"doctorList"_s) > 5, 15'000); // Twilio is not there, and neither is relay.example.org
        QVERIFY(d.find<Notice>(u"doctorNotice"_s)->title().contains(u"to mend"_s));
        QVERIFY(d.spoken(u"doctorList"_s, 0).contains(u"Wrong"_s));
        QVERIFY(d.find<Label>(u"checkFix"_s) && !d.find<Label>(u"checkFix"_s)->text().isEmpty());
        QCOMPARE(d.find<QPushButton>(u"doctorAction"_s)->text(), u"Run again"_s);

        d.click(u"doctorAction"_s);
        d.click(u"doctorAction"_s);
        QCOMPARE(d.find<Notice>(u"doctorNotice"_s)->title(), u"Cancelled."_s);
        QVERIFY(d.rows(u"doctorList"_s) > 5);
    }

    void everyScreenCanBeReadAloudAndNothingIsCutOff_data()
    {
        QTest::addColumn<int>("textSize");
        QTest::addColumn<int>("width");
        QTest::newRow("1600") << 100 << 1516;
        QTest::newRow("1000") << 100 << 916;
        QTest::newRow("twice the text") << 200 << 916;
    }
    void everyScreenCanBeReadAloudAndNothingIsCutOff()
    {
        QFETCH(int, textSize);
        QFETCH(int, width);
        TeamDesk d;
        d.call(u"anna"_s, u"Anna Ward"_s);
        d.call(u"mona"_s, u"Mona Pérez"_s);
        d.addTasks();
        for (int i = 0; i < 110; ++i)
            d.add({.title = u"Look through folder %1"_s.arg(i), .author = u"mona"_s});
        d.hasSaidStop(u"+12065550181"_s);
        m_theme->setTextSize(textSize);
        const auto look = [&](const QString &list, const QString &name, const QString &first) {
            d.panel->resize(width, 800);
            QTRY_VERIFY_WITH_TIMEOUT(d.rows(list) > 0 && d.spoken(list, 0).contains(first), 15'000);
            d.find<RowListView>(list)->choose(0);
            QTest::qWait(50);
            QVERIFY2(accessibilityFlaws(*d.panel).isEmpty(), qPrintable(name + accessibilityFlaws(*d.panel).join(u'\n')));
            QVERIFY2(layoutFlaws(*d.panel).isEmpty(), qPrintable(name + layoutFlaws(*d.panel).join(u'\n')));
            if (textSize == 100 && width == 916)
                pictures(*d.panel, *m_theme, name);
        };
        d.open<TasksPanel>(u"mona"_s, d.relay.mona, true);
        look(u"tasksList"_s, u"tasks"_s, u"Anna Ward"_s);
        d.panel->findChild<QAction *>(u"editTaskAction"_s)->trigger();
        QVERIFY2(accessibilityFlaws(*d.panel).isEmpty(), qPrintable(accessibilityFlaws(*d.panel).join(u'\n')));
        QTRY_VERIFY2(layoutFlaws(*d.panel).isEmpty(), qPrintable(layoutFlaws(*d.panel).join(u'\n')));
        d.type(u"taskTitle"_s, u"Write to Ada Byron about the estimate"_s);
        d.relay.ask(d.relay.mona, "POST", "/api/team/tasks/1", R"({"title":"Call Ada Byron at home","version":1})");
        d.click(u"saveTaskButton"_s);
        QTRY_VERIFY(d.find<Notice>(u"taskProblem"_s));
        if (textSize == 100 && width == 916)
            pictures(*d.panel, *m_theme, u"task-edit"_s);
        d.open<OptOutsPanel>(u"mona"_s, d.relay.mona, true);
        look(u"optOutsList"_s, u"optouts"_s, u"STOP"_s);
        d.open<PeoplePanel>(u"olga"_s, d.relay.olga, true);
        look(u"teamList"_s, u"team"_s, u"Anna Ward"_s);
        d.open<DoctorPanel>(u"olga"_s, d.relay.olga, true);
        look(u"doctorList"_s, u"doctor"_s, u"Wrong"_s);
        m_theme->setTextSize(100);
    }
};

QTEST_MAIN(TestTeamPanels)
#include "tst_teampanels.moc"
