// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the sandbox can do wrong while numbers are looked for, bought, changed and given back, and while an account is
// checked: nothing is bought twice, and nothing untrue is said.
#include "core/numbers/addresses.h"
#include "core/numbers/servicefinder.h"
#include "core/sandbox/world/world.h"
#include "tests/e2e/strickendesk.h"


using namespace milassist;
using namespace Qt::StringLiterals;

class TestShopFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_on.reset(); }

    void whatIsForSaleIsShownAsItIsOrNotAtAll_data() { everyFault(); }
    void whatIsForSaleIsShownAsItIsOrNotAtAll();
    void aNumberIsBoughtOnceOrNotAtAll_data() { everyFault(); }
    void aNumberIsBoughtOnceOrNotAtAll();
    void aNumberIsConfiguredAsShown_data() { everyFault(); }
    void aNumberIsConfiguredAsShown();
    void aNumberIsGivenBackOrStillOurs_data() { everyFault(); }
    void aNumberIsGivenBackOrStillOurs();
    void anAddressIsMadeOnceOrNotAtAll_data() { everyFault(); }
    void anAddressIsMadeOnceOrNotAtAll();
    void theServiceOfANumberIsTrueOrNotTold_data() { everyFault(); }
    void theServiceOfANumberIsTrueOrNotTold();
    void aGoodAccountIsNeverCalledBad_data() { everyFault(); }
    void aGoodAccountIsNeverCalledBad();

private:
    std::unique_ptr<StrickenDesk> m_on;
};

void TestShopFaults::init()
{
    m_on = std::make_unique<StrickenDesk>();
    m_on->begin();
}

/// What is shown is for sale, at the price it has; or nothing is shown and why is said.
void TestShopFaults::whatIsForSaleIsShownAsItIsOrNotAtAll()
{
    const auto truth = outcomeOf(m_on->desk->shop.price(u"US"_s, NumberKind::Local));
    QVERIFY(truth);
    HeadlessDesk fresh(m_on->path(u"fresh"_s), m_on->credentials()); // knows no prices yet
    m_on->strike("GET", "*/AvailablePhoneNumbers/*", 1);
    m_on->strike("GET", "/pricing/*", 1);

    const auto offers = outcomeOf(fresh.shop.search({.country = u"US"_s}));

    if (offers) {
        QVERIFY(!offers->isEmpty());
        for (const Offer &offer : *offers) {
            QVERIFY2(PhoneNumber::parse(offer.number.phoneNumber.text()), qPrintable(offer.number.phoneNumber.text()));
            QVERIFY(!offer.monthly || *offer.monthly == *truth);
        }
    }
    m_on->sandbox.clearFaults();
    const auto again = outcomeOf(fresh.shop.search({.country = u"US"_s}));
    QVERIFY(again && !again->isEmpty());
    QCOMPARE(again->first().monthly, std::optional(*truth));
}

void TestShopFaults::aNumberIsBoughtOnceOrNotAtAll()
{
    const auto offers = outcomeOf(m_on->desk->shop.search({.country = u"US"_s}));
    QVERIFY2(offers && !offers->isEmpty(), qPrintable(offers ? u"nothing for sale"_s : offers.error().detail));
    const Party wanted = offers->first().number.phoneNumber;
    m_on->strike("POST", "*/IncomingPhoneNumbers*", 1);

    const auto bought = outcomeOf(m_on->desk->shop.buy(offers->first()));

    int owned = 0;
    const auto numbers = outcomeOf(m_on->judge->numbers({}, {}));
    QVERIFY(numbers);
    for (const IncomingNumber &number : numbers->records)
        owned += number.phoneNumber == wanted ? 1 : 0;
    QCOMPARE(owned, bought ? 1 : 0);
    if (bought) // clicking again buys nothing
        QCOMPARE(outcomeOf(m_on->desk->shop.buy(offers->first())).value().sid, bought->sid);
}

void TestShopFaults::aNumberIsConfiguredAsShown()
{
    QVERIFY(!lineOf(*m_on->judge).isEmpty());
    m_on->fetchAll();
    const auto numbers = outcomeOf(m_on->judge->numbers({}, {}));
    QVERIFY(numbers && !numbers->records.isEmpty());
    const IncomingNumber number = numbers->records.first();
    NumberConfig wanted = number.config;
    wanted.voiceUrl = u"https://example.com/after-the-fault"_s;
    m_on->strike("POST", "*/IncomingPhoneNumbers/*", 1);

    const auto configured = outcomeOf(m_on->desk->shop.configure(number.sid, wanted));

    const auto now = outcomeOf(m_on->judge->number(number.sid));
    QVERIFY(now);
    QCOMPARE(now->config.voiceUrl, configured ? wanted.voiceUrl : number.config.voiceUrl);
    const auto shown = [&] {
        const auto row = outcomeOf(m_on->desk->numbers.number(number.sid));
        return row ? row->number.config.voiceUrl : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), now->config.voiceUrl, 30000);
}

void TestShopFaults::aNumberIsGivenBackOrStillOurs()
{
    QVERIFY(!lineOf(*m_on->judge).isEmpty());
    m_on->fetchAll();
    const auto numbers = outcomeOf(m_on->judge->numbers({}, {}));
    QVERIFY(numbers && !numbers->records.isEmpty());
    const IncomingNumber number = numbers->records.last();
    m_on->strike("DELETE", "*/IncomingPhoneNumbers/*", 1);
    m_on->strike("GET", "*/IncomingPhoneNumbers/*", 1); // and when it looks what has become of it

    const auto released = outcomeOf(m_on->desk->shop.release(number.sid, number.phoneNumber.text().right(4)));

    m_on->sandbox.clearFaults();
    const auto now = outcomeOf(m_on->judge->number(number.sid));
    if (released)
        QVERIFY(!now && now.error().kind == Error::Kind::NotFound);
    QCOMPARE(m_on->wrongAfterwards(), QString()); // whatever was said, the list shows what is
}

void TestShopFaults::anAddressIsMadeOnceOrNotAtAll()
{
    const AddressData office{.friendlyName = u"Office"_s, .customerName = u"Cedar Hill"_s, .street = u"Beispielweg 1"_s, .streetSecondary = {},
                             .city = u"Berlin"_s, .region = u"Berlin"_s, .postalCode = u"10115"_s, .isoCountry = u"DE"_s};
    Addresses addresses(m_on->desk->twilio), judged(*m_on->judge);
    const auto held = [&] {
        QList<Address> all = outcomeOf(judged.list()).value_or(QList<Address>());
        all.removeIf([&](const Address &address) { return !isSameAddress(address.data, office); });
        return all;
    };
    m_on->strike("POST", "*/Addresses.json", 1);
    m_on->strike("GET", "*/Addresses.json", 1);

    const auto made = outcomeOf(addresses.create(office));

    m_on->sandbox.clearFaults();
    if (made) {
        QCOMPARE(held().size(), 1);
        QCOMPARE(held().first().sid, made->sid);
    } else if (made.error().kind != Error::Kind::OutcomeUnknown) {
        QCOMPARE(held().size(), 0);
    }
    const auto again = outcomeOf(addresses.create(office)); // trying again is always right
    QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
    QCOMPARE(held().size(), 1);
}

/// No fault of a server makes us say that a number is in no service when it is in one.
void TestShopFaults::theServiceOfANumberIsTrueOrNotTold()
{
    const auto numbers = outcomeOf(m_on->judge->numbers({}, {}));
    QVERIFY(numbers && !numbers->records.isEmpty());
    const PhoneNumberSid number = numbers->records.last().sid;
    const QString service = m_on->sandbox.inWorld([&](world::World &world) {
        const auto made = world.services().create(world::Form{{u"FriendlyName"_s, u"Front desk"_s}});
        world.services().addNumber(made->sid, world::Form{{u"PhoneNumberSid"_s, number.text()}});
        return made->sid;
    });
    ServiceFinder finder(m_on->desk->twilio);
    m_on->strike("GET", "*/Services*", 2);

    const auto found = outcomeOf(finder.serviceOf(number));

    if (found)
        QVERIFY(*found && (*found)->sid.text() == service);
    m_on->sandbox.clearFaults();
    const auto again = outcomeOf(finder.serviceOf(number));
    QVERIFY(again && *again);
    QCOMPARE((*again)->sid.text(), service);
}

/// Whoever connects a good account on a bad day is not told that the token is wrong.
void TestShopFaults::aGoodAccountIsNeverCalledBad()
{
    m_on->strike("GET", "*/Accounts/*", 3);

    auto checking = m_on->desk->twilio.verify();

    QVERIFY(QTest::qWaitFor([&] { return checking.isFinished(); }, 30000));
    using Verdict = CredentialReport::Verdict;
    const Verdict verdict = checking.result().verdict;
    QVERIFY2(QList<Verdict>({Verdict::Good, Verdict::Offline, Verdict::ServerFailed, Verdict::Intercepted}).contains(verdict),
             QByteArray::number(int(verdict)));
    m_on->sandbox.clearFaults();
    auto again = m_on->desk->twilio.verify();
    QVERIFY(QTest::qWaitFor([&] { return again.isFinished(); }, 30000));
    QCOMPARE(again.result().verdict, Verdict::Good);
}

QTEST_GUILESS_MAIN(TestShopFaults)
#include "tst_shopfaults.moc"
