// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/blocktable.h"
#include "core/relay/ledger/notetable.h"
#include "core/relay/ledger/tasktable.h"
#include "tests/core/relay/ledger/ledgertest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const Party maria(u"+14155550108"_s);

LedgerTask callBack(const QString &title, std::optional<qint64> due = {})
{
    return {.title = title,
            .due = due ? instant(*due) : QDateTime(),
            .about = {TaskLink::Kind::Text, u"SM1"_s},
            .peer = maria,
            .line = u"+12065550142"_s,
            .author = u"anna"_s};
}

template <typename Table, typename Job>
auto in(SharedStore &store, Job job)
{
    return waitFor(store.write([job](SqlConnection &db) {
        Table table(db);
        return job(table);
    }));
}

qint64 add(SharedStore &store, const LedgerTask &task, qint64 second = 0)
{
    return in<TaskTable>(store, [=](TaskTable &tasks) { return tasks.add(task, instant(second)); }).value_or(-1);
}

QStringList titlesIn(SharedStore &store, const TaskFilter &filter)
{
    QStringList titles;
    const auto tasks = in<TaskTable>(store, [=](TaskTable &table) { return table.list(filter, 100); });
    for (const LedgerTask &task : tasks.value_or(QList<LedgerTask>()))
        titles << task.title;
    return titles;
}

} // namespace

class TestTeamwork : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aTaskIsKeptWithWhatItIsAbout()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        const qint64 id = add(*store, callBack(u"Call Maria"_s, 60), 5);

        LedgerTask expected = callBack(u"Call Maria"_s, 60);
        expected.id = id;
        expected.madeAt = instant(5);
        const auto found = in<TaskTable>(*store, [id](TaskTable &tasks) { return tasks.find(id); });
        QVERIFY(found && *found == expected);
        QCOMPARE(add(*store, callBack(u"  "_s)), -1);
    }

    void aRuleMakesOneTaskAThingHoweverOftenTheWebhookComes()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        LedgerTask task = callBack(u"Somebody new has written"_s);
        task.rule = u"unknown-sender"_s;
        QList<QFuture<Result<std::optional<qint64>>>> all;
        for (int i = 0; i < 10; ++i) {
            all << (i % 2 == 0 ? one : two)->write([task](SqlConnection &db) {
                return TaskTable(db).addByRule(task, instant(0));
            });
        }
        int made = 0;
        for (const auto &added : all)
            made += waitFor(added).value_or(std::nullopt) ? 1 : 0;

        QCOMPARE(made, 1);
        QVERIFY(add(*one, callBack(u"And one by hand"_s)) > 0);
        QCOMPARE(titlesIn(*one, {.sid = u"SM1"_s}).size(), 2);
        LedgerTask loose = task; // rules about nothing in particular are not in each other's way
        loose.about = {};
        for (int i = 0; i < 2; ++i) {
            QVERIFY(in<TaskTable>(*one, [loose](TaskTable &tasks) {
                        return tasks.addByRule(loose, instant(0));
                    }).value_or(std::nullopt));
        }
    }

    void aTaskIsDoneOnceAndCanBeOpenedAgain()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const qint64 id = add(*store, callBack(u"Call"_s));
        const auto done = [&](qint64 which, const QString &who) {
            return in<TaskTable>(*store, [=](TaskTable &tasks) { return tasks.done(which, who, instant(9)); });
        };
        const auto reopen = [&] { return in<TaskTable>(*store, [id](TaskTable &tasks) { return tasks.reopen(id); }); };

        QVERIFY(done(id, u"ben"_s).value_or(false));
        QVERIFY(!done(id, u"cleo"_s).value_or(true));
        const auto task = in<TaskTable>(*store, [id](TaskTable &tasks) { return tasks.find(id); });
        QCOMPARE((*task)->doneBy, u"ben"_s);
        QCOMPARE((*task)->doneAt, instant(9));
        QVERIFY(titlesIn(*store, {}).isEmpty());

        QVERIFY(reopen().value_or(false));
        QVERIFY(!reopen().value_or(true));
        QCOMPARE(titlesIn(*store, {}).size(), 1);
        QCOMPARE(done(id + 7, u"ben"_s).error().kind, Error::Kind::NotFound);
    }

    void whatIsDueFirstComesFirst()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        add(*store, callBack(u"some day"_s));
        const qint64 late = add(*store, callBack(u"late"_s, 900));
        add(*store, callBack(u"soon"_s, 60));
        LedgerTask other = callBack(u"for ben"_s, 10);
        other.person = u"ben"_s;
        other.peer = Party(u"+14155550199"_s);
        add(*store, other);

        QCOMPARE(titlesIn(*store, {}), QStringList({u"for ben"_s, u"soon"_s, u"late"_s, u"some day"_s}));
        QCOMPARE(titlesIn(*store, {.person = u"ben"_s}), QStringList({u"for ben"_s}));
        QCOMPARE(titlesIn(*store, {.person = QString()}).size(), 3);
        QCOMPARE(titlesIn(*store, {.peer = maria}).size(), 3);
        QVERIFY(in<TaskTable>(*store, [late](TaskTable &tasks) {
            return tasks.change(late, {.title = u"now"_s, .due = instant(1), .person = u"ben"_s});
        }));
        QCOMPARE(titlesIn(*store, {.person = u"ben"_s}), QStringList({u"now"_s, u"for ben"_s}));
        QCOMPARE(in<TaskTable>(*store, [](TaskTable &tasks) { return tasks.change(99, {.title = u"x"_s}); }).error().kind,
                 Error::Kind::NotFound);
        QVERIFY(in<TaskTable>(*store, [late](TaskTable &tasks) { return tasks.done(late, u"ben"_s, instant(5)); }));
        QCOMPARE(titlesIn(*store, {.state = TaskFilter::State::Done}), QStringList({u"now"_s}));
        QCOMPARE(titlesIn(*store, {.state = TaskFilter::State::Any}).last(), u"now"_s);
    }

    void aNoteIsItsAuthorsToChange()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto add = [&](const QString &about, const QString &words) {
            return in<NoteTable>(*store, [=](NoteTable &notes) { return notes.add(about, u"anna"_s, words, instant(1)); });
        };
        const qint64 id = add(u"CA1"_s, u"wants a quote"_s).value_or(0);
        QVERIFY(add(maria.text(), u"hard of hearing"_s));
        QVERIFY(add(u"CA2"_s, u"other"_s));
        QCOMPARE(add(u"CA1"_s, u" \n"_s).error().kind, Error::Kind::Rejected);
        const auto change = [&](const QString &who) {
            return in<NoteTable>(*store, [=](NoteTable &notes) { return notes.change(id, who, u"has one"_s, instant(2)); });
        };
        const auto remove = [&](const QString &who) {
            return in<NoteTable>(*store, [=](NoteTable &notes) { return notes.remove(id, who); });
        };
        const auto about = [&] {
            return in<NoteTable>(*store,
                                 [](NoteTable &notes) {
                                     return notes.about({u"CA1"_s, maria.text()});
                                 })
                .value_or(QList<LedgerNote>());
        };

        QCOMPARE(change(u"ben"_s).error().kind, Error::Kind::NotFound);
        QVERIFY(change(u"anna"_s));
        QCOMPARE(about().size(), 2);
        QCOMPARE(about().first(),
                 (LedgerNote{.id = id,
                             .about = u"CA1"_s,
                             .author = u"anna"_s,
                             .text = u"has one"_s,
                             .madeAt = instant(1),
                             .changedAt = instant(2)}));
        QCOMPARE(remove(u"ben"_s).error().kind, Error::Kind::NotFound);
        QVERIFY(remove(u"anna"_s));
        QCOMPARE(about().size(), 1);
    }

    void whatPeopleDoIsWrittenDownInOrder()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto append = [&](const QString &who, const QString &what, const QString &about, qint64 second) {
            const AuditEntry entry{.at = instant(second), .who = who, .what = what, .about = about, .detail = u"{}"_s};
            return in<AuditTable>(*store, [=](AuditTable &audit) { return audit.append(entry); }).has_value();
        };
        const auto list = [&](const AuditFilter &filter, int limit = 100) {
            return in<AuditTable>(*store, [=](AuditTable &audit) { return audit.list(filter, limit); })
                .value_or(QList<AuditEntry>());
        };
        QVERIFY(append(u"anna"_s, u"recording-played"_s, u"RE1"_s, 1));
        QVERIFY(append(u"ben"_s, u"recording-played"_s, u"RE1"_s, 2));
        QVERIFY(append(u"anna"_s, u"plan-saved"_s, u"3"_s, 3));
        QVERIFY(append({}, u"retention"_s, {}, 4));

        QCOMPARE(list({}).size(), 4);
        QCOMPARE(list({}).first().what, u"retention"_s);
        QCOMPARE(list({.about = u"RE1"_s}).size(), 2);
        QCOMPARE(list({.who = u"anna"_s, .what = u"recording-played"_s}).size(), 1);
        QCOMPARE(list({.who = QString()}).size(), 1);
        QCOMPARE(list({}, 2).last().at, instant(3));
        QCOMPARE(list({.before = list({}, 2).last().number}, 1).first().who, u"ben"_s);
    }

    void whoIsBlockedStaysSoUntilUnblocked()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto isBlocked = [&] {
            return in<BlockTable>(*store, [](BlockTable &blocks) { return blocks.isBlocked(maria); }).value_or(false);
        };
        const auto block = [&] {
            return in<BlockTable>(*store, [](BlockTable &blocks) { return blocks.block({maria, u"anna"_s, instant(1)}); });
        };
        const auto unblock = [&] { return in<BlockTable>(*store, [](BlockTable &blocks) { return blocks.unblock(maria); }); };

        QVERIFY(!isBlocked());
        QVERIFY(block().value_or(false));
        QVERIFY(!block().value_or(true));
        QVERIFY(isBlocked());
        QCOMPARE(in<BlockTable>(*store, [](BlockTable &blocks) { return blocks.all(); }).value_or(QList<BlockedParty>()),
                 QList<BlockedParty>({{maria, u"anna"_s, instant(1)}}));
        QVERIFY(unblock().value_or(false));
        QVERIFY(!unblock().value_or(true));
        QVERIFY(!isBlocked());
    }
};

QTEST_GUILESS_MAIN(TestTeamwork)
#include "tst_teamwork.moc"
