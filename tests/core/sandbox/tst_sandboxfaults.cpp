// SPDX-License-Identifier: GPL-3.0-or-later
#include "restclient.h"

#include "core/sandbox/world/world.h"

#include <QTcpSocket>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSandboxFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void latencyDelaysTheAnswer();
    void aRateLimitSaysWhenToComeBack();
    void anErrorBeforeTheEffectChangesNothing();
    void anErrorAfterTheEffectHidesASuccess();
    void aResetBeforeTheEffectChangesNothing();
    void aResetAfterTheEffectLosesTheAnswer();
    void truncatedAndMalformedAnswers();
    void wrongTypesAreStillJson();
    void aSlowDripArrives();
    void faultsAreManagedOverHttp();
    void badFaultsAreRefused();
    void theJournalTellsWhatHappened();
    void attachmentsFailToo();
    void somebodyTextsOverHttp();
    void startingAndStoppingTwice();
    void itEndsWithoutAnybodyWaiting();
    void endingAgainMeanwhileIsHarmless();
    void aPortInUseIsSaid();
    void faultsFromTheStart();

private:
    int numberOfKeys();
    RestClient::Answer createKey() { return m_rest->post(u"Applications.json"_s, "FriendlyName=fault"); }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<RestClient> m_rest;
    SandboxAddress m_address;
};

void TestSandboxFaults::initTestCase()
{
    SandboxOptions options;
    options.world = u"empty"_s;
    m_sandbox = std::make_unique<Sandbox>(options);
    const auto address = m_sandbox->start();
    QVERIFY2(address, address ? "" : qPrintable(address.error().detail));
    m_address = *address;
}

void TestSandboxFaults::init()
{
    m_rest = std::make_unique<RestClient>(m_address);
    m_sandbox->clearFaults();
    m_sandbox->clearJournal();
}

/// What the account truly has, however the answers look.
int TestSandboxFaults::numberOfKeys()
{
    return m_sandbox->inWorld([](world::World &world) { return int(world.applications().list(world::Form{{u"PageSize"_s, u"1000"_s}})->items.size()); });
}

void TestSandboxFaults::latencyDelaysTheAnswer()
{
    QVERIFY(m_sandbox->addFaults(R"({"kind":"latency","ms":150,"count":1})"));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 200);
    QVERIFY(clock.elapsed() >= 150);
}

void TestSandboxFaults::aRateLimitSaysWhenToComeBack()
{
    QVERIFY(m_sandbox->addFaults(R"([{"kind":"rate_limit","retry_after":7,"count":1},{"kind":"rate_limit","count":1}])"));
    const auto first = m_rest->get(u"Calls.json"_s), second = m_rest->get(u"Calls.json"_s);
    QCOMPARE(first.status, 429);
    QCOMPARE(first.code(), 20429);
    QCOMPARE(first.headers.value("retry-after"), "7"_ba);
    QCOMPARE(second.status, 429);
    QVERIFY(!second.headers.contains("retry-after"));
    QCOMPARE(m_rest->get(u"Calls.json"_s).status, 200);
}

void TestSandboxFaults::anErrorBeforeTheEffectChangesNothing()
{
    const int before = numberOfKeys();
    QVERIFY(m_sandbox->addFaults(R"({"kind":"status","status":500,"method":"POST","count":1})"));
    QCOMPARE(createKey().status, 500);
    QCOMPARE(numberOfKeys(), before);
}

void TestSandboxFaults::anErrorAfterTheEffectHidesASuccess()
{
    const int before = numberOfKeys();
    QVERIFY(m_sandbox->addFaults(R"({"kind":"error","when":"after","method":"POST","count":1})"));
    QCOMPARE(createKey().status, 503);
    QCOMPARE(numberOfKeys(), before + 1);
}

void TestSandboxFaults::aResetBeforeTheEffectChangesNothing()
{
    const int before = numberOfKeys();
    QVERIFY(m_sandbox->addFaults(R"({"kind":"reset","method":"POST","path":"*/Applications.json","count":1})"));
    const auto answer = createKey();
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.error != QNetworkReply::NoError);
    QCOMPARE(numberOfKeys(), before);
}

void TestSandboxFaults::aResetAfterTheEffectLosesTheAnswer()
{
    const int before = numberOfKeys();
    QVERIFY(m_sandbox->addFaults(R"({"kind":"reset","when":"after","method":"POST","count":1})"));
    QCOMPARE(createKey().status, 0);
    QCOMPARE(numberOfKeys(), before + 1);
}

void TestSandboxFaults::truncatedAndMalformedAnswers()
{
    QVERIFY(m_sandbox->addFaults(R"([{"kind":"truncate","count":1},{"kind":"malformed","count":1}])"));
    QVERIFY(m_rest->get(u"Calls.json"_s).error != QNetworkReply::NoError);
    const auto malformed = m_rest->get(u"Calls.json"_s);
    QCOMPARE(malformed.status, 200);
    QVERIFY(QJsonDocument::fromJson(malformed.body).isNull());
}

void TestSandboxFaults::wrongTypesAreStillJson()
{
    const auto right = m_rest->get(u"Balance.json"_s);
    QVERIFY(m_sandbox->addFaults(R"({"kind":"wrong_types"})"));
    bool differs = false;
    for (int i = 0; i < 10; ++i) {
        const auto wrong = m_rest->get(u"Balance.json"_s);
        QCOMPARE(wrong.json.keys(), right.json.keys());
        differs = differs || wrong.json != right.json;
    }
    QVERIFY(differs);
}

void TestSandboxFaults::aSlowDripArrives()
{
    QVERIFY(m_sandbox->addFaults(R"({"kind":"slow_drip","bytes":40,"interval_ms":2,"count":1})"));
    const auto answer = m_rest->get(u"Calls.json"_s);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json.contains("calls"_L1));
}

void TestSandboxFaults::faultsAreManagedOverHttp()
{
    const auto added = m_rest->post(u"/_sandbox/faults"_s, R"([{"kind":"reset","count":3},{"kind":"latency","ms":5}])", "application/json");
    QCOMPARE(added.status, 201);
    QCOMPARE(added.list("faults").size(), 2);
    const int id = added.list("faults").first().toObject().value("id"_L1).toInt();
    QCOMPARE(m_rest->remove(u"/_sandbox/faults/%1"_s.arg(id)).list("faults").size(), 1);
    QCOMPARE(m_rest->remove(u"/_sandbox/faults/%1"_s.arg(id)).status, 404);
    QCOMPARE(m_rest->remove(u"/_sandbox/faults"_s).list("faults").size(), 0);
    QCOMPARE(m_rest->get(u"/_sandbox/faults"_s).list("faults").size(), 0);
}

void TestSandboxFaults::badFaultsAreRefused()
{
    for (const char *json : {"", "nonsense", "[1]", R"({"kind":"thunder"})", R"({"kind":"reset","counts":1})"})
        QCOMPARE(m_rest->post(u"/_sandbox/faults"_s, json, "application/json").status, 400);
    QVERIFY(!m_sandbox->addFaults("{"));
    QCOMPARE(m_rest->get(u"/_sandbox/faults"_s).list("faults").size(), 0);
}

void TestSandboxFaults::theJournalTellsWhatHappened()
{
    QVERIFY(m_sandbox->addFaults(R"({"kind":"reset","when":"after","method":"POST","count":1})"));
    (void)createKey();
    (void)m_rest->get(u"Calls.json?PageSize=3"_s);
    const auto journal = m_rest->get(u"/_sandbox/journal?kind=request"_s);
    const QJsonArray entries = journal.list("entries");
    QCOMPARE(entries.size(), 2);
    const QJsonObject post = entries[0].toObject(), get = entries[1].toObject();
    QCOMPARE(post.value("method"_L1).toString(), u"POST"_s);
    QCOMPARE(post.value("request_body"_L1).toString(), u"FriendlyName=fault"_s);
    QCOMPARE(post.value("status"_L1).toInt(), 0);
    QCOMPARE(post.value("notes"_L1).toArray().first().toString(), u"reset after effect"_s);
    QCOMPARE(post.value("user"_L1).toString(), m_address.accountSid);
    QVERIFY(get.value("url"_L1).toString().endsWith("/Calls.json?PageSize=3"_L1));
    QVERIFY(get.value("response_body"_L1).toString().contains("\"calls\":[]"_L1));
    const QByteArray token = m_address.authToken.reveal();
    QVERIFY(!journal.body.contains(token));
    QVERIFY(!journal.body.contains((m_address.accountSid.toUtf8() + ':' + token).toBase64()));
    const int last = get.value("id"_L1).toInt();
    QCOMPARE(m_rest->get(u"/_sandbox/journal?after=%1"_s.arg(last)).list("entries").size(), 0);
    QCOMPARE(m_rest->remove(u"/_sandbox/journal"_s).status, 204);
}

void TestSandboxFaults::attachmentsFailToo()
{
    const QString line = m_sandbox->inWorld([](world::World &world) {
        world::IncomingNumber own;
        own.phoneNumber = u"+12065550150"_s;
        return world.numbers().add(own).phoneNumber;
    });
    const QString sid = m_sandbox->text(u"+14155550108"_s, line, {}, {{u"image/png"_s, "0123456789"_ba}});
    const QString uri = m_rest->get(u"Messages/%1/Media.json"_s.arg(sid)).list("media_list").first().toObject().value("uri"_L1).toString();
    const QString location = QString::fromLatin1(m_rest->get(uri.chopped(5)).headers.value("location"));
    m_rest->login({}, {});
    QVERIFY(m_sandbox->addFaults(R"({"kind":"truncate","path":"/_media?*","bytes":4,"count":1})"));
    const auto cut = m_rest->get(location);
    QVERIFY(cut.error != QNetworkReply::NoError);
    QCOMPARE(m_rest->get(location).body, "0123456789"_ba);
}

void TestSandboxFaults::somebodyTextsOverHttp()
{
    m_sandbox->inWorld([](world::World &world) {
        world::IncomingNumber own;
        own.phoneNumber = u"+12065550151"_s;
        world.numbers().add(own);
    });
    const auto texted = m_rest->post(u"/_sandbox/messages"_s,
                                     R"({"from":"+14155550108","to":"+12065550151","body":"hi","media":["data:image/gif;base64,R0lGODlhAQABAAAAACw="]})",
                                     "application/json");
    QCOMPARE(texted.status, 201);
    const auto message = m_rest->get(u"Messages/%1.json"_s.arg(texted.text("sid")));
    QCOMPARE(message.text("direction"), u"inbound"_s);
    QCOMPARE(message.text("num_media"), u"1"_s);
    for (const char *bad : {R"({"from":"x","to":"+12065550151","body":"hi"})", R"({"from":"+14155550108","to":"+14155550108","body":"hi"})",
                            R"({"from":"+14155550108","to":"+12065550151"})", "nonsense",
                            R"({"from":"+14155550108","to":"+12065550151","media":["file:/etc/passwd"]})"})
        QCOMPARE(m_rest->post(u"/_sandbox/messages"_s, bad, "application/json").status, 400);
    QCOMPARE(m_rest->post(u"/_sandbox/calls"_s, "{}", "application/json").status, 400); // nobody, nowhere
}

void TestSandboxFaults::startingAndStoppingTwice()
{
    Sandbox sandbox({.world = u"empty"_s});
    for (int i = 0; i < 2; ++i) {
        const auto address = sandbox.start();
        QVERIFY(address);
        RestClient client(*address);
        QCOMPARE(client.get(u"Calls.json"_s).status, 200);
        sandbox.stop();
        QCOMPARE(client.get(u"Calls.json"_s).status, 0);
    }
    sandbox.stop();
    Sandbox neverStarted({.world = u"empty"_s});
}

namespace {

/// An answer that takes a while keeps the sandbox from ending at once.
std::unique_ptr<QTcpSocket> askSlowly(Sandbox &sandbox, const SandboxAddress &address)
{
    if (!sandbox.addFaults(R"({"kind":"slow_drip","bytes":4,"interval_ms":20,"count":1})"))
        return nullptr;
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(address.restUrl.host(), quint16(address.restUrl.port()));
    if (!socket->waitForConnected(5000))
        return nullptr;
    socket->write("GET /2010-04-01/Accounts.json HTTP/1.1\r\nHost: here\r\n\r\n");
    return socket->waitForBytesWritten(5000) && QTest::qWaitFor([&] { return sandbox.journal().size() == 1; }) ? std::move(socket) : nullptr;
}

} // namespace

void TestSandboxFaults::itEndsWithoutAnybodyWaiting()
{
    Sandbox sandbox({.world = u"empty"_s});
    const auto address = sandbox.start();
    QVERIFY(address);
    const auto socket = askSlowly(sandbox, *address);
    QVERIFY(socket);

    const QFuture<Result<>> ended = sandbox.stopLater();

    QVERIFY(!ended.isFinished()); // it finishes what it holds first, and we are not kept
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished(), 20'000);
    QVERIFY(ended.result());
    QVERIFY(socket->readAll().startsWith("HTTP/1.1 401"));
    QCOMPARE(RestClient(*address).get(u"Calls.json"_s).status, 0);
}

void TestSandboxFaults::endingAgainMeanwhileIsHarmless()
{
    Sandbox sandbox({.world = u"empty"_s});
    const auto address = sandbox.start();
    QVERIFY(address);
    const auto socket = askSlowly(sandbox, *address);
    QVERIFY(socket);

    const QFuture<Result<>> first = sandbox.stopLater(), second = sandbox.stopLater();
    sandbox.stop();

    QVERIFY(first.isFinished() && first.result());
    QVERIFY(second.isFinished() && second.result());
    QVERIFY(sandbox.start()); // and it can begin anew
}

void TestSandboxFaults::aPortInUseIsSaid()
{
    Sandbox other({.port = quint16(m_address.restUrl.port()), .world = u"empty"_s});
    const auto address = other.start();
    QVERIFY(!address);
    QCOMPARE(address.error().kind, Error::Kind::Unavailable);
}

void TestSandboxFaults::faultsFromTheStart()
{
    Sandbox sandbox({.world = u"empty"_s, .faults = R"({"faults":[{"kind":"status","status":500,"count":1}]})"});
    const auto address = sandbox.start();
    QVERIFY(address);
    QCOMPARE(RestClient(*address).get(u"Calls.json"_s).status, 500);
    Sandbox wrong({.world = u"empty"_s, .faults = "{"});
    QCOMPARE(wrong.start().error().kind, Error::Kind::Malformed);
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"
