// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/desk.h"
#include "ui/panels/numbers/numberspanel.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace
{

PhoneNumberSid numberSid(int number)
{
    return sid<PhoneNumberSid>("PN", number);
}

AddressSid addressOf(int serial)
{
    return *AddressSid::parse(u"AD%1"_s.arg(serial, 32, 16, QLatin1Char('0')));
}

AvailableNumber offer(const QString &number, const QString &place)
{
    return {.phoneNumber = Party(number),
            .locality = place,
            .region = u"WA"_s,
            .isoCountry = u"US"_s,
            .addressRequirements = u"none"_s,
            .capabilities = {.voice = true, .sms = true, .mms = true}};
}

/// Real stores, and a Twilio that answers what the test wants.
struct Desk : DeskBase {
    QList<NumberWish> searches;
    QList<std::pair<Party, NumberConfig>> purchases;
    QList<AddressSid> addressesUsed;
    QList<Address> knownAddresses;
    QList<AddressData> addressesMade;
    std::optional<Error> addressFails;
    Result<std::optional<MessagingService>> service = std::optional<MessagingService>();
    int serviceQuestions = 0;
    QList<NumberConfig> configured;
    int restored = 0, released = 0;
    QList<AvailableNumber> forSale{offer(u"+12065550177"_s, u"Seattle"_s), offer(u"+12065550178"_s, u"Bellevue"_s),
                                   offer(u"+12065550179"_s, u"Tacoma"_s)};
    std::optional<Error> searchFails;
    QPromise<Result<IncomingNumber>> purchase;

    NumberServices services()
    {
        return {.numbers = numbers,
                .lines = lines,
                .clock = clock,
                .search =
                    [this](NumberWish wish) {
                        searches.append(wish);
                        if (searchFails)
                            return finished(Result<QList<AvailableNumber>>(fail(*searchFails)));
                        return finished(
                            Result<QList<AvailableNumber>>(wish.areaCode == u"907"_s ? QList<AvailableNumber>() : forSale));
                    },
                .price =
                    [](QString, NumberType type) {
                        return finished(Result<Money>(Money{type == NumberType::TollFree ? -2'150'000 : -1'150'000, u"USD"_s}));
                    },
                .buy =
                    [this](AvailableNumber wanted, NumberType, NumberConfig config, AddressSid address) {
                        purchases.append({wanted.phoneNumber, config});
                        addressesUsed.append(address);
                        purchase = QPromise<Result<IncomingNumber>>();
                        purchase.start();
                        return purchase.future();
                    },
                .addresses = [this] { return finished(Result<QList<Address>>(knownAddresses)); },
                .createAddress =
                    [this](AddressData data) {
                        addressesMade.append(data);
                        if (addressFails)
                            return finished(Result<Address>(fail(*addressFails)));
                        return finished(Result<Address>(Address{.sid = addressOf(9), .data = data}));
                    },
                .serviceOf =
                    [this](PhoneNumberSid) {
                        ++serviceQuestions;
                        return finished(service);
                    },
                .configure =
                    [this](PhoneNumberSid, NumberConfig wanted) {
                        configured.append(wanted);
                        return finished(Result<QStringList>(QStringList()));
                    },
                .restore =
                    [this](PhoneNumberSid) {
                        ++restored;
                        return finished(Result<QStringList>(QStringList()));
                    },
                .release =
                    [this](PhoneNumberSid, QString lastFour) {
                        released += lastFour == u"0102"_s ? 1 : 100;
                        return finished(Result<>());
                    }};
    }

    void answerPurchase(const Result<IncomingNumber> &answer)
    {
        purchase.addResult(answer);
        purchase.finish();
    }

    void fill()
    {
        IncomingNumber one{
            .sid = numberSid(1), .phoneNumber = Party(u"+16175550101"_s), .capabilities = {.voice = true, .sms = true, .mms = true}};
        one.config.friendlyName = u"Boston office"_s;
        one.config.voiceUrl = u"https://phone.example.org/voice/inbound"_s;
        one.config.smsUrl = u"https://phone.example.org/sms/inbound"_s;
        one.config.statusCallback = u"https://phone.example.org/voice/status"_s;
        one.config.voiceMethod = one.config.smsMethod = one.config.statusCallbackMethod = u"POST"_s;
        one.createdAt = now.addDays(-400);
        IncomingNumber two{
            .sid = numberSid(2), .phoneNumber = Party(u"+12065550102"_s), .capabilities = {.voice = true, .sms = true}};
        two.config.friendlyName = u"(206) 555-0102"_s;
        IncomingNumber three{.sid = numberSid(3), .phoneNumber = Party(u"+18005550199"_s), .capabilities = {.voice = true}};
        three.config.friendlyName = u"Support"_s;
        three.config.trunkSid = u"TK00112233445566778899aabbccddeeff"_s;
        three.config.voiceUrl = u"https://old.example.org/voice"_s;
        settled(numbers.replaceAll({one, two, three}));
        NumberConfig before = one.config;
        before.voiceUrl = u"https://old.example.org/a/very/long/path/to/a/handler/that/somebody/wrote/years/ago?line=1"_s;
        before.smsUrl.clear();
        settled(numbers.rememberChange(numberSid(1), before, one.config));
    }
};

} // namespace

class TestNumbersPanel : public QObject
{
    Q_OBJECT

    static RowListView *searchedOffers(NumbersPanel &panel)
    {
        panel.findChild<QPushButton *>(u"startBuyingButton"_s)->click();
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        auto *offers = panel.findChild<RowListView *>(u"offerList"_s);
        if (!QTest::qWaitFor([&] { return offers->model()->rowCount() == 3; }, 5000))
            qFatal("nothing is for sale");
        return offers;
    }

    static void tickAllAndBuy(NumbersPanel &panel)
    {
        RowListView *offers = searchedOffers(panel);
        offers->setFocus();
        for (int row = 0; row < 3; ++row) {
            offers->choose(row);
            QTest::keyClick(offers, Qt::Key_Space);
        }
        panel.findChild<QPushButton *>(u"buyButton"_s)->click();
        if (!QTest::qWaitFor([&] { return panel.findChild<QPushButton *>(u"callOffButton"_s)->isVisible(); }, 5000))
            qFatal("nothing is being bought");
    }

private Q_SLOTS:
    void initTestCase() { m_theme = theme(); }

    void whereANumberPointsFollowsTwiliosPrecedence()
    {
        NumberConfig config;
        QCOMPARE(callDestination(config).tone, Tone::Warning);
        config.voiceUrl = u"https://phone.example.org/voice?x=1"_s;
        QVERIFY(callDestination(config).words.contains(u"phone.example.org"));
        config.voiceApplicationSid = u"AP00112233445566778899aabbccddeeff"_s;
        QVERIFY(callDestination(config).words.contains(u"app"));
        QVERIFY(callDestination(config).note.contains(u"phone.example.org"));
        config.trunkSid = u"TK00112233445566778899aabbccddeeff"_s;
        QVERIFY(callDestination(config).words.contains(u"trunk"));
        config.smsUrl = u"https://text.example.org"_s;
        QVERIFY(textDestination(config).words.contains(u"text.example.org"));
        config.smsApplicationSid = config.voiceApplicationSid;
        QVERIFY(textDestination(config).note.contains(u"text.example.org"));
    }

    void aMessagingServiceDecidesWhereTextsGo()
    {
        NumberConfig config;
        config.smsUrl = u"https://phone.example.org/sms"_s;
        MessagingService service{.sid = {}, .friendlyName = u"Campaigns"_s, .inboundUrl = u"https://text.example.org/in"_s, .inboundMethod = {}};

        QVERIFY(textDestination(config, service).words.contains(u"text.example.org"));
        QVERIFY(textDestination(config, service).note.contains(u"Campaigns"));
        QVERIFY(textDestination(config, service).note.contains(u"phone.example.org is set too and ignored"));
        service.inboundUrl.clear();
        QCOMPARE(textDestination(config, service).tone, Tone::Warning);
        service.usesWebhookOfNumber = true;
        QVERIFY(textDestination(config, service).words.contains(u"phone.example.org"));
        QVERIFY(textDestination(config, service).note.contains(u"leaves this to the number"));
    }

    void theMessagingServiceOfANumberIsLookedUpAndShown()
    {
        Desk desk;
        desk.fill();
        desk.service = fail(Error{.kind = Error::Kind::Forbidden});
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        panel.open(NumberTarget{numberSid(1)});
        auto *words = panel.findChild<Label *>(u"serviceWords"_s);
        QTRY_VERIFY(words->text().startsWith(u"Not known"));
        pictures(panel, *m_theme, u"numbers-service-unknown"_s);
        panel.open(NumberTarget{numberSid(2)});
        desk.service = std::optional(MessagingService{.sid = {},
                                                      .friendlyName = u"Reminders of the Cedar Hill Property and Garden Management Company"_s,
                                                      .inboundUrl = u"https://text.example.org/in"_s,
                                                      .inboundMethod = {}});

        panel.open(NumberTarget{numberSid(1)});

        const auto isSaid = [&] {
            const auto labels = panel.findChildren<Label *>();
            return std::ranges::any_of(labels, [](Label *label) { return label->text().contains(u"Cedar Hill") && label->isVisible(); });
        };
        QTRY_VERIFY(isSaid());
        QVERIFY(words->isHidden());
        pictures(panel, *m_theme, u"numbers-service"_s);
        const int asked = desk.serviceQuestions;
        Q_EMIT desk.numbers.changed(); // the same number shown again is not asked about again
        QTest::qWait(0);
        QTRY_VERIFY(isSaid());
        QCOMPARE(desk.serviceQuestions, asked);
    }

    void webhooksAreChecked()
    {
        QCOMPARE(urlProblem(QString()), QString());
        QCOMPARE(urlProblem(u"https://phone.example.org/voice"_s), QString());
        QVERIFY(!urlProblem(u"phone.example.org"_s).isEmpty());
        QVERIFY(!urlProblem(u"ftp://phone.example.org"_s).isEmpty());
        QVERIFY(!urlProblem(u"http://localhost:8080/voice"_s).isEmpty());
    }

    void theButtonCarriesThePrice()
    {
        QCOMPARE(buyButtonText(1, Money{-2'150'000, u"USD"_s}), u"Buy 1 number for $2.15 a month"_s);
        QCOMPARE(buyButtonText(3, Money{-1'150'000, u"USD"_s}), u"Buy 3 numbers for $3.45 a month"_s);
        QCOMPARE(buyButtonText(1, std::nullopt), u"Buy 1 number"_s);
        QCOMPARE(buyButtonText(2, std::nullopt), u"Buy 2 numbers"_s);
    }

    void theListSaysWhereNumbersPoint()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        auto *list = panel.findChild<RowListView *>(u"numberList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);

        panel.open(NumberTarget{numberSid(1)});

        QTRY_COMPARE(panel.findChild<Label *>(u"numberTitle"_s)->text(), u"Boston office"_s);
        pictures(panel, *m_theme, u"numbers-detail"_s);
        panel.resize(1600, 900);
        panel.open(NumberTarget{numberSid(3)});
        picture(panel, u"numbers-trunk-1600"_s);
    }

    void savingSendsTheWholeConfigurationOnce()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(NumberTarget{numberSid(1)});
        auto *voice = panel.findChild<QLineEdit *>(u"voiceUrl"_s);
        auto *save = panel.findChild<QPushButton *>(u"saveConfigButton"_s);
        QTRY_COMPARE(voice->text(), u"https://phone.example.org/voice/inbound"_s);
        QVERIFY(!save->isEnabled());

        voice->setText(u"phone.example.org"_s);
        save->click();
        QCOMPARE(desk.configured.size(), 0);
        voice->setText(u"https://new.example.org/voice"_s);
        save->click();

        QCOMPARE(desk.configured.size(), 1);
        QCOMPARE(desk.configured.first().voiceUrl, u"https://new.example.org/voice"_s);
        QCOMPARE(desk.configured.first().smsUrl, u"https://phone.example.org/sms/inbound"_s);
    }

    void thePreviousValuesAreOneClickAway()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 1200);
        panel.show();
        panel.open(NumberTarget{numberSid(1)});
        auto *restore = panel.findChild<QPushButton *>(u"restoreConfigButton"_s);
        QTRY_VERIFY(restore->isVisible());
        picture(panel, u"numbers-previous"_s);

        restore->click();

        QCOMPARE(desk.restored, 1);
    }

    void releasingWantsTheLastFourDigits()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 1200);
        panel.show();
        panel.open(NumberTarget{numberSid(2)});
        auto *open = panel.findChild<QPushButton *>(u"releaseOpenButton"_s);
        auto *digits = panel.findChild<QLineEdit *>(u"releaseDigits"_s);
        auto *release = panel.findChild<QPushButton *>(u"releaseButton"_s);
        QTRY_VERIFY(open->isVisible());
        open->click();
        QTest::keyClicks(digits, u"0101"_s);
        QVERIFY(!release->isEnabled());
        digits->setText(u"0102"_s);
        picture(panel, u"numbers-release"_s);

        release->click();

        QCOMPARE(desk.released, 1);
    }

    void buyingNeedsAChoiceAndShowsThePriceOnTheButton()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        panel.findChild<QPushButton *>(u"startBuyingButton"_s)->click();
        picture(panel, u"numbers-shop-start"_s);
        panel.findChild<QLineEdit *>(u"wishAreaCode"_s)->setText(u"206"_s);
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        auto *offers = panel.findChild<RowListView *>(u"offerList"_s);
        QTRY_COMPARE(offers->model()->rowCount(), 3);
        QAbstractItemModelTester tester(offers->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(desk.searches.first().areaCode, u"206"_s);
        auto *buy = panel.findChild<QPushButton *>(u"buyButton"_s);
        QVERIFY(!buy->isVisible()); // nothing is chosen for anybody

        offers->choose(1);
        QTRY_COMPARE(buy->text(), u"Buy 1 number for $1.15 a month"_s);
        picture(panel, u"numbers-shop"_s);
        m_theme->setTextSize(200);
        panel.resize(1000, 900);
        picture(panel, u"numbers-shop-200"_s);
        m_theme->setTextSize(100);
        buy->click();
        buy->click();

        QCOMPARE(desk.purchases.size(), 1);
        QCOMPARE(desk.purchases.first().first, Party(u"+12065550178"_s));
        QVERIFY(!buy->isEnabled());
        desk.answerPurchase(IncomingNumber{.sid = numberSid(9), .phoneNumber = Party(u"+12065550178"_s)});
        QTRY_VERIFY(panel.findChild<Notice *>(u"shopNotice"_s)->title().contains(u"yours"));
        QCOMPARE(offers->model()->rowCount(), 2);
    }

    void aNumberThatIsGoneIsTakenOutAndNothingElseIsBought()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        panel.findChild<QPushButton *>(u"startBuyingButton"_s)->click();
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        auto *offers = panel.findChild<RowListView *>(u"offerList"_s);
        QTRY_COMPARE(offers->model()->rowCount(), 3);
        offers->choose(0);
        panel.findChild<QPushButton *>(u"buyButton"_s)->click();

        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21422}));

        auto *notice = panel.findChild<Notice *>(u"shopNotice"_s);
        QTRY_VERIFY(notice->title().contains(u"taken"));
        QCOMPARE(offers->model()->rowCount(), 2);
        QCOMPARE(desk.purchases.size(), 1);
        picture(panel, u"numbers-gone"_s);
        offers->choose(0);
        panel.findChild<QPushButton *>(u"buyButton"_s)->click();
        desk.answerPurchase(fail(Error::Kind::OutcomeUnknown, u"lost"_s));
        QTRY_VERIFY(notice->title().contains(u"Not sure"));
        picture(panel, u"numbers-notsure"_s);
    }

    void severalAreTickedAndBoughtWithOneConfirmation()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        RowListView *offers = searchedOffers(panel);
        auto *buy = panel.findChild<QPushButton *>(u"buyButton"_s);
        offers->setFocus();

        offers->choose(0);
        QTest::keyClick(offers, Qt::Key_Space);
        QTest::keyClick(offers, Qt::Key_Down);
        QTest::keyClick(offers, Qt::Key_Down);
        QTest::keyClick(offers, Qt::Key_Space);

        QTRY_COMPARE(buy->text(), u"Buy 2 numbers for $2.30 a month"_s);
        QVERIFY(offers->model()->index(2, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"Ticked"));
        pictures(panel, *m_theme, u"numbers-several"_s);
        buy->click();
        buy->click();
        auto *callOff = panel.findChild<QPushButton *>(u"callOffButton"_s);
        QTRY_VERIFY(callOff->isVisible());
        pictures(panel, *m_theme, u"numbers-buying"_s);
        QCOMPARE(desk.purchases.size(), 1); // one after the other
        desk.answerPurchase(IncomingNumber{.sid = numberSid(9), .phoneNumber = Party(u"+12065550177"_s)});
        QTRY_COMPARE(desk.purchases.size(), 2);
        QCOMPARE(desk.purchases.last().first, Party(u"+12065550179"_s));
        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21422}));

        auto *title = panel.findChild<Label *>(u"orderTitle"_s);
        QTRY_COMPARE(title->text(), u"1 of 2 numbers are yours."_s);
        pictures(panel, *m_theme, u"numbers-part"_s);
        panel.findChild<QPushButton *>(u"orderDoneButton"_s)->click();
        QTRY_VERIFY(offers->isVisible());
        QCOMPARE(offers->model()->rowCount(), 1); // what is ours or gone is no longer for sale
        QCOMPARE(desk.purchases.size(), 2);
    }

    void aTickIsSetByAClickOnIt()
    {
        Desk desk;
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        RowListView *offers = searchedOffers(panel);
        const auto click = [&](int row) {
            const QRect place = offers->visualRect(offers->model()->index(row, 0));
            QTest::mouseClick(offers->viewport(), Qt::LeftButton, {}, tickRect(place).center());
        };

        click(0);
        click(1);
        click(2);
        click(1);

        QTRY_COMPARE(panel.findChild<QPushButton *>(u"buyButton"_s)->text(), u"Buy 2 numbers for $2.30 a month"_s);
    }

    void whatHasNotStartedCanBeCalledOff()
    {
        Desk desk;
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        tickAllAndBuy(panel);

        panel.findChild<QPushButton *>(u"callOffButton"_s)->click();
        desk.answerPurchase(IncomingNumber{.sid = numberSid(9), .phoneNumber = Party(u"+12065550177"_s)});

        QTRY_COMPARE(panel.findChild<Label *>(u"orderTitle"_s)->text(), u"1 of 3 numbers are yours."_s);
        QCOMPARE(desk.purchases.size(), 1);
        auto *again = panel.findChild<QPushButton *>(u"tryOrderAgainButton"_s);
        QVERIFY(again->isVisible());
        again->click(); // after all
        QTRY_COMPARE(desk.purchases.size(), 2);
    }

    void anAddressThatTwilioWantsIsAskedForInPlace()
    {
        Desk desk;
        for (AvailableNumber &offer : desk.forSale) {
            offer.isoCountry = u"DE"_s;
            offer.addressRequirements = u"local"_s;
        }
        desk.knownAddresses = {{.sid = addressOf(1), .data = {.customerName = u"Cedar Hill"_s, .street = u"1 Example St"_s, .city = u"Boston"_s, .isoCountry = u"US"_s}},
                               {.sid = addressOf(2), .data = {.friendlyName = u"Berlin office of the Cedar Hill Property and Garden Management Company"_s, .street = u"Beispielweg 1"_s, .city = u"Berlin"_s, .isoCountry = u"DE"_s}}};
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        searchedOffers(panel)->choose(0);
        panel.findChild<QPushButton *>(u"buyButton"_s)->click();
        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21631}));

        auto *known = panel.findChild<QComboBox *>(u"knownAddress"_s);
        QTRY_VERIFY(known->isVisible());
        QCOMPARE(known->count(), 2); // the one abroad will not do; and a new one
        QVERIFY(panel.findChild<Label *>(u"addressRule"_s)->text().contains(u"in Germany"));
        pictures(panel, *m_theme, u"numbers-address"_s);
        panel.findChild<QPushButton *>(u"useAddressButton"_s)->click();

        QTRY_COMPARE(desk.purchases.size(), 2);
        QCOMPARE(desk.addressesUsed, QList<AddressSid>({AddressSid(), addressOf(2)}));
        desk.answerPurchase(IncomingNumber{.sid = numberSid(9), .phoneNumber = Party(u"+12065550177"_s)});
        QTRY_COMPARE(panel.findChild<Label *>(u"orderTitle"_s)->text(), u"The number is yours."_s);
    }

    void aNewAddressIsCheckedSavedAndUsed()
    {
        Desk desk;
        desk.forSale.first().addressRequirements = u"any"_s;
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        searchedOffers(panel)->choose(0);
        panel.findChild<QPushButton *>(u"buyButton"_s)->click();
        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21631}));
        auto *use = panel.findChild<QPushButton *>(u"useAddressButton"_s);
        QTRY_VERIFY(use->isVisible() && use->isEnabled());
        const auto field = [&](const char *name) { return panel.findChild<QLineEdit *>(u"address_"_s + QLatin1StringView(name)); };

        field("customer_name")->setText(u"Cedar Hill"_s);
        use->click();
        QCOMPARE(desk.addressesMade.size(), 0); // Twilio would refuse it
        const auto top = [&](const char *name) { return field(name)->mapTo(&panel, QPoint()).y(); };
        QTRY_COMPARE(top("street"), top("customer_name")); // the hint under one moves no neighbour
        pictures(panel, *m_theme, u"numbers-address-missing"_s);
        field("street")->setText(u"1 Example St"_s);
        field("city")->setText(u"Boston"_s);
        field("region")->setText(u"MA"_s);
        field("postal_code")->setText(u"02101"_s);
        desk.addressFails = Error{.kind = Error::Kind::Rejected, .twilioCode = 21628};
        use->click();
        auto *notice = panel.findChild<Notice *>(u"addressNotice"_s);
        QTRY_VERIFY(notice->title().contains(u"address"));
        QTRY_VERIFY(use->isEnabled()); // the answer is here
        pictures(panel, *m_theme, u"numbers-address-refused"_s);
        desk.addressFails.reset();
        use->click();

        QTRY_COMPARE(desk.purchases.size(), 2);
        QCOMPARE(desk.addressesMade.last().region, u"MA"_s);
        QCOMPARE(desk.addressesUsed.last(), addressOf(9));
    }

    void numbersThatWantAnAddressCanBeDoneWithout()
    {
        Desk desk;
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        tickAllAndBuy(panel);
        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21631}));
        QTRY_COMPARE(desk.purchases.size(), 2);
        desk.answerPurchase(IncomingNumber{.sid = numberSid(8), .phoneNumber = Party(u"+12065550178"_s)});
        QTRY_COMPARE(desk.purchases.size(), 3);
        desk.answerPurchase(fail(Error{.kind = Error::Kind::Rejected, .twilioCode = 21649}));
        auto *without = panel.findChild<QPushButton *>(u"leaveOutButton"_s);
        QTRY_VERIFY(without->isVisible());

        without->click();

        QTRY_COMPARE(panel.findChild<Label *>(u"orderTitle"_s)->text(), u"1 of 3 numbers are yours."_s);
        QCOMPARE(desk.purchases.size(), 3);
        pictures(panel, *m_theme, u"numbers-outcomes"_s);
    }

    void whereNothingFitsAnEasierSearchIsOffered()
    {
        Desk desk;
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        QTRY_VERIFY(panel.findChild<EmptyState *>(u"numbersEmpty"_s)->isVisible());
        panel.findChild<QPushButton *>(u"startBuyingButton"_s)->click();
        panel.findChild<QLineEdit *>(u"wishAreaCode"_s)->setText(u"907"_s);
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        auto *empty = panel.findChild<EmptyState *>(u"shopEmpty"_s);
        QTRY_VERIFY(panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->isEnabled());
        picture(panel, u"numbers-none"_s);

        Q_EMIT empty->actionChosen();

        QTRY_COMPARE(panel.findChild<RowListView *>(u"offerList"_s)->model()->rowCount(), 3);
        QCOMPARE(desk.searches.last().areaCode, QString());
        desk.searchFails = Error{.kind = Error::Kind::Offline};
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        QTRY_VERIFY(empty->isVisible());
        picture(panel, u"numbers-offline"_s);
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Desk desk;
        desk.fill();
        NumbersPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.open(NumberTarget{numberSid(1)});
        QTRY_VERIFY(panel.findChild<QPushButton *>(u"restoreConfigButton"_s)->isVisible());
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
        panel.findChild<QPushButton *>(u"startBuyingButton"_s)->click();
        panel.findChild<QPushButton *>(u"searchNumbersButton"_s)->click();
        QTRY_VERIFY(panel.findChild<RowListView *>(u"offerList"_s)->model()->rowCount() > 0);
        panel.findChild<RowListView *>(u"offerList"_s)->choose(0);
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestNumbersPanel)
#include "tst_numberspanel.moc"
