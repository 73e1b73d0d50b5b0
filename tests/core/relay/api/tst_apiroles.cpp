// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/deskservices.h"
#include "tests/core/relay/api/apirelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

enum class Who { Assistants, Managers, Admins };

/// Written by hand, beside the tables of the parts: a new path needs a line here.
const QHash<QByteArray, Who> &expected()
{
    using enum Who;
    static const QHash<QByteArray, Who> table{
        {"POST /api/twilio/make-call", Assistants},
        {"POST /api/twilio/send-sms", Assistants},
        {"POST /api/twilio/purchase-number", Admins},
        {"GET /api/twilio/available-numbers", Admins},
        {"GET /api/twilio/recordings/{}", Assistants},
        {"GET /api/twilio/status", Managers},
        {"GET /api/team/me", Assistants},
        {"GET /api/team/users", Admins},
        {"POST /api/team/users", Admins},
        {"POST /api/team/users/{}", Admins},
        {"DELETE /api/team/users/{}", Admins},
        {"POST /api/team/users/{}/token", Admins},
        {"GET /api/team/phone", Assistants},
        {"POST /api/team/phone", Assistants},
        {"GET /api/team/roster", Assistants},
        {"POST /api/team/presence", Assistants},
        {"GET /api/team/audit", Managers},
        {"GET /api/team/plan", Managers},
        {"POST /api/team/plan", Admins},
        {"POST /api/team/plan/preview", Managers},
        {"GET /api/team/plan/versions", Managers},
        {"GET /api/team/plan/versions/{}", Managers},
        {"GET /api/team/scheduled-texts", Assistants},
        {"POST /api/team/scheduled-texts", Assistants},
        {"GET /api/team/scheduled-texts/{}", Assistants},
        {"POST /api/team/scheduled-texts/{}", Assistants},
        {"DELETE /api/team/scheduled-texts/{}", Assistants},
        {"GET /api/team/sounds", Managers},
        {"GET /api/team/sounds/{}", Managers},
        {"POST /api/team/sounds/{}", Admins},
        {"DELETE /api/team/sounds/{}", Admins},
        {"GET /api/team/voicemails", Assistants},
        {"GET /api/team/voicemails/{}", Assistants},
        {"POST /api/team/voicemails/{}/heard", Assistants},
        {"POST /api/team/voicemails/{}/unheard", Assistants},
        {"POST /api/team/voicemails/{}/handle", Assistants},
        {"POST /api/team/voicemails/{}/reopen", Assistants},
        {"POST /api/team/voicemails/{}/assign", Assistants},
        {"GET /api/team/calls/{}", Assistants},
        {"GET /api/team/calls/{}/recording", Assistants},
        {"POST /api/team/calls/{}/recording", Assistants},
        {"GET /api/team/doctor", Admins},
        {"GET /api/team/tasks", Assistants},
        {"POST /api/team/tasks", Assistants},
        {"GET /api/team/tasks/{}", Assistants},
        {"POST /api/team/tasks/{}", Assistants},
        {"POST /api/team/tasks/{}/take", Assistants},
        {"POST /api/team/tasks/{}/assign", Assistants},
        {"POST /api/team/tasks/{}/done", Assistants},
        {"POST /api/team/tasks/{}/reopen", Assistants},
        {"GET /api/team/notes", Assistants},
        {"POST /api/team/notes", Assistants},
        {"POST /api/team/notes/{}", Assistants},
        {"DELETE /api/team/notes/{}", Assistants},
        {"GET /api/team/contacts", Assistants},
        {"POST /api/team/contacts", Assistants},
        {"GET /api/team/contacts/{}", Assistants},
        {"POST /api/team/contacts/{}", Assistants},
        {"POST /api/team/contacts/{}/merge", Managers},
        {"DELETE /api/team/contacts/{}", Managers},
        {"GET /api/team/opt-outs", Assistants},
        {"POST /api/team/opt-outs", Managers},
        {"GET /api/team/blocks", Assistants},
        {"POST /api/team/blocks", Assistants},
        {"DELETE /api/team/blocks/{}", Assistants},
    };
    return table;
}

QByteArray nameOf(const ApiRoute &row)
{
    return row.method + ' ' + row.pattern.toUtf8();
}

} // namespace

class TestApiRoles : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString database() const { return u"sqlite:"_s + m_folder.filePath(u"%1.db"_s.arg(QLatin1StringView(QTest::currentTestFunction()))); }

private Q_SLOTS:
    void everyPathHasItsLineInThisTest()
    {
        const auto store = ledgerAt(database());
        HttpServer server([](const HttpRequest &, const HttpResponder &) {});
        const DeskServices relay(*store, server, // as the program has them, not as tests put them together
                                 {.baseUrl = QUrl(u"http://127.0.0.1:1"_s),
                                  .account = *AccountSid::parse(apiAccount),
                                  .user = apiAccount,
                                  .secret = apiSecret},
                                 {apiSecret}, {}, {.publicUrl = u"https://relay.example.org"_s}, {}, {}, systemClock());
        QSet<QByteArray> names;
        for (const ApiRoute &row : relay.api().routes()) {
            QVERIFY2(expected().contains(nameOf(row)), nameOf(row).constData());
            names << nameOf(row);
        }
        QCOMPARE(names.size(), expected().size());
    }

    void everyPathIsForItsRolesOnlyAndTellsNoSecret()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        ApiRelay relay(database(), twilio.url());
        WireClient client(relay.port);
        const std::pair<QString, Who> people[] = {
            {u"anna"_s, Who::Assistants}, {u"mona"_s, Who::Managers}, {u"olga"_s, Who::Admins}};
        QHash<QString, Secret> tokens;
        for (const auto &[name, who] : people)
            tokens[name] = addUser(*relay.store, name, Role(int(who)));
        const Secret revoked = addUser(*relay.store, u"rita"_s, Role::Admin);
        QVERIFY(revokeUser(*relay.store, u"rita"_s));

        for (const ApiRoute &row : relay.api.routes()) {
            const QByteArray path = QString(row.pattern).replace(u"{}"_s, u"RE"_s + QString(32, u'1')).toUtf8();
            const auto ask = [&](const QByteArray &authorization) {
                return client.ask({.verb = row.method,
                                   .path = path,
                                   .authorization = authorization,
                                   .body = row.method == "POST" ? "{}" : QByteArray()});
            };
            for (const auto &[person, who] : people) {
                const WireAnswer answer = ask(bearer(tokens[person]));
                const bool isAllowed = int(who) >= int(expected().value(nameOf(row)));
                const QByteArray told = nameOf(row) + " as " + person.toUtf8() + ": " + QByteArray::number(answer.status) + answer.body;
                QVERIFY2(isAllowed == (answer.status != 403), told);
                QVERIFY2(answer.status > 0 && answer.status != 401 && answer.status != 429 && answer.status != 500, told);
                QVERIFY2(!answer.body.contains(apiSecret.reveal()) && !answer.body.contains("argon2"), told);
            }
            for (const QByteArray &authorization : {QByteArray(), bearer(revoked)}) {
                const WireAnswer answer = ask(authorization);
                QVERIFY2(answer.status == 401 || answer.status == 429, nameOf(row));
            }
        }
    }

    void unknownPathsAndMethodsAreToldToThoseWhoAreIn()
    {
        ApiRelay relay(database(), QUrl(u"http://127.0.0.1:1"_s));
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant);
        WireClient client(relay.port);

        QCOMPARE(client.ask({.path = "/api/team/nothing"}).status, 401);
        QCOMPARE(client.ask({.path = "/api/team/nothing", .authorization = bearer(anna)}).status, 404);
        const WireAnswer other = client.ask({.verb = "DELETE", .path = "/api/team/me", .authorization = bearer(anna)});
        QCOMPARE(other.status, 405);
        QCOMPARE(other.header("Allow"), "GET");
    }
};

QTEST_GUILESS_MAIN(TestApiRoles)
#include "tst_apiroles.moc"
