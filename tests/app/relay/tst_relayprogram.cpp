// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/ledgerschema.h"
#include "core/store/shared/sharedstore.h"
#include "tests/app/relay/serving.h"
#include "tests/fakes/twilioposter.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

struct Outcome {
    int code = -1;
    QString out, err;
};

} // namespace

class TestRelayProgram : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Outcome run(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"), arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

private Q_SLOTS:
    void aWrongCommandLineIsExplainedInOneLineAndEndsWithTwo()
    {
        const Outcome outcome = run({u"user"_s, u"add"_s, u"anna"_s});

        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.out.isEmpty());
        QCOMPARE(outcome.err, u"milassist-relay: user add wants --role; see --help\n"_s);
    }

    void aUserGetsATokenOnceAndIsListedUntilRevoked()
    {
        const QString database = m_folder.filePath(u"team.db"_s);
        const Outcome added = run({u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"admin"_s, u"--database"_s, database});
        QCOMPARE(added.code, 0);
        QVERIFY2(added.out.startsWith(u"ma_"_s) && added.out.count(u'\n') == 1, qPrintable(added.out));

        const Outcome again = run({u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"admin"_s, u"--database"_s, database});
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains(u"taken"_s));
        QCOMPARE(run({u"user"_s, u"list"_s, u"--database"_s, database}).out, u"anna\tadmin\tactive\n"_s);

        QCOMPARE(run({u"user"_s, u"revoke"_s, u"anna"_s, u"--database"_s, database}).code, 0);
        const Outcome silent = run({u"user"_s, u"renew"_s, u"anna"_s, u"--database"_s, database});
        QVERIFY(silent.code != 0 && silent.out.isEmpty()); // whoever was revoked comes back by that word only
        const Outcome renewed = run({u"user"_s, u"reinstate"_s, u"anna"_s, u"--database"_s, database});
        QVERIFY(renewed.out.startsWith(u"ma_"_s) && renewed.out != added.out);
        QFile kept(database);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(!kept.readAll().contains(renewed.out.trimmed().section(u'_', 2).toUtf8()));
    }

    void desksHearOfWhomTheCommandLineLetsInAndTheAuditHasIt()
    {
        const QString database = m_folder.filePath(u"heard.db"_s);
        const auto user = [&](const QStringList &words) {
            return run(QStringList{u"user"_s} + words + QStringList{u"--database"_s, database}).code;
        };
        QCOMPARE(user({u"add"_s, u"anna"_s, u"--role"_s, u"manager"_s}), 0);
        QCOMPARE(user({u"renew"_s, u"anna"_s}), 0);
        QCOMPARE(user({u"revoke"_s, u"anna"_s}), 0);
        QVERIFY(user({u"renew"_s, u"anna"_s}) != 0); // changes nothing, so nobody hears of it
        QCOMPARE(user({u"reinstate"_s, u"anna"_s}), 0);
        const QStringList deeds{u"user-added"_s, u"token-renewed"_s, u"user-revoked"_s, u"user-reinstated"_s};

        const auto url = DatabaseUrl::parse(database);
        QVERIFY(url);
        const auto ledger = SharedStore::open({.url = *url, .schema = ledgerSchema()});
        QVERIFY(ledger);
        const auto events = (*ledger)->read([](SqlConnection &db) { return EventTable(db).since(0, 100); }).result();
        const auto audit = (*ledger)->read([](SqlConnection &db) { return relay::AuditTable(db).list({}, 100); }).result();

        QVERIFY(events && audit);
        QStringList heard, written;
        for (const LedgerEvent &event : events->events) {
            const QJsonObject body = QJsonDocument::fromJson(event.body.toUtf8()).object();
            QCOMPARE(body[u"name"_s].toString(), u"anna"_s);
            heard << body[u"what"_s].toString();
        }
        for (const relay::AuditEntry &entry : *audit) {
            QCOMPARE(entry.who, u"command line"_s);
            QCOMPARE(entry.about, u"anna"_s);
            written.prepend(entry.what);
        }
        QCOMPARE(heard, deeds);
        QCOMPARE(written, deeds);
    }

    void whetherACallerIsToldOfTheRecordingIsExplained()
    {
        const auto explained = [this](const QByteArray &recording, const QByteArray &announcement) {
            QByteArray plan = planWith(R"([{"kind": "round_robin", "group": "all"}])");
            plan.replace(R"("name": "Main",)",
                         R"("name": "Main", "recording": {"inbound": ")" + recording + R"("}, "announcement": {"when": ")"
                             + announcement + R"("},)");
            return run({u"plan"_s, u"explain"_s, file(u"recorded.json"_s, plan), u"--at"_s, u"2026-12-24T16:59:50Z"_s,
                        u"--from"_s, u"+14155550108"_s, u"--to"_s, u"+12065550142"_s})
                .out;
        };
        const QString law = u"unless no law where they are asks for"_s;

        const QString on = explained("on", "where_both_must_agree"), asked = explained("asked", "where_both_must_agree");
        const QString always = explained("asked", "always"), silent = explained("on", "never"), off = explained("off", "always");

        QVERIFY2(on.contains(u"The call is recorded, and the caller is told "_s + law), qPrintable(on));
        QVERIFY2(asked.contains(u"asks for it"_s) && asked.contains(law), qPrintable(asked));
        QVERIFY2(always.contains(u"the caller is told that it may be."_s), qPrintable(always));
        QVERIFY2(silent.contains(u"without an announcement"_s), qPrintable(silent));
        QVERIFY2(!off.contains(u"ecorded"_s), qPrintable(off));
    }

    void aDatabaseThatIsSomethingElseIsLeftAlone()
    {
        const QByteArray letter = "Dear Anna,\nthis is no database at all, and it is long enough to have a header.\n";
        const QString name = file(u"letter.txt"_s, letter.repeated(20));

        const Outcome outcome = run({u"user"_s, u"list"_s, u"--database"_s, name});

        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.startsWith(u"milassist-relay: "_s), qPrintable(outcome.err));
        QFile kept(name);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), letter.repeated(20));
    }

    void aSafePlanPassesAndAnUnsafeOneIsRefusedWithTheReason()
    {
        const QString safe = file(u"safe.json"_s, planWith(R"([{"kind": "round_robin", "group": "all"}])"));
        const QString unsafe = file(u"unsafe.json"_s, planWith(R"([{"kind": "round_robin", "group": "nobody"}])"));

        const Outcome good = run({u"plan"_s, u"check"_s, safe});
        const Outcome bad = run({u"plan"_s, u"check"_s, unsafe});

        QCOMPARE(good.out + good.err,
                 u"Safe: in the coming 18 months every call to its line ends with a person or in the mailbox.\n"_s);
        QCOMPARE(good.code, 0);
        QCOMPARE(bad.code, 1);
        QVERIFY2(bad.out.contains(u"refused: "_s) && bad.out.contains(u"nobody"_s), qPrintable(bad.out));
    }

    void aCallIsExplainedInWords()
    {
        const QString plan = file(u"explain.json"_s, planWith(R"([{"kind": "round_robin", "group": "all", "each_s": 25}])"));
        const QStringList call{u"--at"_s, u"2026-12-24T16:59:50Z"_s, u"--from"_s, u"+14155550108"_s, u"--to"_s};

        const Outcome told = run(QStringList{u"plan"_s, u"explain"_s, plan} + call + QStringList{u"+12065550142"_s});
        const Outcome elsewhere = run(QStringList{u"plan"_s, u"explain"_s, plan} + call + QStringList{u"+12065550199"_s});

        QCOMPARE(told.code, 0);
        QVERIFY2(told.out.contains(u"Anna"_s) && told.out.contains(u"25 s"_s) && told.out.contains(u"oicemail"_s),
                 qPrintable(told.out));
        QCOMPARE(elsewhere.code, 1);
        QVERIFY2(elsewhere.err.contains(u"+12065550142"_s), qPrintable(elsewhere.err));
    }

    void itServesUntilItIsAskedToEnd()
    {
        const QString plan = file(u"served.json"_s, planWith(R"([{"kind": "round_robin", "group": "all", "each_s": 25}])"));
        Serving relay(m_folder.path(),
                      {u"--plan"_s, plan, u"--database"_s, m_folder.filePath(u"served.db"_s), u"--sip-domain"_s,
                       u"acme-desk.sip.twilio.com"_s});
        QVERIFY2(relay.ready[u"ready"_s].toBool(), relay.process.readAllStandardError().constData());
        TwilioPoster twilio(relay.url(), Secret(Serving::token));

        const auto call = twilio.post(u"incoming-call-handler"_s,
                                      {{u"CallSid"_s, u"CA00000000000000000000000000000001"_s},
                                       {u"AccountSid"_s, Serving::account},
                                       {u"From"_s, u"+14155550108"_s},
                                       {u"To"_s, u"+12065550142"_s},
                                       {u"CallStatus"_s, u"ringing"_s},
                                       {u"Direction"_s, u"inbound"_s}});
        const auto forged = twilio.post(u"incoming-call-handler"_s, {{u"CallSid"_s, u"CA1"_s}}, "bm90IHJpZ2h0IGF0IGFsbCwgbm8=");

        QCOMPARE(call.status, 200);
        QCOMPARE(call.rings(), u"sip:anna@acme-desk.sip.twilio.com"_s);
        QCOMPARE(forged.status, 403);
        QCOMPARE(relay.end(), 0);
        QVERIFY(relay.process.readAllStandardOutput().isEmpty());
        for (const QByteArray &line : relay.process.readAllStandardError().split('\n'))
            QVERIFY2(line.isEmpty() || QJsonDocument::fromJson(line).isObject(), line.constData());
    }

    void aLedgerIsBackedUpWhileItServesAndRestoredWhenItHasEnded()
    {
        const QString plan = file(u"kept.json"_s, planWith(R"([{"kind": "round_robin", "group": "all"}])"));
        const QStringList there{u"--database"_s, m_folder.filePath(u"kept.db"_s)};
        const QString backup = m_folder.filePath(u"monday.db"_s);
        const auto users = [&] { return run(QStringList{u"user"_s, u"list"_s} + there).out; };
        QCOMPARE(run(QStringList{u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"admin"_s} + there).code, 0);
        Serving relay(m_folder.path(), QStringList{u"--plan"_s, plan} + there);
        QVERIFY2(relay.ready[u"ready"_s].toBool(), relay.process.readAllStandardError().constData());

        const Outcome made = run(QStringList{u"backup"_s, backup} + there);
        const Outcome again = run(QStringList{u"backup"_s, backup} + there);
        QCOMPARE(made.err, QString());
        QCOMPARE(made.code, 0);
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains(u"already"_s), qPrintable(again.err));
        QCOMPARE(run(QStringList{u"user"_s, u"revoke"_s, u"anna"_s} + there).code, 0);

        const Outcome early = run(QStringList{u"restore"_s, backup} + there);
        QCOMPARE(early.code, 1);
        QVERIFY2(early.err.contains(u"stop the relay first"_s), qPrintable(early.err));
        QCOMPARE(relay.end(), 0);
        QVERIFY(users().contains(u"revoked"_s));
        QCOMPARE(run(QStringList{u"restore"_s, backup} + there).code, 0);

        QCOMPARE(users(), u"anna\tadmin\tactive\n"_s);
    }

    void anUnsafePlanIsNotServed()
    {
        const QString plan = file(u"unserved.json"_s, planWith(R"([{"kind": "round_robin", "group": "nobody"}])"));

        Serving relay(m_folder.path(), {u"--plan"_s, plan, u"--database"_s, m_folder.filePath(u"unserved.db"_s)});

        QVERIFY(relay.ready.isEmpty());
        QTRY_COMPARE(relay.process.state(), QProcess::NotRunning);
        QCOMPARE(relay.process.exitCode(), 1);
        const QByteArray said = relay.process.readAllStandardError();
        QVERIFY2(said.contains("refused: "), said.constData());
    }

    void whatIsNoPlanIsSaidFieldByField()
    {
        const Outcome cut = run({u"plan"_s, u"check"_s, file(u"cut.json"_s, R"({"lines": {)")});
        const Outcome slip =
            run({u"plan"_s, u"check"_s, file(u"slip.json"_s, planWith(R"([{"kind": "round_robin", "gruop": "all"}])"))});

        QCOMPARE(cut.code, 1);
        QCOMPARE(slip.code, 1);
        QVERIFY2(slip.err.contains(u"gruop"_s), qPrintable(slip.err));
    }
};

QTEST_GUILESS_MAIN(TestRelayProgram)
#include "tst_relayprogram.moc"
