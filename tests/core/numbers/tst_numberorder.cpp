// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/numberorder.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using State = OrderLineState;

namespace {

AvailableNumber numberAt(const QString &e164, const QString &requirement = u"none"_s)
{
    return {.phoneNumber = Party(e164), .isoCountry = u"DE"_s, .addressRequirements = requirement};
}

const AvailableNumber first = numberAt(u"+12065550101"_s), second = numberAt(u"+12065550102"_s), third = numberAt(u"+12065550103"_s);
const PhoneNumberSid bought = *PhoneNumberSid::parse(u"PN00000000000000000000000000000001"_s);
const AddressSid address = *AddressSid::parse(u"AD00000000000000000000000000000001"_s);

Result<PhoneNumberSid> rejected(int code)
{
    return fail(Error{.kind = Error::Kind::Rejected, .twilioCode = code});
}

QList<State> statesOf(const NumberOrder &order)
{
    QList<State> states;
    for (const OrderLine &line : order.lines)
        states.append(line.state);
    return states;
}

} // namespace

class TestNumberOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNumberThatIsChosenTwiceIsBoughtOnce()
    {
        QCOMPARE(orderOf({first, second, first}).lines.size(), 2);
    }

    void oneIsBoughtAfterTheOther()
    {
        NumberOrder order = orderOf({first, second});

        QCOMPARE(nextLine(order), std::optional(0));
        order = begun(order, 0);
        QCOMPARE(nextLine(order), std::nullopt);
        order = ended(order, 0, bought);
        QCOMPARE(nextLine(order), std::optional(1));
        order = ended(begun(order, 1), 1, bought);
        QCOMPARE(nextLine(order), std::nullopt);
        QVERIFY(isOver(order));
    }

    void aRefusalOfOneNumberDoesNotStopTheOthers()
    {
        const NumberOrder order = ended(begun(orderOf({first, second}), 0), 0, rejected(21422));

        QCOMPARE(statesOf(order), QList<State>({State::Refused, State::Waiting}));
        QVERIFY(!canBeTriedAgain(order.lines.first())); // somebody else has it
    }

    void whatWouldHitEveryNumberLeavesTheOthersOut_data()
    {
        QTest::addColumn<Error>("error");
        QTest::newRow("no connection") << Error{.kind = Error::Kind::Offline};
        QTest::newRow("a key without the right") << Error{.kind = Error::Kind::Forbidden};
        QTest::newRow("a revoked key") << Error{.kind = Error::Kind::Unauthorised};
        QTest::newRow("too much at once") << Error{.kind = Error::Kind::RateLimited};
        QTest::newRow("a full disk") << Error{.kind = Error::Kind::DiskFull};
        QTest::newRow("a trial account") << Error{.kind = Error::Kind::Rejected, .twilioCode = 21404};
    }
    void whatWouldHitEveryNumberLeavesTheOthersOut()
    {
        QFETCH(Error, error);

        const NumberOrder order = ended(begun(orderOf({first, second, third}), 0), 0, fail(error));

        QCOMPARE(statesOf(order), QList<State>({State::Refused, State::LeftOut, State::LeftOut}));
        QCOMPARE(order.lines.last().error, error);
        QVERIFY(isOver(order));
    }

    void callingOffKeepsWhatHasStarted()
    {
        const NumberOrder order = calledOff(begun(ended(begun(orderOf({first, second, third}), 0), 0, bought), 1));

        QCOMPARE(statesOf(order), QList<State>({State::Bought, State::Buying, State::LeftOut}));
        QCOMPARE(ended(order, 1, bought).lines[1].state, State::Bought);
        QVERIFY(isOver(ended(order, 1, bought)));
    }

    void aNumberThatWantsAnAddressWaitsForOne()
    {
        NumberOrder order = ended(begun(orderOf({first, second}), 0), 0, rejected(21631));
        QCOMPARE(statesOf(order), QList<State>({State::NeedsAddress, State::Waiting}));
        order = ended(begun(order, 1), 1, bought);
        QVERIFY(isOver(order));
        QCOMPARE(needsAddress(order), std::optional(0));

        order = withAddress(order, address);

        QCOMPARE(statesOf(order), QList<State>({State::Waiting, State::Bought}));
        QCOMPARE(addressFor(order, 0), address); // Twilio said so, whatever the offer said
        QCOMPARE(ended(begun(order, 0), 0, rejected(21631)).lines[0].state, State::NeedsAddress);
    }

    void anAddressGoesOnlyToNumbersThatWantOne()
    {
        NumberOrder order = orderOf({first, numberAt(u"+493023125001"_s, u"local"_s)}, address);

        QVERIFY(addressFor(order, 0).isNull());
        QCOMPARE(addressFor(order, 1), address);
    }

    void tryingAgainTakesWhatMayHavePassed()
    {
        NumberOrder order = orderOf({first, second, third});
        order = ended(begun(order, 0), 0, rejected(21422));
        order = ended(begun(order, 1), 1, fail(Error{.kind = Error::Kind::OutcomeUnknown}));
        order = ended(begun(order, 2), 2, fail(Error{.kind = Error::Kind::Offline}));

        QCOMPARE(statesOf(triedAgain(order)), QList<State>({State::Refused, State::Waiting, State::Waiting}));
    }

    void addressesAreHeldAgainstWhatTheNumberWants_data()
    {
        QTest::addColumn<QString>("requirement");
        QTest::addColumn<QString>("country");
        QTest::addColumn<bool>("isFit");
        QTest::newRow("any, anywhere") << u"any"_s << u"US"_s << true;
        QTest::newRow("local, there") << u"local"_s << u"de"_s << true;
        QTest::newRow("local, elsewhere") << u"local"_s << u"US"_s << false;
        QTest::newRow("foreign, elsewhere") << u"foreign"_s << u"US"_s << true;
        QTest::newRow("foreign, there") << u"foreign"_s << u"DE"_s << false;
        QTest::newRow("a word we do not know") << u"lunar"_s << u"US"_s << true;
    }
    void addressesAreHeldAgainstWhatTheNumberWants()
    {
        QFETCH(QString, requirement);
        QFETCH(QString, country);
        QFETCH(bool, isFit);

        QCOMPARE(suits({.isoCountry = country}, numberAt(u"+493023125001"_s, requirement)), isFit);
    }

    void whatTwilioDemandsOfAnAddressIsNamed()
    {
        AddressData data{.customerName = u"Cedar Hill"_s, .street = u" "_s, .city = u"Berlin"_s, .postalCode = u"10115"_s, .isoCountry = u"DEU"_s};

        QCOMPARE(missingFields(data), QStringList({u"street"_s, u"region"_s, u"iso_country"_s}));
        data.street = u"Beispielweg 1"_s;
        data.region = u"Berlin"_s;
        data.isoCountry = u"DE"_s;
        QCOMPARE(missingFields(data), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestNumberOrder)
#include "tst_numberorder.moc"
