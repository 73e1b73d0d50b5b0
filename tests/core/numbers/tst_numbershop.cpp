// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/numbershop.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A Twilio with a stock and a list of our numbers, which goes wrong on demand.
class FakeNumbers : public NumbersApi {
public:
    enum class Fault { None, Offline, LostBefore, LostAfter };
    Fault fault = Fault::None;
    int rejectWith = 0;
    int purchases = 0, priceRequests = 0;
    bool listFails = false;
    bool breaksWithPurchase = false; // from the purchase on nothing can be listed
    QList<IncomingNumber> owned;

    QFuture<Result<Page<IncomingNumber>>> numbers(NumberQuery query, Paging) override
    {
        if (listFails)
            return failing<Page<IncomingNumber>>(Error::Kind::Offline);
        Page<IncomingNumber> page;
        for (const IncomingNumber &number : std::as_const(owned)) {
            if (number.phoneNumber.text().contains(query.phoneNumber))
                page.records.push_back(number);
        }
        return finished<Result<Page<IncomingNumber>>>(page);
    }
    QFuture<Result<IncomingNumber>> number(PhoneNumberSid wanted) override
    {
        for (const IncomingNumber &number : std::as_const(owned)) {
            if (number.sid == wanted)
                return finished<Result<IncomingNumber>>(number);
        }
        return failing<IncomingNumber>(Error::Kind::NotFound);
    }
    QFuture<Result<IncomingNumber>> buyNumber(NumberPurchase purchase) override
    {
        ++purchases;
        listFails = breaksWithPurchase;
        if (fault == Fault::Offline)
            return failing<IncomingNumber>(Error::Kind::Offline);
        if (fault == Fault::LostBefore)
            return failing<IncomingNumber>(Error::Kind::OutcomeUnknown);
        if (rejectWith != 0)
            return finished<Result<IncomingNumber>>(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = rejectWith}));
        IncomingNumber number;
        number.sid = sid<PhoneNumberSid>("PN", purchases);
        number.phoneNumber = purchase.phoneNumber;
        number.config = purchase.config;
        owned.push_back(number);
        if (fault == Fault::LostAfter)
            return failing<IncomingNumber>(Error::Kind::OutcomeUnknown);
        return finished<Result<IncomingNumber>>(number);
    }
    QFuture<Result<IncomingNumber>> configureNumber(PhoneNumberSid wanted, NumberConfig, NumberConfig config) override
    {
        if (rejectWith != 0)
            return finished<Result<IncomingNumber>>(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = rejectWith}));
        for (IncomingNumber &number : owned) {
            if (number.sid != wanted)
                continue;
            if (fault != Fault::LostBefore)
                number.config = config;
            if (fault != Fault::None)
                return failing<IncomingNumber>(Error::Kind::OutcomeUnknown);
            return finished<Result<IncomingNumber>>(number);
        }
        return failing<IncomingNumber>(Error::Kind::NotFound);
    }
    QFuture<Result<>> releaseNumber(PhoneNumberSid wanted) override
    {
        owned.removeIf([&](const IncomingNumber &number) { return number.sid == wanted; });
        return finished<Result<>>({});
    }
    QFuture<Result<QList<AvailableNumber>>> availableNumbers(NumberSearch) override
    {
        AvailableNumber number;
        number.phoneNumber = lineB;
        return finished<Result<QList<AvailableNumber>>>(QList<AvailableNumber>{number});
    }
    QFuture<Result<NumberPricing>> numberPricing(QString) override
    {
        ++priceRequests;
        NumberPricing pricing;
        pricing.priceUnit = u"usd"_s;
        pricing.prices = {{.numberType = u"local"_s, .basePrice = Micros{1'150'000}, .currentPrice = Micros{1'000'000}},
                          {.numberType = u"toll free"_s, .basePrice = Micros{2'150'000}, .currentPrice = {}}};
        return finished<Result<NumberPricing>>(pricing);
    }

    QFuture<Result<Page<NumberCountry>>> numberCountries(Paging) override { return failing<Page<NumberCountry>>(); }
    QFuture<Result<Page<OutgoingCallerId>>> callerIds(Paging) override { return failing<Page<OutgoingCallerId>>(); }
    QFuture<Result<CallerIdValidation>> createCallerId(Party, QString) override { return failing<CallerIdValidation>(); }
    QFuture<Result<OutgoingCallerId>> renameCallerId(PhoneNumberSid, QString) override { return failing<OutgoingCallerId>(); }
    QFuture<Result<>> deleteCallerId(PhoneNumberSid) override { return failing<void>(); }
    QFuture<Result<Page<Address>>> addresses(Paging) override { return failing<Page<Address>>(); }
    QFuture<Result<Address>> address(AddressSid) override { return failing<Address>(); }
    QFuture<Result<Address>> createAddress(AddressData) override { return failing<Address>(); }
    QFuture<Result<Address>> updateAddress(AddressSid, AddressData, AddressData) override { return failing<Address>(); }
    QFuture<Result<>> deleteAddress(AddressSid) override { return failing<void>(); }
    QFuture<Result<MessagePricing>> messagePricing(QString) override { return failing<MessagePricing>(); }
    QFuture<Result<VoicePricing>> voicePricing(QString) override { return failing<VoicePricing>(); }
    QFuture<Result<CallPricing>> callPricing(PhoneNumber, Party) override { return failing<CallPricing>(); }
    QFuture<Result<Page<PricedCountry>>> pricedCountries(Paging) override { return failing<Page<PricedCountry>>(); }
    QFuture<Result<NumberLookup>> lookup(QString, QStringList, QString) override { return failing<NumberLookup>(); }

private:
    template <typename T>
    static QFuture<Result<T>> failing(Error::Kind kind = Error::Kind::NotFound)
    {
        return finished<Result<T>>(fail(kind, u"as the test wants"_s));
    }
};

struct Shop {
    explicit Shop(const Folder &folder, FakeNumbers &fake)
        : store(folder.open()), numbers(*store), shop(*store, fake, numbers, {.looks = {10ms, 30ms}})
    {
    }
    std::unique_ptr<Store> store;
    NumberStore numbers;
    NumberShop shop;
};

Offer offer()
{
    Offer offer;
    offer.number.phoneNumber = lineB;
    offer.monthly = Money{.micros = 1'000'000, .currency = u"USD"_s};
    return offer;
}

} // namespace

class TestNumberShop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void offersCarryTheirPriceAndItIsAskedOnce()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);

        const auto offers = waitFor(shop.shop.search({.country = u"US"_s}));
        QVERIFY(offers);
        QCOMPARE(offers->first().monthly, (Money{.micros = 1'000'000, .currency = u"USD"_s}));
        QTRY_COMPARE(waitFor(shop.shop.price(u"US"_s, NumberKind::Local)).value().micros, 1'000'000);
        QCOMPARE(fake.priceRequests, 1);
        QCOMPARE(waitFor(shop.shop.price(u"US"_s, NumberKind::TollFree)).value().micros, 2'150'000);
        QVERIFY(!waitFor(shop.shop.price(u"US"_s, NumberKind::Mobile)));

        folder.now = folder.now.addDays(2);
        QVERIFY(waitFor(shop.shop.price(u"US"_s, NumberKind::Local)));
        QCOMPARE(fake.priceRequests, 4);
    }

    void twoClicksAreOnePurchase()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);

        const auto first = shop.shop.buy(offer());
        const auto second = shop.shop.buy(offer());

        QVERIFY(waitFor(first));
        QCOMPARE(waitFor(second), waitFor(first));
        QVERIFY(waitFor(shop.shop.buy(offer()))); // and once more when it is over
        QCOMPARE(fake.purchases, 1);
        QCOMPARE(waitFor(shop.numbers.numbers())->size(), 1);
    }

    void aLostAnswerIsSettledByLookingAtWhatWeOwn()
    {
        Folder folder;
        FakeNumbers fake;
        fake.fault = FakeNumbers::Fault::LostAfter;
        Shop shop(folder, fake);

        const auto bought = waitFor(shop.shop.buy(offer()));

        QVERIFY(bought);
        QCOMPARE(bought->phoneNumber, lineB);
        QCOMPARE(fake.purchases, 1);
    }

    void aPurchaseThatNeverHappenedIsSaidSo()
    {
        Folder folder;
        FakeNumbers fake;
        fake.fault = FakeNumbers::Fault::LostBefore;
        Shop shop(folder, fake);

        QVERIFY(!waitFor(shop.shop.buy(offer())));

        QCOMPARE(fake.purchases, 1);
        QCOMPARE(waitFor(shop.numbers.numbers())->size(), 0);
    }

    void theNextRunFindsOutWhatBecameOfAPurchase()
    {
        Folder folder;
        FakeNumbers fake;
        {
            fake.fault = FakeNumbers::Fault::LostAfter;
            Shop shop(folder, fake);
            fake.breaksWithPurchase = true;
            const auto unknown = waitFor(shop.shop.buy(offer()));
            QVERIFY(!unknown);
            QCOMPARE(unknown.error().kind, Error::Kind::OutcomeUnknown);
        }
        fake.listFails = false;
        Shop shop(folder, fake);
        QSignalSpy bought(&shop.shop, &NumberShop::bought);

        shop.shop.start();

        QTRY_COMPARE(bought.count(), 1);
        QCOMPARE(fake.purchases, 1);
        QCOMPARE(waitFor(shop.numbers.numbers())->size(), 1);
    }

    void aRefusalKeepsTwiliosCode()
    {
        Folder folder;
        FakeNumbers fake;
        fake.rejectWith = 21422;
        Shop shop(folder, fake);

        const auto refused = waitFor(shop.shop.buy(offer()));

        QVERIFY(!refused);
        QCOMPARE(refused.error().twilioCode, 21422);
    }

    void aConfigurationCanBePutBackAndForth()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);
        const auto number = waitFor(shop.shop.buy(offer(), {.smsUrl = u"https://old.example.org"_s}));
        NumberConfig wanted = number->config;
        wanted.smsUrl = u"https://new.example.org"_s;

        const auto done = waitFor(shop.shop.configure(number->sid, wanted));
        QVERIFY(done);
        QVERIFY(done->notTaken.isEmpty());
        QCOMPARE(waitFor(shop.numbers.number(number->sid))->previous->smsUrl, u"https://old.example.org"_s);
        QVERIFY(waitFor(shop.shop.restore(number->sid)));
        QCOMPARE(fake.owned.first().config.smsUrl, u"https://old.example.org"_s);
        QVERIFY(waitFor(shop.shop.restore(number->sid)));

        QCOMPARE(fake.owned.first().config.smsUrl, u"https://new.example.org"_s);
    }

    void aRefusedConfigurationLeavesNoWayBackToNowhere()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);
        const auto number = waitFor(shop.shop.buy(offer()));
        fake.rejectWith = 21402;

        QVERIFY(!waitFor(shop.shop.configure(number->sid, {.smsUrl = u"ftp://bad"_s})));

        QVERIFY(!waitFor(shop.numbers.number(number->sid))->previous);
        QCOMPARE(waitFor(shop.shop.restore(number->sid)).error().kind, Error::Kind::NotFound);
    }

    void aLostAnswerToAConfigurationIsReadBack()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);
        const auto number = waitFor(shop.shop.buy(offer()));
        fake.fault = FakeNumbers::Fault::LostAfter;
        QVERIFY(waitFor(shop.shop.configure(number->sid, {.smsUrl = u"https://a.example.org"_s})));

        fake.fault = FakeNumbers::Fault::LostBefore;

        QVERIFY(!waitFor(shop.shop.configure(number->sid, {.smsUrl = u"https://b.example.org"_s})));
        QCOMPARE(waitFor(shop.numbers.number(number->sid))->number.config.smsUrl, u"https://a.example.org"_s);
        QVERIFY(waitFor(shop.numbers.number(number->sid))->drifted.isEmpty());
    }

    void aNumberGoesOnlyForItsLastFourDigits()
    {
        Folder folder;
        FakeNumbers fake;
        Shop shop(folder, fake);
        const auto number = waitFor(shop.shop.buy(offer()));
        QVERIFY(!waitFor(shop.shop.release(number->sid, u"0142"_s)));
        QVERIFY(!waitFor(shop.shop.release(number->sid, u"43"_s)));
        QCOMPARE(fake.owned.size(), 1);

        QVERIFY(waitFor(shop.shop.release(number->sid, u"0143"_s)));

        QVERIFY(fake.owned.isEmpty());
        QCOMPARE(waitFor(shop.numbers.numbers())->size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNumberShop)
#include "tst_numbershop.moc"
