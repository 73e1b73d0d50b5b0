// SPDX-License-Identifier: GPL-3.0-or-later
#include "restclient.h"

#include "core/sandbox/world/world.h"

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QString ours = u"+12065550142"_s;
const QString theirs = u"+14155550108"_s;

SandboxOptions quickSandbox()
{
    SandboxOptions options;
    options.world = u"empty"_s;
    options.pace = {.queuedToSending = 5, .sendingToSent = 5, .sentToDelivered = 5, .messagePrice = 5, .callInitiated = 5,
                    .callRinging = 5, .callAnswered = 10, .callTalk = 20, .callPrice = 5, .recordingCompleted = 5, .transcription = 5,
                    .replyAfter = 5};
    return options;
}

} // namespace

class TestRest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void theAccountAndItsBalance();
    void wrongCredentialsAreToldApart();
    void apiKeysWorkWhereTheyMay();
    void restrictedKeysDoWhatTheirPolicyAllows();
    void testCredentialsOnlyPretend();
    void magicNumbers_data();
    void magicNumbers();
    void subaccountsLiveApart();
    void otherFormatsAreRefusedSayingSo();
    void otherMethodsAreNotAllowed();
    void everyAnswerHasARequestId();
    void listsPageByTheirLinks();
    void pageSizesAreHeldToTheirRange();
    void filtersSelectByDay();
    void aMessageLivesItsLife();
    void errorsHaveTwiliosWording_data();
    void errorsHaveTwiliosWording();
    void numbersAreSearchedBoughtConfiguredAndReleased();
    void callsComeToAnEnd();
    void picturesAreFetchedElsewhere();
    void theRestOfTheAccount_data();
    void theRestOfTheAccount();
    void sipDomainsAndWhoMayUseThem();
    void pricesAndLookups();
    void messagingServices();
    void iamKeys();
    void usageAddsUp();
    void conferencesAndQueuesAreEmpty();
    void whatIsNotThereIsNotFound_data();
    void whatIsNotThereIsNotFound();

private:
    QString buy(const QString &number = ours);

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<RestClient> m_rest;
    SandboxAddress m_address;
};

void TestRest::initTestCase()
{
    m_sandbox = std::make_unique<Sandbox>(quickSandbox());
    const auto address = m_sandbox->start();
    QVERIFY2(address, address ? "" : qPrintable(address.error().detail));
    m_address = *address;
}

void TestRest::init()
{
    m_rest = std::make_unique<RestClient>(m_address);
    m_sandbox->clearFaults();
}

/// A number of the account's, put there without the shop's rules.
QString TestRest::buy(const QString &number)
{
    return m_sandbox->inWorld([&](world::World &world) {
        if (const world::IncomingNumber *own = world.numbers().byNumber(number))
            return own->sid;
        world::IncomingNumber own;
        own.phoneNumber = number;
        own.friendlyName = number;
        own.createdAt = own.updatedAt = world.timeline().now();
        return world.numbers().add(own).sid;
    });
}

void TestRest::theAccountAndItsBalance()
{
    const auto account = m_rest->get(u"/2010-04-01/Accounts/%1.json"_s.arg(m_address.accountSid));
    QCOMPARE(account.status, 200);
    QCOMPARE(account.text("sid"), m_address.accountSid);
    QCOMPARE(account.text("auth_token"), QString::fromUtf8(m_address.authToken.reveal()));
    QCOMPARE(account.text("uri"), u"/2010-04-01/Accounts/%1.json"_s.arg(m_address.accountSid));

    const auto balance = m_rest->get(u"Balance.json"_s);
    QCOMPARE(balance.status, 200);
    QCOMPARE(balance.text("currency"), u"USD"_s);
    QVERIFY(balance.json.value("balance"_L1).isString());
}

void TestRest::wrongCredentialsAreToldApart()
{
    m_rest->login(m_address.accountSid, u"wrong"_s);
    const auto wrong = m_rest->get(u"Calls.json"_s);
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.code(), 20003);
    QCOMPARE(wrong.text("message"), u"Authenticate"_s);
    QVERIFY(wrong.headers.value("www-authenticate").startsWith("Basic realm="));

    m_rest->login(u"ACffffffffffffffffffffffffffffffff"_s, u"wrong"_s);
    QCOMPARE(m_rest->get(u"Calls.json"_s).text("message"), u"Authentication Error - invalid username"_s);
    m_rest->login({}, {});
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 401);
    m_rest->login(m_address.accountSid, QString::fromUtf8(m_address.authToken.reveal()));
    m_rest->setAccount(u"ACffffffffffffffffffffffffffffffff"_s);
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 401);
}

void TestRest::apiKeysWorkWhereTheyMay()
{
    const auto key = m_rest->post(u"Keys.json"_s, "FriendlyName=desk");
    QCOMPARE(key.status, 201);
    QVERIFY(!key.text("secret").isEmpty());
    QVERIFY(!m_rest->get(u"Keys/%1.json"_s.arg(key.text("sid"))).json.contains("secret"_L1));

    m_rest->login(key.text("sid"), key.text("secret"));
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 200);
    QCOMPARE(m_rest->get(u"Keys.json"_s).status, 401);
    QCOMPARE(m_rest->get(u"/2010-04-01/Accounts/%1.json"_s.arg(m_address.accountSid)).text("auth_token"), QString());
    m_rest->login(key.text("sid"), u"wrong"_s);
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 401);
}

void TestRest::restrictedKeysDoWhatTheirPolicyAllows()
{
    const auto key = m_rest->post(u"/iam/v1/Keys"_s, "AccountSid=" + m_address.accountSid.toLatin1()
                                      + "&KeyType=restricted&FriendlyName=reader&Policy=%7B%22allow%22%3A%5B%22%2Ftwilio%2Fvoice%2Fcalls%2Flist%22%5D%7D");
    QCOMPARE(key.status, 201);
    m_rest->login(key.text("sid"), key.text("secret"));
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 200);
    QCOMPARE(m_rest->get(u"Messages.json"_s).status, 401);
}

void TestRest::testCredentialsOnlyPretend()
{
    m_rest->login({}, {});
    const auto index = m_rest->get(u"/_sandbox/"_s);
    QCOMPARE(index.status, 200);
    m_rest->login(index.text("test_account_sid"), index.text("test_auth_token"));
    m_rest->setAccount(index.text("test_account_sid"));
    const auto refused = m_rest->get(u"Messages.json"_s);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), 20008);
    const auto sent = m_rest->post(u"Messages.json"_s, "From=%2B15005550006&To=%2B14155550108&Body=test");
    QCOMPARE(sent.status, 201);
    QCOMPARE(sent.text("status"), u"queued"_s);
    for (int i = 0; i < 2; ++i) // it is never really bought
        QCOMPARE(m_rest->post(u"IncomingPhoneNumbers.json"_s, "PhoneNumber=%2B15005550006").status, 201);
}

void TestRest::magicNumbers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const char *path, const QByteArray &form, int code) {
        QTest::newRow(name) << QString::fromLatin1(path) << form << code;
    };
    row("buy: not available", "IncomingPhoneNumbers.json", "PhoneNumber=%2B15005550000", 21422);
    row("buy: invalid", "IncomingPhoneNumbers.json", "PhoneNumber=%2B15005550001", 21421);
    row("buy: none in area", "IncomingPhoneNumbers.json", "AreaCode=533", 21452);
    row("text from: invalid", "Messages.json", "From=%2B15005550001&To=%2B14155550108&Body=x", 21212);
    row("text from: not ours", "Messages.json", "From=%2B15005550007&To=%2B14155550108&Body=x", 21606);
    row("text from: queue full", "Messages.json", "From=%2B15005550008&To=%2B14155550108&Body=x", 21611);
    row("text to: invalid", "Messages.json", "From=%2B15005550006&To=%2B15005550001&Body=x", 21211);
    row("text to: no route", "Messages.json", "From=%2B15005550006&To=%2B15005550002&Body=x", 21612);
    row("text to: region", "Messages.json", "From=%2B15005550006&To=%2B15005550003&Body=x", 21408);
    row("text to: opted out", "Messages.json", "From=%2B15005550006&To=%2B15005550004&Body=x", 21610);
    row("text to: landline", "Messages.json", "From=%2B15005550006&To=%2B15005550009&Body=x", 21614);
    const QByteArray url = "&Url=http%3A%2F%2Fexample.org%2F";
    row("call from: invalid", "Calls.json", "From=%2B15005550001&To=%2B14155550108" + url, 21212);
    row("call from: not ours", "Calls.json", "From=%2B15005550009&To=%2B14155550108" + url, 21210);
    row("call to: invalid", "Calls.json", "From=%2B15005550006&To=%2B15005550001" + url, 21217);
    row("call to: unreachable", "Calls.json", "From=%2B15005550006&To=%2B15005550002" + url, 21214);
    row("call to: region", "Calls.json", "From=%2B15005550006&To=%2B15005550003" + url, 21215);
    row("call to: blocked", "Calls.json", "From=%2B15005550006&To=%2B15005550004" + url, 21216);
}

void TestRest::magicNumbers()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, form);
    const auto index = m_rest->get(u"/_sandbox/"_s);
    m_rest->login(index.text("test_account_sid"), index.text("test_auth_token"));
    m_rest->setAccount(index.text("test_account_sid"));
    const auto answer = m_rest->post(path, form);
    QCOMPARE(answer.status, 400);
    QTEST(answer.code(), "code");
    QCOMPARE(answer.text("more_info"), u"https://www.twilio.com/docs/errors/%1"_s.arg(answer.code()));
    QCOMPARE(answer.json.value("status"_L1).toInt(), 400);
}

void TestRest::subaccountsLiveApart()
{
    const auto sub = m_rest->post(u"/2010-04-01/Accounts.json"_s, "FriendlyName=Branch");
    QCOMPARE(sub.status, 201);
    QCOMPARE(sub.text("owner_account_sid"), m_address.accountSid);
    QCOMPARE(m_rest->get(u"/2010-04-01/Accounts.json?FriendlyName=Branch"_s).list("accounts").size(), 1);

    m_rest->setAccount(sub.text("sid")); // as the parent
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 200);
    RestClient own(m_address);
    own.login(sub.text("sid"), sub.text("auth_token"));
    own.setAccount(sub.text("sid"));
    QCOMPARE(own.get(u"Calls.json"_s).status, 200);
    own.setAccount(m_address.accountSid);
    QCOMPARE(own.get(u"Calls.json"_s).status, 401);

    const auto suspended = m_rest->post(u"/2010-04-01/Accounts/%1.json"_s.arg(sub.text("sid")), "Status=suspended");
    QCOMPARE(suspended.text("status"), u"suspended"_s);
    own.setAccount(sub.text("sid"));
    QCOMPARE(own.get(u"Calls.json"_s).code(), 20005);
}

void TestRest::otherFormatsAreRefusedSayingSo()
{
    for (const QString &path : {u"Calls"_s, u"Calls.xml"_s, u"Calls.csv"_s}) {
        const auto answer = m_rest->get(path);
        QCOMPARE(answer.status, 501);
        QVERIFY(answer.text("message").contains(path.endsWith("csv"_L1) ? u"CSV"_s : u"XML"_s));
    }
}

void TestRest::otherMethodsAreNotAllowed()
{
    const auto answer = m_rest->remove(u"Calls.json"_s);
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.code(), 20004);
    QCOMPARE(answer.headers.value("allow"), "GET, POST"_ba);
}

void TestRest::everyAnswerHasARequestId()
{
    const auto one = m_rest->get(u"Calls.json"_s), two = m_rest->get(u"Nothing.json"_s);
    QVERIFY(one.headers.value("twilio-request-id").startsWith("RQ"));
    QCOMPARE(one.headers.value("twilio-request-id").size(), 34);
    QVERIFY(two.headers.value("twilio-request-id") != one.headers.value("twilio-request-id"));
    QVERIFY(one.headers.contains("twilio-request-duration"));
    QVERIFY(one.headers.value("content-type").startsWith("application/json"));
}

void TestRest::listsPageByTheirLinks()
{
    buy();
    m_sandbox->inWorld([](world::World &world) {
        for (int i = 0; i < 25; ++i)
            world.messages().receive(theirs, ours, u"text %1"_s.arg(i));
    });
    QStringList bodies;
    QString next = u"Messages.json?PageSize=10&From=%2B14155550108"_s, last;
    int pages = 0;
    while (!next.isEmpty()) {
        const auto page = m_rest->get(next);
        QCOMPARE(page.status, 200);
        QCOMPARE(page.json.value("page"_L1).toInt(), pages);
        QCOMPARE(page.json.value("page_size"_L1).toInt(), 10);
        QCOMPARE(page.json.value("start"_L1).toInt(), pages * 10);
        for (const QJsonValue &message : page.list("messages"))
            bodies.append(message.toObject().value("body"_L1).toString());
        last = page.text("previous_page_uri");
        next = page.text("next_page_uri");
        QVERIFY(next.isEmpty() || (next.startsWith("/2010-04-01/"_L1) && next.contains("PageToken=PA"_L1) && next.contains("From=%2B14155550108"_L1)));
        ++pages;
    }
    QCOMPARE(pages, 3);
    QCOMPARE(bodies.size(), 25);
    QCOMPARE(bodies.first(), u"text 24"_s); // newest first
    QCOMPARE(bodies.last(), u"text 0"_s);
    const auto back = m_rest->get(last);
    QCOMPARE(back.json.value("page"_L1).toInt(), 1);
    QCOMPARE(back.list("messages").first().toObject().value("body"_L1).toString(), u"text 14"_s);
}

void TestRest::pageSizesAreHeldToTheirRange()
{
    QCOMPARE(m_rest->get(u"Calls.json?PageSize=1000"_s).status, 200);
    QCOMPARE(m_rest->get(u"Calls.json?PageSize=1001"_s).code(), 20007);
    QCOMPARE(m_rest->get(u"Calls.json?PageToken=nonsense"_s).code(), 21481);
    QCOMPARE(m_rest->get(u"Calls.json"_s).json.value("page_size"_L1).toInt(), 50);
}

void TestRest::filtersSelectByDay()
{
    buy();
    m_sandbox->text(u"+14155550109"_s, ours, u"today"_s);
    const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    const QString tomorrow = QDateTime::currentDateTimeUtc().date().addDays(1).toString(Qt::ISODate);
    const auto count = [this](const QString &filter) {
        return m_rest->get(u"Messages.json?From=%2B14155550109&"_s + filter).list("messages").size();
    };
    QCOMPARE(count(u"DateSent="_s + today), 1);
    QCOMPARE(count(u"DateSent%3E="_s + today), 1);
    QCOMPARE(count(u"DateSent%3E="_s + tomorrow), 0);
    QCOMPARE(count(u"DateSent%3C="_s + today), 1); // for messages the day is included
    QCOMPARE(count(u"DateSent="_s + tomorrow), 0);
}

void TestRest::aMessageLivesItsLife()
{
    buy();
    const auto sent = m_rest->post(u"Messages.json"_s, "From=%2B12065550142&To=%2B14155550110&Body=On+my+way+%F0%9F%91%8B");
    QCOMPARE(sent.status, 201);
    QCOMPARE(sent.text("status"), u"queued"_s);
    QCOMPARE(sent.text("body"), u"On my way 👋"_s);
    QVERIFY(sent.json.value("date_sent"_L1).isNull() && sent.json.value("price"_L1).isNull());
    QCOMPARE(sent.text("num_segments"), u"1"_s);
    QVERIFY(sent.text("date_created").endsWith(" +0000"_L1));

    const QString path = u"Messages/%1.json"_s.arg(sent.text("sid"));
    QTRY_COMPARE(m_rest->get(path).text("status"), u"delivered"_s);
    QTRY_VERIFY(m_rest->get(path).text("price").startsWith(u'-'));
    QCOMPARE(m_rest->post(path, "Body=").text("body"), QString());
    QCOMPARE(m_rest->remove(path).status, 204);
    QCOMPARE(m_rest->get(path).status, 404);
}

void TestRest::errorsHaveTwiliosWording_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("no to") << "From=%2B12065550142&Body=x"_ba << 21604 << u"A 'To' phone number is required."_s;
    QTest::newRow("no from") << "To=%2B14155550108&Body=x"_ba << 21603 << u"A 'From' phone number is required."_s;
    QTest::newRow("too long") << "From=%2B12065550142&To=%2B14155550108&Body=" + QByteArray(1601, 'a') << 21617
                              << u"The concatenated message body exceeds the 1600 character limit."_s;
    QTest::newRow("not ours") << "From=%2B12065550199&To=%2B14155550108&Body=x"_ba << 21606
                              << u"The From phone number +12065550199 is not a valid, SMS-capable inbound phone number or short code for your account."_s;
}

void TestRest::errorsHaveTwiliosWording()
{
    buy();
    QFETCH(QByteArray, form);
    const auto answer = m_rest->post(u"Messages.json"_s, form);
    QCOMPARE(answer.status, 400);
    QTEST(answer.code(), "code");
    QTEST(answer.text("message"), "message");
}

void TestRest::numbersAreSearchedBoughtConfiguredAndReleased()
{
    const auto countries = m_rest->get(u"AvailablePhoneNumbers.json"_s);
    QVERIFY(!countries.list("countries").isEmpty());
    QCOMPARE(m_rest->get(u"AvailablePhoneNumbers/US.json"_s).text("country_code"), u"US"_s);
    const auto found = m_rest->get(u"AvailablePhoneNumbers/US/Local.json?AreaCode=206&PageSize=3"_s);
    QCOMPARE(found.status, 200);
    const QJsonArray offers = found.list("available_phone_numbers");
    QVERIFY(offers.size() >= 1 && offers.size() <= 3);
    const QString number = offers.first().toObject().value("phone_number"_L1).toString();
    QVERIFY(number.startsWith("+1206"_L1));

    const auto bought = m_rest->post(u"IncomingPhoneNumbers.json"_s, "SmsUrl=http%3A%2F%2Fexample.org%2Fa&PhoneNumber=%2B" + number.mid(1).toLatin1());
    QCOMPARE(bought.status, 201);
    QCOMPARE(bought.text("phone_number"), number);
    QCOMPARE(m_rest->post(u"IncomingPhoneNumbers.json"_s, "PhoneNumber=%2B" + number.mid(1).toLatin1()).code(), 21422);
    const QString path = u"IncomingPhoneNumbers/%1.json"_s.arg(bought.text("sid"));
    const auto updated = m_rest->post(path, "VoiceUrl=http%3A%2F%2Fexample.org%2Fv&SmsUrl=");
    QCOMPARE(updated.text("voice_url"), u"http://example.org/v"_s);
    QCOMPARE(updated.text("sms_url"), QString());
    QCOMPARE(m_rest->get(u"IncomingPhoneNumbers/Local.json?PhoneNumber=%2B"_s + number.mid(1)).list("incoming_phone_numbers").size(), 1);
    QCOMPARE(m_rest->get(u"IncomingPhoneNumbers/TollFree.json?PhoneNumber=%2B"_s + number.mid(1)).list("incoming_phone_numbers").size(), 0);
    QCOMPARE(m_rest->remove(path).status, 204);
    QCOMPARE(m_rest->get(path).status, 404);
    QCOMPARE(m_rest->get(u"AvailablePhoneNumbers/ZZ/Local.json"_s).status, 404);
}

void TestRest::callsComeToAnEnd()
{
    buy();
    const auto call = m_rest->post(u"Calls.json"_s, "From=%2B12065550142&To=%2B14155550108&Url=http%3A%2F%2Fexample.org%2F");
    QCOMPARE(call.status, 201);
    QCOMPARE(call.text("status"), u"queued"_s);
    QCOMPARE(call.text("direction"), u"outbound-api"_s);
    const QString path = u"Calls/%1.json"_s.arg(call.text("sid"));
    QTRY_VERIFY_WITH_TIMEOUT(QStringList({u"completed"_s, u"busy"_s, u"no-answer"_s}).contains(m_rest->get(path).text("status")), 10000);
    QCOMPARE(m_rest->post(path, "Url=http%3A%2F%2Fexample.org%2F").code(), 21220);
    QCOMPARE(m_rest->get(u"Calls/%1/Recordings.json"_s.arg(call.text("sid"))).list("recordings").size(), 0);
    QCOMPARE(m_rest->get(u"Calls/%1/Notifications.json"_s.arg(call.text("sid"))).status, 200);
    QCOMPARE(m_rest->remove(path).status, 204);
    QCOMPARE(m_rest->get(path).status, 404);
}

void TestRest::picturesAreFetchedElsewhere()
{
    buy();
    const QString sid = m_sandbox->text(theirs, ours, u"look"_s, {{u"image/png"_s, "not really a picture"_ba}});
    QVERIFY(sid.startsWith("MM"_L1));
    const auto media = m_rest->get(u"Messages/%1/Media.json"_s.arg(sid)).list("media_list");
    QCOMPARE(media.size(), 1);
    const QString uri = media.first().toObject().value("uri"_L1).toString();
    const auto redirect = m_rest->get(uri.chopped(5));
    QCOMPARE(redirect.status, 307);
    const QUrl location(QString::fromLatin1(redirect.headers.value("location")));
    QVERIFY(location.host() != m_address.restUrl.host());

    m_rest->login({}, {});
    const auto bytes = m_rest->get(location.toString(), {{"Range", "bytes=4-9"}});
    QCOMPARE(bytes.status, 206);
    QCOMPARE(bytes.body, "really"_ba);
    QCOMPARE(bytes.headers.value("content-type"), "image/png"_ba);
    QCOMPARE(m_rest->get(location.toString() + u'0').status, 403);
    const auto entries = m_sandbox->journal();
    QVERIFY(std::none_of(entries.begin(), entries.end(), [](const auto &entry) { return entry.credentialsLeaked; }));

    m_rest->login(u"AC"_s, u"secret"_s);
    (void)m_rest->get(location.toString());
    QVERIFY(m_sandbox->journal().last().credentialsLeaked);
}

void TestRest::theRestOfTheAccount_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("create");
    QTest::addColumn<QByteArray>("update");
    QTest::newRow("applications") << u"Applications"_s << u"applications"_s << "FriendlyName=desk&VoiceUrl=http%3A%2F%2Fexample.org%2F"_ba
                                  << "FriendlyName=other"_ba;
    QTest::newRow("addresses") << u"Addresses"_s << u"addresses"_s
                               << "CustomerName=Ada&Street=1+Main&City=Seattle&Region=WA&PostalCode=98101&IsoCountry=US&FriendlyName=desk"_ba
                               << "FriendlyName=other"_ba;
    QTest::newRow("keys") << u"Keys"_s << u"keys"_s << "FriendlyName=desk"_ba << "FriendlyName=other"_ba;
    QTest::newRow("credential lists") << u"SIP/CredentialLists"_s << u"credential_lists"_s << "FriendlyName=desk"_ba << "FriendlyName=other"_ba;
    QTest::newRow("ip lists") << u"SIP/IpAccessControlLists"_s << u"ip_access_control_lists"_s << "FriendlyName=desk"_ba << "FriendlyName=other"_ba;
    QTest::newRow("sip domains") << u"SIP/Domains"_s << u"domains"_s << "DomainName=plain-desk.sip.twilio.com&FriendlyName=desk"_ba
                                 << "FriendlyName=other"_ba;
}

void TestRest::theRestOfTheAccount()
{
    QFETCH(QString, path);
    QFETCH(QString, key);
    QFETCH(QByteArray, create);
    QFETCH(QByteArray, update);
    const auto created = m_rest->post(path + ".json"_L1, create);
    QCOMPARE(created.status, 201);
    QCOMPARE(created.text("friendly_name"), u"desk"_s);
    const QString one = path + u'/' + created.text("sid") + ".json"_L1;
    QCOMPARE(m_rest->get(one).text("friendly_name"), u"desk"_s);
    if (created.json.contains("uri"_L1))
        QCOMPARE(m_rest->get(created.text("uri")).text("sid"), created.text("sid"));
    QCOMPARE(m_rest->post(one, update).text("friendly_name"), u"other"_s);
    bool listed = false;
    for (const QJsonValue &item : m_rest->get(path + ".json"_L1).json.value(key).toArray())
        listed = listed || item.toObject().value("sid"_L1).toString() == created.text("sid");
    QVERIFY(listed);
    QCOMPARE(m_rest->remove(one).status, 204);
    QCOMPARE(m_rest->get(one).status, 404);
    QCOMPARE(m_rest->remove(one).code(), 20404);
}

void TestRest::sipDomainsAndWhoMayUseThem()
{
    const QString list = m_rest->post(u"SIP/CredentialLists.json"_s, "FriendlyName=phones").text("sid");
    const auto user = m_rest->post(u"SIP/CredentialLists/%1/Credentials.json"_s.arg(list), "Username=desk1&Password=Long-Enough-1");
    QCOMPARE(user.status, 201);
    QVERIFY(!user.json.contains("password"_L1));
    QCOMPARE(m_rest->post(u"SIP/CredentialLists/%1/Credentials.json"_s.arg(list), "Username=desk2&Password=short").status, 400);
    const QString domain = m_rest->post(u"SIP/Domains.json"_s, "DomainName=acme-desk.sip.twilio.com&SipRegistration=true").text("sid");
    const QString mappings = u"SIP/Domains/%1/Auth/Calls/CredentialListMappings.json"_s.arg(domain);
    QCOMPARE(m_rest->post(mappings, "CredentialListSid=" + list.toLatin1()).status, 201);
    QCOMPARE(m_rest->post(mappings, "CredentialListSid=" + list.toLatin1()).code(), 21231);
    QCOMPARE(m_rest->get(mappings).list("contents").size(), 1);
    const auto older = m_rest->get(u"SIP/Domains/%1/CredentialListMappings.json"_s.arg(domain)).list("credential_list_mappings");
    QCOMPARE(older.first().toObject().value("domain_sid"_L1).toString(), domain); // the same storage under its older name
    QCOMPARE(m_rest->get(u"SIP/Domains/%1/Auth/Registrations/CredentialListMappings.json"_s.arg(domain)).list("contents").size(), 0);
    QCOMPARE(m_rest->get(u"SIP/Domains/%1.json"_s.arg(domain)).text("auth_type"), u"CREDENTIAL_LIST"_s);
    QCOMPARE(m_rest->remove(u"SIP/Domains/%1/Auth/Calls/CredentialListMappings/%2.json"_s.arg(domain, list)).status, 204);
}

void TestRest::pricesAndLookups()
{
    const auto country = m_rest->get(u"/pricing/v1/PhoneNumbers/Countries/US"_s);
    QCOMPARE(country.status, 200);
    QVERIFY(!country.list("phone_number_prices").isEmpty());
    QVERIFY(country.text("url").endsWith("/pricing/v1/PhoneNumbers/Countries/US"_L1));
    for (const QString &path : {u"/pricing/v1/Voice/Countries"_s, u"/pricing/v1/Messaging/Countries"_s, u"/pricing/v2/Voice/Countries"_s}) {
        const auto list = m_rest->get(path + "?PageSize=1"_L1);
        QCOMPARE(list.list("countries").size(), 1);
        QCOMPARE(list.json.value("meta"_L1).toObject().value("key"_L1).toString(), u"countries"_s);
    }
    QCOMPARE(m_rest->get(u"/pricing/v2/Voice/Numbers/+14155550108"_s).text("iso_country"), u"US"_s);
    QCOMPARE(m_rest->get(u"/pricing/v1/Voice/Countries/XX"_s).status, 404);
    QCOMPARE(m_rest->get(u"/lookups/v2/PhoneNumbers/%2B14155550108"_s).json.value("valid"_L1).toBool(), true);
    QCOMPARE(m_rest->get(u"/lookups/v2/PhoneNumbers/abc"_s).json.value("valid"_L1).toBool(true), false);
}

void TestRest::messagingServices()
{
    const auto service = m_rest->post(u"/messaging/v1/Services"_s, "FriendlyName=Reminders");
    QCOMPARE(service.status, 201);
    QVERIFY(service.text("date_created").endsWith(u'Z'));
    const QString number = buy(u"+12065550143"_s);
    const QString senders = u"/messaging/v1/Services/%1/PhoneNumbers"_s.arg(service.text("sid"));
    QCOMPARE(m_rest->post(senders, "PhoneNumberSid=" + number.toLatin1()).status, 201);
    QCOMPARE(m_rest->get(senders).list("phone_numbers").size(), 1);
    const auto sent = m_rest->post(u"Messages.json"_s, "MessagingServiceSid=" + service.text("sid").toLatin1() + "&To=%2B14155550108&Body=x");
    QCOMPARE(sent.text("status"), u"accepted"_s);
    QVERIFY(sent.json.value("from"_L1).isNull());
    QCOMPARE(m_rest->remove(senders + u'/' + number).status, 204);
    QCOMPARE(m_rest->remove(u"/messaging/v1/Services/"_s + service.text("sid")).status, 204);
}

void TestRest::iamKeys()
{
    const auto list = m_rest->get(u"/iam/v1/Keys?AccountSid=%1"_s.arg(m_address.accountSid));
    QCOMPARE(list.status, 200);
    QCOMPARE(list.json.value("meta"_L1).toObject().value("key"_L1).toString(), u"keys"_s);
}

void TestRest::usageAddsUp()
{
    for (const QString &path : {u"Usage/Records.json"_s, u"Usage/Records/ThisMonth.json"_s, u"Usage/Records/AllTime.json"_s,
                                u"Usage/Records/Daily.json?Category=sms"_s}) {
        const auto usage = m_rest->get(path);
        QCOMPARE(usage.status, 200);
        for (const QJsonValue &record : usage.list("usage_records"))
            QCOMPARE(record.toObject().value("price_unit"_L1).toString(), u"usd"_s);
    }
    QVERIFY(!m_rest->get(u"Usage/Records.json"_s).list("usage_records").isEmpty());
}

void TestRest::conferencesAndQueuesAreEmpty()
{
    QCOMPARE(m_rest->get(u"Conferences.json?Status=in-progress"_s).list("conferences").size(), 0);
    QCOMPARE(m_rest->get(u"Queues.json"_s).json.value("page_size"_L1).toInt(), 50);
    QCOMPARE(m_rest->get(u"Queues/QU00000000000000000000000000000000.json"_s).code(), 20404);
}

void TestRest::whatIsNotThereIsNotFound_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"Calls/CA00000000000000000000000000000000.json", "Messages/SM00000000000000000000000000000000.json",
                             "Recordings/RE00000000000000000000000000000000.json", "Recordings/RE00000000000000000000000000000000.mp3",
                             "Transcriptions/TR00000000000000000000000000000000.json", "Notifications/NO00000000000000000000000000000000.json",
                             "Calls/CA00000000000000000000000000000000/Recordings.json", "Nothing.json", "Calls/.json",
                             "Messages/SM00000000000000000000000000000000/Media.json", "/nothing/v1/Here", "/2010-04-01/Nothing.json"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestRest::whatIsNotThereIsNotFound()
{
    QFETCH(QString, path);
    const auto answer = m_rest->get(path);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.code(), 20404);
    QVERIFY(answer.text("message").startsWith("The requested resource /"_L1));
}

QTEST_GUILESS_MAIN(TestRest)
#include "tst_rest.moc"
