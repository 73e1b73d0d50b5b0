// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/lookup.h"
#include "tests/core/sandbox/world/testworld.h"

#include <QRegularExpression>

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWorldNumbers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStockHoldsOnlyFictionalNumbersAndFollowsTheSeed()
    {
        const NumberStock stock(1), same(1), other(2);
        static const QRegularExpression fictional(u"^\\+1[2-9][0-9]{2}55501[0-9]{2}$"_s);

        const auto found = stock.search(u"US", NumberStock::Kind::Local, {}, 500);

        QCOMPARE(found->size(), 500);
        for (const AvailableNumber &number : *found)
            QVERIFY2(fictional.match(number.phoneNumber).hasMatch(), qPrintable(number.phoneNumber));
        QCOMPARE(*same.search(u"US", NumberStock::Kind::Local, {}, 500), *found);
        QVERIFY(*other.search(u"US", NumberStock::Kind::Local, {}, 500) != *found);
    }

    void searchesObeyTheirFilters_data()
    {
        QTest::addColumn<Form>("query");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("area code") << Form{{u"AreaCode"_s, u"206"_s}} << u"^\\+1206"_s;
        QTest::newRow("digits anywhere") << Form{{u"Contains"_s, u"5012"_s}} << u"5012"_s;
        QTest::newRow("any digit") << Form{{u"Contains"_s, u"206******7"_s}} << u"206.{6}7"_s;
        QTest::newRow("letters") << Form{{u"Contains"_s, u"KL501"_s}} << u"55501"_s;
        QTest::newRow("anchors") << Form{{u"Contains"_s, u"+1503%7$"_s}} << u"^\\+1503.*7$"_s;
        QTest::newRow("region") << Form{{u"InRegion"_s, u"OR"_s}} << u"^\\+1(503|458)"_s;
        QTest::newRow("locality") << Form{{u"InLocality"_s, u"seattle"_s}} << u"^\\+1206"_s;
        QTest::newRow("near a number") << Form{{u"NearNumber"_s, u"+12065550100"_s}, {u"Distance"_s, u"10"_s}}
                                       << u"^\\+1(206|425)"_s;
        QTest::newRow("near a place") << Form{{u"NearLatLong"_s, u"39.7392,-104.9903"_s}} << u"^\\+1303"_s;
    }
    void searchesObeyTheirFilters()
    {
        QFETCH(Form, query);
        QFETCH(QString, pattern);
        const NumberStock stock(1);

        const auto found = stock.search(u"US", NumberStock::Kind::Local, query);

        QVERIFY(found && !found->isEmpty());
        for (const AvailableNumber &number : *found)
            QVERIFY2(QRegularExpression(pattern).match(number.phoneNumber).hasMatch(), qPrintable(number.phoneNumber));
    }

    void numbersAbroadAreFictionalTooAndSayWhatPapersTheyWant()
    {
        const NumberStock stock(1);

        const auto london = stock.search(u"GB", NumberStock::Kind::Local, {});
        const auto mobile = stock.search(u"GB", NumberStock::Kind::Mobile, {});
        const auto berlin = stock.search(u"DE", NumberStock::Kind::Local, {});

        QVERIFY(london->first().phoneNumber.startsWith(u"+442079460"));
        QCOMPARE(london->first().addressRequirements, u"any"_s);
        QVERIFY(stock.wantsBundle(mobile->first().phoneNumber));
        QCOMPARE(berlin->first().addressRequirements, u"local"_s);
        QVERIFY(stock.search(u"DE", NumberStock::Kind::Local, Form{{u"ExcludeLocalAddressRequired"_s, u"true"_s}})->isEmpty());
        QVERIFY(!stock.search(u"GB", NumberStock::Kind::Local, Form{{u"ExcludeLocalAddressRequired"_s, u"true"_s}})->isEmpty());
        QVERIFY(stock.search(u"GB", NumberStock::Kind::Local, Form{{u"ExcludeAllAddressRequired"_s, u"true"_s}})->isEmpty());
    }

    void aNumberThatWantsAnAddressIsSoldWithOneThatDoes()
    {
        TestWorld world;
        const auto addressIn = [&](const QString &country) {
            return world->addresses().create(Form{{u"CustomerName"_s, u"Cedar Hill"_s}, {u"Street"_s, u"1 Example St"_s},
                                                  {u"City"_s, u"Anywhere"_s}, {u"Region"_s, u"X"_s}, {u"PostalCode"_s, u"1"_s},
                                                  {u"IsoCountry"_s, country}})->sid;
        };
        const QString home = addressIn(u"US"_s), german = addressIn(u"DE"_s);
        const auto buy = [&](const QString &number, const QString &address, const QString &bundle = {}) {
            Form form{{u"PhoneNumber"_s, number}};
            if (!address.isEmpty())
                form.add(u"AddressSid"_s, address);
            if (!bundle.isEmpty())
                form.add(u"BundleSid"_s, bundle);
            const auto bought = world->numbers().create(form);
            return bought ? 0 : bought.error().twilioCode;
        };
        const QString berlin = world->stock().search(u"DE", NumberStock::Kind::Local, {})->first().phoneNumber;
        const QString london = world->stock().search(u"GB", NumberStock::Kind::Local, {})->first().phoneNumber;
        const QString mobile = world->stock().search(u"GB", NumberStock::Kind::Mobile, {})->first().phoneNumber;

        QCOMPARE(buy(berlin, {}), 21631);
        QCOMPARE(buy(berlin, u"AD00000000000000000000000000000000"_s), 21631);
        QCOMPARE(buy(berlin, home), 21631); // it wants one in the country
        QCOMPARE(buy(berlin, german), 0);
        QCOMPARE(buy(london, home), 0); // any will do
        QCOMPARE(buy(mobile, german), 21649);
        QCOMPARE(buy(mobile, {}, u"BU00000000000000000000000000000001"_s), 0);
        QCOMPARE(world->numbers().byNumber(mobile)->type, u"mobile"_s);
        QCOMPARE(world->numbers().byNumber(berlin)->addressRequirements, u"local"_s);
    }

    void searchesThatMakeNoSenseAreRefused()
    {
        const NumberStock stock(1);
        QCOMPARE(stock.search(u"US", NumberStock::Kind::Local, Form{{u"Contains"_s, u"("_s}}).error().twilioCode, 20001);
        QCOMPARE(stock.search(u"US", NumberStock::Kind::Local, Form{{u"NearLatLong"_s, u"here"_s}}).error().twilioCode, 20001);
        QCOMPARE(stock.search(u"XX", NumberStock::Kind::Local, {}).error().httpStatus, 404);
        QCOMPARE(stock.search(u"US", NumberStock::Kind::Mobile, {}).error().httpStatus, 404);
        QCOMPARE(stock.search(u"US", NumberStock::Kind::Local, Form{{u"AreaCode"_s, u"999"_s}})->size(), 0);
        const auto tollFree = stock.search(u"US", NumberStock::Kind::TollFree, {});
        for (const AvailableNumber &number : *tollFree)
            QVERIFY(isTollFree(number.phoneNumber));
        const auto withoutPictures = stock.search(u"US", NumberStock::Kind::Local, Form{{u"MmsEnabled"_s, u"false"_s}});
        for (const AvailableNumber &number : *withoutPictures)
            QVERIFY(!number.capabilities.mms);
    }

    void aBoughtNumberLeavesTheStockAndComesBack()
    {
        TestWorld world;
        const QString wanted =
            world->stock().search(u"US", NumberStock::Kind::Local, Form{{u"AreaCode"_s, u"206"_s}})->first().phoneNumber;

        const auto bought = world->numbers().create(Form{{u"PhoneNumber"_s, wanted}, {u"SmsUrl"_s, u"https://x.example/sms"_s}});
        QVERIFY(bought);
        QCOMPARE(bought->smsUrl, u"https://x.example/sms"_s);
        QCOMPARE(world->numbers().create(Form{{u"PhoneNumber"_s, wanted}}).error().twilioCode, 21422);
        QVERIFY(!world->stock().find(wanted));
        QVERIFY(world->numbers().remove(bought->sid));

        QVERIFY(world->stock().find(wanted));
        QVERIFY(!world->numbers().fetch(bought->sid));
    }

    void theTestNumbersBehaveAsDocumented()
    {
        TestWorld world;
        QCOMPARE(world->numbers().create(Form{{u"PhoneNumber"_s, u"+15005550000"_s}}).error().twilioCode, 21422);
        QCOMPARE(world->numbers().create(Form{{u"PhoneNumber"_s, u"+15005550001"_s}}).error().twilioCode, 21421);
        QCOMPARE(world->numbers().create(Form{{u"PhoneNumber"_s, u"33"_s}}).error().detail, u"33 is not a valid number"_s);
        QCOMPARE(world->numbers().create(Form{{u"PhoneNumber"_s, u"+15005550006"_s}})->phoneNumber, u"+15005550006"_s);
        QCOMPARE(world->numbers().create(Form{{u"AreaCode"_s, u"533"_s}}).error().twilioCode, 21452);
        QVERIFY(world->numbers().create(Form{{u"AreaCode"_s, u"503"_s}})->phoneNumber.startsWith(u"+1503"));
    }

    void onlyTheFieldsSentAreReplacedAndEmptyOnesCleared()
    {
        TestWorld world;
        const QString sid = world.own(u"+12065550142"_s);
        const QString app = u"AP"_s + QString(32, u'0');

        QVERIFY(world->numbers().update(sid, Form{{u"VoiceUrl"_s, u"https://x.example/voice"_s}, {u"VoiceMethod"_s, u"GET"_s}}));
        const auto changed =
            world->numbers().update(sid, Form{{u"SmsUrl"_s, u"https://x.example/sms"_s}, {u"VoiceApplicationSid"_s, app}});
        QCOMPARE(changed->voiceUrl, u"https://x.example/voice"_s);
        QCOMPARE(changed->voiceMethod, u"GET"_s);
        QCOMPARE(*changed->voiceApplicationSid, app);
        const auto cleared =
            world->numbers().update(sid, Form{{u"VoiceUrl"_s, u""_s}, {u"TrunkSid"_s, u"TK"_s + QString(32, u'0')}});

        QCOMPARE(cleared->voiceUrl, QString());
        QVERIFY(!cleared->voiceApplicationSid); // a trunk removes the application
        QCOMPARE(world->numbers().update(sid, Form{{u"SmsUrl"_s, u"nowhere"_s}}).error().twilioCode, 21402);
        QCOMPARE(world->numbers().fetch(sid)->smsUrl, u"https://x.example/sms"_s); // refused: nothing changed
    }

    void lookupsTellNumbersFromOtherTexts()
    {
        TestWorld world;
        world->people().add({.name = u"Ada Winter"_s, .number = u"+14155550108"_s});

        const auto known = lookUp(*world, u"+14155550108"_s, Form{{u"Fields"_s, u"caller_name,line_type_intelligence"_s}});
        QCOMPARE(known->value("valid"_L1).toBool(), true);
        QCOMPARE(known->value("national_format"_L1).toString(), u"(415) 555-0108"_s);
        QCOMPARE(known->value("caller_name"_L1)["caller_name"_L1].toString(), u"ADA WINTER"_s);
        QCOMPARE(known->value("line_type_intelligence"_L1)["type"_L1].toString(), u"mobile"_s);
        QVERIFY(known->value("sim_swap"_L1).isNull());
        const auto wrong = lookUp(*world, u"hello"_s, {});
        QCOMPARE(wrong->value("valid"_L1).toBool(true), false);
        QCOMPARE(wrong->value("validation_errors"_L1)[0].toString(), u"NOT_A_NUMBER"_s);
        QVERIFY(!lookUp(*world, u"+14155550108"_s, Form{{u"Fields"_s, u"shoe_size"_s}}));

        const auto usage = world->usage().list(UsageReport::Period::Today, Form{{u"Category"_s, u"lookups"_s}});
        QCOMPARE(*usage->items.first().count.value, 2);
        QCOMPARE(usage->items.first().price->value, 18'000);
    }
};

QTEST_GUILESS_MAIN(TestWorldNumbers)
#include "tst_worldnumbers.moc"
