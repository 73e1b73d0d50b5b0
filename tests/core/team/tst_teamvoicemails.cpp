// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"
#include "tests/core/team/teamrelay.h"

#include <QSignalSpy>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

constexpr int patience = 30000;

RecordingSid mail(int number)
{
    return sidOf<RecordingSid>("RE", number);
}

/// With voicemails on its line, one a minute.
struct Mailbox : TeamRelay {
    explicit Mailbox(int count)
    {
        const auto left = waitFor(store().write([count](SqlConnection &db) -> Result<> {
            for (int i = 0; i < count; ++i) {
                const auto kept = VoicemailTable(db).note(
                    {.sid = mail(i), .callSid = sidOf<CallSid>("CA", i), .line = line, .caller = Party(u"+14155550100"_s)}, when(i));
                if (!kept)
                    return fail(kept.error());
            }
            return {};
        }));
        if (!left)
            qFatal("no voicemail could be left");
    }
    static QDateTime when(int number) { return instant(number * 60); }
    static inline const Party line{u"+12065550110"_s};
};

struct Desk {
    explicit Desk(const TeamAccess &access) : team(access) { team.start(); }
    bool isLive() { return QTest::qWaitFor([this] { return team.events().isLive(); }, patience); }
    TeamVoicemails &voicemails() { return team.voicemails(); }
    std::optional<TeamVoicemail> look(int number) { return voicemails().of(mail(number), Mailbox::when(number)); }
    bool knows(int number)
    {
        return QTest::qWaitFor([&] { return look(number).has_value(); }, patience);
    }

    Team team;
};

} // namespace

class TestTeamVoicemails : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoseItIsAndWhoHeardItIsKnownAtEveryDesk()
    {
        Mailbox relay(3);
        Desk mona(relay.access(u"mona"_s, Role::Manager)), anna(relay.access(u"anna"_s, Role::Manager));
        QVERIFY(mona.isLive() && anna.isLive());
        QVERIFY(mona.knows(1) && anna.knows(1));
        QVERIFY(mona.look(1)->assignedTo.isEmpty());

        QVERIFY(waitFor(mona.voicemails().assign(mail(1), u"anna"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(mona.look(1)->assignedTo, u"anna"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(anna.look(1)->assignedTo, u"anna"_s, patience);

        anna.voicemails().setHeard(mail(1), true);
        QTRY_COMPARE_WITH_TIMEOUT(mona.look(1)->heardBy, QStringList{u"anna"_s}, patience);
        QVERIFY(waitFor(anna.voicemails().setHandled(mail(1), true)));
        QTRY_COMPARE_WITH_TIMEOUT(mona.look(1)->handledBy, u"anna"_s, patience);
        QVERIFY(mona.look(1)->isHandled());
        QVERIFY(waitFor(mona.voicemails().setHandled(mail(1), false)));
        QTRY_VERIFY_WITH_TIMEOUT(!anna.look(1)->isHandled(), patience);
    }

    void oneFarBackIsKnownWhenItIsLookedAt()
    {
        Mailbox relay(350);
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());

        QVERIFY(desk.knows(349));
        QVERIFY(desk.knows(3));
        for (const int number : {120, 121, 290})
            desk.look(number);
        for (const int number : {120, 121, 290})
            QVERIFY(desk.knows(number));
    }

    void allOfAMinuteAreKnownHoweverManyThereAre()
    {
        Mailbox relay(0);
        QVERIFY(waitFor(relay.store().write([](SqlConnection &db) -> Result<> {
            for (int i = 0; i < 250; ++i) {
                if (const auto kept = VoicemailTable(db).note({.sid = mail(i), .line = Mailbox::line}, instant(0).addMSecs(i)); !kept)
                    return fail(kept.error());
            }
            return {};
        })));
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());

        for (int i = 0; i < 250; ++i)
            desk.voicemails().of(mail(i), instant(0));
        for (int i = 0; i < 250; ++i)
            QTRY_VERIFY_WITH_TIMEOUT(desk.voicemails().of(mail(i), instant(0)), patience);
    }

    void whatTheRelayNeverHeardOfIsAskedForOnce()
    {
        Mailbox relay(3);
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());
        QSignalSpy changed(&desk.voicemails(), &TeamVoicemails::changed);

        QVERIFY(!desk.look(77));
        QVERIFY(changed.wait(patience));
        QTest::qWait(500); // the last of what begins with a connection
        const auto answers = changed.size();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(!desk.look(77));
            QTest::qWait(50);
        }

        QCOMPARE(changed.size(), answers);
    }

    void whatWasHeardAtAnotherDeskOfOursIsSaid()
    {
        Mailbox relay(2);
        const TeamAccess mona = relay.access(u"mona"_s, Role::Manager);
        Desk office(mona), home(mona), colleague(relay.access(u"olga"_s, Role::Manager));
        QVERIFY(office.isLive() && home.isLive() && colleague.isLive());
        QSignalSpy atHome(&home.voicemails(), &TeamVoicemails::heardElsewhere);
        QSignalSpy atTheColleagues(&colleague.voicemails(), &TeamVoicemails::heardElsewhere);
        QVERIFY(colleague.knows(1));

        office.voicemails().setHeard(mail(1), true);
        QTRY_COMPARE_WITH_TIMEOUT(atHome.size(), 1, patience);
        QCOMPARE(atHome.first(), (QVariantList{QVariant::fromValue(mail(1)), true}));
        office.voicemails().setHeard(mail(1), false);
        QTRY_COMPARE_WITH_TIMEOUT(atHome.size(), 2, patience);
        QCOMPARE(atHome.last().last().toBool(), false);

        QTRY_VERIFY_WITH_TIMEOUT(colleague.look(1)->heardBy.isEmpty(), patience);
        QVERIFY(atTheColleagues.isEmpty()); // each has ears of their own
    }

    void whoIsGivenOneIsToldByWhom()
    {
        Mailbox relay(2);
        Desk mona(relay.access(u"mona"_s, Role::Manager)), olga(relay.access(u"olga"_s, Role::Manager));
        QVERIFY(mona.isLive() && olga.isLive());
        QSignalSpy toMona(&mona.voicemails(), &TeamVoicemails::given), toOlga(&olga.voicemails(), &TeamVoicemails::given);

        QVERIFY(waitFor(olga.voicemails().assign(mail(0), u"olga"_s))); // who takes it knows it
        QVERIFY(waitFor(olga.voicemails().assign(mail(1), u"mona"_s)));

        QTRY_COMPARE_WITH_TIMEOUT(toMona.size(), 1, patience);
        QCOMPARE(toMona.first(), (QVariantList{QVariant::fromValue(mail(1)), u"olga"_s}));
        QVERIFY(toOlga.isEmpty());
    }

    void theLastOfSeveralMarksStays()
    {
        Mailbox relay(2);
        Desk mona(relay.access(u"mona"_s, Role::Manager)), olga(relay.access(u"olga"_s, Role::Manager));
        QVERIFY(mona.isLive() && olga.isLive());
        QVERIFY(olga.knows(1));

        for (const bool heard : {true, false, true, false, true})
            mona.voicemails().setHeard(mail(1), heard);

        QTRY_COMPARE_WITH_TIMEOUT(olga.look(1)->heardBy, QStringList{u"mona"_s}, patience);
        QTest::qWait(300);
        QCOMPARE(olga.look(1)->heardBy, QStringList{u"mona"_s});
    }

    void whatCouldNotBeToldIsToldWhenTheRelayIsThereAgain()
    {
        Mailbox relay(2);
        Desk desk(relay.access(u"mona"_s, Role::Manager));
        QVERIFY(desk.isLive());
        relay.kill();
        desk.voicemails().setHeard(mail(1), true);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.team.events().isLive(), patience);

        relay.start();
        desk.team.events().tryNow();

        QTRY_VERIFY_WITH_TIMEOUT(desk.look(1) && desk.look(1)->heardBy.contains(u"mona"_s), patience);
    }

    void aColleagueWhoWasFirstIsNamed()
    {
        Mailbox relay(2);
        Desk mona(relay.access(u"mona"_s, Role::Manager)), anna(relay.access(u"anna"_s, Role::Assistant));
        QVERIFY(mona.isLive() && anna.isLive());
        QVERIFY(mona.knows(1));
        QVERIFY2(anna.knows(1), "she rings on this line");
        QVERIFY(waitFor(mona.voicemails().assign(mail(1), u"mona"_s)));

        const auto taken = waitFor(anna.voicemails().assign(mail(1), u"anna"_s));

        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, Error::Kind::Rejected);
        QTRY_COMPARE_WITH_TIMEOUT(anna.look(1)->assignedTo, u"mona"_s, patience);
    }

    void anAnswerThatMakesNoSenseIsNoVoicemail()
    {
        QVERIFY(!teamVoicemailFrom({}));
        QVERIFY(!teamVoicemailFrom({{u"sid"_s, u"CA00112233445566778899aabbccddeeff"_s}}));
        const auto strange = teamVoicemailFrom({{u"sid"_s, mail(1).text()},
                                                {u"assigned_to"_s, 7},
                                                {u"handled_at"_s, u"yesterday"_s},
                                                {u"heard_by"_s, QJsonArray{u"anna"_s, 7, QJsonValue()}}});
        QVERIFY(strange);
        QVERIFY(!strange->isHandled() && strange->assignedTo.isEmpty());
        QCOMPARE(strange->heardBy, QStringList{u"anna"_s});
    }
};

QTEST_GUILESS_MAIN(TestTeamVoicemails)
#include "tst_teamvoicemails.moc"
