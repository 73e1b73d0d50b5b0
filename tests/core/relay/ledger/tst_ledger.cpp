// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/turntable.h"
#include "core/relay/ledger/usertable.h"
#include "core/relay/ledger/webhooktable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;
using routing::GroupId;
using routing::PersonId;

namespace
{

const GroupId day(u"day"_s);
const std::vector<PersonId> members{PersonId(u"anna"_s), PersonId(u"ben"_s), PersonId(u"cleo"_s), PersonId(u"dan"_s)};

/// What a relay does when a call comes in: whose turn is it, and that moves it on.
QFuture<Result<QString>> offerCall(SharedStore &store)
{
    return store.write([](SqlConnection &db) -> Result<QString> {
        TurnTable turns(db);
        const auto turn = turns.lock(day);
        if (!turn)
            return fail(turn.error());
        const PersonId person = inTurn(members, *turn).front();
        if (const auto kept = turns.offered({.group = day, .person = person, .passedOver = {}}); !kept)
            return fail(kept.error());
        return person.text();
    });
}

QFuture<Result<qint64>> tell(SharedStore &store, const QString &body, qint64 second = 0)
{
    return store.write([=](SqlConnection &db) { return EventTable(db).append(u"call"_s, body, instant(second)); });
}

MissedEvents eventsSince(SharedStore &store, qint64 number, int limit = 10000)
{
    return waitFor(store.read([=](SqlConnection &db) { return EventTable(db).since(number, limit); }))
        .value_or(MissedEvents{{}, false});
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aWebhookDeliveredToTwoRelaysHasOneEffectAndOneAnswer()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        const auto deliver = [](SharedStore &store, int n) {
            return store.write([key = u"incoming %1"_s.arg(n), n](SqlConnection &db) -> Result<QString> {
                WebhookTable webhooks(db);
                const auto seen = webhooks.claim(key, instant(n));
                if (!seen)
                    return fail(seen.error());
                if (!seen->isFirst)
                    return seen->answer;
                const auto number = EventTable(db).append(u"call"_s, key, instant(n));
                if (!number)
                    return fail(number.error());
                const QString answer = u"<Response><!-- %1 --></Response>"_s.arg(*number);
                if (const auto kept = webhooks.answered(key, answer); !kept)
                    return fail(kept.error());
                return answer;
            });
        };

        constexpr int webhooks = 60;
        QList<QList<QFuture<Result<QString>>>> all;
        for (int n = 0; n < webhooks; ++n)
            all << QList{deliver(*one, n), deliver(*two, n), deliver(*two, n), deliver(*one, n), deliver(*one, n)};

        QSet<QString> answers;
        for (const auto &times : all) {
            const auto first = waitFor(times.first());
            QVERIFY(first);
            for (const auto &time : times)
                QCOMPARE(waitFor(time).value_or(QString()), *first);
            answers << *first;
        }
        QCOMPARE(answers.size(), webhooks);
        QCOMPARE(eventsSince(*one, 0).events.size(), webhooks);
    }

    void aWebhookWhoseWorkFailedIsNotSeen()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(!waitFor(store->write([](SqlConnection &db) -> Result<> {
            static_cast<void>(WebhookTable(db).claim(u"k"_s, instant(0)));
            return fail(Error::Kind::Rejected, u"something else went wrong"_s);
        })));

        const auto seen = waitFor(store->write([](SqlConnection &db) { return WebhookTable(db).claim(u"k"_s, instant(1)); }));
        QVERIFY(seen && seen->isFirst);
        QCOMPARE(waitFor(store->write([](SqlConnection &db) { return WebhookTable(db).forgetBefore(instant(1)); })).value_or(-1),
                 0);
        QCOMPARE(waitFor(store->write([](SqlConnection &db) { return WebhookTable(db).forgetBefore(instant(2)); })).value_or(-1),
                 1);
    }

    void aUserIsFoundByTheLabelOfTheTokenUntilItIsRenewed()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const NewToken first{.token = {}, .label = u"one"_s, .hash = u"$argon2id$1"_s};
        const NewToken second{.token = {}, .label = u"two"_s, .hash = u"$argon2id$2"_s};
        const auto add = [&] {
            return waitFor(store->write(
                [first](SqlConnection &db) { return UserTable(db).add(u"anna"_s, Role::Manager, first, instant(0)); }));
        };
        const auto labelled = [&](QString label) {
            return waitFor(store->read([label](SqlConnection &db) { return UserTable(db).labelled(label); }))
                .value_or(std::nullopt);
        };

        QVERIFY(add());
        QCOMPARE(add().error().kind, Error::Kind::Rejected);
        const auto anna = labelled(u"one"_s);
        QVERIFY(anna);
        QCOMPARE(*anna, User({.name = u"anna"_s, .role = Role::Manager, .createdAt = instant(0), .tokenHash = u"$argon2id$1"_s}));

        QVERIFY(waitFor(store->write([second](SqlConnection &db) { return UserTable(db).renew(u"anna"_s, second); })));
        QVERIFY(!labelled(u"one"_s));
        QCOMPARE(labelled(u"two"_s)->tokenHash, u"$argon2id$2"_s);
    }

    void whoIsRevokedStaysKnownAndIsOut()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto change = [&](auto job) { return waitFor(store->write(job)); };
        QVERIFY(change([](SqlConnection &db) {
            return UserTable(db).add(u"ben"_s, Role::Assistant, {.token = {}, .label = u"b"_s, .hash = u"h"_s}, instant(0));
        }));
        const auto revoke = [](SqlConnection &db) { return UserTable(db).revoke(u"ben"_s, instant(5)); };

        QVERIFY(change([](SqlConnection &db) { return UserTable(db).changeRole(u"ben"_s, Role::Admin); }));
        QVERIFY(change(revoke));

        QCOMPARE(change(revoke).error().kind, Error::Kind::NotFound);
        QCOMPARE(change([](SqlConnection &db) { return UserTable(db).changeRole(u"nobody"_s, Role::Admin); }).error().kind,
                 Error::Kind::NotFound);
        const auto all = waitFor(store->read([](SqlConnection &db) { return UserTable(db).all(); }));
        QVERIFY(all);
        QCOMPARE(all->size(), 1);
        QVERIFY(all->first().isRevoked());
        QCOMPARE(all->first().revokedAt, instant(5));
        QVERIFY(all->first().role.is(Role::Admin));
    }

    void callsInTheSameSecondGoToDifferentPeople()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);

        constexpr int rounds = 20;
        QList<QFuture<Result<QString>>> all;
        for (int i = 0; i < rounds * 2; ++i)
            all << offerCall(*one) << offerCall(*two);
        QHash<QString, int> offers;
        for (const auto &offered : all) {
            const auto person = waitFor(offered);
            QVERIFY(person);
            ++offers[*person];
        }

        // Four people, two relays, as many calls as fill the round twenty times.
        for (const PersonId &person : members)
            QCOMPARE(offers[person.text()], rounds);
        const auto standing = waitFor(one->read([](SqlConnection &db) { return TurnTable(db).standing(day, members); }));
        QVERIFY(standing);
        QCOMPARE(standing->first(), TurnCount({.person = members[0], .offers = rounds, .answers = 0}));
    }

    void theTurnIsKeptByPersonThroughARestart()
    {
        const QString url = m_engines.url();
        QCOMPARE(waitFor(offerCall(*ledgerAt(url))).value_or(QString()), u"anna"_s);
        auto store = ledgerAt(url);
        QVERIFY(waitFor(store->write([](SqlConnection &db) -> Result<> {
            TurnTable turns(db);
            if (const auto done = turns.offered({.group = day, .person = members[2], .passedOver = {members[1]}}); !done)
                return done;
            return turns.answered(day, members[2]);
        })));
        store = ledgerAt(url);

        const auto standing = waitFor(store->read([](SqlConnection &db) { return TurnTable(db).standing(day, members); }));

        QVERIFY(standing);
        QCOMPARE(*standing, QList<TurnCount>({{members[1], 0, 0}, {members[3], 0, 0}, {members[0], 1, 0}, {members[2], 1, 1}}));
        QCOMPARE(waitFor(offerCall(*store)).value_or(QString()), u"ben"_s);
    }

    void eventsAreNumberedWithoutAGapOverAllRelays()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        constexpr int each = 100;
        QList<QFuture<Result<qint64>>> all;
        for (int i = 0; i < each; ++i) {
            all << tell(*one, u"{}"_s) << tell(*two, u"{}"_s);
            // A job that fails takes no number.
            one->write([](SqlConnection &db) -> Result<> {
                static_cast<void>(EventTable(db).append(u"call"_s, u"{}"_s, instant(0)));
                return fail(Error::Kind::Rejected, u"no"_s);
            });
        }
        // Somebody who reads meanwhile never sees a number before the ones that come before it.
        qint64 seen = 0;
        while (!all.last().isFinished() || seen < 2 * each) {
            const MissedEvents more = eventsSince(*two, seen, 7);
            QVERIFY(more.isComplete);
            for (const LedgerEvent &event : more.events)
                QCOMPARE(event.number, ++seen);
        }

        QSet<qint64> numbers;
        for (const auto &told : all)
            numbers << waitFor(told).value_or(0);
        QCOMPARE(numbers.size(), 2 * each);
        QCOMPARE(seen, 2 * each);
    }

    void aDeskThatWasAwayForTooLongIsToldSo()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(eventsSince(*store, 0).isComplete);
        for (int i = 1; i <= 5; ++i)
            QVERIFY(waitFor(tell(*store, u"{\"n\":%1}"_s.arg(i), i)));

        QCOMPARE(waitFor(store->write([](SqlConnection &db) { return EventTable(db).forgetBefore(instant(3)); })).value_or(-1),
                 2);

        QVERIFY(!eventsSince(*store, 1).isComplete);
        QCOMPARE(eventsSince(*store, 1).events.size(), 3);
        QVERIFY(eventsSince(*store, 2).isComplete);
        QCOMPARE(eventsSince(*store, 4).events, QList<LedgerEvent>({{5, instant(5), u"call"_s, u"{\"n\":5}"_s}}));
        QVERIFY(eventsSince(*store, 5).isComplete);
        QVERIFY(!eventsSince(*store, 9).isComplete); // the database is older than the desk: it was restored
        QVERIFY(waitFor(store->write([](SqlConnection &db) { return EventTable(db).forgetBefore(instant(99)); })));
        QVERIFY(eventsSince(*store, 5).isComplete);
        QVERIFY(!eventsSince(*store, 4).isComplete);
    }

    void everyRelayHearsThatThereIsAnEvent()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = Engines::isPostgres() ? ledgerAt(url) : nullptr;
        QVERIFY(one);
        QSignalSpy listening(two ? two.get() : one.get(), &SharedStore::listening);
        QSignalSpy heard(two ? two.get() : one.get(), &SharedStore::notified);
        QVERIFY(listening.wait());

        const auto number = waitFor(tell(*one, u"{}"_s));

        QTRY_COMPARE(heard.size(), 1);
        QCOMPARE(heard.first(), QVariantList({EventTable::channel(), QString::number(number.value_or(0))}));
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
