// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/commandline.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreUnderstood()
    {
        QCOMPARE(commandFrom({}), DeskCommand());
        QVERIFY(commandFrom({u"--demo"_s}).demo);
        QCOMPARE(commandFrom({u"--profile"_s, u"Acme"_s}).profile, u"Acme"_s);
        QCOMPARE(commandFrom({u"--profile=Acme"_s}).profile, u"Acme"_s);
        QCOMPARE(commandFrom({u"tel:+12065550142"_s}).link, u"tel:+12065550142"_s);
        QVERIFY(commandFrom({u"show"_s}).showOnly);
        QVERIFY(commandFrom({u"--version"_s}).version && commandFrom({u"-h"_s}).help);
    }

    void theCallOfTheRunningWindowTakesCommands()
    {
        QCOMPARE(commandFrom({u"dial"_s, u"206 555 0142"_s}).call, DeskCommand::Call::Dial);
        QCOMPARE(commandFrom({u"dial"_s, u"206 555 0142"_s}).number, u"206 555 0142"_s);
        QCOMPARE(commandFrom({u"answer"_s}).call, DeskCommand::Call::Answer);
        QCOMPARE(commandFrom({u"hangup"_s}).call, DeskCommand::Call::HangUp);
        QCOMPARE(commandFrom({u"mute"_s}).call, DeskCommand::Call::Mute);
        QVERIFY(!commandFrom({u"dial"_s}).problem.isEmpty());
        QCOMPARE(commandFrom({u"tel:911"_s}).call, DeskCommand::Call::None); // a link never dials
    }

    void aTourIsAlwaysOfTheDemo()
    {
        const DeskCommand command = commandFrom({u"--tour"_s, u"/tmp/pictures"_s});
        QVERIFY(command.demo);
        QCOMPARE(command.tourFolder, u"/tmp/pictures"_s);
    }

    void whatIsWrongIsSaidInOneLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("unknown") << QStringList{u"--dmeo"_s};
        QTest::newRow("no value") << QStringList{u"--profile"_s};
        QTest::newRow("both") << QStringList{u"--demo"_s, u"--profile"_s, u"x"_s};
        QTest::newRow("a file") << QStringList{u"letter.txt"_s};
    }
    void whatIsWrongIsSaidInOneLine()
    {
        QFETCH(QStringList, words);
        const QString problem = commandFrom(words).problem;
        QVERIFY(!problem.isEmpty() && !problem.contains(u'\n'));
    }

    void linksAreTakenApart_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("isText");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("body");
        QTest::newRow("tel") << u"tel:+1-206-555-0142"_s << false << u"+1-206-555-0142"_s << QString();
        QTest::newRow("tel with slashes") << u"tel://+12065550142"_s << false << u"+12065550142"_s << QString();
        QTest::newRow("sms with body") << u"sms:+12065550142?body=Hi%20there%21"_s << true << u"+12065550142"_s << u"Hi there!"_s;
        QTest::newRow("capitals") << u"SMS:911"_s << true << u"911"_s << QString();
        QTest::newRow("another scheme") << u"http://example.com"_s << false << QString() << QString();
        QTest::newRow("nothing") << QString() << false << QString() << QString();
    }
    void linksAreTakenApart()
    {
        QFETCH(QString, link);
        QFETCH(bool, isText);
        QFETCH(QString, number);
        QFETCH(QString, body);
        QCOMPARE(phoneLinkFrom(link), (PhoneLink{isText, number, body}));
    }

    void aLinkCannotFloodTheComposer()
    {
        QVERIFY(phoneLinkFrom(u"sms:+12065550142?body="_s + QString(100000, u'x')).body.size() <= 1600);
        QVERIFY(commandFrom({u"tel:"_s + QString(100000, u'1')}).link.size() <= 2000);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
