// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/gateway/gatewayrelay.h"
#include "tests/fakes/scriptedserver.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString account = u"AC"_s + QString(32, u'a');
const QByteArray secret = "0123456789abcdef0123456789abcdef";

enum class Who { Assistants, Managers, Admins, Nobody };

/// Written by hand, beside the table that the gateway has: a new path needs a line here.
const QHash<QByteArray, Who> &expected()
{
    using enum Who;
    static const QHash<QByteArray, Who> table{
        {"GET Calls", Assistants},
        {"POST Calls", Assistants},
        {"GET Calls/{}", Assistants},
        {"POST Calls/{}", Assistants},
        {"DELETE Calls/{}", Managers},
        {"GET Calls/{}/Notifications", Assistants},
        {"GET Calls/{}/Recordings", Assistants},
        {"POST Calls/{}/Recordings", Admins},
        {"POST Calls/{}/Recordings/{}", Admins},
        {"GET Notifications", Managers},
        {"GET Notifications/{}", Managers},
        {"GET Recordings", Assistants},
        {"GET Recordings/{}", Assistants},
        {"DELETE Recordings/{}", Managers},
        {"GET Recordings/{}/Transcriptions", Assistants},
        {"GET Recordings/{}/.sound", Assistants},
        {"GET Transcriptions", Assistants},
        {"GET Transcriptions/{}", Assistants},
        {"DELETE Transcriptions/{}", Managers},
        {"GET Messages", Assistants},
        {"POST Messages", Assistants},
        {"GET Messages/{}", Assistants},
        {"POST Messages/{}", Assistants},
        {"DELETE Messages/{}", Managers},
        {"GET Messages/{}/Media", Assistants},
        {"GET Messages/{}/Media/{}/.media", Assistants},
        {"DELETE Messages/{}/Media/{}", Managers},
        {"GET IncomingPhoneNumbers", Assistants},
        {"GET IncomingPhoneNumbers/Local", Assistants},
        {"GET IncomingPhoneNumbers/Mobile", Assistants},
        {"GET IncomingPhoneNumbers/TollFree", Assistants},
        {"POST IncomingPhoneNumbers", Admins},
        {"GET IncomingPhoneNumbers/{}", Assistants},
        {"POST IncomingPhoneNumbers/{}", Admins},
        {"DELETE IncomingPhoneNumbers/{}", Admins},
        {"GET AvailablePhoneNumbers", Admins},
        {"GET AvailablePhoneNumbers/{}", Admins},
        {"GET AvailablePhoneNumbers/{}/Local", Admins},
        {"GET AvailablePhoneNumbers/{}/Mobile", Admins},
        {"GET AvailablePhoneNumbers/{}/TollFree", Admins},
        {"GET OutgoingCallerIds", Assistants},
        {"POST OutgoingCallerIds", Admins},
        {"POST OutgoingCallerIds/{}", Admins},
        {"DELETE OutgoingCallerIds/{}", Admins},
        {"GET Addresses", Admins},
        {"POST Addresses", Admins},
        {"GET Addresses/{}", Admins},
        {"POST Addresses/{}", Admins},
        {"DELETE Addresses/{}", Admins},
        {"GET /pricing/v1/PhoneNumbers/Countries", Assistants},
        {"GET /pricing/v1/PhoneNumbers/Countries/{}", Assistants},
        {"GET /pricing/v1/Messaging/Countries/{}", Assistants},
        {"GET /pricing/v2/Voice/Countries/{}", Assistants},
        {"GET /pricing/v2/Voice/Numbers/{}", Assistants},
        {"GET /lookups/v2/PhoneNumbers/{}", Assistants},
        {"GET /messaging/v1/Services", Assistants},
        {"GET /messaging/v1/Services/{}", Assistants},
        {"GET /messaging/v1/Services/{}/PhoneNumbers", Assistants},
        {"GET /messaging/v1/Services/{}/PhoneNumbers/{}", Assistants},
        {"GET /2010-04-01/Accounts/{}", Assistants},
        {"POST /2010-04-01/Accounts/{}", Nobody},
        {"GET /2010-04-01/Accounts", Nobody},
        {"POST /2010-04-01/Accounts", Nobody},
        {"GET Balance", Managers},
        {"GET Usage/Records", Managers},
        {"GET Usage/Records/{}", Managers},
        {"GET Applications", Admins},
        {"POST Applications", Admins},
        {"GET Applications/{}", Admins},
        {"POST Applications/{}", Admins},
        {"DELETE Applications/{}", Admins},
        {"GET Keys", Nobody},
        {"POST Keys", Nobody},
        {"GET Keys/{}", Nobody},
        {"POST Keys/{}", Nobody},
        {"DELETE Keys/{}", Nobody},
        {"GET SIP/Domains", Assistants},
        {"POST SIP/Domains", Admins},
        {"GET SIP/Domains/{}", Assistants},
        {"POST SIP/Domains/{}", Admins},
        {"DELETE SIP/Domains/{}", Nobody},
        {"GET SIP/CredentialLists", Assistants},
        {"POST SIP/CredentialLists", Admins},
        {"GET SIP/CredentialLists/{}", Assistants},
        {"POST SIP/CredentialLists/{}", Nobody},
        {"DELETE SIP/CredentialLists/{}", Nobody},
        {"GET SIP/CredentialLists/{}/Credentials", Assistants},
        {"POST SIP/CredentialLists/{}/Credentials", Assistants},
        {"GET SIP/CredentialLists/{}/Credentials/{}", Assistants},
        {"POST SIP/CredentialLists/{}/Credentials/{}", Assistants},
        {"DELETE SIP/CredentialLists/{}/Credentials/{}", Assistants},
        {"GET SIP/Domains/{}/Auth/Calls/CredentialListMappings", Assistants},
        {"POST SIP/Domains/{}/Auth/Calls/CredentialListMappings", Admins},
        {"GET SIP/Domains/{}/Auth/Calls/CredentialListMappings/{}", Assistants},
        {"DELETE SIP/Domains/{}/Auth/Calls/CredentialListMappings/{}", Nobody},
        {"GET SIP/Domains/{}/Auth/Registrations/CredentialListMappings", Assistants},
        {"POST SIP/Domains/{}/Auth/Registrations/CredentialListMappings", Admins},
        {"GET SIP/Domains/{}/Auth/Registrations/CredentialListMappings/{}", Assistants},
        {"DELETE SIP/Domains/{}/Auth/Registrations/CredentialListMappings/{}", Nobody},
    };
    return table;
}

QByteArray nameOf(const GatewayRoute &row)
{
    const QString prefix = u"/2010-04-01/Accounts/{}/"_s;
    const QString path = row.pattern.startsWith(prefix) ? row.pattern.sliced(prefix.size()) : row.pattern;
    return row.method + ' ' + path.toUtf8();
}

QByteArray pathOf(const GatewayRoute &row)
{
    QString path = row.pattern;
    const bool isOfAccount = path.startsWith("/2010-04-01/"_L1);
    const auto replaceFirst = [&](const QString &what, const QString &with) {
        if (const qsizetype at = path.indexOf(what); at >= 0)
            path.replace(at, what.size(), with);
    };
    if (isOfAccount)
        replaceFirst(u"{}"_s, account);
    path.replace(u"{}"_s, u"XX"_s + QString(32, u'1'));
    if (path.endsWith("/.sound"_L1))
        path.replace(u"/.sound"_s, u".mp3"_s);
    else if (path.endsWith("/.media"_L1))
        path.chop(7);
    else if (isOfAccount)
        path += u".json"_s;
    return path.toUtf8();
}

} // namespace

class TestGatewayRoles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPathHasItsLineInThisTest()
    {
        QSet<QByteArray> names;
        for (const GatewayRoute &row : gatewayRoutes().rows()) {
            QVERIFY2(expected().contains(nameOf(row)), nameOf(row).constData());
            names << nameOf(row);
        }
        QCOMPARE(names.size(), expected().size());
    }

    void everyPathIsForItsRolesOnly()
    {
        QByteArray owner;
        ScriptedServer twilio([&](const HeardRequest &) {
            return ScriptedServer::Reply{ScriptedServer::answer(200, "{\"username\":\"" + owner + "\"}")};
        });
        GatewayRelay relay(twilio.url(), account, Secret(secret));
        WireClient client(relay.port);
        const std::pair<QString, Who> people[] = {
            {u"anna"_s, Who::Assistants}, {u"mona"_s, Who::Managers}, {u"olga"_s, Who::Admins}};
        QHash<QString, Secret> tokens;
        for (const auto &[name, who] : people)
            tokens[name] = addUser(*relay.store, name, Role(int(who)));
        const Secret revoked = addUser(*relay.store, u"rita"_s, Role::Admin);
        QVERIFY(revokeUser(*relay.store, u"rita"_s));

        for (const GatewayRoute &row : gatewayRoutes().rows()) {
            const QByteArray name = nameOf(row);
            const Who least = expected().value(name);
            for (const auto &[person, who] : people) {
                owner = person.toUtf8();
                const auto before = twilio.heard().size();
                const WireAnswer answer =
                    client.ask({.verb = row.method,
                                .path = pathOf(row),
                                .authorization = basic(person, tokens[person]),
                                .body = row.method == "POST" ? "Username=" + owner : QByteArray()});
                const bool isAllowed = least != Who::Nobody && int(who) >= int(least);
                QVERIFY2((answer.status == 200) == isAllowed && (isAllowed || answer.status == 403),
                         name + " as " + owner + ": " + QByteArray::number(answer.status) + answer.body);
                QVERIFY2(isAllowed == (twilio.heard().size() > before), "what is refused does not reach Twilio");
                if (isAllowed)
                    QCOMPARE(twilio.heard().last().verb, row.method);
            }
            const auto before = twilio.heard().size();
            for (const QByteArray &authorization : {QByteArray(), basic(u"rita"_s, revoked), bearer(revoked)}) {
                const auto answer = client.ask({.verb = row.method, .path = pathOf(row), .authorization = authorization});
                QVERIFY2(answer.status == 401 || answer.status == 429, name + QByteArray::number(answer.status));
                QVERIFY(answer.body.contains("\"code\":20003") || answer.body.contains("\"code\":20429"));
            }
            QCOMPARE(twilio.heard().size(), before);
        }
    }

    void nobodyRecordsPastThePlan()
    {
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(201, "{}")}; });
        const PhoneNumber off = *PhoneNumber::parse(u"+15005550001"), on = *PhoneNumber::parse(u"+15005550002");
        auto plan = std::make_shared<routing::Plan>();
        plan->lines[off] = {};
        plan->lines[on].recording.outbound = routing::Record::On;
        GatewayRelay relay(twilio.url(), account, Secret(secret), [plan] { return plan; });
        WireClient client(relay.port);
        const Secret anna = addUser(*relay.store, u"anna"_s, Role::Assistant), olga = addUser(*relay.store, u"olga"_s, Role::Admin);
        const QByteArray calls = "/2010-04-01/Accounts/" + account.toUtf8() + "/Calls", one = calls + "/CA" + QByteArray(32, '1');
        const auto post = [&](const Secret &who, const QByteArray &path, const QByteArray &form) {
            return client.ask({.verb = "POST", .path = path + ".json", .authorization = bearer(who), .body = form});
        };
        const QByteArray from = "From=%2B15005550001&To=%2B14155550100&", fromRecorded = "From=%2B15005550002&To=%2B14155550100&";
        const QByteArray dial = "Twiml=%3CResponse%3E%3CDial%20record%3D%22record-from-answer%22%2F%3E%3C%2FResponse%3E";
        const QByteArray start = "Twiml=%3CResponse%3E%3CStart%3E%3CRecording%2F%3E%3C%2FStart%3E%3C%2FResponse%3E";

        for (const auto &[path, form] : {std::pair{calls, from + "Record=true"}, std::pair{calls, from + dial}, std::pair{one, start},
                                         std::pair{one + "/Recordings", QByteArray("RecordingChannels=dual")},
                                         std::pair{one + "/Recordings/Twilio.CURRENT", QByteArray("Status=stopped")}}) {
            const WireAnswer refused = post(anna, path, form);
            QCOMPARE(refused.status, 403);
            QVERIFY(refused.body.contains("\"code\":20403") && refused.body.contains("record"));
            QVERIFY(twilio.heard().isEmpty());
        }
        for (const auto &[path, form] : {std::pair{calls, from + "Url=x"}, std::pair{calls, fromRecorded + dial}, std::pair{one, QByteArray("Status=completed")}})
            QCOMPARE(post(anna, path, form).status, 201);
        QCOMPARE(post(olga, one + "/Recordings", "RecordingChannels=dual").status, 201);
    }

    void thereIsNoWayAroundTheTable_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("path");
        const QByteArray home = "/2010-04-01/Accounts/" + account.toUtf8();
        QTest::newRow("up and down again") << QByteArray("GET") << home + "/Calls/../Keys.json";
        QTest::newRow("hidden dots") << QByteArray("GET") << home + "/Calls/%2e%2e/Keys.json";
        QTest::newRow("hidden slash") << QByteArray("GET") << home + "/Calls%2F..%2FKeys.json";
        QTest::newRow("double slash") << QByteArray("GET") << home + "//Keys.json";
        QTest::newRow("XML") << QByteArray("GET") << home + "/Calls";
        QTest::newRow("CSV") << QByteArray("GET") << home + "/Calls.csv";
        QTest::newRow("unknown resource") << QByteArray("GET") << home + "/AuthorizedConnectApps.json";
        QTest::newRow("unknown host") << QByteArray("GET") << QByteArray("/iam/v1/Keys");
        QTest::newRow("another account") << QByteArray("GET")
                                         << "/2010-04-01/Accounts/AC" + QByteArray(32, 'b') + "/Calls.json";
        QTest::newRow("another method") << QByteArray("PUT") << home + "/Calls.json";
        QTest::newRow("our own mark for sound") << QByteArray("GET") << home + "/Recordings/RE1/.sound";
        QTest::newRow("a parameter in the path") << QByteArray("GET") << home + "/Keys.json;x=.json";
    }
    void thereIsNoWayAroundTheTable()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, path);
        ScriptedServer twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; });
        GatewayRelay relay(twilio.url(), account, Secret(secret));
        const Secret token = addUser(*relay.store, u"olga"_s, Role::Admin);
        QTcpSocket socket; // a client that does not tidy paths up
        socket.connectToHost(QHostAddress::LocalHost, relay.port);
        socket.write(verb + ' ' + path + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nAuthorization: " + bearer(token)
                     + "\r\n\r\n");

        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 30000);
        const QByteArray answer = socket.readAll();

        QVERIFY2(answer.startsWith("HTTP/1.1 4"), answer.constData());
        QVERIFY(twilio.heard().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGatewayRoles)
#include "tst_gatewayroles.moc"
