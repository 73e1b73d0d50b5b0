// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/makeworld.h"
#include "core/sandbox/demo/worldfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace milassist::world;
using namespace milassist::world::demo;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray example =
    "{"
    "  \"lines\": [{\"number\": \"+12065550100\", \"name\": \"Main\", \"sms_url\": \"https://phone.example.org/sms\"},"
    "            {\"number\": \"+18885550101\", \"capabilities\": {\"mms\": false}}],"
    "  \"people\": [{\"number\": \"+14155550108\", \"name\": \"Ada Winter\", \"temper\": \"curt\"},"
    "             {\"number\": \"+14155550109\", \"name\": \"Max\", \"reach\": \"landline\"}],"
    "  \"messages\": [{\"from\": \"+12065550100\", \"to\": \"+14155550108\", \"at\": \"2026-02-01T11:00:00Z\", \"body\": "
    "\"second\"},"
    "               {\"from\": \"+14155550108\", \"to\": \"+12065550100\", \"at\": \"2026-02-01T10:00:00Z\", \"body\": "
    "\"first\"}],"
    "  \"opted_out\": [{\"line\": \"+12065550100\", \"person\": \"+14155550109\"}]"
    "}";

} // namespace

class TestWorldFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileBecomesAWorld()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"world.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(example);
        file.close();

        const auto world = makeWorld({.world = file.fileName(), .historyMessages = 10, .isLively = false});

        QVERIFY2(world, qPrintable(world ? QString() : world.error().detail));
        World &made = **world;
        QCOMPARE(made.numbers().all().size(), 2);
        QCOMPARE(made.numbers().byNumber(u"+18885550101")->type, u"toll-free"_s);
        QCOMPARE(made.people().byNumber(u"+14155550109")->reach, Person::Reach::Landline);
        const auto newest = made.messages().list({})->items;
        QCOMPARE(newest.size(), 12);
        QCOMPARE(newest[0].body, u"second"_s);
        QCOMPARE(newest[1].direction, u"inbound"_s);
        QVERIFY(newest[2].createdAt <= newest[1].createdAt);
        QCOMPARE(made.messages()
                     .create(Form{{u"From"_s, u"+12065550100"_s}, {u"To"_s, u"+14155550109"_s}, {u"Body"_s, u"x"_s}})
                     .error()
                     .twilioCode,
                 21610);
    }

    void whatIsWrongIsSaidWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::newRow("no JSON") << QByteArray("{") << u"world file"_s;
        QTest::newRow("number") << QByteArray(R"({"lines": [{"number": "206"}]})") << u"lines[0].number"_s;
        QTest::newRow("twice") << QByteArray(R"({"lines": [{"number": "+12065550100"}, {"number": "+12065550100"}]})")
                               << u"lines[1].number"_s;
        QTest::newRow("word") << QByteArray(R"({"people": [{"number": "+14155550108", "temper": "odd"}]})")
                              << u"people[0].temper"_s;
        QTest::newRow("strangers") << QByteArray(R"({"messages": [{"from": "+14155550108", "to": "+14155550109"}]})")
                                   << u"messages[0]"_s;
        QTest::newRow("time") << QByteArray(
            R"({"lines": [{"number": "+12065550100"}], "messages": [{"from": "+14155550108", "to": "+12065550100", "at": "then"}]})")
                              << u"messages[0].at"_s;
    }
    void whatIsWrongIsSaidWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        World world;

        const auto loaded = loadWorld(world, json);

        QVERIFY(!loaded);
        QVERIFY2(loaded.error().detail.startsWith(place), qPrintable(loaded.error().detail));
    }

    void aMissingFileIsSaidSo()
    {
        const auto world = makeWorld({.world = u"/nowhere/world.json"_s});
        QVERIFY(!world);
        QCOMPARE(world.error().kind, Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestWorldFile)
#include "tst_worldfile.moc"
