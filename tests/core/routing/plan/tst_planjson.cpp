// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/planjson.h"
#include "tests/core/routing/plan/plans.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Problem = FieldError::Problem;

class TestPlanJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBackTheSame()
    {
        const Plan plan = fullPlan();

        const auto read = readPlan(writePlan(plan));

        QVERIFY2(read.has_value(), read ? "" : qPrintable(describe(read.error().front())));
        QVERIFY(*read == plan);
        QCOMPARE(writePlan(*read), writePlan(plan));
    }

    void aNewPlanIsNearlyNothing()
    {
        QCOMPARE(writePlan(Plan{}).simplified(), QByteArray(R"({ "format": 1 })"));
        QVERIFY(*readPlan("{}") == Plan{});
    }

    void aPersonCanWriteOne()
    {
        const auto plan = readPlan(R"({
            "format": 1,
            "schedules": [{"id": "office", "zone": "America/New_York",
                           "week": {"monday": ["13:00-17:00", "9:00-12:00", "11:30-13:00"], "friday": ["22:00-06:00"]},
                           "holidays": [{"name": "Christmas", "on": {"kind": "yearly", "first": "12-25", "last": "12-25"}},
                                        {"name": "Leap", "on": {"kind": "yearly", "first": "02-29", "last": "02-29"}},
                                        {"name": "Works", "on": {"kind": "dates", "first": "2026-12-24"}}]}],
            "people": [{"id": "anna"}],
            "groups": [{"id": "desk", "members": ["anna"]}],
            "routes": [{"id": "day", "stages": [{"kind": "round_robin", "group": "desk", "each_s": 15}]}],
            "lines": [{"number": "+16175550100", "hours": "office", "open": "day", "greeting": {"say": "Hello"}}]
        })");

        QVERIFY2(plan.has_value(), plan ? "" : qPrintable(describe(plan.error().front())));
        const Schedule &office = plan->schedules.at(id<ScheduleId>("office"));
        QCOMPARE(office.week.on(1), DayHours{range("09:00", "17:00")});
        QCOMPARE(std::get<Dates>(office.holidays[2].on), (Dates{QDate(2026, 12, 24), QDate(2026, 12, 24)}));
        QCOMPARE(plan->lines.at(boston).greeting, (Greeting{Greeting::Kind::Spoken, u"Hello"_s}));
        QCOMPARE(plan->lines.at(boston).patience, seconds(120));
    }

    void whatIsWrongIsNamedByItsPathAndTold_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("told"); // somewhere in the words
        const auto row = [](const char *name, const char *json, Problem problem, const char *path, const char *told) {
            QTest::newRow(name) << QString::fromUtf8(json) << problem << QString::fromUtf8(path) << QString::fromUtf8(told);
        };
        row("not JSON", "{\n\"lines\": [,]}", Problem::NotJson, "", "line 2");
        row("a list", "[]", Problem::WrongKind, "", "an object");
        row("a newer format", R"({"format": 2, "lions": []})", Problem::TooNew, "format", "newer program");
        row("a slip in a name", R"({"line": []})", Problem::Unknown, "line", "did you mean \"lines\"");
        row("a name out of nowhere", R"({"elephants": []})", Problem::Unknown, "elephants", "there are only");
        row("a slip deep down", R"({"routes":[{"id":"day","stages":[{"kind":"in_order","group":"desk","each":5}]}]})",
            Problem::Unknown, "routes[0].stages[0].each", "each_s");
        row("an object for a list", R"({"lines": {}})", Problem::WrongKind, "lines", "a list");
        row("a group without members' list", R"({"groups":[{"id":"desk","members":"anna"}]})", Problem::WrongKind,
            "groups[0].members", "a list");
        row("no id", R"({"people":[{"name":"Anna"}]})", Problem::Missing, "people[0].id", "a name of its own");
        row("an empty id", R"({"people":[{"id":""}]})", Problem::WrongKind, "people[0].id", "");
        row("the same id twice", R"({"people":[{"id":"anna"},{"id":"anna"}]})", Problem::Duplicate, "people[1].id", "twice");
        row("the same line twice", R"({"lines":[{"number":"+16175550100"},{"number":"+16175550100"}]})", Problem::Duplicate,
            "lines[1].number", "twice");
        row("a national number", R"({"lines":[{"number":"617 555 0100"}]})", Problem::Malformed, "lines[0].number",
            "+15005550006");
        row("no such stage", R"({"routes":[{"id":"day","stages":[{"kind":"ring"}]}]})", Problem::Malformed,
            "routes[0].stages[0].kind", "round_robin");
        row("a stage of no kind", R"({"routes":[{"id":"day","stages":[{"group":"desk"}]}]})", Problem::Missing,
            "routes[0].stages[0].kind", "round_robin");
        row("a stage after voicemail", R"({"routes":[{"id":"day","stages":[{"kind":"voicemail"}]}]})", Problem::Malformed,
            "routes[0].stages[0].kind", "voicemail always comes last");
        row("a stage without its group", R"({"routes":[{"id":"day","stages":[{"kind":"all_at_once"}]}]})", Problem::Missing,
            "routes[0].stages[0].group", "");
        row("an external stage without a number", R"({"routes":[{"id":"day","stages":[{"kind":"external"}]}]})", Problem::Missing,
            "routes[0].stages[0].number", "");
        row("half a second", R"({"routes":[{"id":"d","stages":[{"kind":"in_order","group":"g","each_s":7.5}]}]})",
            Problem::WrongKind, "routes[0].stages[0].each_s", "whole number of seconds");
        row("seconds below nought", R"({"lines":[{"number":"+16175550100","patience_s":-5}]})", Problem::WrongKind,
            "lines[0].patience_s", "");
        row("a reply that never is", R"({"lines":[{"number":"+16175550100","texts":{"reply":{"per_sender_a_day":0}}}]})",
            Problem::Malformed, "lines[0].texts.reply.per_sender_a_day", "1 or more");
        row("a reply that Twilio would not send",
            qPrintable(uR"({"lines":[{"number":"+16175550100","texts":{"reply":{"in_hours":"%1"}}}]})"_s.arg(QString(1601, u'x'))),
            Problem::Malformed, "lines[0].texts.reply.in_hours", "1600");
        row("a rule without a name", R"({"lines":[{"number":"+16175550100","texts":{"tasks":[{"name":" "}]}}]})",
            Problem::Malformed, "lines[0].texts.tasks[0].name", "a name");
        row("seconds as a text", R"({"lines":[{"number":"+16175550100","patience_s":"5"}]})", Problem::WrongKind,
            "lines[0].patience_s", "");
        row("no zone", R"({"schedules":[{"id":"office"}]})", Problem::Missing, "schedules[0].zone", "");
        row("a zone that is none", R"({"schedules":[{"id":"office","zone":"EST"}]})", Problem::Malformed, "schedules[0].zone",
            "America/New_York");
        row("no such day", R"({"schedules":[{"id":"o","zone":"UTC","week":{"munday":[]}}]})", Problem::Unknown,
            "schedules[0].week.munday", "monday");
        row("start is end", R"({"schedules":[{"id":"o","zone":"UTC","week":{"monday":["09:00-09:00"]}}]})", Problem::Malformed,
            "schedules[0].week.monday[0]", "00:00-24:00");
        row("not a range", R"({"schedules":[{"id":"o","zone":"UTC","week":{"monday":["9 to 5"]}}]})", Problem::Malformed,
            "schedules[0].week.monday[0]", "09:00-17:00");
        row("a start at the end of the day", R"({"schedules":[{"id":"o","zone":"UTC","week":{"monday":["24:00-06:00"]}}]})",
            Problem::Malformed, "schedules[0].week.monday[0]", "before 24:00");
        row("no such day of the year",
            R"({"schedules":[{"id":"o","zone":"UTC","holidays":[{"name":"h","on":{"kind":"yearly","first":"02-30","last":"03-01"}}]}]})",
            Problem::Malformed, "schedules[0].holidays[0].on.first", "12-25");
        row("a holiday that ends before it starts",
            R"({"schedules":[{"id":"o","zone":"UTC","holidays":[{"name":"h","on":{"kind":"dates","first":"2026-12-24","last":"2026-12-23"}}]}]})",
            Problem::Malformed, "schedules[0].holidays[0].on.last", "on or after");
        row("a sixth Monday",
            R"({"schedules":[{"id":"o","zone":"UTC","holidays":[{"name":"h","on":{"kind":"nth_weekday","nth":6,"weekday":1,"month":5}}]}]})",
            Problem::Malformed, "schedules[0].holidays[0].on.nth", "1 to 5");
        row("an override without an end",
            R"({"schedules":[{"id":"o","zone":"UTC","overrides":[{"name":"f","doors":"closed"}]}]})", Problem::Missing,
            "schedules[0].overrides[0].until", "");
        row("an instant that is nowhere",
            R"({"schedules":[{"id":"o","zone":"UTC","overrides":[{"name":"f","doors":"closed","until":"2026-11-03T14:00:00"}]}]})",
            Problem::Malformed, "schedules[0].overrides[0].until", "distance from UTC");
        row("an instant of another age",
            R"({"schedules":[{"id":"o","zone":"UTC","overrides":[{"name":"f","doors":"closed","until":"9999-12-31T23:59:59-14:00"}]}]})",
            Problem::Malformed, "schedules[0].overrides[0].until", "of this age");
        row("doors ajar",
            R"({"schedules":[{"id":"o","zone":"UTC","overrides":[{"name":"f","doors":"ajar","until":"2026-11-03T14:00:00Z"}]}]})",
            Problem::Malformed, "schedules[0].overrides[0].doors", "open, closed");
        row("a greeting said and played", R"({"routes":[{"id":"d","greeting":{"say":"a","play":"b"}}]})", Problem::Malformed,
            "routes[0].greeting", "say");
        row("a greeting that is a text", R"({"routes":[{"id":"d","greeting":"Hello"}]})", Problem::WrongKind,
            "routes[0].greeting", "say");
        row("null", R"({"routes":null})", Problem::WrongKind, "routes", "a list");
    }
    void whatIsWrongIsNamedByItsPathAndTold()
    {
        QFETCH(QString, json);
        QFETCH(Problem, problem);
        QFETCH(QString, path);
        QFETCH(QString, told);

        const auto plan = readPlan(json.toUtf8());

        QVERIFY(!plan);
        QCOMPARE(plan.error().size(), size_t(1));
        const FieldError &error = plan.error().front();
        QCOMPARE(error.problem, problem);
        QCOMPARE(error.path, path);
        const QString words = describe(error);
        QVERIFY2(words.contains(told) && (path.isEmpty() || words.startsWith(path + u':')), qPrintable(words));
    }

    void instantsAreKeptToTheSecondWhateverTheirZone()
    {
        const auto plan = readPlan(
            R"({"schedules":[{"id":"o","zone":"UTC","overrides":[{"name":"f","doors":"closed","until":"2026-11-03T15:00:00.750+01:00"}]}]})");

        QVERIFY(plan.has_value());
        QCOMPARE(plan->schedules.at(id<ScheduleId>("o")).overrides[0].until, at("2026-11-03T14:00:00Z"));
        QVERIFY(*readPlan(writePlan(*plan)) == *plan);
    }

    void everythingThatIsWrongIsToldAtOnce()
    {
        const auto plan = readPlan(R"({"people":[{"name":1}], "lines":[{"number":"x","opens":"day"}], "rota":[]})");

        QVERIFY(!plan);
        QStringList paths;
        for (const FieldError &error : plan.error())
            paths << error.path;
        paths.sort();
        QCOMPARE(paths,
                 QStringList({u"lines[0].number"_s, u"lines[0].opens"_s, u"people[0].id"_s, u"people[0].name"_s, u"rota"_s}));
    }
};

QTEST_GUILESS_MAIN(TestPlanJson)
#include "tst_planjson.moc"
