// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/drift/drift.h"
#include "core/relay/doctor/probefinding.h"

#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray address = "https://relay.example.org";
const Secret token("0123456789abcdef0123456789abcdef"), another("fedcba9876543210fedcba9876543210");

QDateTime instant(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'790'000'000 + seconds, Qt::UTC);
}

HttpRequest requestOf(const Probe &probe)
{
    HttpRequest request{.method = "POST", .target = probe.target, .body = probe.body};
    request.headers.add("Host", "relay.example.org");
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("X-Twilio-Signature", probe.signature);
    request.headers.add("X-Forwarded-For", "54.172.60.1");
    request.headers.add("X-Forwarded-Proto", "https");
    request.peer = QHostAddress(QHostAddress::LocalHost);
    return request;
}

/// The checks that are wrong, noted or not known, as "check: verdict".
QStringList troubles(const Remarks &remarks)
{
    QStringList words;
    for (const Remark &remark : remarks) {
        if (remark.verdict != Remark::Verdict::Good)
            words << remark.check + u": "_s + wordOf(remark.verdict);
    }
    return words;
}

} // namespace

class TestDoctor : public QObject
{
    Q_OBJECT
private:
    const Probe m_probe = makeProbe(address, token, "nonce", instant(0));
    const TrustedProxies m_proxies = *TrustedProxies::parse(u"127.0.0.1");

    /// What the doctor says of @p request when it came instead of the probe.
    Remarks judged(const HttpRequest &request, const QByteArray &publicUrl = address, std::optional<bool> isInLedger = true)
    {
        Sighting sighting = sightingOf(request, {publicUrl, {token}}, m_proxies);
        sighting.isInLedger = isInLedger;
        ProbeOutcome outcome{.status = 200};
        outcome.body = relay::jsonOf(sighting);
        const Remarks remarks = remarksOn(m_probe, outcome);
        for (const Remark &remark : remarks) {
            if (remark.fix.isEmpty() != (remark.verdict == Remark::Verdict::Good))
                qWarning() << "a fix for what is wrong and nothing else:" << remark.says;
        }
        return remarks;
    }

private Q_SLOTS:
    void onlyWhoHasTheTokenGetsAnAnswerAndOnlyForFiveMinutes()
    {
        const HttpRequest request = requestOf(m_probe);
        QVERIFY(isProbe(request));
        QCOMPARE(nonceOf(request, {another, token}, instant(10)), std::optional<QByteArray>("nonce"));
        QVERIFY(!nonceOf(request, {another}, instant(10)));
        QVERIFY(!nonceOf(request, {}, instant(10)));
        QVERIFY(!nonceOf(request, {token}, instant(301)));
        QVERIFY(!nonceOf(request, {token}, instant(-301)));
        for (const QByteArray &target : {QByteArray("/api/twilio/doctor/"), QByteArray("/api/twilio/doctor/a.b.c"),
                                         QByteArray("/api/twilio/doctor/..1790000000."), "/api/twilio/doctor/" + QByteArray(5000, 'x')}) {
            HttpRequest other = request;
            other.target = target;
            QVERIFY(isProbe(other) && !nonceOf(other, {token}, instant(0)));
        }
        QVERIFY(!m_probe.target.contains(token.reveal()));
    }

    void aProbeThatComesAsItWasSentIsWell()
    {
        QCOMPARE(troubles(judged(requestOf(m_probe))), QStringList());
    }

    void whatIsSeenTravelsAsItIs()
    {
        HttpRequest request = requestOf(m_probe);
        request.body = "x";
        const Sighting sighting = sightingOf(request, {address, {token}}, m_proxies);
        QCOMPARE(sightingIn(relay::jsonOf(sighting)), std::optional(sighting));
        QVERIFY(!sightingIn({}));
    }

    void whatAProxyChangesIsNamed_data()
    {
        QTest::addColumn<HttpRequest>("request");
        QTest::addColumn<QString>("says");
        const auto row = [this](const char *name, const QString &says, auto change) {
            HttpRequest request = requestOf(m_probe);
            change(request);
            QTest::newRow(name) << request << says;
        };
        row("a prefix is added", u"adds or keeps a prefix"_s, [](HttpRequest &q) { q.target.prepend("/desk"); });
        row("a slash is added", u"slash at the end"_s, [](HttpRequest &q) { q.target.insert(q.target.indexOf('?'), '/'); });
        row("the query is lost", u"query of the address is lost"_s, [](HttpRequest &q) { q.target.truncate(q.target.indexOf('?')); });
        row("the query is sorted", u"sorts the query"_s, [](HttpRequest &q) {
            q.target = q.target.left(q.target.indexOf('?')) + "?also=%2B1&also=a%20b&step=1";
        });
        row("the query is decoded", u"changes the query"_s, [](HttpRequest &q) { q.target.replace("%20", "+"); });
        row("POST has become GET", u"arrived as GET"_s, [](HttpRequest &q) {
            q.method = "GET";
            q.body.clear();
        });
        row("the fields are lost", u"fields of the POST are lost"_s, [](HttpRequest &q) { q.body.clear(); });
        row("the fields are changed", u"are changed on the way"_s, [](HttpRequest &q) { q.body.replace("Body", "B").append("&x=1"); });
        row("the signature is dropped", u"X-Twilio-Signature is dropped"_s,
            [](HttpRequest &q) { q.headers.set("X-Twilio-Signature", ""); });
    }
    void whatAProxyChangesIsNamed()
    {
        QFETCH(HttpRequest, request);
        QFETCH(QString, says);
        const Remarks remarks = judged(request);
        QVERIFY(std::any_of(remarks.begin(), remarks.end(), [&](const Remark &remark) {
            return remark.check == "passage"_L1 && remark.verdict == Remark::Verdict::Wrong && remark.says.contains(says);
        }));
    }

    void otherHeadersAreNotedAndDoNoHarm()
    {
        HttpRequest request = requestOf(m_probe);
        request.headers.set("Host", "relay.example.org:8443");
        QCOMPARE(troubles(judged(request)), QStringList{u"host: note"_s});
        request.headers.set("Host", "127.0.0.1");
        request.headers.set("X-Forwarded-Proto", "http");
        QCOMPARE(troubles(judged(request)), (QStringList{u"host: note"_s, u"scheme: note"_s}));
    }

    void aRelayThatIsNotThisOneIsTold()
    {
        QCOMPARE(troubles(judged(requestOf(m_probe), address, false)), QStringList{u"relay_at_address: wrong"_s});
        QCOMPARE(troubles(judged(requestOf(m_probe), address, std::nullopt)), QStringList{u"relay_at_address: unknown"_s});
        for (const QByteArray &other : {QByteArray("http://relay.example.org"), QByteArray("https://relay.example.org:8443"),
                                        QByteArray("https://old.example.org"), QByteArray("https://relay.example.org/desk")})
            QVERIFY(troubles(judged(requestOf(m_probe), other)).contains(u"public_address_of_relay: wrong"_s));
    }

    void whatAnswersInsteadOfARelayIsNamed_data()
    {
        QTest::addColumn<ProbeOutcome>("outcome");
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<QString>("fix");
        using Network = QNetworkReply::NetworkError;
        const auto silent = [](Network network, QList<QSslError::SslError> certificate = {}) {
            return ProbeOutcome{.network = network, .certificate = std::move(certificate)};
        };
        QTest::newRow("no such name") << silent(Network::HostNotFoundError) << u"reachable: wrong"_s << u"DNS"_s;
        QTest::newRow("nothing listens") << silent(Network::ConnectionRefusedError) << u"reachable: wrong"_s << u"firewall"_s;
        QTest::newRow("no answer") << ProbeOutcome{.isTimedOut = true} << u"reachable: wrong"_s << u"firewall"_s;
        QTest::newRow("breaks off") << silent(Network::RemoteHostClosedError) << u"reachable: wrong"_s << u"error log"_s;
        QTest::newRow("expired") << silent(Network::SslHandshakeFailedError, {QSslError::CertificateExpired})
                                 << u"certificate: wrong"_s << u"Renew"_s;
        QTest::newRow("another name") << silent(Network::SslHandshakeFailedError, {QSslError::HostNameMismatch})
                                      << u"certificate: wrong"_s << u"exactly this host name"_s;
        QTest::newRow("self-signed") << silent(Network::SslHandshakeFailedError, {QSslError::SelfSignedCertificate})
                                     << u"certificate: wrong"_s << u"public authority"_s;
        QTest::newRow("half a chain") << silent(Network::SslHandshakeFailedError, {QSslError::UnableToGetLocalIssuerCertificate})
                                      << u"certificate: wrong"_s << u"fullchain"_s;
        QTest::newRow("no TLS") << silent(Network::SslHandshakeFailedError) << u"certificate: wrong"_s << u"listen 443 ssl"_s;
        QTest::newRow("redirect") << ProbeOutcome{.status = 301, .location = "https://www.example.org/"} << u"redirect: wrong"_s
                                  << u"the address that it leads to"_s;
        QTest::newRow("password") << ProbeOutcome{.status = 401} << u"reachable: wrong"_s << u"ask for none"_s;
        QTest::newRow("no relay behind") << ProbeOutcome{.status = 502, .server = "nginx"} << u"reachable: wrong"_s << u"--listen"_s;
        QTest::newRow("a web page") << ProbeOutcome{.status = 200, .server = "nginx"} << u"relay_at_address: wrong"_s << u"/api/"_s;
        QTest::newRow("another relay")
            << ProbeOutcome{.status = 404, .body = {{u"error"_s, QJsonObject{{u"code"_s, u"not_found"_s}}}}}
            << u"relay_at_address: wrong"_s << u"TWILIO_AUTH_TOKEN"_s;
    }
    void whatAnswersInsteadOfARelayIsNamed()
    {
        QFETCH(ProbeOutcome, outcome);
        QFETCH(QString, trouble);
        QFETCH(QString, fix);
        const Remarks remarks = remarksOn(m_probe, outcome);
        QCOMPARE(troubles(remarks), QStringList{trouble});
        QVERIFY2(remarks.first().fix.contains(fix), qPrintable(remarks.first().fix));
    }

    void numbersThatDriftAreNamed_data()
    {
        QTest::addColumn<IncomingNumber>("number");
        QTest::addColumn<QString>("says");
        IncomingNumber well{.phoneNumber = Party(u"+15005550006"_s), .capabilities = {.voice = true, .sms = true}};
        const QString here = QString::fromUtf8(address) + u"/api/twilio/"_s;
        well.config.voiceUrl = here + u"incoming-call-handler"_s;
        well.config.voiceFallbackUrl = u"https://second.example.org/api/twilio/incoming-call-handler"_s;
        well.config.smsUrl = here + u"incoming-sms"_s;
        well.config.statusCallback = here + u"call-status#rc=5&rp=5xx,ct,rt"_s;
        well.config.voiceMethod = well.config.smsMethod = u"POST"_s;
        const auto row = [&](const char *name, const QString &says, auto change) {
            IncomingNumber number = well;
            change(number.config);
            QTest::newRow(name) << number << says;
        };
        row("all is well", u"come here"_s, [](NumberConfig &) {});
        row("http", u"http in place of https"_s, [](NumberConfig &c) { c.voiceUrl.replace(u"https:"_s, u"http:"_s); });
        row("port", u"another port"_s, [](NumberConfig &c) { c.voiceUrl.replace(u".org/"_s, u".org:8443/"_s); });
        row("slash", u"a slash too many"_s, [](NumberConfig &c) { c.smsUrl += u'/'; });
        row("host", u"another host: demo.twilio.com"_s, [](NumberConfig &c) { c.voiceUrl = u"https://demo.twilio.com/x"_s; });
        row("path", u"another path"_s, [](NumberConfig &c) { c.voiceUrl.replace(u"incoming-call-handler"_s, u"incoming-sms"_s); });
        row("nowhere", u"go to nowhere"_s, [](NumberConfig &c) { c.smsUrl.clear(); });
        row("GET", u"asked about by GET"_s, [](NumberConfig &c) { c.voiceMethod = u"GET"_s; });
        row("texts by GET", u"Its texts are asked about by GET"_s, [](NumberConfig &c) { c.smsMethod = u"GET"_s; });
        row("trunk", u"SIP trunk"_s, [](NumberConfig &c) { c.trunkSid = u"TK1"_s; });
        row("application", u"An application (AP1) takes its calls"_s, [](NumberConfig &c) { c.voiceApplicationSid = u"AP1"_s; });
        row("no fallback", u"no fallback"_s, [](NumberConfig &c) { c.voiceFallbackUrl.clear(); });
        row("status", u"status callback leads to nowhere"_s, [](NumberConfig &c) { c.statusCallback.clear(); });
    }
    void numbersThatDriftAreNamed()
    {
        QFETCH(IncomingNumber, number);
        QFETCH(QString, says);
        const Remarks remarks = remarksOn({number}, {.publicUrl = QString::fromUtf8(address), .pools = QList<ServicePool>(), .lines = QList{number.phoneNumber}});
        QCOMPARE(remarks.size(), 1);
        QVERIFY2(remarks.first().says.contains(says), qPrintable(remarks.first().says));
        QCOMPARE(remarks.first().about, u"+15005550006"_s);
    }

    void aNumberThatNobodyInThePlanUsesMayLeadElsewhere()
    {
        IncomingNumber number{.phoneNumber = Party(u"+15005550006"_s), .capabilities = {.voice = true, .sms = true}};
        number.config.voiceUrl = number.config.smsUrl = u"https://elsewhere.example.org/"_s;
        NumberPremises premises{.publicUrl = QString::fromUtf8(address), .pools = QList<ServicePool>(), .lines = QList{Party(u"+15005550001"_s)}};

        const Remarks unused = remarksOn({number}, premises);

        QCOMPARE(troubles(unused), QStringList{u"number: note"_s});
        QVERIFY2(unused.first().says.contains(u"No line of the plan"_s) && unused.first().says.contains(u"another host: elsewhere.example.org"_s),
                 qPrintable(unused.first().says));
        premises.lines->append(number.phoneNumber);
        QVERIFY(troubles(remarksOn({number}, premises)).contains(u"number: wrong"_s));
        premises.lines.reset(); // there is no plan yet: it may be meant for one
        QVERIFY(troubles(remarksOn({number}, premises)).contains(u"number: wrong"_s));
    }

    void aMessagingServiceThatTakesTheTextsIsNamed()
    {
        IncomingNumber number{.phoneNumber = Party(u"+15005550006"_s), .capabilities = {.voice = false, .sms = true}};
        number.config.smsUrl = QString::fromUtf8(address) + u"/api/twilio/incoming-sms"_s;
        number.config.statusCallback = QString::fromUtf8(address) + u"/api/twilio/call-status"_s;
        ServicePool pool{.service = {.friendlyName = u"Notices"_s}, .senders = {number.phoneNumber}};
        const auto says = [&] { return remarksOn({number}, {.publicUrl = QString::fromUtf8(address), .pools = QList{pool}, .lines = {}}).first().says; };

        QVERIFY(says().contains(u"\"Notices\" takes its texts and sends them to nowhere"_s));
        pool.service.inboundUrl = number.config.smsUrl;
        QVERIFY(says().contains(u"come here"_s));
        pool.service.inboundUrl = u"https://old.example.org/sms"_s;
        QVERIFY(says().contains(u"another host: old.example.org"_s));
        pool.service.usesWebhookOfNumber = true;
        QVERIFY(says().contains(u"come here"_s));
        QCOMPARE(troubles(remarksOn({number}, {.publicUrl = QString::fromUtf8(address), .pools = {}, .lines = {}})), QStringList{u"messaging_services: unknown"_s});
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
