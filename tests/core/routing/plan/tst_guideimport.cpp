// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/guideimport.h"
#include "tests/core/routing/plan/plans.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;
using What = ImportNote::What;

namespace
{

QStringList numbers(const Import &import, const char *route)
{
    QStringList found;
    for (const Stage &stage : import.plan.routes.at(id<RouteId>(route)).stages)
        found << std::get<External>(stage).number.e164();
    return found;
}

bool notes(const Import &import, What what, const QString &path = {})
{
    return std::ranges::any_of(
        import.notes, [&](const ImportNote &note) { return note.what == what && (path.isEmpty() || note.path == path); });
}

} // namespace

class TestGuideImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGuidesOwnExampleImports()
    {
        const auto import = importGuideRules(R"({"strategy": "forward_to_assistant", "business_hours_start": "09:00",
            "business_hours_end": "17:00", "assistant_phone": "+1234567890", "external_phone": "+0987654321"})",
                                             boston, zone("America/New_York"));

        QVERIFY(import.has_value());
        const Line &line = import->plan.lines.at(boston);
        const Schedule &hours = import->plan.schedules.at(line.hours);
        QCOMPARE(hours.week, Week::everyDay({range("09:00", "17:00")}));
        QCOMPARE(hours.zone, zone("America/New_York"));
        QVERIFY(hours.assumed);
        QVERIFY(notes(*import, What::ChooseDaysAndTimeZone));
        QCOMPARE(numbers(*import, "business-hours"), QStringList{u"+1234567890"_s});
        QVERIFY2(notes(*import, What::NumberLeftOut, u"external_phone"_s), "no country begins with 0");
    }

    void inTheHoursTheAssistantRingsThenTheOtherNumberAndOutsideThemOnlyThat()
    {
        const auto import = importGuideRules(R"({"strategy": "forward_to_assistant", "business_hours_start": "22:00",
            "business_hours_end": "06:00", "assistant_phone": "+15005550001", "external_phone": "+15005550002"})",
                                             boston, Zone());

        QVERIFY(import.has_value());
        QCOMPARE(numbers(*import, "business-hours"), QStringList({u"+15005550001"_s, u"+15005550002"_s}));
        QCOMPARE(numbers(*import, "after-hours"), QStringList{u"+15005550002"_s});
        QVERIFY(notes(*import, What::AfterHoursGoOutside));
    }

    void otherStrategiesImportToo()
    {
        const auto voicemail = importGuideRules(R"({"strategy": "voicemail", "external_phone": "+15005550002"})", boston, Zone());
        const auto external =
            importGuideRules(R"({"strategy": "external_forward", "external_phone": "+15005550002"})", boston, Zone());

        QCOMPARE(numbers(*voicemail, "business-hours"), QStringList());
        QVERIFY(notes(*voicemail, What::AllDay));
        QCOMPARE(numbers(*external, "business-hours"), QStringList{u"+15005550002"_s});
    }

    void whatCannotBeImportedIsNamed_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("path");
        QTest::newRow("no strategy") << uR"({"business_hours_start": "09:00"})"_s << u"strategy"_s;
        QTest::newRow("another strategy") << uR"({"strategy": "magic"})"_s << u"strategy"_s;
        QTest::newRow("a start without an end")
            << uR"({"strategy": "voicemail", "business_hours_start": "09:00"})"_s << u"business_hours_end"_s;
        QTest::newRow("no time")
            << uR"({"strategy": "voicemail", "business_hours_start": "9am", "business_hours_end": "17:00"})"_s
            << u"business_hours_start"_s;
        QTest::newRow("start is end")
            << uR"({"strategy": "voicemail", "business_hours_start": "09:00", "business_hours_end": "09:00"})"_s
            << u"business_hours_end"_s;
        QTest::newRow("something else") << uR"({"strategy": "voicemail", "holidays": []})"_s << u"holidays"_s;
        QTest::newRow("not JSON") << u"strategy: voicemail"_s << u""_s;
        QTest::newRow("a list") << u"[]"_s << u"strategy"_s;
    }
    void whatCannotBeImportedIsNamed()
    {
        QFETCH(QString, json);
        QFETCH(QString, path);

        const auto import = importGuideRules(json.toUtf8(), boston, Zone());

        QVERIFY(!import);
        QCOMPARE(import.error().front().path, path);
    }
};

QTEST_GUILESS_MAIN(TestGuideImport)
#include "tst_guideimport.moc"
