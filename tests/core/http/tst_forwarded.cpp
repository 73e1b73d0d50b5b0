// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/forwarded.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Field = TrustedProxies::Field;

class TestForwarded : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhoAsked_data();
    void findsWhoAsked();
    void onlyTheFieldThatTheProxyWritesIsRead();
    void withoutProxiesThePeerAsked();
    void readsNetworks_data();
    void readsNetworks();
    void knowsItsProxies();
    void aSourceIsWhatOneCanHaveManyOf_data();
    void aSourceIsWhatOneCanHaveManyOf();
};

void TestForwarded::findsWhoAsked_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("isRfc");
    QTest::addColumn<QByteArrayList>("fields"); // name, value, name, value
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isSecure");
    const QByteArray xFor = "X-Forwarded-For", xProto = "X-Forwarded-Proto", rfc = "Forwarded";
    const QString proxy = u"127.0.0.1"_s;

    QTest::newRow("a stranger is not believed") << u"198.51.100.9"_s << false << QByteArrayList{xFor, "192.0.2.1", xProto, "https"} << u"198.51.100.9"_s << false;
    QTest::newRow("the proxy is") << proxy << false << QByteArrayList{xFor, "192.0.2.1", xProto, "https"} << u"192.0.2.1"_s << true;
    QTest::newRow("it is, by IPv6 in disguise") << u"::ffff:127.0.0.1"_s << false << QByteArrayList{xFor, "192.0.2.1"} << u"192.0.2.1"_s << false;
    QTest::newRow("what the client made up stands before") << proxy << false << QByteArrayList{xFor, "203.0.113.7, 192.0.2.1"} << u"192.0.2.1"_s << false;
    QTest::newRow("also in a field of its own") << proxy << false << QByteArrayList{xFor, "203.0.113.7", xFor, "192.0.2.1"} << u"192.0.2.1"_s << false;
    QTest::newRow("two proxies") << proxy << false << QByteArrayList{xFor, "203.0.113.7, 192.0.2.1, 10.1.2.3", xProto, "http, https, http"} << u"192.0.2.1"_s << true;
    QTest::newRow("only proxies") << proxy << false << QByteArrayList{xFor, "10.0.0.1, 10.0.0.2"} << u"10.0.0.1"_s << false;
    QTest::newRow("the proxy names nobody") << proxy << false << QByteArrayList{xFor, "203.0.113.7, unknown"} << proxy << false;
    QTest::newRow("an empty name") << proxy << false << QByteArrayList{xFor, "203.0.113.7, "} << proxy << false;
    QTest::newRow("no field") << proxy << false << QByteArrayList{} << proxy << false;
    QTest::newRow("only a scheme") << proxy << false << QByteArrayList{xProto, "https"} << proxy << false;
    QTest::newRow("a scheme of its own") << proxy << false << QByteArrayList{xFor, "192.0.2.1", xProto, "gopher"} << u"192.0.2.1"_s << false;
    QTest::newRow("one scheme for all") << proxy << false << QByteArrayList{xFor, "203.0.113.7, 192.0.2.1", xProto, "HTTPS"} << u"192.0.2.1"_s << true;
    QTest::newRow("with a port") << proxy << false << QByteArrayList{xFor, "192.0.2.1:4711"} << u"192.0.2.1"_s << false;
    QTest::newRow("IPv6") << proxy << false << QByteArrayList{xFor, "2001:db8::1"} << u"2001:db8::1"_s << false;
    QTest::newRow("IPv6 with a port") << proxy << false << QByteArrayList{xFor, "[2001:db8::1]:4711"} << u"2001:db8::1"_s << false;
    QTest::newRow("IPv4 in disguise") << proxy << false << QByteArrayList{xFor, "::ffff:192.0.2.1"} << u"192.0.2.1"_s << false;
    for (const char *nonsense : {"1", "127.1", "0x7f.0.0.1", "192.0.2.256", "fe80::1%eth0", "[192.0.2.1]", "[2001:db8::1", "[2001:db8::1]x", "192.0.2.1:x", "192.0.2.1:",
                                 "\"192.0.2.1\"", "a.example", "192.0.2.1 10.0.0.1", ":", "[]", "[:]"})
        QTest::addRow("no address: %s", nonsense) << proxy << false << QByteArrayList{xFor, nonsense} << proxy << false;

    QTest::newRow("rfc") << proxy << true << QByteArrayList{rfc, "for=192.0.2.1;proto=https;by=203.0.113.43"} << u"192.0.2.1"_s << true;
    QTest::newRow("rfc, shouted and quoted") << proxy << true << QByteArrayList{rfc, "FOR=\"[2001:db8::1]:4711\" ; Proto=\"HTTPS\""} << u"2001:db8::1"_s << true;
    QTest::newRow("rfc, two proxies") << proxy << true << QByteArrayList{rfc, "for=203.0.113.7, for=192.0.2.1;proto=https, for=10.0.0.1;proto=http"} << u"192.0.2.1"_s << true;
    QTest::newRow("rfc, two fields") << proxy << true << QByteArrayList{rfc, "for=203.0.113.7", rfc, "for=192.0.2.1"} << u"192.0.2.1"_s << false;
    QTest::newRow("rfc, a pseudonym") << proxy << true << QByteArrayList{rfc, "for=_hidden;proto=https"} << proxy << true;
    QTest::newRow("rfc, a comma in quotes") << proxy << true << QByteArrayList{rfc, "for=192.0.2.1;ext=\", for=10.0.0.1\""} << u"192.0.2.1"_s << false;
    QTest::newRow("rfc, an escaped quote") << proxy << true << QByteArrayList{rfc, "for=192.0.2.1;ext=\"\\\", for=10.0.0.1\""} << u"192.0.2.1"_s << false;
    QTest::newRow("rfc, a quote without an end") << proxy << true << QByteArrayList{rfc, "for=\"192.0.2.1"} << proxy << false;
}

void TestForwarded::findsWhoAsked()
{
    QFETCH(QString, peer);
    QFETCH(bool, isRfc);
    QFETCH(QByteArrayList, fields);
    HttpHeaders headers;
    for (qsizetype i = 0; i < fields.size(); i += 2)
        headers.add(fields[i], fields[i + 1]);
    const auto proxies = TrustedProxies::parse(u"127.0.0.1, 10.0.0.0/8", isRfc ? Field::Forwarded : Field::XForwarded);
    QVERIFY(proxies.has_value());

    const Requester requester = requesterOf(QHostAddress(peer), headers, *proxies);

    QFETCH(QString, address);
    QCOMPARE(requester.address, QHostAddress(address));
    QTEST(requester.isSecure, "isSecure");
}

void TestForwarded::onlyTheFieldThatTheProxyWritesIsRead()
{
    const HttpHeaders headers{{"Forwarded", "for=203.0.113.7;proto=https"}, {"X-Forwarded-For", "192.0.2.1"}};
    const QHostAddress peer(u"127.0.0.1"_s);
    QCOMPARE(requesterOf(peer, headers, *TrustedProxies::parse(u"127.0.0.1")), (Requester{QHostAddress(u"192.0.2.1"_s), false}));
    QCOMPARE(requesterOf(peer, headers, *TrustedProxies::parse(u"127.0.0.1", Field::Forwarded)), (Requester{QHostAddress(u"203.0.113.7"_s), true}));
}

void TestForwarded::withoutProxiesThePeerAsked()
{
    const HttpHeaders headers{{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}};
    const QHostAddress peer(u"127.0.0.1"_s);
    QCOMPARE(requesterOf(peer, headers, {}), (Requester{peer, false}));
}

void TestForwarded::readsNetworks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count"); // -1 = an error
    QTest::newRow("none") << u""_s << 0;
    QTest::newRow("blanks") << u" , "_s << 0;
    QTest::newRow("several") << u"127.0.0.1,::1, 10.0.0.0/8 , 2001:db8::/32"_s << 4;
    QTest::newRow("a name") << u"proxy.example"_s << -1;
    QTest::newRow("too long a prefix") << u"10.0.0.0/33"_s << -1;
    QTest::newRow("no number") << u"10.0.0.0/x"_s << -1;
    QTest::newRow("nothing after the slash") << u"10.0.0.0/"_s << -1;
    QTest::newRow("half an address") << u"10.0"_s << -1;
}

void TestForwarded::readsNetworks()
{
    QFETCH(QString, text);
    const auto proxies = TrustedProxies::parse(text);
    QTEST(proxies ? int(proxies->networks.size()) : -1, "count");
    if (!proxies)
        QCOMPARE(proxies.error().kind, Error::Kind::Malformed);
}

void TestForwarded::knowsItsProxies()
{
    const auto proxies = TrustedProxies::parse(u"10.0.0.0/8, ::1, 2001:db8::/32");
    QVERIFY(proxies->contains(QHostAddress(u"10.255.0.1"_s)));
    QVERIFY(proxies->contains(QHostAddress(u"::ffff:10.0.0.1"_s)));
    QVERIFY(proxies->contains(QHostAddress(u"::1"_s)));
    QVERIFY(proxies->contains(QHostAddress(u"2001:db8:1::7"_s)));
    QVERIFY(!proxies->contains(QHostAddress(u"11.0.0.1"_s)));
    QVERIFY(!proxies->contains(QHostAddress(u"2001:db9::1"_s)));
    QVERIFY(!proxies->contains(QHostAddress()));
}

void TestForwarded::aSourceIsWhatOneCanHaveManyOf_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("source");
    QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s;
    QTest::newRow("IPv4 in disguise") << u"::ffff:192.0.2.1"_s << u"192.0.2.1"_s;
    QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_s << u"2001:db8:1:2::"_s;
}

void TestForwarded::aSourceIsWhatOneCanHaveManyOf()
{
    QFETCH(QString, address);
    QFETCH(QString, source);
    QCOMPARE(sourceOf(QHostAddress(address)), QHostAddress(source));
}

QTEST_APPLESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
