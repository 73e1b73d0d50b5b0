// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/form.h"
#include "core/twilio/webhooks.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray callSid = "CA0a1b2c3d4e5f60718293a4b5c6d7e8f9", recordingSid = "RE0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const QByteArray base = "CallSid=" + callSid
    + "&AccountSid=AC00112233445566778899aabbccddeeff&From=%2B14155550108&Caller=%2B14155550108"
    + "&To=%2B12065550142&Called=%2B12065550142&ApiVersion=2010-04-01&Direction=inbound&FromCity=&FromState=CA&FromCountry=US";
const QByteArray recording =
    "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2FAC00112233445566778899aabbccddeeff%2FRecordings%2F"
    + recordingSid;

WebhookParameters parameters(const QByteArray &body)
{
    QList<WebhookParameters::Pair> pairs;
    const Form form = Form::parse(body);
    for (const Form::Field &field : form.fields())
        pairs.emplaceBack(field.name, field.value);
    return WebhookParameters(pairs);
}

template <typename Webhook>
Result<Webhook> read(const QByteArray &body)
{
    return readWebhook<Webhook>(parameters(body));
}

} // namespace

class TestWebhookForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallComesIn()
    {
        const auto request =
            read<VoiceRequest>(base + "&CallStatus=ringing&StirVerstat=TN-Validation-Passed-A&ForwardedFrom=%2B12065550199");

        QVERIFY(request);
        QCOMPARE(request->call.sid.text().toLatin1(), callSid);
        QCOMPARE(request->call.from.text(), u"+14155550108"_s);
        QCOMPARE(request->call.to.text(), u"+12065550142"_s);
        QVERIFY(request->call.status.is(CallStatus::Ringing));
        QVERIFY(request->call.direction.is(CallDirection::Inbound));
        QCOMPARE(request->call.fromState, u"CA"_s);
        QVERIFY(request->call.fromCity.isEmpty());
        QCOMPARE(request->call.forwardedFrom, u"+12065550199"_s);
        QVERIFY(!request->isFromPhone());
    }

    void aHiddenCallerStaysHidden()
    {
        for (const QByteArray &hidden : QByteArrayList{"anonymous", "%2B266696687", "Restricted"}) {
            const auto request = read<VoiceRequest>("CallSid=" + callSid + "&From=" + hidden);
            QVERIFY(request);
            QVERIFY(!request->call.from.isNumber() || request->call.from.kind() == Party::Kind::Hidden);
        }
    }

    void aTelephoneOfOursCalls()
    {
        const auto request = read<VoiceRequest>(
            "AccountSid=AC00112233445566778899aabbccddeeff&ApiVersion=2010-04-01&CallSid=" + callSid
            + "&CallStatus=ringing&Called=sip%3A%2B14155550108%40acme-desk.sip.twilio.com&Direction=inbound"
              "&From=sip%3Adesk1%40acme-desk.sip.twilio.com&SipCallId=abc%40host&SipDomain=acme-desk.sip.twilio.com"
              "&SipDomainSid=SD0a1b2c3d4e5f60718293a4b5c6d7e8f9&SipSourceIp=10.0.0.1"
              "&To=sip%3A%2B14155550108%40acme-desk.sip.twilio.com%3A5060%3Buser%3Dphone&SipHeader_X-Line=%2B12065550142");
        QVERIFY(request);
        QVERIFY(request->isFromPhone());
        QCOMPARE(request->user(), u"desk1"_s); // one capture has no SipUsername
        QCOMPARE(request->call.to.user(), u"+14155550108"_s);
        QCOMPARE(request->sipHeaders, (QList<WebhookParameters::Pair>{{u"X-Line"_s, u"+12065550142"_s}}));
    }

    void aFallbackIsToldWhy()
    {
        const auto request = read<VoiceRequest>(base + "&ErrorCode=11200&ErrorUrl=https%3A%2F%2Fa.example%2Fvoice");
        QVERIFY(request);
        QCOMPARE(request->errorCode, 11200);
        QCOMPARE(request->errorUrl, QUrl(u"https://a.example/voice"_s));
    }

    void onlyABridgedDialWasAnswered_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<bool>("isAnswered");
        QTest::newRow("spoken") << "&DialCallStatus=completed&DialBridged=true"_ba << true;
        QTest::newRow("into a conference") << "&DialCallStatus=answered&DialBridged=true"_ba << true;
        QTest::newRow("a mobile's own voicemail") << "&DialCallStatus=completed&DialBridged=false"_ba << false;
        QTest::newRow("not told") << "&DialCallStatus=completed"_ba << false;
        QTest::newRow("busy") << "&DialCallStatus=busy&DialBridged=false"_ba << false;
        QTest::newRow("nobody") << "&DialCallStatus=no-answer"_ba << false;
        QTest::newRow("a word of tomorrow") << "&DialCallStatus=vanished&DialBridged=true"_ba << false;
    }
    void onlyABridgedDialWasAnswered()
    {
        QFETCH(const QByteArray, how);
        QFETCH(const bool, isAnswered);

        const auto ended = read<DialEnded>(base + "&CallStatus=in-progress" + how);

        QVERIFY(ended);
        QCOMPARE(ended->isAnswered(), isAnswered);
        QVERIFY(!ended->isCallerGone());
    }

    void aDialTellsOfItsLegAndRecording()
    {
        const auto ended = read<DialEnded>(
            base + "&CallStatus=completed&DialCallStatus=completed&DialBridged=true&DialCallDuration=47&DialSipResponseCode=200"
            + "&DialCallSid=CA11111111111111111111111111111111&RecordingDuration=45" + recording);
        QVERIFY(ended);
        QVERIFY(ended->isCallerGone());
        QCOMPARE(ended->childSid.text(), u"CA11111111111111111111111111111111"_s);
        QCOMPARE(ended->duration, 47s);
        QCOMPARE(ended->sipCode, 200);
        QCOMPARE(ended->recording.sid.text().toLatin1(), recordingSid); // out of its address
        QCOMPARE(ended->recording.duration, 45s);
    }

    void aVoicemailIsRecorded()
    {
        const auto ended = read<RecordEnded>(
            base + "&CallStatus=completed&Digits=hangup&RecordingDuration=12&RecordingSid=" + recordingSid + recording);
        QVERIFY(ended);
        QCOMPARE(ended->recording.sid.text().toLatin1(), recordingSid);
        QCOMPARE(ended->recording.duration, 12s);
        QCOMPARE(ended->digits, u"hangup"_s);
    }

    void aStepOfALegHasItsPlace()
    {
        const auto progress = read<CallProgress>(
            "Called=%2B14155550123&Direction=outbound-dial&Timestamp=Tue%2C%2011%20Aug%202026%2016%3A06%3A18%20%2B0000"
            "&CallbackSource=call-progress-events&SequenceNumber=3&CallSid="
            + callSid
            + "&ParentCallSid=CA22222222222222222222222222222222&CallStatus=completed&Duration=1&CallDuration=47&SipResponseCode="
              "200");
        QVERIFY(progress);
        QCOMPARE(progress->sequence, 3);
        QCOMPARE(progress->at, QDateTime(QDate(2026, 8, 11), QTime(16, 6, 18), Qt::UTC));
        QCOMPARE(progress->duration, 47s); // not the minutes that are billed
        QCOMPARE(progress->call.parentSid.text(), u"CA22222222222222222222222222222222"_s);
        QCOMPARE(progress->sipCode, 200);
        QCOMPARE(read<CallProgress>(base + "&CallStatus=completed&CallDuration=0")->sequence, -1);
    }

    void aRecordingChanges()
    {
        const auto changed =
            read<RecordingChanged>("RecordingSource=RecordVerb&RecordingTrack=both&RecordingSid=" + recordingSid + recording
                                   + "&RecordingStatus=completed&RecordingChannels=2&ErrorCode=0&CallSid=" + callSid
                                   + "&RecordingStartTime=Tue%2C%2011%20Aug%202026%2016%3A05%3A50%20%2B0000&RecordingDuration=7");
        QVERIFY(changed);
        QVERIFY(changed->status.is(RecordingStatus::Completed));
        QVERIFY(changed->source.is(RecordingSource::RecordVerb));
        QCOMPARE(changed->channels, 2);
        QCOMPARE(changed->duration, 7s);
        QCOMPARE(changed->startedAt, QDateTime(QDate(2026, 8, 11), QTime(16, 5, 50), Qt::UTC));
    }

    void aTranscriptArrives()
    {
        const QByteArray body = base + "&TranscriptionSid=TR0a1b2c3d4e5f60718293a4b5c6d7e8f9&RecordingSid=" + recordingSid;
        const auto arrived =
            read<TranscriptionArrived>(body + "&TranscriptionStatus=completed&TranscriptionText=Call%20me%20back");
        QVERIFY(arrived);
        QCOMPARE(arrived->text, u"Call me back"_s);
        QVERIFY(!arrived->hasFailed);
        QVERIFY(read<TranscriptionArrived>(body + "&TranscriptionStatus=failed")->hasFailed);
    }

    void aTextComesIn()
    {
        const auto text = read<IncomingText>("ToCountry=US&ToState=WA&SmsMessageSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9&NumMedia="
                                             "2&ToCity=SEATTLE&FromZip=94103&SmsSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9"
                                             "&FromState=CA&SmsStatus=received&FromCity=SAN+FRANCISCO&Body=On+my+way+%F0%9F%91%"
                                             "8B&FromCountry=US&To=%2B12065550142&ToZip=98101&NumSegments=1"
                                             "&MessageSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9&AccountSid="
                                             "AC00112233445566778899aabbccddeeff&From=%2B14155550108&ApiVersion=2010-04-01"
                                             "&MediaUrl0=https%3A%2F%2Fa.example%2F0&MediaContentType0=image%2Fpng&MediaUrl1="
                                             "https%3A%2F%2Fa.example%2F1&MediaContentType1=text%2Fvcard&OptOutType=STOP");
        QVERIFY(text);
        QCOMPARE(text->body, u"On my way 👋"_s);
        QCOMPARE(text->fromCity, u"SAN FRANCISCO"_s);
        QCOMPARE(text->media.size(), 2);
        QCOMPARE(text->media[1].second, u"text/vcard"_s);
        QCOMPARE(text->optOutType, u"STOP"_s);
    }

    void theStateOfATextComes()
    {
        const auto progress = read<TextProgress>(
            "SmsSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9&SmsStatus=undelivered&MessageStatus=undelivered&To=%2B14155550108"
            "&MessageSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9&From=%2B12065550142&ErrorCode=30003");
        QVERIFY(progress);
        QVERIFY(progress->status.is(MessageStatus::Undelivered));
        QCOMPARE(progress->errorCode, 30003);
    }

    void withoutItsSidARequestIsRefusedAndSaysSo()
    {
        const auto refused = read<VoiceRequest>("From=%2B14155550108&CallSid=CA12");
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Malformed);
        QVERIFY(refused.error().detail.contains(u"CallSid"));
        QVERIFY(!read<RecordingChanged>("CallSid=" + callSid));
        QVERIFY(!read<IncomingText>("MessageSid=" + callSid)); // a sid of another kind
        QVERIFY(!read<TranscriptionArrived>(base));
    }

    void whatMakesNoSenseIsTakenAsAbsent()
    {
        const auto progress = read<CallProgress>(
            "CallSid=" + callSid
            + "&ParentCallSid=none&SequenceNumber=first&Timestamp=yesterday&CallDuration=long&CallStatus=levitating");
        QVERIFY(progress);
        QVERIFY(progress->call.parentSid.isNull());
        QCOMPARE(progress->sequence, -1);
        QVERIFY(!progress->at.isValid());
        QVERIFY(!progress->duration);
        QCOMPARE(progress->call.status.text(), u"levitating"_s); // kept: a word of tomorrow
        const auto text = read<IncomingText>(
            "MessageSid=SM0a1b2c3d4e5f60718293a4b5c6d7e8f9&NumMedia=1000000000&MediaUrl0=https%3A%2F%2Fa.example%2F0");
        QVERIFY(text);
        QCOMPARE(text->media.size(), 1);
    }

    void anyBytesAreReadWithoutHarm()
    {
        QRandomGenerator dice(1);
        const QByteArray whole = base + "&CallStatus=ringing&NumMedia=3&MediaUrl0=a&RecordingSid=" + recordingSid + recording;
        for (int round = 0; round < 2000; ++round) {
            QByteArray body = whole;
            for (int edit = 0; edit < 8; ++edit)
                body[dice.bounded(int(body.size()))] = char(dice.bounded(256));
            body.truncate(dice.bounded(int(body.size()) + 1));
            const auto known = parameters(body);
            (void)readWebhook<VoiceRequest>(known);
            (void)readWebhook<DialEnded>(known);
            (void)readWebhook<IncomingText>(known);
            (void)readWebhook<RecordingChanged>(known);
        }
    }
};

QTEST_GUILESS_MAIN(TestWebhookForms)
#include "tst_webhookforms.moc"
