// SPDX-License-Identifier: GPL-3.0-or-later
#include "restclient.h"

#include "core/domain/signature.h"
#include "core/http/httpserver.h"
#include "core/sandbox/world/world.h"

using namespace milassist;
using namespace Qt::StringLiterals;
using faults::JournalEntry;

namespace {

const QString ours = u"+12065550142"_s;
const QString theirs = u"+14155550108"_s;

/// Somebody's server: remembers what it was told and answers as it is told.
class Receiver {
public:
    struct Told {
        HttpRequest request;
        Form form;
    };

    Receiver()
        : m_server([this](const HttpRequest &request, const HttpResponder &responder) {
              told.append({request, request.method == "GET" ? request.query() : request.form()});
              if (resets)
                  return responder.reset();
              if (std::exchange(keepsNext, false)) {
                  kept = responder;
                  return;
              }
              const auto answer = answers.value(request.path(), HttpResponse{.status = 204});
              responder.send(answer);
          })
    {
        (void)m_server.listen(QHostAddress::LocalHost, 0);
    }

    QString url(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_server.port()).arg(path); }
    QList<Told> at(const QString &path) const
    {
        QList<Told> found;
        for (const Told &one : told)
            if (one.request.path() == path)
                found.append(one);
        return found;
    }

    QList<Told> told;
    QHash<QString, HttpResponse> answers;
    bool resets = false;
    bool keepsNext = false; ///< the next one waits for its answer
    HttpResponder kept;

private:
    HttpServer m_server;
};

SignedFields fieldsOf(const Form &form)
{
    SignedFields fields;
    for (const Form::Field &field : form.fields())
        fields.append({field.name, field.value});
    return fields;
}

} // namespace

class TestWebhooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aTextIsToldSignedAndWhole();
    void picturesAreNamed();
    void nobodyIsAskedWithoutAnAddress();
    void theAnswerIsSent();
    void aRedirectLeadsToTheNextDocument();
    void theStatusOfATextIsTold();
    void theProgressOfACallIsTold();
    void whatHappensToOneCallIsToldInItsOrder();
    void getPutsTheFieldsIntoTheQuery();
    void aFailureGoesToTheFallbackAndIsNoted();
    void retriesFollowTheAddress();
    void redirectsAreFollowedSigned();
    void passwordsInTheAddressAreUsedAndNotSigned();
    void aLostAnswerIsNotAskedForAgain();
    void brokenTwimlIsNoted();
    void webhooksComeTwice();
    void webhooksComeInAnotherOrder();
    void picturesToSendAreFetched();
    void theJournalHasThem();

private:
    void configure(const QString &field, const QString &url);
    QStringList notedErrors();
    RestClient::Answer sendText(const QByteArray &more = {});

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<RestClient> m_rest;
    std::unique_ptr<Receiver> m_receiver;
    SandboxAddress m_address;
    QString m_line;
};

void TestWebhooks::init()
{
    SandboxOptions options;
    options.world = u"empty"_s;
    options.pace = {.queuedToSending = 5, .sendingToSent = 5, .sentToDelivered = 5, .messagePrice = 5, .callInitiated = 5,
                    .callRinging = 5, .callAnswered = 10, .callTalk = 20, .callPrice = 5};
    m_sandbox = std::make_unique<Sandbox>(options);
    m_receiver = std::make_unique<Receiver>();
    const auto address = m_sandbox->start();
    QVERIFY(address);
    m_address = *address;
    m_rest = std::make_unique<RestClient>(m_address);
    m_line = m_sandbox->inWorld([](world::World &world) {
        world::IncomingNumber own;
        own.phoneNumber = ours;
        return world.numbers().add(own).sid;
    });
}

void TestWebhooks::cleanup()
{
    m_sandbox.reset();
    m_receiver.reset();
}

void TestWebhooks::configure(const QString &field, const QString &url)
{
    const auto answer = m_rest->post(u"IncomingPhoneNumbers/%1.json"_s.arg(m_line), field.toUtf8() + '=' + QUrl::toPercentEncoding(url));
    QCOMPARE(answer.status, 200);
}

QStringList TestWebhooks::notedErrors()
{
    QStringList codes;
    for (const QJsonValue &note : m_rest->get(u"Notifications.json"_s).list("notifications"))
        codes.append(note.toObject().value("error_code"_L1).toString());
    return codes;
}

RestClient::Answer TestWebhooks::sendText(const QByteArray &more)
{
    return m_rest->post(u"Messages.json"_s, "From=%2B12065550142&To=%2B14155550110&Body=hello" + more);
}

void TestWebhooks::aTextIsToldSignedAndWhole()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms?line=1&tag=a%20b"_s));
    const QString sid = m_sandbox->text(theirs, ours, u"50% off + \"free\" 你好 👋"_s);
    QTRY_COMPARE(m_receiver->told.size(), 1);
    const auto &[request, form] = m_receiver->told.first();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/sms?line=1&tag=a%20b"_ba);
    QCOMPARE(form.value(u"Body"), u"50% off + \"free\" 你好 👋"_s);
    QCOMPARE(form.value(u"MessageSid"), sid);
    QCOMPARE(form.value(u"SmsMessageSid"), sid);
    QCOMPARE(form.value(u"From"), theirs);
    QCOMPARE(form.value(u"FromState"), u"CA"_s);
    QCOMPARE(form.value(u"ToState"), u"WA"_s);
    QCOMPARE(form.value(u"NumMedia"), u"0"_s);
    QCOMPARE(form.value(u"AccountSid"), m_address.accountSid);
    const QByteArray url = m_receiver->url(u"/sms?line=1&tag=a%20b"_s).toLatin1();
    QCOMPARE(request.headers.value("X-Twilio-Signature"), twilioSignature(m_address.authToken, url, fieldsOf(form)));
    QCOMPARE(request.headers.value("User-Agent"), "TwilioProxy/1.1"_ba);
    QVERIFY(!request.headers.value("I-Twilio-Idempotency-Token").isEmpty());
}

void TestWebhooks::picturesAreNamed()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, {}, {{u"image/png"_s, "1"_ba}, {u"image/gif"_s, "2"_ba}});
    QTRY_COMPARE(m_receiver->told.size(), 1);
    const Form &form = m_receiver->told.first().form;
    QCOMPARE(form.value(u"NumMedia"), u"2"_s);
    QCOMPARE(form.value(u"MediaContentType1"), u"image/gif"_s);
    QCOMPARE(m_rest->get(form.value(u"MediaUrl0")).status, 307);
}

void TestWebhooks::nobodyIsAskedWithoutAnAddress()
{
    m_sandbox->text(theirs, ours, u"hello"_s);
    QVERIFY(m_sandbox->isQuiet());
    QVERIFY(notedErrors().isEmpty());
}

void TestWebhooks::theAnswerIsSent()
{
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(200, "<Response><Message>Thanks!</Message></Response>", "text/xml"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    const QString replies = u"Messages.json?From=%2B12065550142"_s;
    QTRY_COMPARE(m_rest->get(replies).list("messages").size(), 1);
    const QJsonObject reply = m_rest->get(replies).list("messages").first().toObject();
    QCOMPARE(reply.value("body"_L1).toString(), u"Thanks!"_s);
    QCOMPARE(reply.value("to"_L1).toString(), theirs);
    QCOMPARE(reply.value("direction"_L1).toString(), u"outbound-reply"_s);
}

void TestWebhooks::aRedirectLeadsToTheNextDocument()
{
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(200, "<Response><Redirect>/next</Redirect></Response>", "text/xml"));
    m_receiver->answers.insert(u"/next"_s, HttpResponse::text(200, "A reply", "text/plain"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_rest->get(u"Messages.json?From=%2B12065550142"_s).list("messages").size(), 1);
    QCOMPARE(m_receiver->at(u"/next"_s).first().form.value(u"Body"), u"hello"_s);
}

void TestWebhooks::theStatusOfATextIsTold()
{
    const auto sent = sendText("&StatusCallback=" + QUrl::toPercentEncoding(m_receiver->url(u"/status"_s)));
    QCOMPARE(sent.status, 201);
    QTRY_COMPARE(m_receiver->told.size(), 3);
    QStringList states;
    for (const auto &told : m_receiver->told) {
        states.append(told.form.value(u"MessageStatus"));
        QCOMPARE(told.form.value(u"SmsStatus"), states.last());
        QCOMPARE(told.form.value(u"MessageSid"), sent.text("sid"));
        QCOMPARE(told.request.headers.value("X-Twilio-Signature"),
                 twilioSignature(m_address.authToken, m_receiver->url(u"/status"_s).toLatin1(), fieldsOf(told.form)));
    }
    states.sort(); // their order is not promised
    QCOMPARE(states, QStringList({u"delivered"_s, u"sending"_s, u"sent"_s}));
}

void TestWebhooks::theProgressOfACallIsTold()
{
    const auto call = m_rest->post(u"Calls.json"_s,
                                   "From=%2B12065550142&To=%2B14155550110&Twiml=%3CResponse%2F%3E&StatusCallbackEvent=initiated&StatusCallbackEvent="
                                   "completed&StatusCallback=" + QUrl::toPercentEncoding(m_receiver->url(u"/call"_s)));
    QCOMPARE(call.status, 201);
    QTRY_COMPARE_WITH_TIMEOUT(m_receiver->told.size(), 2, 10000);
    QStringList states;
    for (const auto &told : m_receiver->told) {
        QCOMPARE(told.form.value(u"CallSid"), call.text("sid"));
        QCOMPARE(told.form.value(u"CallbackSource"), u"call-progress-events"_s);
        states.append(told.form.value(u"CallStatus"));
    }
    QCOMPARE(states.first(), u"initiated"_s);
    QCOMPARE(m_receiver->told.first().form.value(u"SequenceNumber"), u"0"_s);
    QVERIFY(m_receiver->told.last().form.contains(u"CallDuration"));
    QVERIFY(m_receiver->told.last().form.value(u"Timestamp").endsWith(" +0000"_L1));
}

void TestWebhooks::whatHappensToOneCallIsToldInItsOrder()
{
    m_receiver->keepsNext = true; // who is slow is not overtaken
    const QByteArray order = "From=%2B12065550142&To=%2B14155550110&Twiml=%3CResponse%2F%3E&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing"
                             "&StatusCallbackEvent=answered&StatusCallbackEvent=completed&StatusCallback=";
    const auto call = m_rest->post(u"Calls.json"_s, order + QUrl::toPercentEncoding(m_receiver->url(u"/slow"_s)));
    QTRY_COMPARE(m_receiver->told.size(), 1);
    QTRY_COMPARE(m_rest->get(u"Calls/%1.json"_s.arg(call.text("sid"))).text("status"), u"completed"_s);
    const auto other = m_rest->post(u"Calls.json"_s, order + QUrl::toPercentEncoding(m_receiver->url(u"/other"_s)));
    QTRY_COMPARE(m_receiver->at(u"/other"_s).size(), 4); // and holds nobody else up
    QCOMPARE(m_receiver->at(u"/slow"_s).size(), 1);

    m_receiver->kept.send({.status = 204});

    QTRY_COMPARE(m_receiver->at(u"/slow"_s).size(), 4);
    for (const QString &path : {u"/slow"_s, u"/other"_s}) {
        QStringList numbers;
        for (const auto &told : m_receiver->at(path))
            numbers.append(told.form.value(u"SequenceNumber"));
        QCOMPARE(numbers.join(u' '), u"0 1 2 3"_s);
    }
    QTRY_VERIFY(m_sandbox->isQuiet());
}

void TestWebhooks::getPutsTheFieldsIntoTheQuery()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms?a=1"_s));
    configure(u"SmsMethod"_s, u"GET"_s);
    m_sandbox->text(theirs, ours, u"hello there"_s);
    QTRY_COMPARE(m_receiver->told.size(), 1);
    const HttpRequest &request = m_receiver->told.first().request;
    QCOMPARE(request.method, "GET"_ba);
    QCOMPARE(request.query().value(u"Body"), u"hello there"_s);
    const QByteArray url = m_receiver->url({}).toLatin1() + request.target;
    QCOMPARE(request.headers.value("X-Twilio-Signature"), twilioSignature(m_address.authToken, url));
}

void TestWebhooks::aFailureGoesToTheFallbackAndIsNoted()
{
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(502, "oh no"));
    m_receiver->answers.insert(u"/fallback"_s, HttpResponse::text(500, "no either"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    configure(u"SmsFallbackUrl"_s, m_receiver->url(u"/fallback"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_receiver->at(u"/fallback"_s).size(), 1);
    QCOMPARE(m_receiver->at(u"/sms"_s).size(), 1);
    const Form form = m_receiver->at(u"/fallback"_s).first().form;
    QCOMPARE(form.value(u"ErrorCode"), u"11200"_s);
    QCOMPARE(form.value(u"ErrorUrl"), m_receiver->url(u"/sms"_s));
    QTRY_COMPARE(notedErrors(), QStringList({u"11200"_s}));
    const auto note = m_rest->get(u"Notifications.json"_s).list("notifications").first().toObject();
    const auto whole = m_rest->get(note.value("uri"_L1).toString());
    QCOMPARE(whole.text("response_body"), u"no either"_s);
    QCOMPARE(whole.text("log"), u"0"_s);
}

void TestWebhooks::retriesFollowTheAddress()
{
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(503, "busy"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms#rc=2&rp=5xx"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_receiver->told.size(), 3);
    QTRY_VERIFY(m_sandbox->isQuiet());
    QCOMPARE(m_receiver->told.size(), 3);
    QCOMPARE(m_receiver->told[1].request.headers.value("I-Twilio-Idempotency-Token"),
             m_receiver->told[0].request.headers.value("I-Twilio-Idempotency-Token"));
    QCOMPARE(m_receiver->told[0].request.target, "/sms"_ba); // the fragment stays at home

    configure(u"SmsUrl"_s, u"http://127.0.0.1:1/nobody"_s);
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_VERIFY(notedErrors().contains(u"11205"_s));
}

void TestWebhooks::redirectsAreFollowedSigned()
{
    HttpResponse redirect{.status = 307};
    redirect.headers.add("Location", "/moved?x=1");
    m_receiver->answers.insert(u"/sms"_s, redirect);
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_receiver->at(u"/moved"_s).size(), 1);
    const auto told = m_receiver->at(u"/moved"_s).first();
    QCOMPARE(told.request.method, "POST"_ba);
    QCOMPARE(told.request.headers.value("X-Twilio-Signature"),
             twilioSignature(m_address.authToken, m_receiver->url(u"/moved?x=1"_s).toLatin1(), fieldsOf(told.form)));

    HttpResponse circle{.status = 307};
    circle.headers.add("Location", "/sms");
    m_receiver->answers.insert(u"/sms"_s, circle);
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(notedErrors(), QStringList({u"11215"_s}));
}

void TestWebhooks::passwordsInTheAddressAreUsedAndNotSigned()
{
    QString url = m_receiver->url(u"/sms"_s);
    configure(u"SmsUrl"_s, QString(url).replace("http://"_L1, "http://ada:se%40cret@"_L1));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_receiver->told.size(), 1);
    const auto &[request, form] = m_receiver->told.first();
    QCOMPARE(request.headers.value("Authorization"), "Basic " + "ada:se@cret"_ba.toBase64());
    QCOMPARE(request.headers.value("X-Twilio-Signature"), twilioSignature(m_address.authToken, url.toLatin1(), fieldsOf(form)));
}

void TestWebhooks::aLostAnswerIsNotAskedForAgain()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"over a new connection"_s);
    QTRY_COMPARE(m_receiver->told.size(), 1);
    m_receiver->resets = true;
    m_sandbox->text(theirs, ours, u"over the kept one"_s);
    QTRY_VERIFY(notedErrors().contains(u"11205"_s));
    QCOMPARE(m_receiver->told.size(), 2);
}

void TestWebhooks::brokenTwimlIsNoted()
{
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(200, "<Response><Message>", "text/xml"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(notedErrors(), QStringList({u"12100"_s}));
    QCOMPARE(m_rest->get(u"Messages.json?From=%2B12065550142"_s).list("messages").size(), 0);
}

void TestWebhooks::webhooksComeTwice()
{
    QVERIFY(m_sandbox->addFaults(R"({"kind":"duplicate_webhook","path":"/sms","count":1})"));
    m_receiver->answers.insert(u"/sms"_s, HttpResponse::text(200, "Thanks", "text/plain"));
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_COMPARE(m_receiver->told.size(), 2);
    QCOMPARE(m_receiver->told[0].request.body, m_receiver->told[1].request.body);
    QTRY_VERIFY(m_sandbox->isQuiet());
    QCOMPARE(m_rest->get(u"Messages.json?From=%2B12065550142"_s).list("messages").size(), 1); // the second answer counts for nothing
}

void TestWebhooks::webhooksComeInAnotherOrder()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    QVERIFY(m_sandbox->addFaults(R"({"kind":"reorder_webhooks","count":1})"));
    m_sandbox->text(theirs, ours, u"first"_s);
    m_sandbox->text(theirs, ours, u"second"_s);
    QTRY_COMPARE(m_receiver->told.size(), 2);
    QStringList bodies{m_receiver->told[0].form.value(u"Body"), m_receiver->told[1].form.value(u"Body")};
    bodies.sort();
    QCOMPARE(bodies, QStringList({u"first"_s, u"second"_s}));

    QVERIFY(m_sandbox->addFaults(R"({"kind":"reorder_webhooks","count":1})"));
    m_sandbox->text(theirs, ours, u"alone"_s); // held back, not lost
    QTRY_COMPARE(m_receiver->told.size(), 3);
}

void TestWebhooks::picturesToSendAreFetched()
{
    m_receiver->answers.insert(u"/cat.png"_s, HttpResponse::text(200, "meow", "image/png"));
    const auto sent = sendText("&MediaUrl=" + QUrl::toPercentEncoding(m_receiver->url(u"/cat.png"_s)));
    QCOMPARE(sent.status, 201);
    QVERIFY(sent.text("sid").startsWith("MM"_L1));
    const QString path = u"Messages/%1.json"_s.arg(sent.text("sid"));
    QTRY_COMPARE(m_rest->get(path).text("status"), u"delivered"_s);
    QCOMPARE(m_rest->get(u"Messages/%1/Media.json"_s.arg(sent.text("sid"))).list("media_list").first().toObject().value("content_type"_L1).toString(),
             u"image/png"_s);

    m_receiver->answers.insert(u"/none.png"_s, HttpResponse::text(404, "no"));
    const auto lost = sendText("&MediaUrl=" + QUrl::toPercentEncoding(m_receiver->url(u"/none.png"_s)));
    QTRY_COMPARE(m_rest->get(u"Messages/%1.json"_s.arg(lost.text("sid"))).text("status"), u"failed"_s);
}

void TestWebhooks::theJournalHasThem()
{
    configure(u"SmsUrl"_s, m_receiver->url(u"/sms"_s));
    m_sandbox->text(theirs, ours, u"hello"_s);
    QTRY_VERIFY(m_receiver->told.size() == 1 && m_sandbox->isQuiet());
    const auto entries = m_rest->get(u"/_sandbox/journal?kind=webhook"_s).list("entries");
    QCOMPARE(entries.size(), 1);
    const QJsonObject entry = entries.first().toObject();
    QCOMPARE(entry.value("url"_L1).toString(), m_receiver->url(u"/sms"_s));
    QCOMPARE(entry.value("status"_L1).toInt(), 204);
    QCOMPARE(entry.value("signature"_L1).toString().toLatin1(), m_receiver->told.first().request.headers.value("X-Twilio-Signature"));
}

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
