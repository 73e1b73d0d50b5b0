// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/relay/front/relaytest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const CallSid caller = callNumber(1), leg = callNumber(2), secondLeg = callNumber(3);
const RecordingSid recording = sidOf<RecordingSid>("RE", 1);
const QString annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s, bensDesk = u"sip:ben@acme-desk.sip.twilio.com"_s;

struct Webhook {
    QString path;
    FormFields fields;
};

/// Everything that Twilio says of a call that rings at Anna and Ben and ends in a message.
QList<Webhook> wholeCall()
{
    const FormFields message{{u"RecordingSid"_s, recording.text()}, {u"RecordingDuration"_s, u"9"_s}};
    return {
        {u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)},
        {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"initiated"_s, 0)},
        {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"ringing"_s, 1)},
        {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"no-answer"_s, 2)},
        {u"dial-complete?step=0"_s, dialFields(caller, u"no-answer"_s, false, leg)},
        {u"call-status?step=1"_s, legFields(secondLeg, caller, bensDesk, u"busy"_s, 1)},
        {u"dial-complete?step=1"_s, dialFields(caller, u"busy"_s, false, secondLeg)},
        {u"voicemail-complete"_s, callFields(caller, u"completed"_s, message)},
        {u"recording-status"_s,
         {{u"RecordingSource"_s, u"RecordVerb"_s},
          {u"RecordingSid"_s, recording.text()},
          {u"RecordingStatus"_s, u"completed"_s},
          {u"CallSid"_s, caller.text()},
          {u"RecordingDuration"_s, u"9"_s}}},
        {u"transcription"_s,
         callFields(caller, u"completed"_s,
                    {{u"RecordingSid"_s, recording.text()},
                     {u"TranscriptionText"_s, u"Please call me back."_s},
                     {u"TranscriptionStatus"_s, u"completed"_s}})},
        {u"call-status"_s, endFields(caller, 61)},
    };
}

QStringList sorted(QStringList words)
{
    words.sort();
    return words;
}

} // namespace

class TestRelayDuplicates : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void fiveTimesEachInAnyOrderIsOneCallAndOneVoicemail()
    {
        RelayAt inOrder(m_engines.url());
        for (const Webhook &webhook : wholeCall())
            QVERIFY(inOrder.twilio->post(webhook.path, webhook.fields).status < 300);
        const auto expected = inOrder.call(caller);
        QVERIFY(expected);
        QCOMPARE(expected->outcome, CallOutcome::voicemail());
        QCOMPARE(expected->legs.size(), 3);

        for (unsigned seed = 1; seed <= 4; ++seed) {
            // The first delivery of each in the order in which Twilio can know of them, the others anywhere after it.
            RelayAt at(m_engines.url());
            const auto all = wholeCall();
            QHash<QString, QByteArray> answers;
            QList<Webhook> again;
            const auto deliver = [&](const Webhook &webhook) {
                const auto answer = at.twilio->post(webhook.path, webhook.fields);
                if (answer.status >= 300)
                    return false;
                const QString key = webhook.path + webhook.fields.first().second + webhook.fields.last().second;
                const bool isSame = !answers.contains(key) || answers.value(key) == answer.body;
                answers.insert(key, answer.body);
                return isSame;
            };
            std::mt19937 dice(seed);
            for (const Webhook &webhook : all) {
                QVERIFY(deliver(webhook));
                again += {webhook, webhook, webhook, webhook};
                std::shuffle(again.begin(), again.end(), dice);
                for (int i = 0; i < 4; ++i)
                    QVERIFY2(deliver(again.takeLast()), qPrintable(u"seed %1"_s.arg(seed)));
            }

            const auto call = at.call(caller);
            QVERIFY(call);
            QCOMPARE(call->outcome, expected->outcome);
            QCOMPARE(at.traceOf(caller), inOrder.traceOf(caller));
            QCOMPARE(call->legs.size(), expected->legs.size());
            for (qsizetype i = 0; i < call->legs.size(); ++i)
                QCOMPARE(call->legs[i].status, expected->legs[i].status);
            QCOMPARE(at.voicemails().size(), 1);
            QCOMPARE(sorted(at.events()), sorted(inOrder.events()));
            QCOMPARE(at.standing(), inOrder.standing());
        }
    }

    void callbacksThatOvertakeEachOtherEndInTheSameRows()
    {
        RelayAt inOrder(m_engines.url());
        for (const Webhook &webhook : wholeCall())
            QVERIFY(inOrder.twilio->post(webhook.path, webhook.fields).status < 300);
        for (unsigned seed = 1; seed <= 4; ++seed) {
            RelayAt at(m_engines.url());
            auto all = wholeCall();
            QVERIFY(at.twilio->post(all[0].path, all[0].fields).status < 300); // what follows is asked for by its answer
            std::shuffle(all.begin() + 1, all.end(), std::mt19937(seed));
            for (const Webhook &webhook : all)
                QVERIFY(at.twilio->post(webhook.path, webhook.fields).status < 300);

            const auto call = at.call(caller);
            const auto expected = inOrder.call(caller);
            QVERIFY(call && expected);
            QCOMPARE(call->outcome, expected->outcome);
            QCOMPARE(sorted(at.traceOf(caller)), sorted(inOrder.traceOf(caller)));
            QCOMPARE(call->legs.size(), expected->legs.size());
            for (qsizetype i = 0; i < call->legs.size(); ++i)
                QCOMPARE(call->legs[i].status, expected->legs[i].status);
            const auto voicemails = at.voicemails();
            QCOMPARE(voicemails.size(), 1);
            QCOMPARE(voicemails[0].text, u"Please call me back."_s);
            QCOMPARE(voicemails[0].caller.text(), theCaller);
        }
    }

    void twoRelaysAtOnceHaveOneEffect()
    {
        const QString url = m_engines.url();
        RelayAt one(url), two(url);
        QVERIFY(waitFor(one.relay.store().opened()) && waitFor(two.relay.store().opened()));
        for (const Webhook &webhook : wholeCall()) {
            QList<std::shared_ptr<QNetworkReply>> replies;
            for (int times = 0; times < 4; ++times)
                replies << (times % 2 ? one : two).twilio->begin(webhook.path, webhook.fields);
            QSet<QByteArray> answers;
            for (const auto &reply : replies) {
                auto answer = TwilioPoster::answerOf(*reply);
                QVERIFY(answer.status < 300);
                answers << answer.body.replace(one.relay.publicUrl().toUtf8(), "").replace(two.relay.publicUrl().toUtf8(), "");
            }
            QCOMPARE(answers.size(), 1);
        }

        const auto call = two.call(caller);
        QCOMPARE(call->outcome, CallOutcome::voicemail());
        QCOMPARE(one.voicemails().size(), 1);
        QCOMPARE(one.events().count(u"call ended voicemail"_s), 1);
        QCOMPARE(one.events().count(u"voicemail ready"_s), 1);
        QCOMPARE(one.events().count(u"call ringing"_s), 2);
        for (const TurnCount &count : one.standing())
            QCOMPARE(count.offers, 1);
    }

    void twoCallsInTheSameSecondGoToTwoPeople()
    {
        const QString url = m_engines.url();
        RelayAt one(url), two(url);
        QVERIFY(waitFor(one.relay.store().opened()) && waitFor(two.relay.store().opened()));
        for (int round = 0; round < 5; ++round) {
            const auto first = one.twilio->begin(u"incoming-call-handler"_s, callFields(callNumber(100 + round), u"ringing"_s));
            const auto second = two.twilio->begin(u"incoming-call-handler"_s, callFields(callNumber(200 + round), u"ringing"_s));
            const QString rungByFirst = TwilioPoster::answerOf(*first).rings(),
                          rungBySecond = TwilioPoster::answerOf(*second).rings();
            QVERIFY2(!rungByFirst.isEmpty() && !rungBySecond.isEmpty() && rungByFirst != rungBySecond,
                     qPrintable(rungByFirst + u' ' + rungBySecond));
            for (int number : {100, 200})
                one.twilio->post(u"call-status"_s, endFields(callNumber(number + round), 1));
        }
    }

    void whatComesToTheFallbackAddressIsTheWebhookThatFailed()
    {
        RelayAt at(m_engines.url());
        const auto first = at.twilio->post(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s));
        const auto next = at.twilio->post(u"dial-complete?step=0"_s, dialFields(caller, u"no-answer"_s, false, leg));

        const auto failed = [&](const QString &path, FormFields fields) {
            fields +=
                FormFields{{u"ErrorCode"_s, u"11200"_s}, {u"ErrorUrl"_s, u"https://other.example.org/api/twilio/"_s + path}};
            return at.twilio->post(u"incoming-call-handler"_s, fields);
        };
        QCOMPARE(failed(u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)).body, first.body);
        QCOMPARE(failed(u"dial-complete?step=0"_s, dialFields(caller, u"no-answer"_s, false, leg)).body, next.body);
        QCOMPARE(at.events().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestRelayDuplicates)
#include "tst_relayduplicates.moc"
