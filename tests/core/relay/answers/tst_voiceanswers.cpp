// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/spoken/spoken.h"
#include "core/relay/answers/voiceanswers.h"
#include "core/twiml/reader.h"
#include "core/twiml/writer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Phrase;
using routing::spoken;
using routing::Decision;
using routing::Reason;
using routing::Ring;
using routing::Step;
using routing::TakeMessage;
using routing::Target;
using routing::WaitForSomebody;
using std::chrono::seconds;

namespace
{

const routing::PersonId anna(u"anna"_s), ben(u"ben"_s), nobody(u"nobody"_s);

PhoneNumber number(const QString &e164)
{
    return *PhoneNumber::parse(e164);
}

const Premises premises{.publicUrl = u"https://relay.example.org"_s,
                        .sipDomain = u"acme-desk.sip.twilio.com"_s,
                        .desks = {{anna, u"anna"_s}, {ben, u"ben 2"_s}},
                        .sounds = {{u"closed"_s, u"https://relay.example.org/sounds/closed.wav"_s}}};
const Caller seattle{Party(u"+12065550199"_s), u"WA"_s, u"US"_s}, texas{Party(u"+15125550199"_s), u"TX"_s, u"US"_s};

Target desk(const routing::PersonId &person)
{
    return {.person = person};
}
Target mobile(const QString &e164, routing::Screening screening = routing::Screening::Ask,
              routing::CallerId shown = routing::CallerId::Caller)
{
    return {.person = anna, .number = number(e164), .screening = screening, .callerId = shown};
}
Step ring(std::vector<Target> targets, int forSeconds,
          Reason reason = {.because = Reason::Because::RoundRobin, .stage = 0, .place = 2, .places = 3})
{
    return {.action = Ring{std::move(targets), seconds(forSeconds)}, .reason = reason};
}
Step message(const QString &words = {}, const QString &language = u"en-US"_s, int longest = 120)
{
    TakeMessage taken{.language = language, .longest = seconds(longest)};
    if (!words.isEmpty())
        taken.greeting = {routing::Greeting::Kind::Spoken, words};
    return {.action = taken};
}
Decision decision(std::vector<Step> steps, const QString &from = u"+12065550199"_s)
{
    return {.call = {Party(from), number(u"+12065550142"_s)},
            .at = QDateTime(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC),
            .steps = std::move(steps)};
}

template <typename Verb>
const Verb *verb(const twiml::Document &document, qsizetype index = 0)
{
    return index < document.verbs.size() ? std::get_if<Verb>(&document.verbs[index]) : nullptr;
}

/// Written as it goes to Twilio, and read by the grammar without a complaint.
bool isValid(const twiml::Document &document)
{
    const twiml::Reading reading = twiml::read(twiml::write(document));
    for (const twiml::Problem &problem : reading.problems)
        qWarning() << problem.code << twiml::write(document);
    return reading.problems.isEmpty() && reading.document == document;
}

} // namespace

class TestVoiceAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepRingsItsTelephones()
    {
        const auto answer =
            answerTo(decision({ring({desk(anna), mobile(u"+12065550111"_s)}, 20), message()}), 0, seattle, premises);

        QVERIFY(isValid(answer));
        const auto *dial = verb<twiml::Dial>(answer);
        QVERIFY(dial);
        QCOMPARE(dial->action.url, u"https://relay.example.org/api/twilio/dial-complete?step=0"_s);
        QCOMPARE(dial->timeout, 20);
        QVERIFY(dial->answerOnBridge);
        QVERIFY(dial->callerId.isEmpty()); // whoever calls is seen
        QCOMPARE(dial->record, u"do-not-record"_s);
        QCOMPARE(dial->targets.size(), 2);
        const auto sip = std::get<twiml::Sip>(dial->targets[0]);
        QCOMPARE(sip.uri, u"sip:anna@acme-desk.sip.twilio.com?x-line=%2B12065550142&x-reason=round%20robin%2C%202%20of%203"_s);
        QCOMPARE(sip.news.callback, u"https://relay.example.org/api/twilio/call-status?step=0#rc=5&rp=5xx,ct,rt"_s);
        QCOMPARE(sip.news.events.size(), 4);
        const auto outside = std::get<twiml::Number>(dial->targets[1]);
        QCOMPARE(outside.number, u"+12065550111"_s);
        QCOMPARE(outside.screen.url, u"https://relay.example.org/api/twilio/screen?line=%2B12065550142"_s);
    }

    void aTrustedTelephoneIsNotScreened()
    {
        const auto answer = answerTo(decision({ring({mobile(u"+12065550111"_s, routing::Screening::Trusted)}, 20), message()}), 0,
                                     seattle, premises);
        QVERIFY(!std::get<twiml::Number>(verb<twiml::Dial>(answer)->targets[0]).screen.url);
    }

    void theNumberThatIsShown_data()
    {
        using routing::CallerId;
        QTest::addColumn<QString>("from");
        QTest::addColumn<std::vector<Target>>("targets");
        QTest::addColumn<QString>("shown");
        const Target line = mobile(u"+12065550111"_s, routing::Screening::Ask, CallerId::Line),
                     caller = mobile(u"+12065550112"_s);
        const QString ours = u"+12065550142"_s, theirs = u"+12065550199"_s;
        QTest::newRow("the caller's") << theirs << std::vector{caller} << QString();
        QTest::newRow("the line's, where that is wanted") << theirs << std::vector{line} << ours;
        QTest::newRow("a desk beside it wants the caller's") << theirs << std::vector{line, desk(anna)} << QString();
        QTest::newRow("a telephone of ours cannot be shown outside")
            << u"sip:anna@acme-desk.sip.twilio.com"_s << std::vector{caller} << ours;
    }
    void theNumberThatIsShown()
    {
        QFETCH(const QString, from);
        QFETCH(const std::vector<Target>, targets);
        QFETCH(const QString, shown);
        const auto answer = answerTo(decision({ring(targets, 20), message()}, from), 0, seattle, premises);
        QCOMPARE(verb<twiml::Dial>(answer)->callerId, shown);
    }

    void everyEndOfARingingLeadsOn()
    {
        const auto taken = decision({ring({desk(anna)}, 20), ring({desk(ben)}, 1000), message(u"We are all out."_s)});

        const auto second = afterDial(taken, 0, false, seattle, premises);
        QCOMPARE(verb<twiml::Dial>(second)->action.url, u"https://relay.example.org/api/twilio/dial-complete?step=1"_s);
        QCOMPARE(verb<twiml::Dial>(second)->timeout, 600); // Twilio takes no more
        const auto mailbox = afterDial(taken, 1, false, seattle, premises);
        QCOMPARE(verb<twiml::Say>(mailbox)->text, u"We are all out."_s);
        QVERIFY(verb<twiml::Record>(mailbox, 1));
        const auto spoken = afterDial(taken, 0, true, seattle, premises);
        QVERIFY(verb<twiml::Hangup>(spoken));
        for (const auto &answer : {second, mailbox, spoken})
            QVERIFY(isValid(answer));
    }

    void theSameQuestionHasTheSameAnswer()
    {
        const auto taken = decision({ring({desk(anna)}, 20), {.action = WaitForSomebody{{anna}, seconds(60)}}, message()});
        for (size_t step = 0; step < 3; ++step)
            QCOMPARE(answerTo(taken, step, seattle, premises), answerTo(taken, step, seattle, premises));
    }

    void whoeverHasNoDeskIsPassedOver()
    {
        const auto taken = decision({ring({desk(nobody)}, 20), ring({desk(nobody), desk(ben)}, 20), message()});
        const auto answer = answerTo(taken, 0, seattle, premises);
        const auto *dial = verb<twiml::Dial>(answer);
        QVERIFY(dial);
        QCOMPARE(dial->targets.size(), 1);
        QVERIFY(std::get<twiml::Sip>(dial->targets[0]).uri.startsWith(u"sip:ben%202@"));
        QCOMPARE(dial->action.url, u"https://relay.example.org/api/twilio/dial-complete?step=1"_s);
        QVERIFY(verb<twiml::Record>(answerTo(decision({ring({desk(nobody)}, 20), message()}), 0, seattle, premises), 1));
    }

    void theMailboxRecordsOnceAndIsHeardOfTwice()
    {
        const auto answer = answerTo(decision({message()}), 0, seattle, premises);

        QVERIFY(isValid(answer));
        const auto *record = verb<twiml::Record>(answer, 1);
        QVERIFY(record);
        QCOMPARE(record->action.url, u"https://relay.example.org/api/twilio/voicemail-complete"_s);
        QCOMPARE(record->maxLength, 120);
        QVERIFY(record->transcribe);
        QCOMPARE(record->transcribeCallback, u"https://relay.example.org/api/twilio/transcription#rc=5&rp=5xx,ct,rt"_s);
        QCOMPARE(record->news.callback, u"https://relay.example.org/api/twilio/recording-status#rc=5&rp=5xx,ct,rt"_s);
        QVERIFY(verb<twiml::Hangup>(answer, 3));
        const auto thanks = thanksForMessage(u"en-US"_s);
        QVERIFY(isValid(thanks));
        QVERIFY(!verb<twiml::Record>(thanks, 0) && !verb<twiml::Record>(thanks, 1)); // or Twilio would record for ever
    }

    void onlyWhatTwilioCanTranscribeIsTranscribed()
    {
        const auto transcribes = [](const Step &step) {
            return verb<twiml::Record>(answerTo(decision({step}), 0, seattle, premises), 1)->transcribe;
        };
        QVERIFY(transcribes(message({}, u"en-GB"_s)));
        QVERIFY(!transcribes(message({}, u"de-DE"_s)));
        QVERIFY(!transcribes(message({}, u"en-US"_s, 180)));
    }

    void aGreetingIsSaidOrPlayedOrOurs()
    {
        using Kind = routing::Greeting::Kind;
        const auto greeted = [](Kind kind, const QString &content, const QString &language = u"en-US"_s) {
            return answerTo(decision({{.action = TakeMessage{.greeting = {kind, content}, .language = language}}}), 0, seattle,
                            premises)
                .verbs.first();
        };
        QCOMPARE(std::get<twiml::Say>(greeted(Kind::Spoken, u"Hello."_s, u"fr-FR"_s)).language, u"fr-FR"_s);
        QCOMPARE(std::get<twiml::Play>(greeted(Kind::Recorded, u"closed"_s)).url,
                 u"https://relay.example.org/sounds/closed.wav"_s);
        QCOMPARE(std::get<twiml::Say>(greeted(Kind::Recorded, u"deleted"_s)).text, spoken(Phrase::LeaveMessage, u"en-US"_s));
        QCOMPARE(std::get<twiml::Say>(greeted(Kind::Spoken, u"  "_s)).text, spoken(Phrase::LeaveMessage, u"en-US"_s));
        const auto german = std::get<twiml::Say>(greeted(Kind::Inherited, {}, u"de-AT"_s));
        QCOMPARE(german.language, u"de-AT"_s);
        QVERIFY(german.text.contains(u"Nachricht"));
        QCOMPARE(std::get<twiml::Say>(greeted(Kind::Inherited, {}, u"ja-JP"_s)).language,
                 u"en-US"_s); // English words are not read as Japanese
    }

    void whoeverIsRecordedIsTold_data()
    {
        using When = routing::Announcement::When;
        QTest::addColumn<routing::Record>("record");
        QTest::addColumn<When>("when");
        QTest::addColumn<Caller>("caller");
        QTest::addColumn<bool>("isTold");
        const Caller unknown{Party(u"anonymous"_s), {}, {}}, abroad{Party(u"+442079460000"_s), {}, u"GB"_s};
        QTest::newRow("always") << routing::Record::On << When::Always << texas << true;
        QTest::newRow("never") << routing::Record::On << When::Never << seattle << false;
        QTest::newRow("nothing is recorded") << routing::Record::Off << When::Always << seattle << false;
        QTest::newRow("it may be") << routing::Record::Asked << When::Always << seattle << true;
        QTest::newRow("it may be, where nobody has to agree") << routing::Record::Asked << When::WhereBothMustAgree << texas << false;
        QTest::newRow("Washington wants both to agree") << routing::Record::On << When::WhereBothMustAgree << seattle << true;
        QTest::newRow("Texas does not") << routing::Record::On << When::WhereBothMustAgree << texas << false;
        QTest::newRow("nobody knows where") << routing::Record::On << When::WhereBothMustAgree << unknown << true;
        QTest::newRow("abroad") << routing::Record::On << When::WhereBothMustAgree << abroad << false;
    }
    void whoeverIsRecordedIsTold()
    {
        QFETCH(const routing::Record, record);
        QFETCH(const routing::Announcement::When, when);
        QFETCH(const Caller, caller);
        QFETCH(const bool, isTold);
        auto taken = decision({ring({desk(anna)}, 20), ring({desk(ben)}, 20), message()});
        taken.recording.inbound = record;
        taken.announcement.when = when;

        const auto first = answerTo(taken, 0, caller, premises), second = answerTo(taken, 1, caller, premises);

        QVERIFY(isValid(first));
        QCOMPARE(verb<twiml::Say>(first) != nullptr, isTold);
        QVERIFY(verb<twiml::Dial>(second)); // once is enough
        const auto *dial = verb<twiml::Dial>(first, isTold ? 1 : 0);
        QCOMPARE(dial->record, record == routing::Record::On ? u"record-from-answer-dual"_s : u"do-not-record"_s);
        QCOMPARE(dial->news.callback.isEmpty(), record != routing::Record::On);
    }

    void whoeverWaitsHearsSoAndLeavesInTime()
    {
        const auto taken = decision({ring({desk(anna)}, 20), {.action = WaitForSomebody{{anna}, seconds(60)}}, message()});
        const auto answer = answerTo(taken, 1, seattle, premises);
        QVERIFY(isValid(answer));
        const auto *queue = verb<twiml::Enqueue>(answer);
        QVERIFY(queue);
        QCOMPARE(queue->name, u"line +12065550142"_s);
        const QString whichAndUntil = u"?step=1&until=%1"_s.arg(taken.at.toSecsSinceEpoch() + 80);
        QCOMPARE(queue->action.url, u"https://relay.example.org/api/twilio/wait-complete"_s + whichAndUntil);
        QCOMPARE(queue->wait.url, u"https://relay.example.org/api/twilio/wait"_s + whichAndUntil);
        QVERIFY(verb<twiml::Pause>(whileWaiting({.language = u"en-US"_s, .music = {}}, premises), 1));
        QVERIFY(verb<twiml::Leave>(whileWaiting({.isOver = true, .language = {}, .music = {}}, premises)));
    }

    void whoeverWaitsHearsMusicThatGoesOnAndTheirPlace()
    {
        using routing::Greeting;
        Premises house = premises;
        house.holdMusic = u"https://relay.example.org/sounds/hold.wav"_s;
        house.sounds = {{u"jazz"_s, u"https://relay.example.org/sounds/1.mp3"_s}};
        const auto hears = [&](int position, int waited, const Greeting &music = {}) {
            const auto answer = whileWaiting(
                {.language = u"de-DE"_s, .position = position, .waited = seconds(waited), .music = music}, house);
            QStringList heard;
            for (const twiml::Verb &one : answer.verbs) {
                if (const auto *said = std::get_if<twiml::Say>(&one))
                    heard << said->text;
                if (const auto *played = std::get_if<twiml::Play>(&one))
                    heard << played->url;
            }
            return isValid(answer) ? heard : QStringList();
        };
        const QString hold = spoken(Phrase::PleaseHold, u"de"_s), third = u"Sie sind Nummer 3 in der Warteschlange. Bitte warten Sie."_s;

        QCOMPARE(hears(1, 0), QStringList({hold, house.holdMusic + u"?from=0"_s}));
        QCOMPARE(hears(3, 0), QStringList({hold, third, house.holdMusic + u"?from=0"_s}));
        QCOMPARE(hears(3, 16), QStringList({house.holdMusic + u"?from=16"_s}));
        QCOMPARE(hears(3, 46), QStringList({third, house.holdMusic + u"?from=46"_s}));
        QCOMPARE(hears(0, 46), QStringList({house.holdMusic + u"?from=46"_s}));
        QCOMPARE(hears(3, 16, {Greeting::Kind::Recorded, u"jazz"_s}), QStringList({u"https://relay.example.org/sounds/1.mp3?from=16"_s}));
        QCOMPARE(hears(3, 16, {Greeting::Kind::Recorded, u"gone"_s}), QStringList({house.holdMusic + u"?from=16"_s}));
        QCOMPARE(hears(3, 16, {Greeting::Kind::Spoken, u"Gleich."_s}), QStringList({u"Gleich."_s}));
    }

    void screeningAsksTwiceAndConnectsByOneAlone()
    {
        const auto asked = screeningOf(u"the Boston line"_s, u"Maria"_s, Party(u"+12065550142"_s), 0, premises);
        QVERIFY(isValid(asked));
        const auto *gather = verb<twiml::Gather>(asked);
        QCOMPARE(std::get<twiml::Say>(gather->prompts[0]).text, u"Call for the Boston line from Maria. Press 1 to take it."_s);
        QVERIFY(verb<twiml::Hangup>(asked, 1)); // no key is no answer

        const auto after = [](const QString &digits, bool isTaken, bool isGone, int attempt) {
            return afterScreening(digits, isTaken, isGone, u"Boston"_s, {}, Party(u"+12065550142"_s), attempt, premises);
        };
        QVERIFY(after(u"1"_s, false, false, 0).verbs.isEmpty());
        QVERIFY(verb<twiml::Gather>(after(u"2"_s, false, false, 0)));
        QVERIFY(verb<twiml::Hangup>(after(u"2"_s, false, false, 1)));
        QCOMPARE(verb<twiml::Say>(after(u"1"_s, true, false, 0))->text, spoken(Phrase::AlreadyTaken, {}));
        QCOMPARE(verb<twiml::Say>(after(u"1"_s, true, true, 0))->text, spoken(Phrase::CallerHasGone, {}));
    }

    void whateverTheDecisionTheCallerReachesSomebodyOrTheMailbox()
    {
        QRandomGenerator dice(7);
        for (int round = 0; round < 3000; ++round) {
            std::vector<Step> steps;
            for (int i = dice.bounded(5); i > 0; --i) {
                std::vector<Target> targets;
                for (int t = dice.bounded(4); t > 0; --t)
                    targets.push_back(dice.bounded(2) ? desk(dice.bounded(2) ? anna : nobody)
                                                      : mobile(u"+1206555%1"_s.arg(dice.bounded(10000), 4, 10, QChar(u'0'))));
                steps.push_back(dice.bounded(4) ? ring(targets, dice.bounded(2000))
                                                : Step{.action = WaitForSomebody{{anna}, seconds(dice.bounded(900))}});
            }
            if (dice.bounded(8)) // a decision always has it; a damaged one may not
                steps.push_back(message(QString(dice.bounded(9000), QChar(u'<'))));
            const auto taken = decision(steps, dice.bounded(2) ? u"+12065550199"_s : u"anonymous"_s);
            size_t step = dice.bounded(8);
            for (int asked = 0;; ++asked) {
                QVERIFY(asked < 10);
                const auto answer = answerTo(taken, step, seattle, premises);
                QVERIFY(isValid(answer));
                const auto last = answer.verbs.last();
                if (std::holds_alternative<twiml::Hangup>(last)) {
                    QVERIFY(verb<twiml::Record>(answer, 1));
                    break;
                }
                const auto *dial = std::get_if<twiml::Dial>(&last);
                const auto *queue = std::get_if<twiml::Enqueue>(&last);
                QVERIFY(dial || queue);
                const QString next = dial ? *dial->action.url : *queue->action.url;
                const size_t ended = QUrlQuery(next.section(u'?', 1)).queryItemValue(u"step"_s).toUInt();
                QVERIFY(ended >= step);
                step = ended + 1;
            }
        }
    }

    void withNothingKnownThereIsStillAMailbox()
    {
        QVERIFY(verb<twiml::Record>(lastResort({}), 1));
        QVERIFY(isValid(lastResort(premises)));
        QVERIFY(verb<twiml::Record>(answerTo(Decision{.call = {Party(), number(u"+12065550142"_s)}}, 0, {}, premises), 1));
    }
};

QTEST_GUILESS_MAIN(TestVoiceAnswers)
#include "tst_voiceanswers.moc"
