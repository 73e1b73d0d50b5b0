// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/hours/holiday.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(milassist::routing::HolidayDays)

class TestHolidays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHolidayFallsOnItsDays_data()
    {
        QTest::addColumn<HolidayDays>("days");
        QTest::addColumn<QString>("date");
        QTest::addColumn<bool>("falls");
        const auto row = [](const char *name, HolidayDays days, const char *date, bool falls) {
            QTest::newRow(name) << days << QString::fromLatin1(date) << falls;
        };

        const Dates once{QDate(2026, 12, 24), QDate(2026, 12, 24)};
        row("the date", once, "2026-12-24", true);
        row("the date a year later", once, "2027-12-24", false);
        row("the day before", once, "2026-12-23", false);

        const Dates turn{QDate(2026, 12, 31), QDate(2027, 1, 1)};
        row("a range over the turn of the year, first day", turn, "2026-12-31", true);
        row("a range over the turn of the year, last day", turn, "2027-01-01", true);
        row("a range over the turn of the year, day after", turn, "2027-01-02", false);
        row("a range over the turn of the year, a year later", turn, "2027-12-31", false);

        const Yearly christmas{{12, 25}, {12, 25}};
        row("every year", christmas, "2031-12-25", true);
        row("every year, other month", christmas, "2031-11-25", false);

        const Yearly turns{{12, 31}, {1, 1}};
        row("every turn of the year, December", turns, "2027-12-31", true);
        row("every turn of the year, January", turns, "2027-01-01", true);
        row("every turn of the year, summer", turns, "2027-07-01", false);
        row("every turn of the year, January 2", turns, "2027-01-02", false);

        const Yearly leapDay{{2, 29}, {2, 29}};
        row("February 29 in a leap year", leapDay, "2028-02-29", true);
        row("February 29 is not February 28", leapDay, "2027-02-28", false);
        row("February 29 is not March 1", leapDay, "2027-03-01", false);
        row("a range over February 29", Yearly{{2, 28}, {3, 1}}, "2028-02-29", true);

        const NthWeekday thanksgiving{4, 4, 11};
        row("the fourth Thursday", thanksgiving, "2026-11-26", true);
        row("the third Thursday", thanksgiving, "2026-11-19", false);
        row("the fourth Thursday when there are five", thanksgiving, "2028-11-23", true);
        row("the fifth is not the fourth", thanksgiving, "2028-11-30", false);

        const NthWeekday memorial{NthWeekday::lastOfMonth, 1, 5};
        row("the last of five Mondays", memorial, "2027-05-31", true);
        row("the last of four Mondays", memorial, "2026-05-25", true);
        row("the last but one", memorial, "2027-05-24", false);
        row("the first of the month", NthWeekday{1, 1, 9}, "2026-09-07", true);
        row("the eighth is not the first", NthWeekday{1, 2, 9}, "2026-09-08", false);
        row("a fifth Friday", NthWeekday{5, 5, 1}, "2027-01-29", true);
        row("no fifth Friday", NthWeekday{5, 5, 2}, "2027-02-26", false);
    }
    void aHolidayFallsOnItsDays()
    {
        QFETCH(HolidayDays, days);
        QFETCH(QString, date);
        QFETCH(bool, falls);

        QCOMPARE(fallsOn(days, QDate::fromString(date, Qt::ISODate)), falls);
    }
};

QTEST_GUILESS_MAIN(TestHolidays)
#include "tst_holidays.moc"
