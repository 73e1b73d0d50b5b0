// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/diff/difference.h"
#include "core/routing/diff/listdiff.h"
#include "tests/core/routing/plan/plans.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using namespace milassist::routing;
using namespace Qt::StringLiterals;
using Part = Difference::Part;
using What = Difference::What;
using Change = std::function<void(Plan &)>;
Q_DECLARE_METATYPE(Change)

namespace
{

Differences changedBy(const Change &change)
{
    Plan after = fullPlan();
    change(after);
    return differencesOf(fullPlan(), after);
}

QString shown(const QJsonValue &value)
{
    const QString text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    return value.isUndefined() ? u"-"_s : text.mid(1, text.size() - 2);
}

QString shown(const Differences &differences)
{
    QStringList lines;
    for (const Difference &d : differences) {
        const char *words[] = {"added", "removed", "changed", "moved"};
        lines << u"%1 %2 %3 > %4"_s.arg(d.path, QLatin1StringView(words[int(d.what)]), shown(d.before), shown(d.after));
    }
    return lines.join(u'\n');
}

Line &lineOf(Plan &plan)
{
    return plan.lines.at(boston);
}

Schedule &officeOf(Plan &plan)
{
    return plan.schedules.at(id<ScheduleId>("office"));
}

std::vector<Stage> &stagesOf(Plan &plan)
{
    return plan.routes.at(id<RouteId>("day")).stages;
}

} // namespace

class TestDifferences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalPlansDifferInNothing()
    {
        QVERIFY(differencesOf(fullPlan(), fullPlan()).empty());
        QVERIFY(differencesOf(Plan{}, Plan{}).empty());
    }

    void aChangeIsSaidAsTheFieldItIsAbout_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("said");

        const auto row = [](const char *name, const QString &said, Change change) { QTest::newRow(name) << change << said; };
        row("a field", u"lines[+16175550100].patience_s changed 150 > 100"_s,
            [](Plan &plan) { lineOf(plan).patience = seconds(100); });
        row("a default", u"lines[+16175550100].recording.inbound changed \"on\" > \"off\""_s,
            [](Plan &plan) { lineOf(plan).recording.inbound = Record::Off; });
        row("a greeting", uR"(lines[+16175550100].greeting changed {"say":"Boston office."} > null)"_s,
            [](Plan &plan) { lineOf(plan).greeting = {}; });
        row("no more music", uR"(lines[+16175550100].hold_when_all_busy removed {"at_most_s":60} > -)"_s,
            [](Plan &plan) { lineOf(plan).whenAllBusy.reset(); });
        row("other music", u"lines[+16175550100].hold_when_all_busy.at_most_s changed 60 > 90"_s,
            [](Plan &plan) { lineOf(plan).whenAllBusy->atMost = seconds(90); });
        row("music", uR"(lines[+13125550100].hold_when_all_busy added - > {})"_s,
            [](Plan &plan) { plan.lines.at(chicago).whenAllBusy = Hold{}; });
        row("hours of a day", uR"(schedules[office].week.thursday changed ["09:00-17:00"] > [])"_s,
            [](Plan &plan) { officeOf(plan).week.days[3] = {}; });
        row("the date of a holiday", u"schedules[office].holidays[1].on.nth changed 4 > 3"_s,
            [](Plan &plan) { std::get<NthWeekday>(officeOf(plan).holidays[1].on).nth = 3; });
        row("the kind of a holiday",
            uR"(schedules[office].holidays[1].on changed {"kind":"nth_weekday","month":11,"nth":4,"weekday":4})"
            uR"( > {"first":"2026-11-26","kind":"dates","last":"2026-11-26"})"_s,
            [](Plan &plan) {
                officeOf(plan).holidays[1].on = Dates{QDate(2026, 11, 26), QDate(2026, 11, 26)};
            });
        row("a person", uR"(people[dan] added - > {"name":"Dan"})"_s,
            [](Plan &plan) { plan.people[id<PersonId>("dan")] = {.name = u"Dan"_s}; });
        row("a line", u"lines[+13125550100] removed {} > -"_s, [](Plan &plan) { plan.lines.erase(chicago); });
        row("a member more", u"groups[desk].members[1] added - > \"dan\""_s, [](Plan &plan) {
            auto &members = plan.groups[id<GroupId>("desk")].members;
            members.insert(members.begin() + 1, id<PersonId>("dan"));
        });
        row("a member less", u"groups[desk].members[0] removed \"cleo\" > -"_s, [](Plan &plan) {
            auto &members = plan.groups[id<GroupId>("desk")].members;
            members.erase(members.begin());
        });
        row("a member in place of another",
            u"groups[desk].members[1] removed \"anna\" > -\ngroups[desk].members[1] added - > \"dan\""_s,
            [](Plan &plan) { plan.groups[id<GroupId>("desk")].members[1] = id<PersonId>("dan"); });
        row("another order", u"groups[desk].members[2] moved \"cleo\" > \"cleo\""_s, [](Plan &plan) {
            auto &members = plan.groups[id<GroupId>("desk")].members;
            std::rotate(members.begin(), members.begin() + 1, members.end());
        });
        row("a stage put first", uR"(routes[day].stages[0] added - > {"group":"desk","kind":"in_order"})"_s,
            [](Plan &plan) { stagesOf(plan).insert(stagesOf(plan).begin(), InOrder{id<GroupId>("desk")}); });
        row("a stage's time", u"routes[day].stages[1].each_s changed 10 > 11"_s,
            [](Plan &plan) { std::get<InOrder>(stagesOf(plan)[1]).each = seconds(11); });
        row("a swap", u"rotas[nights].swaps[0].person changed \"ben\" > \"anna\""_s,
            [](Plan &plan) { plan.rotas.begin()->second.swaps[0].person = id<PersonId>("anna"); });
    }

    void aChangeIsSaidAsTheFieldItIsAbout()
    {
        QFETCH(Change, change);
        QFETCH(QString, said);
        Plan before = fullPlan(), after = fullPlan();
        change(after);

        QCOMPARE(shown(differencesOf(before, after)), said);
        QCOMPARE(differencesOf(after, before).size(), size_t(said.count(u'\n') + 1));
    }

    void whatToSayIsFoundWithoutReadingThePath()
    {
        const Differences found = changedBy([](Plan &plan) {
            stagesOf(plan).insert(stagesOf(plan).begin(), AllAtOnce{id<GroupId>("desk")});
            std::get<RoundRobin>(stagesOf(plan)[1]).each = seconds(99);
        });

        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found[0],
                 (Difference{.part = Part::Route,
                             .id = u"day"_s,
                             .field = u"stages"_s,
                             .path = u"routes[day].stages[0]"_s,
                             .what = What::Added,
                             .placeBefore = -1,
                             .placeAfter = 0,
                             .before = QJsonValue(QJsonValue::Undefined),
                             .after = QJsonObject{{u"kind"_s, u"all_at_once"_s}, {u"group"_s, u"desk"_s}}}));
        QCOMPARE(found[1].field, u"stages.each_s"_s);
        QCOMPARE(found[1].placeBefore, 0);
        QCOMPARE(found[1].placeAfter, 1);
        QCOMPARE(found[1].before, QJsonValue(15));
    }

    void aNewPlanIsAllAdded()
    {
        const Differences found = differencesOf({}, fullPlan());

        const Plan plan = fullPlan();
        QCOMPARE(found.size(),
                 plan.schedules.size() + plan.people.size() + plan.groups.size() + plan.rotas.size() + plan.routes.size()
                     + plan.lines.size());
        QVERIFY(std::ranges::all_of(found, [](const Difference &d) { return d.what == What::Added && d.field.isEmpty(); }));
    }

    // Any two lists: what is said of them leads from one to the other, and says no more than it must.
    void pairingsLeadFromOneListToTheOther()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 3000; ++round) {
            std::vector<int> before(random() % 7), after(random() % 7);
            for (std::vector<int> *list : {&before, &after}) {
                for (int &item : *list)
                    item = int(random() % 5);
            }
            const auto pairs = pairings(
                int(before.size()), int(after.size()), [&](int i, int j) { return before[size_t(i)] == after[size_t(j)]; },
                [](int, int) { return true; });

            std::vector<int> seenBefore, seenAfter;
            size_t stayed = 0;
            for (const Pairing &pair : pairs) {
                if (pair.before >= 0)
                    seenBefore.push_back(pair.before);
                if (pair.after >= 0)
                    seenAfter.push_back(pair.after);
                if (pair.isEqual)
                    QCOMPARE(before[size_t(pair.before)], after[size_t(pair.after)]);
                stayed += pair.isEqual && !pair.hasMoved ? 1 : 0;
            }
            QVERIFY(std::ranges::is_sorted(seenAfter));
            QCOMPARE(seenAfter.size(), after.size());
            std::ranges::sort(seenBefore);
            QCOMPARE(std::ranges::unique(seenBefore).begin() - seenBefore.begin(), qsizetype(before.size()));
            if (before == after)
                QCOMPARE(stayed, before.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestDifferences)
#include "tst_differences.moc"
