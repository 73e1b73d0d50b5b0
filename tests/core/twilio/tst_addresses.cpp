// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/number.h"
#include "core/twilio/filters.h"
#include "core/twilio/origins.h"
#include "core/twilio/redirect.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestAddresses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachProductIsFoundAtTwilioAndBehindOnePort_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("pricing");
        QTest::newRow("twilio") << u"https://api.twilio.com"_s << u"https://api.twilio.com/x"_s << u"https://pricing.twilio.com/x"_s;
        QTest::newRow("region") << u"https://api.dublin.ie1.twilio.com"_s << u"https://api.dublin.ie1.twilio.com/x"_s
                                << u"https://pricing.dublin.ie1.twilio.com/x"_s;
        QTest::newRow("sandbox") << u"http://127.0.0.1:5000"_s << u"http://127.0.0.1:5000/x"_s << u"http://127.0.0.1:5000/pricing/x"_s;
        QTest::newRow("gateway in a folder") << u"https://desk.example.org/twilio/"_s << u"https://desk.example.org/twilio/x"_s
                                             << u"https://desk.example.org/twilio/pricing/x"_s;
    }
    void eachProductIsFoundAtTwilioAndBehindOnePort()
    {
        QFETCH(QString, base);
        QFETCH(QString, api);
        QFETCH(QString, pricing);

        QCOMPARE(productUrl(QUrl(base), Product::Api, u"/x"_s).toString(), api);
        QCOMPARE(productUrl(QUrl(base), Product::Pricing, u"/x"_s).toString(), pricing);
        QCOMPARE(productUrl(QUrl(base), Product::Messaging, u"/x"_s).toString(), QString(pricing).replace(u"pricing"_s, u"messaging"_s));
    }

    void theNextPageIsFollowedAsWrittenButOnlyAtHome_data()
    {
        QTest::addColumn<QString>("cursor");
        QTest::addColumn<QByteArray>("followed"); // empty = refused
        QTest::newRow("relative") << u"/2010-04-01/Calls.json?StartTime%3E=2026-08-01&PageToken=PACA1"_s
                                  << QByteArray("https://api.twilio.com/2010-04-01/Calls.json?StartTime%3E=2026-08-01&PageToken=PACA1");
        QTest::newRow("absolute") << u"https://api.twilio.com/x?y=1"_s << QByteArray("https://api.twilio.com/x?y=1");
        QTest::newRow("another host") << u"https://evil.example/x"_s << QByteArray();
        QTest::newRow("another host without a scheme") << u"//evil.example/x"_s << QByteArray();
        QTest::newRow("another port") << u"https://api.twilio.com:8443/x"_s << QByteArray();
        QTest::newRow("without tls") << u"http://api.twilio.com/x"_s << QByteArray();
        QTest::newRow("a user in it") << u"https://api.twilio.com@evil.example/x"_s << QByteArray();
        QTest::newRow("nothing") << QString() << QByteArray();
    }
    void theNextPageIsFollowedAsWrittenButOnlyAtHome()
    {
        QFETCH(QString, cursor);
        QFETCH(QByteArray, followed);

        const auto url = pageUrl(twilio, Product::Api, cursor);

        QCOMPARE(url ? url->toEncoded() : QByteArray(), followed);
    }

    void redirectsGoSomewhereSensibleOrNowhere_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<int>("hops");
        QTest::addColumn<bool>("elsewhere");
        QTest::addColumn<QString>("target");
        QTest::newRow("relative") << QByteArray("/media/1") << 0 << false << u"https://api.twilio.com/media/1"_s;
        QTest::newRow("other host, allowed") << QByteArray("https://media.example/1") << 0 << true << u"https://media.example/1"_s;
        QTest::newRow("other host, refused") << QByteArray("https://media.example/1") << 0 << false << QString();
        QTest::newRow("to http") << QByteArray("http://media.example/1") << 0 << true << QString();
        QTest::newRow("to a file") << QByteArray("file:///etc/passwd") << 0 << true << QString();
        QTest::newRow("fifth hop") << QByteArray("/a") << 4 << true << u"https://api.twilio.com/a"_s;
        QTest::newRow("sixth hop") << QByteArray("/a") << 5 << true << QString();
        QTest::newRow("nowhere") << QByteArray() << 0 << true << QString();
    }
    void redirectsGoSomewhereSensibleOrNowhere()
    {
        QFETCH(QByteArray, location);
        QFETCH(int, hops);
        QFETCH(bool, elsewhere);
        QFETCH(QString, target);

        const auto url = redirectTarget(twilio, location, hops, elsewhere ? Elsewhere::Allowed : Elsewhere::Refused);

        QCOMPARE(url ? url->toString() : QString(), target);
    }

    void onlyDifferencesAreSentAndEmptyMeansEmpty()
    {
        NumberConfig current{.friendlyName = u"Front"_s, .voiceUrl = u"https://a"_s, .smsUrl = u"https://b"_s};
        NumberConfig wanted = current;
        wanted.voiceFallbackUrl = u"https://c?x=1&y=ä"_s;
        wanted.smsUrl.clear();
        Parameters form;

        addDifferences(form, current, wanted);

        QCOMPARE(form.encoded(), "VoiceFallbackUrl=https%3A%2F%2Fc%3Fx%3D1%26y%3D%C3%A4&SmsUrl=");
    }

    void aSpanAsksForADayMoreAndDropsIt()
    {
        const QDateTime noon(QDate(2026, 8, 11), QTime(12, 0), Qt::UTC);
        const Span span{.from = noon, .until = noon.addDays(1)};
        Parameters form;
        QList<QDateTime> found{noon.addSecs(-1), noon, noon.addDays(1).addSecs(-1), noon.addDays(1), QDateTime()};

        addSpan(form, u"StartTime"_s, span);
        keepSpan(found, span, [](const QDateTime &at) { return at; });

        QCOMPARE(form.encoded(), "StartTime%3E=2026-08-11&StartTime%3C=2026-08-13");
        QCOMPARE(found, QList<QDateTime>({noon, noon.addDays(1).addSecs(-1), QDateTime()}));
    }

private:
    const QUrl twilio{u"https://api.twilio.com"_s};
};

QTEST_GUILESS_MAIN(TestAddresses)
#include "tst_addresses.moc"
