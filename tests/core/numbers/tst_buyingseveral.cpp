// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of several numbers, all the way: shop, store and client against a sandbox over HTTP.
#include "core/cache/cacheoptions.h"
#include "core/numbers/addresses.h"
#include "core/numbers/numbershop.h"
#include "core/numbers/orderrun.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/world/world.h"
#include "core/twilio/twilioclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = OrderLineState;

namespace {

template <typename T>
Result<T> waitFor(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(Error::Kind::Offline, u"no answer"_s);
    return future.result();
}

TransportOptions hasty()
{
    TransportOptions options;
    options.limits.silence = 2s;
    options.limits.whole = 5s;
    options.retries = {.attempts = 2, .firstPause = 1ms, .longestPause = 2ms};
    return options;
}

struct Desk {
    Sandbox sandbox{{.world = u"empty"_s}};
    SandboxAddress at = *sandbox.start();
    QTemporaryDir folder;
    Store store{cacheOptions(folder.path())};
    NumberStore numbers{store};
    TwilioClient client{{.baseUrl = at.restUrl, .account = *AccountSid::parse(at.accountSid), .user = at.accountSid, .secret = at.authToken},
                        hasty()};
    NumberShop shop{store, client, numbers, {.looks = {10ms, 30ms}}};
    Addresses addresses{client};
    OrderRun run;

    QList<AvailableNumber> forSale(const QString &country, int count, NumberKind kind = NumberKind::Local)
    {
        return waitFor(client.availableNumbers({.country = country, .kind = kind, .limit = count})).value_or(QList<AvailableNumber>());
    }
    void order(const QList<AvailableNumber> &offers)
    {
        run.start(offers, [this](AvailableNumber number, AddressSid address) {
            return shop.buy({.number = number, .kind = NumberKind::Local, .monthly = {}}, {}, address);
        });
    }
    QStringList owned()
    {
        return sandbox.inWorld([](world::World &world) {
            QStringList numbers;
            world.numbers().all().forEach([&](const world::IncomingNumber &number) { numbers.append(number.phoneNumber); });
            numbers.sort();
            return numbers;
        });
    }
    bool addFault(const QByteArray &what) { return sandbox.addFaults(what).has_value(); }
    int purchasesAsked()
    {
        int count = 0;
        for (const faults::JournalEntry &entry : sandbox.journal())
            count += entry.method == "POST" && entry.url.contains("IncomingPhoneNumbers") ? 1 : 0;
        return count;
    }
};

QStringList textsOf(const QList<AvailableNumber> &offers)
{
    QStringList numbers;
    for (const AvailableNumber &offer : offers)
        numbers.append(offer.phoneNumber.text());
    numbers.sort();
    return numbers;
}

AddressData berlin()
{
    return {.friendlyName = u"Office"_s, .customerName = u"Cedar Hill"_s, .street = u"Beispielweg 1"_s, .streetSecondary = {},
            .city = u"Berlin"_s, .region = u"Berlin"_s, .postalCode = u"10115"_s, .isoCountry = u"DE"_s};
}

} // namespace

class TestBuyingSeveral : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeNumbersAreBoughtOnceWhateverTheClicks()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 3);

        desk.order(offers);
        desk.order(offers);
        desk.order(offers);

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 3);
        QCOMPARE(desk.owned(), textsOf(offers));
        QCOMPARE(desk.purchasesAsked(), 3);
    }

    void aLostAnswerIsNoSecondPurchase()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 3);
        QVERIFY(desk.addFault(R"({"kind":"reset","when":"after","method":"POST","path":"*/IncomingPhoneNumbers.json","count":1})"));

        desk.order(offers);

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 3);
        QCOMPARE(desk.owned(), textsOf(offers));
        QCOMPARE(desk.purchasesAsked(), 3);
    }

    void aNumberThatIsGoneIsSaidAndTheOthersAreBought()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 3);
        desk.sandbox.inWorld([taken = offers[1].phoneNumber.text()](world::World &world) { world.stock().take(taken); });

        desk.order(offers);

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 2);
        QCOMPARE(desk.run.order().lines[1].error.twilioCode, 21422);
        QCOMPARE(desk.owned(), textsOf({offers[0], offers[2]}));
    }

    void whatWasCalledOffIsNeverAskedFor()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 3);

        desk.order(offers);
        desk.run.callOff();

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(desk.run.order().lines[0].state, State::Bought);
        QCOMPARE(countOf(desk.run.order(), State::LeftOut), 2);
        QCOMPARE(desk.owned(), textsOf({offers[0]}));
        QCOMPARE(desk.purchasesAsked(), 1);
    }

    void withoutAConnectionNothingIsBoughtAndTryingAgainBuysTheRest()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 2);
        QVERIFY(desk.addFault(R"({"kind":"error","path":"*/IncomingPhoneNumbers.json*"})"));
        desk.order(offers);
        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 0);
        desk.sandbox.clearFaults();

        desk.run.tryAgain();

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 2);
        QCOMPARE(desk.owned(), textsOf(offers));
    }

    void aNumberThatWantsAnAddressIsBoughtOnceThereIsOne()
    {
        Desk desk;
        const auto offers = desk.forSale(u"US"_s, 1) + desk.forSale(u"DE"_s, 2);
        desk.order(offers);
        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 1);
        QCOMPARE(countOf(desk.run.order(), State::NeedsAddress), 2);
        QCOMPARE(desk.run.order().lines[1].error.twilioCode, 21631);

        const auto address = waitFor(desk.addresses.create(berlin()));
        QVERIFY(address);
        desk.run.useAddress(address->sid);

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(countOf(desk.run.order(), State::Bought), 3);
        QCOMPARE(desk.owned(), textsOf(offers));
    }

    void aNumberThatWantsPapersIsRefusedWithTwiliosCode()
    {
        Desk desk;
        desk.order(desk.forSale(u"GB"_s, 1, NumberKind::Mobile));

        QTRY_VERIFY(desk.run.isIdle());
        QCOMPARE(desk.run.order().lines[0].state, State::Refused);
        QCOMPARE(desk.run.order().lines[0].error.twilioCode, 21649);
        QVERIFY(desk.owned().isEmpty());
    }

    void anAddressIsCreatedOnceWhateverTheClicksAndLostAnswers()
    {
        Desk desk;
        QVERIFY(desk.addFault(R"({"kind":"reset","when":"after","method":"POST","path":"*/Addresses.json","count":1})"));

        const auto first = waitFor(desk.addresses.create(berlin()));
        AddressData sloppy = berlin();
        sloppy.street = u"  beispielweg  1 "_s;
        const auto second = waitFor(desk.addresses.create(sloppy));

        QVERIFY(first && second);
        QCOMPARE(first->sid, second->sid);
        QCOMPARE(waitFor(desk.addresses.list())->size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBuyingSeveral)
#include "tst_buyingseveral.moc"
