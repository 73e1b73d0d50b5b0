// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/doorkeeper.h"
#include "tests/core/relay/access/relaytest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

HttpRequest showing(const QByteArray &authorization, const char *peer = "203.0.113.7")
{
    HttpRequest request{.method = "GET", .target = "/api/x", .peer = QHostAddress(QString::fromLatin1(peer))};
    if (!authorization.isEmpty())
        request.headers.add("Authorization", authorization);
    return request;
}

Error::Kind refusalOf(const Result<Visitor> &outcome)
{
    return outcome ? Error::Kind::Malformed : outcome.error().kind;
}

} // namespace

class TestDoorkeeper : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;
    std::unique_ptr<SharedStore> m_store;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        if (m_engines.hasEngine())
            QVERIFY(m_store = ledgerAt(m_engines.url()));
    }
    void cleanup() { m_store.reset(); }

    void aTokenIsTakenAsBearerAndBehindItsName()
    {
        const Secret token = addUser(*m_store, u"anna"_s, Role::Manager);
        Doorkeeper door(*m_store);

        const Visitor anna{.name = u"anna"_s, .role = Role::Manager};
        QCOMPARE(waitFor(door.admit(showing(bearer(token)))).value_or(Visitor()), anna);
        QCOMPARE(waitFor(door.admit(showing(basic(u"anna"_s, token)))).value_or(Visitor()), anna);
        QCOMPARE(door.refusedCount(), 0u);
    }

    void nobodyElseIsLetIn_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        const auto stranger = makeToken();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a token of somebody unknown") << bearer(stranger->token);
        QTest::newRow("no token of ours") << QByteArray("Bearer secret");
        QTest::newRow("a very long one") << QByteArray("Bearer ma_") + QByteArray(100'000, 'a');
        QTest::newRow("another scheme") << QByteArray("Digest username=anna");
        QTest::newRow("no base64") << QByteArray("Basic ###");
        QTest::newRow("a name alone") << basic(u"anna"_s, Secret(""));
        QTest::newRow("SQL") << QByteArray("Bearer ma_' OR 1=1 --_x");
    }
    void nobodyElseIsLetIn()
    {
        QFETCH(QByteArray, authorization);
        addUser(*m_store, u"anna"_s, Role::Manager);
        Doorkeeper door(*m_store);

        QCOMPARE(refusalOf(waitFor(door.admit(showing(authorization)))), Error::Kind::Unauthorised);
    }

    void anothersNameOrAnAlteredTokenIsRefused()
    {
        const Secret token = addUser(*m_store, u"anna"_s, Role::Manager);
        addUser(*m_store, u"ben"_s, Role::Admin);
        Doorkeeper door(*m_store);
        QByteArray altered = token.reveal();
        altered.back() = altered.back() == 'A' ? 'B' : 'A';
        altered[altered.size() - 2] = altered[altered.size() - 2] == 'A' ? 'B' : 'A';

        QCOMPARE(refusalOf(waitFor(door.admit(showing(basic(u"ben"_s, token))))), Error::Kind::Unauthorised);
        QCOMPARE(refusalOf(waitFor(door.admit(showing("Bearer " + altered)))), Error::Kind::Unauthorised);
        QCOMPARE(door.refusedCount(), 2u);
    }

    void whoIsRevokedIsOutAtOnceAndWhoseRoleChangesHasTheNewOne()
    {
        const Secret anna = addUser(*m_store, u"anna"_s, Role::Manager);
        const Secret ben = addUser(*m_store, u"ben"_s, Role::Assistant);
        Doorkeeper door(*m_store);
        QVERIFY(waitFor(door.admit(showing(bearer(anna)))));
        QVERIFY(waitFor(door.admit(showing(bearer(ben)))));

        QVERIFY(revokeUser(*m_store, u"anna"_s));
        QVERIFY(waitFor(m_store->write([](SqlConnection &db) { return UserTable(db).changeRole(u"ben"_s, Role::Admin); })));

        QCOMPARE(refusalOf(waitFor(door.admit(showing(bearer(anna))))), Error::Kind::Unauthorised);
        QCOMPARE(waitFor(door.admit(showing(bearer(ben)))).value_or(Visitor()).role, Role::Admin);
    }

    void wrongTokensAreLimitedBySourceAndLockOutNobodyWhoWasLetIn()
    {
        const Secret known = addUser(*m_store, u"anna"_s, Role::Manager);
        const Secret fresh = addUser(*m_store, u"ben"_s, Role::Assistant);
        Doorkeeper door(*m_store, {.failures = {.burst = 3, .perMinute = 0.001}});
        QVERIFY(waitFor(door.admit(showing(bearer(known)))));
        QList<QFuture<Result<Visitor>>> tries;
        for (int i = 0; i < 40; ++i)
            tries << door.admit(showing(bearer(makeToken()->token)));

        int wrong = 0, limited = 0;
        for (const auto &attempt : tries) {
            const Error::Kind kind = refusalOf(waitFor(attempt));
            wrong += kind == Error::Kind::Unauthorised;
            limited += kind == Error::Kind::RateLimited;
        }

        QCOMPARE(wrong, 3);
        QCOMPARE(limited, 37);
        QVERIFY2(door.checkCount() <= 6, "the others have cost no Argon2");
        QVERIFY(waitFor(door.admit(showing(bearer(known)))));
        QCOMPARE(refusalOf(waitFor(door.admit(showing(bearer(fresh))))), Error::Kind::RateLimited);
        QVERIFY(waitFor(door.admit(showing(bearer(fresh), "198.51.100.1"))));
    }

    void behindATrustedProxyEachClientIsASourceOfItsOwn()
    {
        addUser(*m_store, u"anna"_s, Role::Manager);
        Doorkeeper door(*m_store,
                        {.proxies = *TrustedProxies::parse(u"10.0.0.1"_s), .failures = {.burst = 1, .perMinute = 0.001}});
        const auto from = [&](const char *client) {
            HttpRequest request = showing("Bearer wrong", "10.0.0.1");
            request.headers.add("X-Forwarded-For", client);
            return refusalOf(waitFor(door.admit(request)));
        };

        QCOMPARE(from("203.0.113.1"), Error::Kind::Unauthorised);
        QCOMPARE(from("203.0.113.1"), Error::Kind::RateLimited);
        QCOMPARE(from("203.0.113.2"), Error::Kind::Unauthorised);
    }

    void aWrongTryCostsOneCheckWhetherTheNameAndTheLabelExistOrNot()
    {
        const Secret token = addUser(*m_store, u"anna"_s, Role::Manager);
        Doorkeeper door(*m_store);
        const auto checksFor = [&](const QByteArray &authorization) {
            const quint64 before = door.checkCount();
            waitFor(door.admit(showing(authorization)));
            return door.checkCount() - before;
        };
        const QByteArray label = token.reveal().first(15);

        QCOMPARE(checksFor(basic(u"anna"_s, Secret(label + "_wrong"))), 1u);
        QCOMPARE(checksFor(basic(u"nobody"_s, Secret(label + "_wrong"))), 1u);
        QCOMPARE(checksFor(basic(u"nobody"_s, Secret("ma_000000000000_wrong"))), 1u);
        QCOMPARE(checksFor(basic(u"anna"_s, Secret("hello"))), 1u);
        QCOMPARE(checksFor(bearer(token)), 1u);
        QCOMPARE(checksFor(bearer(token)), 0u);
    }

    void tokensCheckedWhileTheyWaitAreCheckedOnce()
    {
        const Secret token = addUser(*m_store, u"anna"_s, Role::Manager);
        Doorkeeper door(*m_store, {.atOnce = 1, .waiting = 3});
        QList<QFuture<Result<Visitor>>> tries;
        for (int i = 0; i < 4; ++i)
            tries << door.admit(showing(bearer(token)));

        for (const auto &attempt : tries)
            QVERIFY(waitFor(attempt));
    }
};

QTEST_GUILESS_MAIN(TestDoorkeeper)
#include "tst_doorkeeper.moc"
