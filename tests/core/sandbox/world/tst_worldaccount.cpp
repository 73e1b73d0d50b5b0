// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/world/testworld.h"

using namespace milassist;
using namespace milassist::world;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWorldAccount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyOpensWithItsSecretUntilItIsDeleted()
    {
        TestWorld world;
        const auto key = world->keys().create(Form{{u"FriendlyName"_s, u"desk"_s}});
        QVERIFY(world->keys().accepts(key->sid, key->secret));
        QVERIFY(!world->keys().accepts(key->sid, u"wrong"));
        QCOMPARE(world->keys().create(Form{{u"FriendlyName"_s, QString(65, u'x')}}).error().twilioCode, 20001);

        QVERIFY(world->keys().remove(key->sid));

        QVERIFY(!world->keys().accepts(key->sid, key->secret));
    }

    void aCallerIdIsVerifiedAfterTheCall()
    {
        TestWorld world;
        const auto request =
            world->callerIds().create(Form{{u"PhoneNumber"_s, u"(415) 555-0108"_s}, {u"FriendlyName"_s, u"Ada"_s}});
        QCOMPARE(request->validationCode.size(), 6);
        QVERIFY(!world->callerIds().isVerified(u"+14155550108"));
        world.pass(10s);
        QVERIFY(world->callerIds().isVerified(u"+14155550108"));
        QCOMPARE(world->callerIds().create(Form{{u"PhoneNumber"_s, u"+14155550108"_s}}).error().twilioCode, 21450);
        QCOMPARE(world->callerIds().list(Form{{u"FriendlyName"_s, u"Ada"_s}})->items.size(), 1);
    }

    void addressesNeedAllTheirParts()
    {
        TestWorld world;
        Form form{{u"CustomerName"_s, u"MilAssist"_s},
                  {u"Street"_s, u"1 Pine St"_s},
                  {u"City"_s, u"Seattle"_s},
                  {u"Region"_s, u"WA"_s},
                  {u"PostalCode"_s, u"98101"_s}};
        QCOMPARE(world->addresses().create(form).error().detail, u"Missing required parameter IsoCountry in the post body"_s);
        form.add(u"IsoCountry"_s, u"US"_s);
        const auto address = world->addresses().create(form);
        QCOMPARE(world->addresses().update(address->sid, Form{{u"City"_s, u"Tacoma"_s}})->city, u"Tacoma"_s);
        QVERIFY(world->addresses().remove(address->sid));
        QCOMPARE(world->addresses().remove(address->sid).error().httpStatus, 404);
    }

    void aSoftphonesSipDomainIsSetUpAsTwilioWantsIt()
    {
        TestWorld world;
        SipBook &sip = world->sip();
        const QString list = sip.createList(SipBook::ListKind::Credentials, Form{{u"FriendlyName"_s, u"desks"_s}})->sid;
        QCOMPARE(sip.createCredential(list, Form{{u"Username"_s, u"ada"_s}, {u"Password"_s, u"weak"_s}}).error().twilioCode,
                 20001);
        QVERIFY(sip.createCredential(list, Form{{u"Username"_s, u"ada"_s}, {u"Password"_s, u"Correct1Horse"_s}}));
        QCOMPARE(sip.createDomain(Form{{u"DomainName"_s, u"acme.example.org"_s}}).error().twilioCode, 20001);
        const QString domain =
            sip.createDomain(Form{{u"DomainName"_s, u"acme-desk.sip.twilio.com"_s}, {u"SipRegistration"_s, u"true"_s}})->sid;
        QCOMPARE(sip.createDomain(Form{{u"DomainName"_s, u"ACME-desk.sip.twilio.com"_s}}).error().twilioCode, 21232);

        const Form which{{u"CredentialListSid"_s, list}};
        QVERIFY(sip.createMapping(SipBook::Use::CallCredentials, domain, which));
        QCOMPARE(sip.createMapping(SipBook::Use::CallCredentials, domain, which).error().twilioCode, 21231);
        QCOMPARE(sip.domain(domain)->authType, u"CREDENTIAL_LIST"_s);
        QVERIFY(!sip.passwordOf(u"acme-desk.sip.twilio.com", u"ada", SipBook::Use::Registrations)); // half-working, as at Twilio
        QVERIFY(sip.createMapping(SipBook::Use::Registrations, domain, which));
        QCOMPARE(sip.passwordOf(u"acme-desk.sip.twilio.com", u"ada", SipBook::Use::Registrations).value(), u"Correct1Horse"_s);
        QCOMPARE(sip.removeList(SipBook::ListKind::Credentials, list).error().twilioCode, 21234);
        QVERIFY(sip.removeDomain(domain));
        QVERIFY(sip.removeList(SipBook::ListKind::Credentials, list));
    }

    void usageIsTheSumOfTheRecordsOwnPrices()
    {
        TestWorld world;
        world.own(u"+12065550142"_s);
        for (int i = 0; i < 3; ++i)
            world->messages().receive(u"+14155550108"_s, u"+12065550142"_s, QString(161, u'a'));
        const Call call = world->calls().receive(u"+14155550108"_s, u"+12065550142"_s);
        world->calls().move(call.sid, CallState::InProgress);
        world.pass(125s);
        world->calls().move(call.sid, CallState::Completed);
        world.pass(1min);

        const auto today = world->usage().list(UsageReport::Period::Today, Form{{u"PageSize"_s, u"1000"_s}});
        QHash<QString, UsageRecord> rows;
        for (const UsageRecord &record : today->items)
            rows.insert(record.category, record);
        QCOMPARE(rows[u"sms-inbound"_s].price->value, 3 * 2 * 7'900);
        QCOMPARE(rows[u"sms"_s].usage, u"6"_s);
        QCOMPARE(rows[u"calls-inbound-local"_s].usage, u"3"_s);
        QCOMPARE(rows[u"calls"_s].price->value, 25'500);
        QCOMPARE(rows[u"phonenumbers"_s].price->value, 1'000'000);
        QCOMPARE(rows[u"totalprice"_s].price->value, 47'400 + 25'500 + 1'000'000);
        QCOMPARE(rows[u"sms"_s].priceUnit, u"usd"_s);
        QCOMPARE(world->balance().amount.value, 100'000'000 - 1'072'900);
    }

    void usageHasARowForEachPeriodNewestFirst()
    {
        TestWorld world;
        world.own(u"+12065550142"_s);
        world.pass(std::chrono::hours(24 * 40)); // to 20 September

        const Form sums{{u"Category"_s, u"totalprice"_s}, {u"PageSize"_s, u"1000"_s}};
        const auto daily = world->usage().list(UsageReport::Period::Daily, sums);
        QCOMPARE(daily->items.size(), 41);
        QCOMPARE(daily->items.first().startDate, u"2026-09-20"_s);
        QCOMPARE(daily->items.last().startDate, u"2026-08-11"_s);
        const auto monthly = world->usage().list(UsageReport::Period::Monthly, sums);
        QCOMPARE(monthly->items.size(), 2);
        QCOMPARE(monthly->items[0].price->value, 1'000'000);
        QCOMPARE(monthly->items[1].endDate, u"2026-08-31"_s);
        QCOMPARE(world->usage().list(UsageReport::Period::AllTime, sums)->items.first().price->value, 2'000'000);
        const auto span = world->usage().list(UsageReport::Period::Records,
                                              Form{{u"Category"_s, u"totalprice"_s}, {u"StartDate"_s, u"-5days"_s}});
        QCOMPARE(span->items.first().startDate, u"2026-09-15"_s);
        QVERIFY(!world->usage().list(UsageReport::Period::Records, Form{{u"StartDate"_s, u"soon"_s}}));
    }

    void pricesComeFromTheListAndAFileMayChangeThem()
    {
        const auto prices = Prices::parse(R"({"recording_minute": "0.5", "countries": [{"iso_country": "US", "call_in": "1"}]})");
        QCOMPARE(prices->recordingMinute.value, 500'000);
        QCOMPARE(prices->countries.size(), 1);
        QCOMPARE(prices->countries.first().callIn.value, 1'000'000);
        QCOMPARE(prices->countries.first().callOut.value, 13'000);
        QVERIFY(Prices::parse(R"({"recording_minute": 0.5})").error().detail.contains(u"recording_minute"));
        QVERIFY(!Prices::parse("nonsense"));

        const Prices standard = Prices::standard();
        const auto us = Pricing(standard).country(Pricing::Product::PhoneNumbers, Pricing::Version::V1, u"us"_s);
        QCOMPARE(us->value("phone_number_prices"_L1)[0]["current_price"_L1].toString(), u"1.0000"_s);
        QCOMPARE(Pricing(standard).number(Pricing::Version::V2, u"+442071234567"_s)->value("iso_country"_L1).toString(), u"GB"_s);
        QVERIFY(!Pricing(standard).country(Pricing::Product::Voice, Pricing::Version::V2, u"XX"_s));
    }

    void eventsHappenInOrderAndAtTheirTime()
    {
        TestWorld world;
        QStringList told;
        Timeline &timeline = world->timeline();
        const QDateTime start = timeline.now();
        timeline.after(2s, [&] { told.append(u"second at %1"_s.arg(start.secsTo(timeline.now()))); });
        timeline.after(1s, [&] {
            told.append(u"first"_s);
            timeline.after(500ms, [&] { told.append(u"between"_s); });
        });
        timeline.after(1h, [&] { told.append(u"never"_s); });

        world.pass(10s);

        QCOMPARE(told, QStringList({u"first"_s, u"between"_s, u"second at 2"_s}));
        QCOMPARE(timeline.now(), start.addSecs(10));
    }
};

QTEST_GUILESS_MAIN(TestWorldAccount)
#include "tst_worldaccount.moc"
