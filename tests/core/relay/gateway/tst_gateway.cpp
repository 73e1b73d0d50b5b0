// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/voicemailtable.h"
#include "core/sandbox/sandbox.h"
#include "core/twilio/twilioclient.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/texttable.h"
#include "tests/core/relay/gateway/gatewayrelay.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

/// A desk's own client against the gateway, in front of a real sandbox.
class TestGateway : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Sandbox> m_sandbox;
    SandboxAddress m_address;
    std::unique_ptr<GatewayRelay> m_relay;
    std::shared_ptr<const routing::Plan> m_plan;

    std::unique_ptr<TwilioClient> desk(const QString &name, const Secret &token)
    {
        return std::make_unique<TwilioClient>(Credentials{
            .baseUrl = m_relay->url(), .account = *AccountSid::parse(m_address.accountSid), .user = name, .secret = token});
    }

    /// A plan in which Ben rings on @p line, and nobody else does.
    static std::shared_ptr<const routing::Plan> bensLine(const Party &line)
    {
        using namespace routing;
        auto plan = std::make_shared<Plan>();
        plan->groups[GroupId(u"g"_s)].members = {PersonId(u"ben"_s)};
        plan->routes[RouteId(u"r"_s)].stages = {InOrder{.group = GroupId(u"g"_s)}};
        plan->lines[*line.number()].openRoute = RouteId(u"r"_s);
        return plan;
    }

private Q_SLOTS:
    void init()
    {
        m_plan = nullptr;
        m_sandbox =
            std::make_unique<Sandbox>(SandboxOptions{.historyCalls = 60, .historyMessages = 60, .peopleActByThemselves = false});
        const auto address = m_sandbox->start();
        QVERIFY(address);
        m_address = *address;
        m_relay = std::make_unique<GatewayRelay>(m_address.restUrl, m_address.accountSid, m_address.authToken,
                                                 [this] { return m_plan; });
    }
    void cleanup()
    {
        m_relay.reset();
        m_sandbox.reset();
    }

    void aDeskNeedsNothingButItsNameAndToken()
    {
        const auto olga = desk(u"olga"_s, addUser(*m_relay->store, u"olga"_s, Role::Admin));

        const auto account = waitFor(olga->account());
        QVERIFY2(account, qPrintable(account ? QString() : account.error().detail));
        QCOMPARE(account->sid.text(), m_address.accountSid);
        const auto numbers = waitFor(olga->numbers({}, {}));
        QVERIFY(numbers && !numbers->records.isEmpty());
        const auto sent = waitFor(olga->sendMessage(
            {.from = numbers->records.first().phoneNumber, .to = Party(u"+14155550111"_s), .body = u"hello & goodbye ü"_s}));
        QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().detail));
        const auto read = waitFor(olga->message(sent->sid));
        QVERIFY(read);
        QCOMPARE(read->body, u"hello & goodbye ü"_s);
        QTRY_VERIFY_WITH_TIMEOUT(waitFor(olga->redactMessage(sent->sid)), 30000); // not while it is on its way
        QVERIFY(waitFor(olga->deleteMessage(sent->sid)));
        QVERIFY(waitFor(olga->balance()));
        NumberSearch search;
        search.country = u"US"_s;
        const auto offers = waitFor(olga->availableNumbers(search));
        QVERIFY(offers && !offers->isEmpty());
        const auto bought = waitFor(olga->buyNumber({.phoneNumber = offers->first().phoneNumber}));
        QVERIFY(bought);
        QVERIFY(waitFor(olga->releaseNumber(bought->sid)));
        QCOMPARE(waitFor(olga->message(sent->sid)).error().kind, Error::Kind::NotFound);
    }

    void whatIsSentIsKeptWithItsAuthorAndNobodyWhoHasOptedOutIsWrittenTo()
    {
        const auto anna = desk(u"olga"_s, addUser(*m_relay->store, u"olga"_s, Role::Admin));
        const auto numbers = waitFor(anna->numbers({}, {}));
        QVERIFY(numbers && !numbers->records.isEmpty());
        const Party line = numbers->records.first().phoneNumber, peer(u"+14155550111"_s), other(u"+14155550112"_s);

        const auto sent = waitFor(anna->sendMessage({.from = line, .to = peer, .body = u"hello"_s}));
        QVERIFY(sent);
        const auto kept = waitFor(m_relay->store->read([sid = sent->sid](SqlConnection &db) { return TextTable(db).find(sid); }));
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->author, u"olga"_s);
        QCOMPARE((*kept)->line, line.text());
        QCOMPARE((*kept)->peer, peer);
        QCOMPARE((*kept)->message.body, u"hello"_s);

        QVERIFY(waitFor(m_relay->store->write([=](SqlConnection &db) {
            return OptOutTable(db).note(
                {.scope = line.text(), .peer = other, .proof = OptOutProof::Person, .reference = u"ben"_s, .at = instant(1)});
        })));
        const auto refused = waitFor(anna->sendMessage({.from = line, .to = other, .body = u"hello"_s}));
        QCOMPARE(refused.error().twilioCode, 21610);
        QVERIFY(waitFor(anna->messages({.to = other}, {}))->records.isEmpty()); // Twilio was not even asked
    }

    void pagesLeadThroughTheGateway()
    {
        const auto anna = desk(u"anna"_s, addUser(*m_relay->store, u"anna"_s, Role::Assistant));

        QSet<QString> calls;
        Paging paging{.pageSize = 7};
        do {
            const auto page = waitFor(anna->calls({}, paging));
            QVERIFY(page);
            for (const Call &call : page->records)
                calls << call.sid.text();
            paging.cursor = page->next;
        } while (!paging.cursor.isEmpty());
        QVERIFY(calls.size() >= 60);

        int countries = 0;
        paging = {.pageSize = 3};
        do {
            const auto page = waitFor(anna->pricedCountries(paging));
            QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
            countries += int(page->records.size());
            paging.cursor = page->next;
        } while (!paging.cursor.isEmpty() && countries < 12);
        QVERIFY(countries > 3);
    }

    void aWrongTokenIsToldAsTwilioTellsIt()
    {
        const auto stranger = desk(u"anna"_s, Secret("ma_000000000000_x"));

        const auto account = waitFor(stranger->account());

        QCOMPARE(account.error().kind, Error::Kind::Unauthorised);
        QCOMPARE(account.error().twilioCode, 20003);
    }

    void whatARoleDoesNotAllowIsToldAndChangesNothing()
    {
        const auto anna = desk(u"anna"_s, addUser(*m_relay->store, u"anna"_s, Role::Assistant));
        const auto numbers = waitFor(anna->numbers({}, {}));
        QVERIFY(numbers && !numbers->records.isEmpty());

        const auto released = waitFor(anna->releaseNumber(numbers->records.first().sid));
        const auto key = waitFor(anna->createKey(u"mine"_s));

        QCOMPARE(released.error().kind, Error::Kind::Forbidden);
        QCOMPARE(key.error().kind, Error::Kind::Forbidden);
        QCOMPARE(waitFor(anna->numbers({}, {}))->records.size(), numbers->records.size());
    }

    void noAnswerHoldsTheAccountsSecretOrWhereTwilioIs()
    {
        const QByteArray upstream = m_address.restUrl.authority().toLatin1(); // of prices too, whose addresses are whole ones
        const Secret token = addUser(*m_relay->store, u"olga"_s, Role::Admin);
        WireClient client(m_relay->port);
        int answered = 0;
        for (const GatewayRoute &row : gatewayRoutes().rows()) {
            if (row.method != "GET" || row.permission == Permission::Nothing || row.pattern.endsWith("/.sound"_L1)
                || row.pattern.endsWith("/.media"_L1))
                continue;
            QString path = row.pattern;
            if (path.startsWith("/2010"_L1))
                path.replace(path.indexOf(u"{}"_s), 2, m_address.accountSid).append(u".json"_s);
            path.replace(u"{}"_s, u"US"_s);

            const WireAnswer answer = client.ask({.path = path.toUtf8(), .authorization = bearer(token)});

            answered += answer.status == 200;
            QVERIFY2(answer.status > 0 && !answer.body.contains(m_address.authToken.reveal()), path.toUtf8());
            QVERIFY2(!answer.body.contains(upstream), QByteArray(path.toUtf8() + ": " + answer.body.left(400)));
            for (const auto &[name, value] : answer.headers)
                QVERIFY(!value.contains(m_address.authToken.reveal()) && !value.contains(upstream));
        }
        QVERIFY2(answered > 15, QByteArray::number(answered));
    }

    void anAssistantSeesOnlyWhatIsOfTheirLines()
    {
        const auto olga = desk(u"olga"_s, addUser(*m_relay->store, u"olga"_s, Role::Manager));
        const auto anna = desk(u"anna"_s, addUser(*m_relay->store, u"anna"_s, Role::Assistant));
        const auto numbers = waitFor(olga->numbers({}, {}))->records;
        QVERIFY(numbers.size() >= 2);
        const auto all = waitFor(olga->calls({}, {.pageSize = 1000}))->records;
        const auto used = std::find_if(numbers.begin(), numbers.end(), [&](const IncomingNumber &number) {
            return std::any_of(all.begin(), all.end(), [&](const Call &call) { return call.to == number.phoneNumber; });
        });
        QVERIFY(used != numbers.end());
        const Party hidden = used->phoneNumber;
        m_plan = bensLine(hidden);
        const auto touches = [&](const auto &record) { return record.from == hidden || record.to == hidden; };

        const auto seen = waitFor(anna->calls({}, {.pageSize = 1000}));
        const auto texts = waitFor(anna->messages({}, {.pageSize = 1000}));
        const auto lines = waitFor(anna->numbers({}, {}));

        QVERIFY(seen && texts && lines);
        QVERIFY(!seen->records.isEmpty() && std::none_of(seen->records.begin(), seen->records.end(), touches));
        QVERIFY(!texts->records.isEmpty() && std::none_of(texts->records.begin(), texts->records.end(), touches));
        QCOMPARE(lines->records.size(), numbers.size() - 1);
        const auto one = *std::find_if(all.begin(), all.end(), touches);
        QCOMPARE(waitFor(anna->call(one.sid)).error().kind, Error::Kind::NotFound);
        QVERIFY(waitFor(olga->call(one.sid)));
        QCOMPARE(waitFor(anna->sendMessage({.from = hidden, .to = Party(u"+14155550111"_s), .body = u"x"_s})).error().kind,
                 Error::Kind::Forbidden);
    }

    void recordingsAreHeardByWhoSeesTheirLineAndWithRanges()
    {
        const Secret olgas = addUser(*m_relay->store, u"olga"_s, Role::Manager);
        const Secret annas = addUser(*m_relay->store, u"anna"_s, Role::Assistant),
                     bens = addUser(*m_relay->store, u"ben"_s, Role::Assistant);
        const auto olga = desk(u"olga"_s, olgas);
        const auto recordings = waitFor(olga->recordings({}, {.pageSize = 1000}))->records;
        QVERIFY(!recordings.isEmpty());
        const Recording recording = recordings.first();
        const Party line(u"+15005550009"_s);
        m_plan = bensLine(line);
        QVERIFY(waitFor(m_relay->store->write([=](SqlConnection &db) {
            return VoicemailTable(db).note({.sid = recording.sid, .callSid = recording.callSid, .line = line}, instant(0));
        })));
        WireClient client(m_relay->port);
        const QByteArray path =
            "/2010-04-01/Accounts/" + m_address.accountSid.toUtf8() + "/Recordings/" + recording.sid.text().toUtf8();

        const WireAnswer whole = client.ask({.path = path + ".wav", .authorization = bearer(olgas)});
        const WireAnswer part =
            client.ask({.path = path + ".wav", .authorization = bearer(bens), .headers = {{"Range", "bytes=4-11"}}});

        QCOMPARE(whole.status, 200);
        QVERIFY(whole.body.startsWith("RIFF"));
        QCOMPARE(whole.header("Content-Length").toLongLong(), whole.body.size());
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, whole.body.sliced(4, 8));
        QCOMPARE(part.header("Content-Range"), "bytes 4-11/" + QByteArray::number(whole.body.size()));
        QCOMPARE(client.ask({.path = path + ".wav", .authorization = bearer(annas)}).status, 404);
        QCOMPARE(client.ask({.path = path + ".json", .authorization = bearer(annas)}).status, 404);
        QCOMPARE(client.ask({.path = path + ".wav", .authorization = bearer(olgas), .headers = {{"Range", "bytes=999999999-"}}})
                     .status,
                 416);
        const auto anna = desk(u"anna"_s, annas), ben = desk(u"ben"_s, bens);
        const auto annasList = waitFor(anna->recordings({}, {.pageSize = 1000}));
        const auto bensList = waitFor(ben->recordings({}, {.pageSize = 1000}));
        QVERIFY(annasList && annasList->records.isEmpty()); // the ledger knows none of the others
        QVERIFY(bensList);
        QCOMPARE(bensList->records.size(), recordings.size()); // no line is hidden from him
        QTRY_COMPARE(m_relay->upstream.pipeCount(), 0);
    }

    void whoListensThroughTwiliosApiIsWrittenDownOnce()
    {
        const Secret olgas = addUser(*m_relay->store, u"olga"_s, Role::Manager),
                     annas = addUser(*m_relay->store, u"anna"_s, Role::Assistant);
        const auto recordings = waitFor(desk(u"olga"_s, olgas)->recordings({}, {.pageSize = 1000}))->records;
        QVERIFY(recordings.size() >= 2);
        const Party line(u"+15005550009"_s);
        m_plan = bensLine(line);
        QVERIFY(waitFor(m_relay->store->write([=, one = recordings[0]](SqlConnection &db) {
            return VoicemailTable(db).note({.sid = one.sid, .callSid = one.callSid, .line = line}, instant(0));
        })));
        WireClient client(m_relay->port);
        const auto sound = [&](int which, const Secret &token, const QByteArray &verb, const QByteArray &range) {
            const QByteArray path = "/2010-04-01/Accounts/" + m_address.accountSid.toUtf8() + "/Recordings/"
                + recordings[which].sid.text().toUtf8() + ".mp3";
            return client.ask({.verb = verb, .path = path, .authorization = bearer(token), .headers = {{"Range", range}}}).status;
        };

        QCOMPARE(sound(1, olgas, "HEAD", "bytes=0-1"), 206);                  // a look at how long it is
        QCOMPARE(sound(0, annas, "GET", "bytes=0-1"), 404);                   // refused, so not heard
        for (const QByteArray range : {"bytes=0-1", "bytes=2-9", "bytes=0-"}) // as a player that is moved about
            QCOMPARE(sound(0, olgas, "GET", range), 206);

        const auto entries = waitFor(
            m_relay->store->read([](SqlConnection &db) { return AuditTable(db).list({.what = u"recording-played"_s}, 10); }));
        QVERIFY(entries);
        QCOMPARE(entries->size(), 1);
        QCOMPARE(entries->first().who, u"olga"_s);
        QCOMPARE(entries->first().about, recordings[0].sid.text());
    }

    void aDeskHasTheSipUserOfItsPersonAndNoOther()
    {
        const auto olga = desk(u"olga"_s, addUser(*m_relay->store, u"olga"_s, Role::Admin));
        const auto anna = desk(u"anna"_s, addUser(*m_relay->store, u"anna"_s, Role::Assistant));
        const auto list = waitFor(olga->createCredentialList(u"desks"_s));
        QVERIFY(list);

        const auto own = waitFor(anna->createSipCredential(list->sid, u"anna"_s, Secret("Correct-Horse-9-Battery")));
        QVERIFY2(own, qPrintable(own ? QString() : own.error().detail));
        QCOMPARE(waitFor(anna->createSipCredential(list->sid, u"ben"_s, Secret("Correct-Horse-9-Battery"))).error().kind,
                 Error::Kind::Forbidden);
        QVERIFY(waitFor(anna->changeSipPassword(list->sid, own->sid, Secret("Another-Horse-9-Battery"))));
        QCOMPARE(waitFor(olga->changeSipPassword(list->sid, own->sid, Secret("Third-Horse-9-Battery"))).error().kind,
                 Error::Kind::Forbidden);
        QCOMPARE(waitFor(olga->deleteCredentialList(list->sid)).error().kind, Error::Kind::Forbidden);
        QVERIFY(waitFor(anna->deleteSipCredential(list->sid, own->sid)));
    }
};

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
