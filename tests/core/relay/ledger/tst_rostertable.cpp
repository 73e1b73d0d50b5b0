// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/turntable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::OutsidePhone;
using routing::PersonId;
using routing::PersonNow;
using routing::Presence;
using routing::Roster;

namespace
{

const PersonId anna(u"anna"_s);
const PersonId ben(u"ben"_s);
const CallSid call = sidOf<CallSid>("CA", 1);
const CallSid legOfAnna = sidOf<CallSid>("CA", 2);
const CallSid otherLegOfAnna = sidOf<CallSid>("CA", 3);
const OutsidePhone mobile{.number = *PhoneNumber::parse(u"+14155550108"),
                          .rings = OutsidePhone::Rings::Always,
                          .screening = routing::Screening::Trusted};

Roster rosterIn(SharedStore &store, qint64 second)
{
    return waitFor(store.read([second](SqlConnection &db) { return rosterOf(db, instant(second)); })).value_or(Roster());
}

PersonNow annaIn(SharedStore &store, qint64 second)
{
    const Roster roster = rosterIn(store, second);
    const auto found = roster.people.find(anna);
    return found == roster.people.end() ? PersonNow{.presence = Presence::Away} : found->second;
}

template <typename Job>
auto change(SharedStore &store, Job job)
{
    return waitFor(store.write([job](SqlConnection &db) {
        RosterTable roster(db);
        return job(roster);
    }));
}

bool setPresence(SharedStore &store, Presence presence, qint64 until, qint64 second)
{
    return change(store,
                  [=](RosterTable &roster) {
                      return roster.setPresence(anna, presence, until < 0 ? QDateTime() : instant(until), instant(second));
                  })
        .value_or(false);
}

bool registered(SharedStore &store, const QString &source, qint64 until, qint64 second)
{
    return change(store, [=](RosterTable &roster) { return roster.registered(anna, source, instant(until), instant(second)); })
        .value_or(false);
}

bool unregistered(SharedStore &store, const QString &source, qint64 second)
{
    return change(store, [=](RosterTable &roster) { return roster.unregistered(anna, source, instant(second)); }).value_or(false);
}

bool offer(SharedStore &store, qint64 until)
{
    return change(store, [=](RosterTable &roster) { return roster.offered(call, {anna, ben}, instant(until)); }).has_value();
}

/// As the webhook of a leg does: the sum of what was heard decides.
bool hear(SharedStore &store, const CallSid &sid, CallStatus status, qint64 second)
{
    return waitFor(store.write([=](SqlConnection &db) -> Result<> {
               LegNotice notice{.leg = {}, .source = u"status"_s, .sequence = -1, .extra = {}};
               notice.leg.sid = sid;
               notice.leg.parentSid = call;
               notice.leg.status = status;
               const auto noted = CallTable(db).note(notice, instant(second));
               if (!noted)
                   return fail(noted.error());
               return RosterTable(db).heard(noted->call, anna, noted->after, instant(second));
           }))
        .has_value();
}

} // namespace

class TestRosterTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whoWasNeverHeardOfIsNotInTheRoster()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(rosterIn(*store, 0) == Roster());
    }

    void aDeskIsOnWhileOneOfItsSourcesIs()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(registered(*store, u"desk 1"_s, 60, 0));
        QVERIFY(!registered(*store, u"softphone"_s, 90, 10)); // no news: she could be rung already
        QVERIFY(!registered(*store, u"desk 1"_s, 80, 20));
        QCOMPARE(annaIn(*store, 20).registeredUntil, instant(90));

        QVERIFY(!unregistered(*store, u"softphone"_s, 30));
        QCOMPARE(annaIn(*store, 30).registeredUntil, instant(80));
        QVERIFY(unregistered(*store, u"desk 1"_s, 40));
        QVERIFY(!unregistered(*store, u"desk 1"_s, 40));
        QVERIFY(!annaIn(*store, 40).registeredUntil.isValid());
    }

    void aDeskThatFallsSilentIsOffByItself()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(registered(*store, u"desk 1"_s, 60, 0));

        QVERIFY(!annaIn(*store, 60).registeredUntil.isValid());
        QVERIFY(!unregistered(*store, u"desk 1"_s, 61));
        QVERIFY(registered(*store, u"desk 2"_s, 200, 100));
    }

    void presenceEndsByItselfAndIsNewsOnlyWhenItChanges()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(!setPresence(*store, Presence::Available, -1, 0));
        QVERIFY(setPresence(*store, Presence::Away, 100, 0));
        QVERIFY(!setPresence(*store, Presence::Away, 100, 10));
        QVERIFY(setPresence(*store, Presence::Away, -1, 20));
        QVERIFY(setPresence(*store, Presence::DoNotDisturb, 50, 30));

        QCOMPARE(annaIn(*store, 40).presence, Presence::DoNotDisturb);
        QCOMPARE(annaIn(*store, 40).presenceEnds, instant(50));
        QVERIFY(!setPresence(*store, Presence::Available, -1, 60)); // so she is by now
    }

    void wrapUpLastsUntilItIsEnded()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setWrapUp(anna, instant(30)); }));
        QCOMPARE(annaIn(*store, 0).wrapUpEnds, instant(30));
        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setWrapUp(anna, {}); }));

        QVERIFY(!annaIn(*store, 0).wrapUpEnds.isValid());
    }

    void theOwnTelephoneIsForTheRosterAndItsOwnerAlone()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto phoneOf = [&](const PersonId &person) {
            return waitFor(store->read([person](SqlConnection &db) { return RosterTable(db).phoneOf(person); }))
                .value_or(std::nullopt);
        };

        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setPhone(anna, mobile); }));

        QVERIFY(annaIn(*store, 0).phone == mobile);
        QVERIFY(phoneOf(anna) == mobile);
        QVERIFY(!phoneOf(ben));
        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setPhone(anna, std::nullopt); }));
        QVERIFY(!annaIn(*store, 0).phone);
    }

    void whoIsOfferedACallIsBusyUntilItEndsOrNobodyTakesIt()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QVERIFY(offer(*store, 20));
        QVERIFY(annaIn(*store, 0).inCall);
        QVERIFY(annaIn(*store, 20 + RosterTable::offerSlack.count() - 1).inCall);
        QVERIFY(!annaIn(*store, 20 + RosterTable::offerSlack.count()).inCall);

        QVERIFY(change(*store, [](RosterTable &roster) { return roster.freed(call); }));
        QVERIFY(rosterIn(*store, 0).people.empty());
    }

    void aCallIsOverWhenEachOfTheLegsToSomebodyHasEnded()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(offer(*store, 20));

        QVERIFY(hear(*store, legOfAnna, CallStatus::Ringing, 1));
        QVERIFY(hear(*store, otherLegOfAnna, CallStatus::Ringing, 1)); // her mobile rings as well
        QVERIFY(hear(*store, legOfAnna, CallStatus::InProgress, 5));
        QVERIFY(hear(*store, otherLegOfAnna, CallStatus::Canceled, 6));
        QVERIFY(annaIn(*store, 1000).inCall);
        QVERIFY(!rosterIn(*store, 1000).people.contains(ben)); // his offer is long over
        QVERIFY(hear(*store, legOfAnna, CallStatus::Completed, 1001));

        QVERIFY(!annaIn(*store, 1001).inCall);
    }

    void whoDeclinesIsFreeAtOnce()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(offer(*store, 20));

        QVERIFY(hear(*store, legOfAnna, CallStatus::Busy, 2));

        QVERIFY(!rosterIn(*store, 3).people.contains(anna));
        QVERIFY(rosterIn(*store, 3).people.at(ben).inCall);
    }

    void webhooksOfALegInAnyOrderLeaveNobodyBusy()
    {
        for (unsigned seed = 1; seed <= 6; ++seed) {
            const auto store = ledgerAt(m_engines.url());
            QVERIFY(store);
            QList<CallStatus> heard{CallStatus::Initiated, CallStatus::Ringing, CallStatus::InProgress, CallStatus::Completed};
            heard += heard;
            std::shuffle(heard.begin(), heard.end(), std::mt19937(seed));
            for (const CallStatus status : heard)
                QVERIFY(hear(*store, legOfAnna, status, 1));

            QVERIFY(!rosterIn(*store, 2).people.contains(anna));
        }
    }

    void aCallWhoseEndIsNeverHeardFreesThePersonInTheEnd()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const qint64 ring = std::chrono::seconds(RosterTable::longestRing).count();
        const qint64 talk = std::chrono::seconds(RosterTable::longestCall).count();

        QVERIFY(hear(*store, legOfAnna, CallStatus::Ringing, 0));
        QVERIFY(annaIn(*store, ring - 1).inCall);
        QVERIFY(!rosterIn(*store, ring).people.contains(anna));
        QVERIFY(hear(*store, legOfAnna, CallStatus::InProgress, 10));
        QVERIFY(annaIn(*store, 10 + talk - 1).inCall);
        QVERIFY(!rosterIn(*store, 10 + talk).people.contains(anna));
    }

    void aWordThatComesAfterTheWholeCallMakesNobodyBusy()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(hear(*store, otherLegOfAnna, CallStatus::Completed, 1));
        QVERIFY(waitFor(store->write([](SqlConnection &db) { return CallTable(db).ended(call, u"answered"_s); })));

        QVERIFY(hear(*store, legOfAnna, CallStatus::InProgress, 2));

        QVERIFY(!rosterIn(*store, 3).people.contains(anna));
    }

    void othersSeeWhoIsThereAndNoTelephone()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(registered(*store, u"desk"_s, 60, 0));
        QVERIFY(setPresence(*store, Presence::Away, 50, 0));
        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setPhone(anna, mobile); }));
        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setWrapUp(anna, instant(10)); }));
        QVERIFY(offer(*store, 20));
        const auto shown = [&](qint64 second) {
            return waitFor(store->read([second](SqlConnection &db) { return RosterTable(db).shown(instant(second)); }))
                .value_or(QList<PersonShown>());
        };

        QCOMPARE(shown(5).size(), 2);
        QCOMPARE(shown(5).first(),
                 (PersonShown{.person = anna,
                              .presence = Presence::Away,
                              .presenceEnds = instant(50),
                              .isRegistered = true,
                              .inCall = true,
                              .wrapUpEnds = instant(10)}));
        QCOMPARE(shown(70), QList<PersonShown>({{.person = anna}}));
    }

    void aDeskThatHasToldIsOffWhenItIsSilentUntilThatIsLongAgo()
    {
        auto store = ledgerAt(m_engines.url());
        const auto rings = [&](qint64 second) {
            const auto roster =
                waitFor(store->read([=](SqlConnection &db) { return rosterOf(db, instant(second), {anna, ben}); }));
            QStringList people;
            for (const auto &[person, now] : roster.value_or(Roster()).people) {
                if (now.registeredUntil > instant(second))
                    people << person.text();
            }
            return people.join(u' ');
        };
        QCOMPARE(rings(0), u"anna ben"_s);
        registered(*store, u"desk"_s, 90, 0);
        QCOMPARE(rings(50), u"anna ben"_s);

        QCOMPARE(rings(100), u"ben"_s);
        const qint64 long_ = std::chrono::seconds(RosterTable::silenceMeansOff).count();
        QCOMPARE(rings(long_ - 1), u"ben"_s);
        QCOMPARE(rings(long_ + 1), u"anna ben"_s);

        // What else is known of her does not make her rung or not.
        setPresence(*store, Presence::Available, -1, 200);
        QCOMPARE(rings(200), u"ben"_s);
    }

    void whoHasLeftIsForgotten()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(registered(*store, u"desk"_s, 60, 0));
        QVERIFY(change(*store, [](RosterTable &roster) { return roster.setPhone(anna, mobile); }));
        QVERIFY(offer(*store, 20));

        QVERIFY(change(*store, [](RosterTable &roster) { return roster.forget(anna); }));

        const Roster roster = rosterIn(*store, 0);
        QCOMPARE(roster.people.size(), size_t(1));
        QVERIFY(roster.people.contains(ben));
    }

    // Two relays, calls at the same time: each job locks the group, reads who is free and offers. Nobody has two calls.
    void nobodyIsOfferedTwoCallsAtOnceByTwoRelays()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        constexpr int people = 20;
        for (int i = 0; i < people; ++i) {
            QVERIFY(waitFor(one->write([i](SqlConnection &db) {
                return RosterTable(db).registered(PersonId(u"p%1"_s.arg(i)), u"desk"_s, instant(60), instant(0));
            })));
        }
        const auto offerTo = [](SharedStore &store, int number) {
            return store.write([number](SqlConnection &db) -> Result<QString> {
                if (const auto turn = TurnTable(db).lock(routing::GroupId(u"day"_s)); !turn)
                    return fail(turn.error());
                const auto roster = rosterOf(db, instant(0));
                if (!roster)
                    return fail(roster.error());
                for (const auto &[person, now] : roster->people) {
                    if (now.inCall)
                        continue;
                    const auto done = RosterTable(db).offered(sidOf<CallSid>("CA", number), {person}, instant(20));
                    return done.map([name = person.text()] { return name; });
                }
                return QString();
            });
        };
        QList<QFuture<Result<QString>>> offers;
        for (int i = 0; i < people; ++i)
            offers << offerTo(i % 2 == 0 ? *one : *two, i);

        QSet<QString> rung;
        for (const auto &offered : offers)
            rung << waitFor(offered).value_or(QString());
        QCOMPARE(rung.size(), people);
        QVERIFY(!rung.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(TestRosterTable)
#include "tst_rostertable.moc"
