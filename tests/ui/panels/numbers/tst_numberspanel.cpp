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
                    [this](AvailableNumber wanted, NumberType, NumberConfig config) {
                        purchases.append({wanted.phoneNumber, config});
                        purchase = QPromise<Result<IncomingNumber>>();
                        purchase.start();
                        return purchase.future();
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
        QCOMPARE(buyButtonText(Money{-2'150'000, u"USD"_s}), u"Buy 1 number for $2.15 a month"_s);
        QCOMPARE(buyButtonText(std::nullopt), u"Buy 1 number"_s);
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
