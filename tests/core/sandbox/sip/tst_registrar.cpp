// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/sip/sipworld.h"
#include "tests/fakes/sipphone.h"

using namespace milassist;
using sip::Transport;
using namespace std::chrono_literals;

namespace
{

const QString desk1 = u"desk1@acme.sip.twilio.com"_s;

struct Place {
    SipWorld sip;
    KeepingSink sink;
    sip::PhoneEdge edge;
    SipPhone phone;

    explicit Place(const QByteArray &domain = "acme.sip.twilio.com")
        : edge({.clock = [this] { return *sip.world.time; }}, sip.finder(), sink),
          phone(Transport::Udp, edge.start() ? edge.port(Transport::Udp) : quint16(0), domain)
    {
    }
};

} // namespace

class TestRegistrar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPhoneIsChallengedAndRegistered();
    void whoMayNotRegisterIsTold_data();
    void whoMayNotRegisterIsTold();
    void aWrongPasswordIsRefusedAndNoticed();
    void anOldNonceIsStale();
    void theSameAnswerTwiceIsStale();
    void expiryIsBetweenTenMinutesAndAnHour_data();
    void expiryIsBetweenTenMinutesAndAnHour();
    void registrationsExpire();
    void aPhoneCanUnregister();
    void thePhoneItselfIsKnownAgain();
    void theEleventhPhoneIsRefused();
    void theSixthRegistrationInASecondIsRefused();
    void aLostConnectionCannotBeCalled();
    void tlsIsVerifiedByName();
};

void TestRegistrar::aPhoneIsChallengedAndRegistered()
{
    Place place;

    place.phone.send(place.phone.request("REGISTER", "sip:acme.sip.twilio.com"));
    const auto challenge = place.phone.takeFinal("REGISTER");
    QCOMPARE(challenge->status, 407);
    const auto fields = sip::DigestFields::parse(challenge->header("Proxy-Authenticate"));
    QCOMPARE((*fields)["realm"], "sip.twilio.com");
    QCOMPARE((*fields)["qop"], "auth");
    QCOMPARE((*fields)["stale"], "false");
    QVERIFY(!(*fields)["opaque"].isEmpty());

    const auto response = place.phone.registerPhone();
    QCOMPARE(response->status, 200);
    QVERIFY(response->header("Contact").endsWith(";expires=3600"));
    const auto bindings = place.edge.registrar().bindings(desk1);
    QCOMPARE(bindings.size(), 1);
    QCOMPARE('<' + bindings[0].contact.uri.toBytes() + '>', place.phone.contact());
}

void TestRegistrar::whoMayNotRegisterIsTold_data()
{
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("error");

    QTest::newRow("a domain that is not there") << QByteArray("other.sip.twilio.com") << 404 << QByteArray();
    QTest::newRow("no registration") << QByteArray("closed.sip.twilio.com") << 403 << QByteArray("32201");
    QTest::newRow("nobody is mapped") << QByteArray("empty.sip.twilio.com") << 403 << QByteArray("32212");
    QTest::newRow("at another place") << QByteArray("acme.sip.dublin.twilio.com") << 200 << QByteArray();
}

void TestRegistrar::whoMayNotRegisterIsTold()
{
    QFETCH(const QByteArray, domain);
    Place place(domain);
    place.sip.add(u"closed.sip.twilio.com"_s, false, false);
    place.sip.add(u"empty.sip.twilio.com"_s, false, true, {SipWorld::Use::CallCredentials});

    const auto response = place.phone.registerPhone();

    QTEST(response->status, "status");
    QTEST(response->header("X-Twilio-Error").left(5), "error");
}

void TestRegistrar::aWrongPasswordIsRefusedAndNoticed()
{
    Place place;
    SipPhone thief(Transport::Udp, place.edge.port(Transport::Udp), "acme.sip.twilio.com", "desk1", "Wrong1Horse");
    SipPhone nobody(Transport::Udp, place.edge.port(Transport::Udp), "acme.sip.twilio.com", "desk9");

    const auto response = thief.registerPhone();

    QCOMPARE(response->status, 403);
    QVERIFY(response->header("X-Twilio-Error").startsWith("32201 "));
    QCOMPARE(nobody.registerPhone()->status, 403);
    QCOMPARE(place.sip.notices(), QStringList({u"32201"_s, u"32201"_s}));
    QVERIFY(place.edge.registrar().all().isEmpty());
}

void TestRegistrar::anOldNonceIsStale()
{
    Place place;
    const auto message = place.phone.request("REGISTER", "sip:acme.sip.twilio.com");
    place.phone.send(message);
    const auto challenge = place.phone.takeFinal("REGISTER");

    place.sip.world.pass(6min);
    place.phone.send(place.phone.authorised(message, *challenge, "Correct1Horse"));

    const auto again = place.phone.takeFinal("REGISTER");
    QCOMPARE(again->status, 407);
    QCOMPARE((*sip::DigestFields::parse(again->header("Proxy-Authenticate")))["stale"], "true");
    place.phone.send(place.phone.authorised(message, *again, "Correct1Horse"));
    QCOMPARE(place.phone.takeFinal("REGISTER")->status, 200);
}

void TestRegistrar::theSameAnswerTwiceIsStale()
{
    Place place;
    const auto message = place.phone.request("REGISTER", "sip:acme.sip.twilio.com");
    place.phone.send(message);
    const auto challenge = place.phone.takeFinal("REGISTER");
    auto right = place.phone.authorised(message, *challenge, "Correct1Horse");
    place.phone.send(right);
    QCOMPARE(place.phone.takeFinal("REGISTER")->status, 200);

    place.phone.send(right); // the same datagram again: the same answer
    QCOMPARE(place.phone.takeFinal("REGISTER")->status, 200);
    auto via = right.topVia();
    via->params.set("branch", "z9hG4bKstolen"); // somebody heard it and uses it
    right.replaceTopVia(*via);
    place.phone.send(right);

    QCOMPARE(place.phone.takeFinal("REGISTER")->status, 407);
}

void TestRegistrar::expiryIsBetweenTenMinutesAndAnHour_data()
{
    QTest::addColumn<QByteArray>("expires");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("granted");

    QTest::newRow("too short") << QByteArray("599") << 423 << QByteArray();
    QTest::newRow("just long enough") << QByteArray("600") << 200 << QByteArray("600");
    QTest::newRow("too long") << QByteArray("86400") << 200 << QByteArray("3600");
    QTest::newRow("no number") << QByteArray("soon") << 200 << QByteArray("3600");
}

void TestRegistrar::expiryIsBetweenTenMinutesAndAnHour()
{
    QFETCH(const QByteArray, expires);
    QFETCH(const int, status);
    Place place;

    const auto response = place.phone.registerPhone(expires);

    QCOMPARE(response->status, status);
    if (status == 423)
        QCOMPARE(response->header("Min-Expires"), "600");
    else
        QTEST(response->contact()->params.value("expires"), "granted");
}

void TestRegistrar::registrationsExpire()
{
    Place place;
    QCOMPARE(place.phone.registerPhone("600")->status, 200);

    place.sip.world.pass(599s);
    QCOMPARE(place.edge.registrar().bindings(desk1).size(), 1);

    place.sip.world.pass(1s);
    QVERIFY(place.edge.registrar().bindings(desk1).isEmpty());
    const auto leg = place.edge.dial({.uri = u"sip:"_s + desk1, .callerId = u"+15005550006"_s});
    EndOf end(*leg);
    QTRY_COMPARE(end.ends.size(), 1);
    QCOMPARE(end.ends[0].cause, exchange::LegEnd::Cause::NotRegistered);
}

void TestRegistrar::aPhoneCanUnregister()
{
    Place place;
    QCOMPARE(place.phone.registerPhone()->status, 200);

    QCOMPARE(place.phone.registerPhone("0")->status, 200);

    QVERIFY(place.edge.registrar().all().isEmpty());
    QCOMPARE(place.phone.registerPhone()->status, 200);
    auto all = place.phone.request("REGISTER", "sip:acme.sip.twilio.com");
    all.set("Contact", "*");
    all.add("Expires", "0");
    QCOMPARE(place.phone.ask(all)->status, 200);
    QVERIFY(place.edge.registrar().all().isEmpty());
}

void TestRegistrar::thePhoneItselfIsKnownAgain()
{
    Place place;
    for (const char *port : {"1111", "2222"}) { // the same phone with another address
        auto message = place.phone.request("REGISTER", "sip:acme.sip.twilio.com");
        message.set("Contact", QByteArray("<sip:desk1@127.0.0.1:") + port + ">;+sip.instance=\"<urn:uuid:1>\"");
        QCOMPARE(place.phone.ask(message)->status, 200);
    }

    const auto bindings = place.edge.registrar().bindings(desk1);

    QCOMPARE(bindings.size(), 1);
    QCOMPARE(bindings[0].contact.uri.port, quint16(2222));
}

void TestRegistrar::theEleventhPhoneIsRefused()
{
    Place place;
    for (int i = 1; i <= 11; ++i) {
        auto message = place.phone.request("REGISTER", "sip:acme.sip.twilio.com");
        message.set("Contact", "<sip:desk1@127.0.0.1:" + QByteArray::number(1000 + i) + '>');
        const auto response = place.phone.ask(message);
        QCOMPARE(response->status, i <= 10 ? 200 : 403);
        QCOMPARE(response->header("X-Twilio-Error").startsWith("32007 "), i == 11);
        place.sip.world.pass(1s);
    }
    QCOMPARE(place.edge.registrar().bindings(desk1).size(), 10);
    QCOMPARE(place.sip.notices(), QStringList(u"32007"_s));
}

void TestRegistrar::theSixthRegistrationInASecondIsRefused()
{
    Place place;
    for (int i = 1; i <= 6; ++i) {
        const auto response = place.phone.registerPhone();
        QCOMPARE(response->status, i <= 5 ? 200 : 503);
        QCOMPARE(response->header("X-Twilio-Error").startsWith("32008 "), i == 6);
    }
    place.sip.world.pass(1s);
    QCOMPARE(place.phone.registerPhone()->status, 200);
}

void TestRegistrar::aLostConnectionCannotBeCalled()
{
    Place place;
    SipPhone phone(Transport::Tcp, place.edge.port(Transport::Tcp), "acme.sip.twilio.com");
    QVERIFY(phone.connectTo());
    QCOMPARE(phone.registerPhone()->status, 200);
    QCOMPARE(place.edge.registrar().bindings(desk1).size(), 1);

    phone.stream().abort();

    QTRY_VERIFY(place.edge.registrar().bindings(desk1).isEmpty());
}

void TestRegistrar::tlsIsVerifiedByName()
{
    SipWorld sip;
    KeepingSink sink;
    const auto identity = sip::makeTlsIdentity({u"localhost"_s, u"*.sip.twilio.com"_s, u"127.0.0.1"_s});
    QVERIFY(identity);
    sip::PhoneEdge edge({.identity = *identity}, sip.finder(), sink);
    QVERIFY(edge.start());
    SipPhone phone(Transport::Tls, edge.port(Transport::Tls), "acme.sip.twilio.com");
    SipPhone elsewhere(Transport::Tls, edge.port(Transport::Tls), "acme.example.org");

    QVERIFY(phone.connectTo(identity->authority));
    QCOMPARE(phone.registerPhone()->status, 200);
    QCOMPARE(edge.registrar().all().value(0).flow.transport, Transport::Tls);
    QVERIFY(!elsewhere.connectTo(identity->authority)); // the certificate names another host
    QVERIFY(!SipPhone(Transport::Tls, edge.port(Transport::Tls), "acme.sip.twilio.com")
                 .connectTo(sip::makeTlsIdentity({u"x"_s})->authority));
}

QTEST_GUILESS_MAIN(TestRegistrar)
#include "tst_registrar.moc"
