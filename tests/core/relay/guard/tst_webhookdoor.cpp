// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/signature.h"
#include "core/relay/guard/webhookdoor.h"

#include <QTest>

using namespace milassist;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{

const Secret token(QByteArray("0f1e2d3c4b5a69788796a5b4c3d2e1f0")), oldToken(QByteArray("ffffffffffffffffffffffffffffffff"));
const QByteArray home = "https://relay.example.org";
const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

HttpRequest webhook(const Secret &with, const QString &from = u"54.172.60.1"_s, const QByteArray &url = home + "/sms")
{
    HttpRequest request;
    request.method = "POST";
    request.target = "/sms";
    request.peer = QHostAddress(from);
    request.headers = {{"Host", "relay.example.org"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    request.headers.add("X-Twilio-Signature", twilioSignature(with, url, {{u"MessageSid"_s, u"SM1"_s}}));
    request.body = "MessageSid=SM1";
    return request;
}

DoorPolicy policy()
{
    return {.trust = {home, {token, oldToken}}, .refusals = {.burst = 5, .perMinute = 60}};
}

} // namespace

class TestWebhookDoor : public QObject
{
    Q_OBJECT

    const RateLimit::Instant m_start{1000h};

private Q_SLOTS:
    void whatTwilioSignedComesInHoweverOften()
    {
        WebhookDoor door(policy(), [] { return noon; });
        for (int i = 0; i < 2000; ++i)
            QVERIFY(!door.judge(webhook(token), m_start));
        QVERIFY(!door.judge(webhook(oldToken), m_start));
        QCOMPARE(door.counts().genuine, 2001);
        QCOMPARE(door.counts().byOldToken, 1);
        QCOMPARE(door.counts().lastGenuine, noon);
        QVERIFY(!door.counts().lastRefusal);
    }

    void whatIsRefusedIsCountedAndExplained()
    {
        WebhookDoor door(policy(), [] { return noon; });
        const auto refusal = door.judge(webhook(token, u"192.0.2.1"_s, "http://relay.example.org/sms"), m_start);
        QVERIFY(refusal);
        QCOMPARE(refusal->status(), 403);
        QVERIFY(refusal->fault == SignatureFault::OtherScheme);
        QCOMPARE(refusal->signedUrl, QByteArray("http://relay.example.org/sms"));
        QCOMPARE(refusal->from, QHostAddress(u"192.0.2.1"_s));
        QCOMPARE(door.counts().faults.at(SignatureFault::OtherScheme), 1);
        QCOMPARE(door.counts().lastRefusal, refusal);
    }

    void aFloodIsToldSoAndDoesNotHideWhatIsWrong()
    {
        WebhookDoor door(policy(), [] { return noon; });
        const Secret strangers(QByteArray("00000000000000000000000000000000"));
        int tooMany = 0;
        for (int i = 0; i < 100; ++i)
            tooMany += door.judge(webhook(strangers, u"192.0.2.1"_s), m_start)->status() == 429 ? 1 : 0;
        QCOMPARE(tooMany, 95);
        QCOMPARE(door.counts().tooMany, 95);
        QCOMPARE(door.judge(webhook(strangers, u"192.0.2.2"_s), m_start)->status(), 403); // somebody else
        QVERIFY(!door.judge(webhook(token, u"192.0.2.1"_s), m_start));                    // Twilio, from the same address
    }

    void behindAProxyTheClientIsCounted()
    {
        DoorPolicy behind = policy();
        behind.proxies = *TrustedProxies::parse(u"127.0.0.1");
        WebhookDoor door(behind);
        const Secret strangers(QByteArray("00000000000000000000000000000000"));
        const auto through = [&](const QByteArray &client) {
            HttpRequest request = webhook(strangers, u"127.0.0.1"_s);
            request.headers.add("X-Forwarded-For", client);
            return door.judge(request, m_start);
        };
        for (int i = 0; i < 20; ++i)
            (void)through("192.0.2.1");
        QCOMPARE(through("192.0.2.1")->status(), 429);
        QCOMPARE(through("192.0.2.2")->status(), 403);
        QCOMPARE(through("192.0.2.2")->from, QHostAddress(u"192.0.2.2"_s));
    }

    void aListOfAddressesLearnsAndThenKeepsStrangersOut()
    {
        DoorPolicy listed = policy();
        listed.sources = *Sources::make(Sources::Mode::Learn, {u"54.172.60.0/30"_s});
        WebhookDoor door(listed);
        QVERIFY(!door.judge(webhook(token), m_start));
        QVERIFY(door.enforceSources());
        const auto refusal = door.judge(webhook(token, u"192.0.2.1"_s), m_start); // signed, and from elsewhere
        QVERIFY(refusal && refusal->why == Refusal::Why::Source);
        QCOMPARE(refusal->status(), 403);
        QCOMPARE(door.counts().strangers, 1);
        QVERIFY(!door.judge(webhook(token), m_start));
    }

    void aTokenThatWentOutOfUseCountsNoMore()
    {
        WebhookDoor door(policy());
        QVERIFY(!door.judge(webhook(oldToken), m_start));
        door.trust({token});
        QVERIFY(door.judge(webhook(oldToken), m_start));
        QVERIFY(!door.judge(webhook(token), m_start));
    }
};

QTEST_GUILESS_MAIN(TestWebhookDoor)
#include "tst_webhookdoor.moc"
