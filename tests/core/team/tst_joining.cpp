// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/joining.h"
#include "tests/core/team/teamrelay.h"

using namespace milassist;
using namespace Qt::StringLiterals;
using Flaw = JoinEntry::Flaw;
using Verdict = JoinFinding::Verdict;

namespace
{

JoinFinding tried(const TeamAccess &access)
{
    auto future = overTheNetwork()(access);
    return QTest::qWaitFor([&] { return future.isFinished(); }, 30000) && future.resultCount() > 0 ? future.result() : JoinFinding();
}

} // namespace

class TestJoining : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPastedIsUnderstood_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("token");
        QTest::addColumn<int>("flaw");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("gets");
        const auto row = [](const char *name, const QString &link, const QString &token, Flaw flaw, const QString &url, const QString &gets) {
            QTest::newRow(name) << link << token << int(flaw) << url << gets;
        };
        row("a link", u"https://relay.example.org/#abc"_s, {}, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
        row("with spaces around", u"  https://relay.example.org/#abc \n"_s, {}, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
        row("two fields", u"https://relay.example.org"_s, u" abc "_s, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
        row("no scheme", u"relay.example.org#abc"_s, {}, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
        row("a port", u"relay.example.org:8443"_s, u"abc"_s, Flaw::None, u"https://relay.example.org:8443"_s, u"abc"_s);
        row("a path", u"https://example.org/relay/#abc"_s, {}, Flaw::None, u"https://example.org/relay/"_s, u"abc"_s);
        row("the link's own token counts", u"https://relay.example.org#abc"_s, u"def"_s, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
        row("on this computer", u"http://127.0.0.1:8080/#abc"_s, {}, Flaw::None, u"http://127.0.0.1:8080"_s, u"abc"_s);
        row("in the clear", u"http://relay.example.org/#abc"_s, {}, Flaw::NotEncrypted, {}, {});
        row("nothing", {}, u"abc"_s, Flaw::Incomplete, {}, {});
        row("no token", u"https://relay.example.org"_s, {}, Flaw::Incomplete, u"https://relay.example.org"_s, {});
        row("a token where the link belongs", u"mat_7f3a9b"_s, {}, Flaw::NoAddress, {}, {});
        row("another kind of address", u"ftp://relay.example.org#abc"_s, {}, Flaw::NoAddress, {}, {});
        row("a sentence", u"please join us"_s, {}, Flaw::NoAddress, {}, {});
        row("somebody's password in it", u"https://a:b@relay.example.org/#abc"_s, {}, Flaw::None, u"https://relay.example.org"_s, u"abc"_s);
    }
    void whatIsPastedIsUnderstood()
    {
        QFETCH(QString, link);
        QFETCH(QString, token);

        const JoinEntry entry = joinEntryFrom(link, token);

        QTEST(int(entry.flaw), "flaw");
        QTEST(entry.access.url.toString(), "url");
        QTEST(QString::fromUtf8(entry.access.token.reveal()), "gets");
    }

    void whoHasTheTokenIsTakenIn()
    {
        TeamRelay relay;

        const JoinFinding finding = tried(relay.access(u"anna"_s, Role::Manager));

        QCOMPARE(finding.verdict, Verdict::Good);
        QCOMPARE(finding.seat.name, u"anna"_s);
        QVERIFY(finding.seat.role.is(TeamRole::Manager));
        QCOMPARE(finding.seat.sipDomain, u"acme-desk.sip.twilio.com"_s);
        QCOMPARE(finding.seat.sipUser, u"anna"_s);
        QVERIFY(!finding.seat.account.isNull());
    }

    void aWrongTokenIsToldApartFromAWrongAddress()
    {
        TeamRelay relay;
        ScriptedServer page([](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(200, "<html>Welcome to nginx!</html>", {}, "text/html")};
        });
        ScriptedServer proxy([](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(502, "<html>Bad Gateway</html>", {}, "text/html")};
        });
        ScriptedServer twilio([](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(404, R"({"code":20404,"message":"not found","status":404})")};
        });
        ScriptedServer gone([](const HeardRequest &) { return ScriptedServer::Reply{}; });
        const QUrl nobody = gone.url();
        gone.stopListening();

        QCOMPARE(tried({relay.url(), {}, Secret("wrong")}).verdict, Verdict::WrongToken);
        QCOMPARE(tried({page.url(), {}, Secret("abc")}).verdict, Verdict::NotARelay);
        QCOMPARE(tried({twilio.url(), {}, Secret("abc")}).verdict, Verdict::NotARelay);
        QCOMPARE(tried({proxy.url(), {}, Secret("abc")}).verdict, Verdict::Trouble);
        QCOMPARE(tried({nobody, {}, Secret("abc")}).verdict, Verdict::Offline);
        QUrl notTls = relay.url();
        notTls.setScheme(u"https"_s);
        QCOMPARE(tried({notTls, {}, Secret("abc")}).verdict, Verdict::NotTrusted);
    }
};

QTEST_GUILESS_MAIN(TestJoining)
#include "tst_joining.moc"
