// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"
#include "tests/core/team/teamrelay.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

const Party ada(u"+14155550100"_s), bo(u"+14155550101"_s);

/// A desk at a relay, that looks at what is to be done about somebody whenever that reads differently, as a window would.
struct Desk : QObject {
    explicit Desk(const TeamAccess &access) : team(access)
    {
        connect(&team.peerTasks(), &TeamPeerTasks::changed, this, [this] { look(); });
        team.start();
    }
    bool isLive() { return QTest::qWaitFor([this] { return team.events().isLive(); }, 30000); }
    void speakWith(const Party &peer)
    {
        team.peerTasks().follow(peer);
        with = peer;
        look();
    }
    void look()
    {
        titles.clear();
        const QList<TeamTask> tasks = team.peerTasks().of(with);
        for (const TeamTask &task : tasks)
            titles << task.title;
    }
    /// Returns once the relay has told of it: what is asked afterwards stays true.
    qint64 make(const QString &title, const Party &peer)
    {
        bool isTold = false;
        const auto heard = connect(&team.events(), &TeamEvents::happened, this,
                                   [&isTold](const TeamEvent &event) { isTold |= event.kind == "task"_L1; });
        const auto made = waitFor(team.client().post(u"/api/team/tasks"_s, {{u"title"_s, title}, {u"peer"_s, peer.text()}}));
        const bool isInTime = QTest::qWaitFor([&isTold] { return isTold; }, 30000);
        disconnect(heard);
        return made && isInTime ? (*made)[u"id"_s].toInteger() : 0;
    }

    Team team;
    Party with;
    QStringList titles;
};

/// Counts what is asked.
struct Counting {
    Counting() : server([this](const HeardRequest &) {
        ++asked;
        return ScriptedServer::Reply{ScriptedServer::answer(status, R"({"tasks":[{"id":1,"title":"Ring Ada"}]})")};
    })
    {
    }
    TeamAccess access() const { return {server.url(), u"anna"_s, Secret("sesame")}; }
    std::atomic_int asked = 0, status = 200;
    ScriptedServer server;
};

} // namespace

class TestTeamPeerTasks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsOpenWithSomebodyIsKnownAndFollowsWhatHappens()
    {
        TeamRelay relay;
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());
        const qint64 first = desk.make(u"Ring Ada"_s, ada);
        desk.make(u"Write to Bo"_s, bo);

        desk.speakWith(ada);
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles, QStringList{u"Ring Ada"_s}, 30000);

        desk.make(u"Send Ada the quote"_s, ada);
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles.size(), 2, 30000);
        QVERIFY(waitFor(desk.team.tasks().setDone(first, true)));
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles, QStringList{u"Send Ada the quote"_s}, 30000);
    }

    void aCallerIsAskedForOnceAndAColleagueNever()
    {
        Counting relay;
        TeamClient client(relay.access());
        TeamEvents events(client, {{}, u"anna"_s});
        TeamPeerTasks tasks(client, events);
        QSignalSpy changed(&tasks, &TeamPeerTasks::changed);

        for (const Party &nobody : {Party(), Party(u"anonymous"_s), Party(u"sip:ben@acme.sip.twilio.com"_s)})
            tasks.follow(nobody);
        tasks.follow(ada);
        tasks.follow(ada);
        QVERIFY(tasks.of(ada).isEmpty());
        QVERIFY(changed.wait(30000));

        QCOMPARE(tasks.of(ada).size(), 1);
        QCOMPARE(relay.asked.load(), 1);
        QCOMPARE(relay.server.heard().first().target, QByteArray("/api/team/tasks?state=open&peer=%2B14155550100"));
    }

    void whileNobodyTellsOfChangesEachCallAsks()
    {
        Counting relay;
        TeamClient client(relay.access());
        TeamEvents events(client, {{}, u"anna"_s});
        TeamPeerTasks tasks(client, events);
        tasks.follow(ada);
        QTRY_COMPARE_WITH_TIMEOUT(tasks.of(ada).size(), 1, 30000);

        relay.status = 503;
        tasks.follow(ada);

        QTRY_COMPARE_WITH_TIMEOUT(tasks.of(ada).size(), 0, 30000); // rather none than one that may be done
        QCOMPARE(relay.asked.load(), 2);
        for (int i = 0; i < 5; ++i)
            tasks.of(ada); // looking asks nothing again
        QCOMPARE(relay.asked.load(), 2);
    }

    void whatIsKnownIsNotAskedForAgainWhileEventsAreHeard()
    {
        TeamRelay relay;
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());
        desk.make(u"Ring Ada"_s, ada);
        desk.speakWith(ada);
        QTRY_COMPARE_WITH_TIMEOUT(desk.titles, QStringList{u"Ring Ada"_s}, 30000);

        desk.team.peerTasks().follow(ada);
        relay.kill(); // what is not asked cannot fail either
        QTRY_VERIFY_WITH_TIMEOUT(!desk.team.events().isLive(), 30000);

        QCOMPARE(desk.team.peerTasks().of(ada).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTeamPeerTasks)
#include "tst_teampeertasks.moc"
