// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/tasktable.h"
#include "tests/core/relay/teamwork/teamworktest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

QByteArray pathOf(qint64 id, const QByteArray &what = {})
{
    return "/api/team/tasks/" + QByteArray::number(id) + (what.isEmpty() ? "" : '/' + what);
}

QStringList titlesIn(const WireAnswer &answer)
{
    QStringList titles;
    for (const QJsonValue &task : objectIn(answer)[u"tasks"_s].toArray())
        titles << task[u"title"_s].toString();
    return titles;
}

QString countsIn(const WireAnswer &answer)
{
    const QJsonValue counts = objectIn(answer)[u"counts"_s];
    return u"%1 open, %2 mine, %3 done"_s.arg(counts[u"open"_s].toInt()).arg(counts[u"mine"_s].toInt()).arg(counts[u"done"_s].toInt());
}

} // namespace

class TestTasks : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;
    std::unique_ptr<TeamworkRelay> m_team;

    qint64 make(const Secret &who, const QByteArray &body)
    {
        return objectIn(m_team->ask(who, "POST", "/api/team/tasks", body))[u"id"_s].toInteger();
    }
    WireAnswer list(const Secret &who, const QByteArray &query = {}) { return m_team->ask(who, "GET", "/api/team/tasks" + query); }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        if (m_engines.hasEngine())
            m_team = std::make_unique<TeamworkRelay>(m_engines.url());
    }
    void cleanup() { m_team.reset(); }

    void aTaskIsMadeTakenDoneAndDoneIsUndone()
    {
        const WireAnswer made = m_team->ask(m_team->anna, "POST", "/api/team/tasks",
                                            R"({"title":" Call back ","due":"2026-11-24T09:00:00Z","peer":"+14155550100",)"
                                            R"("line":"+15005550001","about":{"kind":"call","sid":"CA00000000000000000000000000000001"}})");
        QCOMPARE(made.status, 201);
        const QJsonObject task = objectIn(made);
        const qint64 id = task[u"id"_s].toInteger();
        QCOMPARE(task[u"title"_s].toString(), u"Call back"_s);
        QCOMPARE(task[u"due"_s].toString(), u"2026-11-24T09:00:00.000Z"_s);
        QCOMPARE(task[u"about"_s][u"kind"_s].toString(), u"call"_s);
        QCOMPARE(task[u"author"_s].toString(), u"anna"_s);

        QCOMPARE(in(list(m_team->mona).body, u"counts.nobodys"_s), u"1"_s);
        QCOMPARE(titlesIn(list(m_team->mona, "?person=")), QStringList{u"Call back"_s});
        QCOMPARE(in(m_team->ask(m_team->anna, "POST", pathOf(id, "take")).body, u"person"_s), u"anna"_s);
        QCOMPARE(in(list(m_team->mona).body, u"counts.nobodys"_s), u"0"_s);
        QCOMPARE(countsIn(list(m_team->anna)), u"1 open, 1 mine, 0 done"_s);
        QCOMPARE(in(m_team->ask(m_team->anna, "POST", pathOf(id, "done")).body, u"done_by"_s), u"anna"_s);
        QCOMPARE(in(m_team->ask(m_team->mona, "POST", pathOf(id, "done")).body, u"done_by"_s), u"anna"_s);
        QCOMPARE(titlesIn(list(m_team->anna)), QStringList());
        QCOMPARE(titlesIn(list(m_team->anna, "?state=done")), QStringList{u"Call back"_s});
        QCOMPARE(m_team->ask(m_team->anna, "POST", pathOf(id, "reopen")).status, 200);
        QCOMPARE(titlesIn(list(m_team->anna, "?person=me")), QStringList{u"Call back"_s});
        QCOMPARE(titlesIn(list(m_team->anna, "?person=")), QStringList());
        QCOMPARE(titlesIn(list(m_team->anna, "?about=CA00000000000000000000000000000001&peer=%2B14155550100")).size(), 1);

        const QString number = QString::number(id);
        QCOMPARE(m_team->audit(),
                 (QStringList{u"anna task-made "_s + number, u"anna task-assigned "_s + number, u"anna task-done "_s + number,
                              u"anna task-reopened "_s + number}));
        const QList<QJsonObject> events = m_team->events(u"task"_s);
        QCOMPARE(events.size(), 4);
        QCOMPARE(events[1][u"what"_s].toString(), u"assigned"_s);
        QCOMPARE(events[1][u"line"_s].toString(), frontLine.text());
        for (const QJsonObject &event : events)
            QVERIFY(!event.contains(u"title"_s));
    }

    void ofTwoWhoTakeItTheFirstHasItAndOnlyManagersTakeItAway()
    {
        const qint64 id = make(m_team->mona, R"({"title":"For anybody"})");
        QCOMPARE(m_team->ask(m_team->anna, "POST", pathOf(id, "take")).status, 200);

        const WireAnswer second = m_team->ask(m_team->ben, "POST", pathOf(id, "take"));

        QCOMPARE(second.status, 409);
        QCOMPARE(in(second.body, u"error.message"_s), u"anna has it"_s);
        QCOMPARE(m_team->ask(m_team->anna, "POST", pathOf(id, "assign"), R"({"person":"ben"})").status, 403);
        QCOMPARE(m_team->ask(m_team->ben, "POST", pathOf(id, "assign"), R"({"person":""})").status, 409);
        QCOMPARE(in(m_team->ask(m_team->mona, "POST", pathOf(id, "assign"), R"({"person":"ben"})").body, u"person"_s), u"ben"_s);
        QCOMPARE(m_team->ask(m_team->mona, "POST", pathOf(id, "assign"), R"({"person":"nobody"})").status, 409);
        QCOMPARE(m_team->ask(m_team->mona, "POST", pathOf(id, "assign"), "{}").status, 400);
        QCOMPARE(in(m_team->ask(m_team->ben, "POST", pathOf(id, "assign"), R"({"person":""})").body, u"person"_s), QString());
    }

    void twoWhoEditTheSameTaskDoNotOverwriteEachOther()
    {
        const qint64 id = make(m_team->anna, R"({"title":"Ring Ada","due":"2026-11-24T09:00:00Z"})");

        const WireAnswer first = m_team->ask(m_team->anna, "POST", pathOf(id), R"({"title":"Ring Ada Byron","version":1})");
        const WireAnswer late = m_team->ask(m_team->mona, "POST", pathOf(id), R"({"due":null,"version":1})");
        const WireAnswer anew = m_team->ask(m_team->mona, "POST", pathOf(id), R"({"due":null,"version":2})");

        QCOMPARE(first.status, 200);
        QCOMPARE(in(first.body, u"due"_s), u"2026-11-24T09:00:00.000Z"_s);
        QCOMPARE(late.status, 409);
        QCOMPARE(anew.status, 200);
        QCOMPARE(in(anew.body, u"title"_s), u"Ring Ada Byron"_s);
        QVERIFY(objectIn(anew)[u"due"_s].isNull());
        QCOMPARE(m_team->ask(m_team->mona, "POST", pathOf(id), R"({"title":"x"})").status, 400);
    }

    void tasksOfLinesThatOneDoesNotSeeAreNotThere()
    {
        const qint64 front = make(m_team->anna, R"({"title":"Front","line":"+15005550001"})");
        const qint64 back = make(m_team->ben, R"({"title":"Back","line":"+15005550002"})");
        make(m_team->mona, R"({"title":"No line"})");

        QCOMPARE(titlesIn(list(m_team->anna)), (QStringList{u"Front"_s, u"No line"_s}));
        QCOMPARE(titlesIn(list(m_team->mona)).size(), 3);
        QCOMPARE(countsIn(list(m_team->ben)), u"2 open, 0 mine, 0 done"_s);
        for (const QByteArray &what : {QByteArray(), QByteArray("done"), QByteArray("take"), QByteArray("reopen")})
            QCOMPARE(m_team->ask(m_team->ben, "POST", pathOf(front, what), R"({"title":"x","version":1})").status, 404);
        QCOMPARE(m_team->ask(m_team->anna, "GET", pathOf(back)).status, 404);
        QCOMPARE(m_team->ask(m_team->anna, "POST", "/api/team/tasks", R"({"title":"x","line":"+15005550002"})").status, 403);

        QCOMPARE(m_team->ask(m_team->mona, "POST", pathOf(back, "assign"), R"({"person":"anna"})").status, 200);
        QCOMPARE(m_team->ask(m_team->anna, "GET", pathOf(back)).status, 200);
        QCOMPARE(countsIn(list(m_team->anna)), u"3 open, 1 mine, 0 done"_s);
    }

    void aLongListComesInPages()
    {
        QVERIFY(waitFor(m_team->relay.store->write([](SqlConnection &db) -> Result<> {
            for (int i = 0; i < 250; ++i) {
                if (const auto id = TaskTable(db).add({.title = QString::number(i), .author = u"anna"_s}, instant(i)); !id)
                    return fail(id.error());
            }
            return {};
        })));
        QStringList all;
        QString next = u"0"_s;
        while (!next.isEmpty()) {
            const WireAnswer page = list(m_team->anna, "?offset=" + next.toUtf8());
            all << titlesIn(page);
            next = in(page.body, u"next"_s);
        }
        QCOMPARE(all.size(), 250);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 250);
        QCOMPARE(list(m_team->anna, "?offset=-5").status, 200);
        QCOMPARE(list(m_team->anna, "?offset=999999999999999999999").status, 200);
    }

    void askedTwiceWithTheSameKeyThereIsOneTask()
    {
        const QByteArray body = R"({"title":"Once"})", path = "/api/team/tasks";
        const WireAnswer first = m_team->ask(m_team->anna, "POST", path, body, "k1");
        const WireAnswer again = m_team->ask(m_team->anna, "POST", path, body, "k1");
        const WireAnswer other = m_team->ask(m_team->anna, "POST", path, R"({"title":"Other"})", "k1");

        QCOMPARE(first.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Idempotent-Replayed"), "true");
        QCOMPARE(other.status, 422);
        QCOMPARE(titlesIn(list(m_team->anna)).size(), 1);
        QCOMPARE(m_team->events(u"task"_s).size(), 1);

        // What was refused has not used up its key.
        QCOMPARE(m_team->ask(m_team->mona, "POST", path, R"({"title":"x","person":"cleo"})", "k2").status, 409);
        addUser(*m_team->relay.store, u"cleo"_s, Role::Assistant);
        QCOMPARE(m_team->ask(m_team->mona, "POST", path, R"({"title":"x","person":"cleo"})", "k2").status, 201);
    }

    void nonsenseIsRefusedAndChangesNothing()
    {
        const QByteArray bodies[] = {
            "{}",
            "{\"title\":\"  \"}",
            "{\"title\":7}",
            "{\"title\":[\"x\"]}",
            "{\"title\":\"" + QByteArray(40000, 'x') + "\"}",
            "{\"title\":\"a\\u0000b\"}",
            "{\"title\":\"x\",\"due\":\"some day\"}",
            "{\"title\":\"x\",\"due\":17}",
            "{\"title\":\"x\",\"about\":\"CA1\"}",
            "{\"title\":\"x\",\"about\":{\"kind\":\"call\",\"sid\":\"SM00000000000000000000000000000001\"}}",
            "{\"title\":\"x\",\"person\":{}}",
            "[1]",
        };
        for (const QByteArray &body : bodies)
            QVERIFY2(m_team->ask(m_team->anna, "POST", "/api/team/tasks", body).status == 400, body.left(100));
        QCOMPARE(titlesIn(list(m_team->mona, "?state=any")), QStringList());
        QCOMPARE(m_team->audit(), QStringList());
    }

    void unknownTasksAndStatesAreToldSo()
    {
        for (const QByteArray &id : {QByteArray("0"), QByteArray("-1"), QByteArray("99"), QByteArray("x"), QByteArray(60, '9')}) {
            QCOMPARE(m_team->ask(m_team->olga, "GET", "/api/team/tasks/" + id).status, 404);
            QCOMPARE(m_team->ask(m_team->olga, "POST", "/api/team/tasks/" + id + "/done").status, 404);
        }
        QCOMPARE(list(m_team->anna, "?state=lost").status, 400);
        QCOMPARE(list(m_team->anna, "?person=%00").status, 400);
    }
};

QTEST_GUILESS_MAIN(TestTasks)
#include "tst_tasks.moc"
