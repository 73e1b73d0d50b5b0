// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/commandline.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Verb = RelayCommand::Verb;

class TestRelayCommandLine : public QObject
{
    Q_OBJECT

    QHash<QString, QString> m_environment;

    Result<RelayCommand> parsed(const QString &line)
    {
        return parseRelayCommand(
            line.split(u' ', Qt::SkipEmptyParts), [this](const QString &name) { return m_environment.value(name); },
            u"/var/lib/relay.db"_s);
    }

private Q_SLOTS:
    void init() { m_environment.clear(); }

    void eachCommandIsUnderstood_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<Verb>("verb");
        QTest::newRow("help") << u"--help"_s << Verb::Help;
        QTest::newRow("version") << u"--version"_s << Verb::Version;
        QTest::newRow("user add") << u"user add anna --role admin"_s << Verb::UserAdd;
        QTest::newRow("user list") << u"user list"_s << Verb::UserList;
        QTest::newRow("user reinstate") << u"user reinstate anna"_s << Verb::UserReinstate;
        QTest::newRow("user renew") << u"user renew anna"_s << Verb::UserRenew;
        QTest::newRow("user revoke") << u"user revoke anna --database /tmp/x.db"_s << Verb::UserRevoke;
        QTest::newRow("plan check") << u"plan check plan.json"_s << Verb::PlanCheck;
        QTest::newRow("plan explain")
            << u"plan explain plan.json --at 2026-12-24T16:59:50-08:00 --from +15005550006 --to +12065550142"_s
            << Verb::PlanExplain;
        QTest::newRow("backup") << u"backup /var/backups/monday.db"_s << Verb::Backup;
        QTest::newRow("restore") << u"restore monday.db --database /tmp/x.db"_s << Verb::Restore;
        QTest::newRow("options before words") << u"--database=/tmp/x.db user list"_s << Verb::UserList;
    }
    void eachCommandIsUnderstood()
    {
        QFETCH(QString, line);
        const auto command = parsed(line);

        QVERIFY2(command, command ? "" : qPrintable(command.error().detail));
        QTEST(command->verb, "verb");
    }

    void whatIsWrongIsSaidInOneLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("names");
        QTest::newRow("nothing") << QString() << u"say what to do"_s;
        QTest::newRow("unknown command") << u"sing loudly"_s << u"sing loudly"_s;
        QTest::newRow("half a command") << u"user"_s << u"user"_s;
        QTest::newRow("no name") << u"user revoke"_s << u"NAME"_s;
        QTest::newRow("no file") << u"backup"_s << u"FILE"_s;
        QTest::newRow("a name that is no part of an address") << u"user add Zoë --role admin"_s << u"Zoë"_s;
        QTest::newRow("one word too many") << u"user list anna"_s << u"anna"_s;
        QTest::newRow("no role") << u"user add anna"_s << u"--role"_s;
        QTest::newRow("no such role") << u"user add anna --role king"_s << u"king"_s;
        QTest::newRow("an option of another command") << u"user list --role admin"_s << u"--role"_s;
        QTest::newRow("no such option") << u"user list --verbose yes"_s << u"--verbose"_s;
        QTest::newRow("no value") << u"user list --database"_s << u"--database"_s;
        QTest::newRow("twice") << u"user list --database a --database b"_s << u"--database"_s;
        QTest::newRow("no address") << u"user list --listen relay"_s << u"--listen"_s;
        QTest::newRow("no web address") << u"user list --public-url relay.example.org"_s << u"--public-url"_s;
        QTest::newRow("a query in the public address") << u"user list --public-url https://a.example/?x=1"_s << u"--public-url"_s;
        QTest::newRow("an instant without its zone")
            << u"plan explain p --at 2026-12-24T16:59:50 --from +15005550006 --to +12065550142"_s << u"zone"_s;
        QTest::newRow("no instant") << u"plan explain p --at tomorrow --from +15005550006 --to +12065550142"_s << u"tomorrow"_s;
        QTest::newRow("no line") << u"plan explain p --at 2026-12-24T16:59:50Z --from anonymous --to main"_s << u"main"_s;
        QTest::newRow("serving without an account") << u"serve"_s << u"TWILIO_AUTH_TOKEN"_s;
        QTest::newRow("no proxy") << u"user list --trust-proxies nginx"_s << u"nginx"_s;
    }
    void whatIsWrongIsSaidInOneLine()
    {
        QFETCH(QString, line);
        QFETCH(QString, names);
        const auto command = parsed(line);

        QVERIFY(!command);
        QVERIFY2(command.error().detail.contains(names), qPrintable(command.error().detail));
        QVERIFY(!command.error().detail.contains(u'\n'));
    }

    void aCallToBeExplainedIsTakenInUtc()
    {
        const auto command = parsed(u"plan explain p --at 2026-12-24T16:59:50-08:00 --from anonymous --to +12065550142"_s);

        QVERIFY(command);
        QCOMPARE(command->at, QDateTime(QDate(2026, 12, 25), QTime(0, 59, 50), Qt::UTC));
        QCOMPARE(command->call->from.text(), u"anonymous"_s);
        QCOMPARE(command->call->to.e164(), u"+12065550142"_s);
    }

    void anOptionGoesBeforeTheEnvironment()
    {
        m_environment = {{u"APP_URL"_s, u"https://old.example.org"_s}, {u"MILASSIST_DATABASE"_s, u"/srv/team.db"_s}};

        const auto command = parsed(u"user list --public-url https://relay.example.org/desk/"_s);

        QVERIFY(command);
        QCOMPARE(command->settings.publicUrl, u"https://relay.example.org/desk"_s);
        QCOMPARE(command->settings.database, u"/srv/team.db"_s);
    }

    void withoutADatabaseTheUsualFileIsTaken() { QCOMPARE(parsed(u"user list"_s)->settings.database, u"/var/lib/relay.db"_s); }

    void bothTokensOfARotationAreTrusted()
    {
        m_environment = {{u"TWILIO_ACCOUNT_SID"_s, u"AC00112233445566778899aabbccddeeff"_s},
                         {u"TWILIO_AUTH_TOKEN"_s, u"new"_s},
                         {u"TWILIO_AUTH_TOKEN_OLD"_s, u"old"_s}};

        const auto command = parsed(u"serve"_s);

        QVERIFY(command);
        QCOMPARE(command->verb, Verb::Serve);
        QCOMPARE(command->settings.authTokens, (QList<Secret>{Secret("new"), Secret("old")}));
    }

    void aPasswordInADatabaseAddressIsNotRepeated()
    {
        const auto command = parsed(u"user list --database mysql://anna:hunter2@host/db"_s);

        QVERIFY(!command);
        QVERIFY(!command.error().detail.contains(u"hunter2"_s));
    }
};

QTEST_GUILESS_MAIN(TestRelayCommandLine)
#include "tst_relaycommandline.moc"
