// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/peoplenames.h"
#include "core/team/teamdoctor.h"
#include "core/team/teamoptouts.h"
#include "core/team/teampeople.h"
#include "core/team/teamplans.h"
#include "core/team/teamsounds.h"
#include "core/team/teamtasks.h"

#include <QJsonDocument>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

/// @param text with ' for "
QJsonObject json(QByteArray text)
{
    return QJsonDocument::fromJson(text.replace('\'', '"')).object();
}

} // namespace

/// What a relay of another version says is read as far as it makes sense.
class TestTeamTopics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksAreReadAndNonsenseIsLeftOut()
    {
        const TeamTaskPage page = taskPageFrom(json("{'tasks':[{'id':7,'title':'Ring Ada','due':'2026-11-24T09:00:00.000Z',"
            "'person':'anna','about':{'kind':'call','sid':'CA1'},'peer':'+12065550181','version':3,'colour':'blue'},"
            "{'id':'x'}, 5, null, {'id':8}], 'counts':{'open':2,'mine':1,'done':'many'}, 'next':100}"));
        QCOMPARE(page.tasks.size(), 1);
        QCOMPARE(page.tasks.first().due, QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC));
        QCOMPARE(page.tasks.first().kind, u"call"_s);
        QCOMPARE(page.tasks.first().version, 3);
        QVERIFY(!page.tasks.first().isDone());
        QCOMPARE(page.open, 2);
        QCOMPARE(page.done, 0);
        QCOMPARE(page.next, std::optional(100));
        QCOMPARE(taskPageFrom({}), TeamTaskPage());
    }

    void peopleKeepARoleThatIsNotKnown()
    {
        const auto people = peopleFrom(json("{'users':[{'name':'anna','role':'assistant','created_at':'2026-01-01T00:00:00.000Z',"
            "'revoked_at':null},{'name':'otto','role':'owner','revoked_at':'2026-02-01T00:00:00.000Z'},{'role':'admin'},[]]}"));
        QCOMPARE(people.size(), 2);
        QVERIFY(people[0].role.is(TeamRole::Assistant) && !people[0].isRevoked());
        QVERIFY(!people[1].role.isKnown() && people[1].isRevoked());
    }

    void peopleAreCalledByTheirNameElseByTheirId()
    {
        const PeopleNames names = namesFrom(json("{'names':{'anna':'Anna Ward','ben':' ','cleo':7}}"));
        QCOMPARE(names.of(u"anna"_s), u"Anna Ward"_s);
        QCOMPARE(names.of(u"ben"_s), u"ben"_s);
        QCOMPARE(names.of(u"cleo"_s), u"cleo"_s);
        QCOMPARE(names.of({}), QString());
        QCOMPARE(PeopleNames().of(u"anna"_s), u"anna"_s);
        QCOMPARE(namesFrom(json("{'names':['anna']}")), PeopleNames());
    }

    void aPlanThatMayNotBeReadStillHasTheNames()
    {
        const PeopleNames names = namesFrom(json("{'names':{'anna':'Anna Ward'}}"));
        routing::Plan plan;
        QCOMPARE(names.in(plan).people.at(routing::PersonId(u"anna"_s)).name, u"Anna Ward"_s);
        plan.people[routing::PersonId(u"anna"_s)].name = u"Anna W."_s;
        QCOMPARE(names.in(plan), plan);
    }

    void optOutsAreReadWithTheirProof()
    {
        const auto page = optOutPageFrom(json("{'opt_outs':[{'scope':'+15005550001','peer':'+14155550100','opted_out':true,"
            "'proof':'keyword','message':'SM1','keyword':'STOP','at':'2026-01-01T00:00:00.000Z'},{'scope':'+1'},{}],'next':null}"));
        QCOMPARE(page.optOuts.size(), 1);
        QCOMPARE(page.optOuts.first().keyword, u"STOP"_s);
        QVERIFY(!page.next);
    }

    void soundsAreReadByName()
    {
        const auto sounds = soundsFrom(json("{'sounds':[{'name':'welcome','type':'audio/wav','seconds':10.5,'bytes':160044,'by':'olga',"
            "'at':'2026-11-23T17:00:00.000Z'},{'name':'Jazz','seconds':'long'},{'type':'audio/wav'},7]}"));
        QCOMPARE(sounds.size(), 2);
        QCOMPARE(sounds[0].name, u"Jazz"_s);
        QCOMPARE(sounds[1], (TeamSound{u"welcome"_s, u"audio/wav"_s, std::chrono::milliseconds(10500), 160044, u"olga"_s,
                                       QDateTime(QDate(2026, 11, 23), QTime(17, 0), Qt::UTC)}));
    }

    void aSoundIsCalledAsItsFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"/home/olga/welcome.wav"_s << u"welcome"_s;
        QTest::newRow("spaces and signs") << u"Holiday greeting (2).wav"_s << u"Holiday-greeting-2"_s;
        QTest::newRow("accents") << u"Grüße.mp3"_s << u"Gru-e"_s;
        QTest::newRow("dots") << u"v1.2.wav"_s << u"v1.2"_s;
        QTest::newRow("nothing that can be said") << u"夜.wav"_s << u"sound"_s;
        QTest::newRow("hidden") << u".wav"_s << u"sound"_s;
        QTest::newRow("long") << QString(100, u'a') + u".wav"_s << QString(64, u'a');
    }
    void aSoundIsCalledAsItsFile()
    {
        QFETCH(QString, file);
        QTEST(soundNameOf(file), "name");
    }

    void aPreviewIsReadAndNonsenseIsLeftOut()
    {
        const PlanPreview preview = previewFrom(json("{'calls':412,'elsewhere':2,'changed':[{'call':'CA00112233445566778899aabbccddeeff',"
            "'at':'2026-11-23T17:00:00.000Z','line':'+12065550110','was':['anna','mailbox'],'would':['mailbox']},{'call':'CA1'},5]}"));
        QCOMPARE(preview.calls, 412);
        QCOMPARE(preview.elsewhere, 2);
        QCOMPARE(preview.changed.size(), 1);
        QCOMPARE(preview.changed.first().was, (QStringList{u"anna"_s, u"mailbox"_s}));
        QCOMPARE(previewFrom({}), PlanPreview());
    }

    void aVerdictThatIsNotKnownIsNoGoodOne()
    {
        const auto report = reportFrom(json("{'ok':false,'public_url':'https://relay.example.org','checks':["
            "{'check':'certificate','verdict':'wrong','says':'expired','fix':'renew'},{'check':'new','verdict':'amber'},{'says':'x'}]}"));
        QVERIFY(!report.isWell);
        QCOMPARE(report.checks.size(), 2);
        QVERIFY(report.checks[0].verdict.is(DoctorVerdict::Wrong));
        QVERIFY(!report.checks[1].verdict.isKnown());
        QVERIFY(!report.at.isValid());
    }
};

QTEST_GUILESS_MAIN(TestTeamTopics)
#include "tst_teamtopics.moc"
