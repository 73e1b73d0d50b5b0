// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/heardmeter.h"
#include "ui/panels/voicemail/transcripttime.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/player/soundstate.h"

#include <QTest>

using namespace milassist;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTranscriptTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesShareTheTimeByTheirLetters();
    void silencesBelongToNoSentence();
    void anEmptyTextHasNoSentences();
    void placesAndTimesFindTheirSentence();
    void hitsIgnoreCaseAndAccents();
    void threeSecondsOfPlayingAreHearing();
    void theLastFifthOfAShortOneIsHearing();
    void seekingIsNotHearing();
    void theOtherRulesWaitLonger();
    void missingTranscriptsSayWhy_data();
    void missingTranscriptsSayWhy();
    void aMissingSoundIsNotReadyOrGone();
    void fileNamesAreSafeOnEveryDisk();
};

void TestTranscriptTime::sentencesShareTheTimeByTheirLetters()
{
    const QString text = u"Hi Anna. This is Maria, call me.  Thanks!"_s;

    const auto sentences = timedSentences(text, 37s, {}, 8000);

    QCOMPARE(sentences.size(), 3);
    QCOMPARE(text.mid(sentences[0].begin, sentences[0].length), u"Hi Anna."_s);
    QCOMPARE(text.mid(sentences[1].begin, sentences[1].length), u"This is Maria, call me."_s);
    QCOMPARE(text.mid(sentences[2].begin, sentences[2].length), u"Thanks!"_s);
    QCOMPARE(sentences[0].from, 0ms);
    QCOMPARE(sentences[0].to, sentences[1].from);
    QCOMPARE(sentences[2].to, 37s);
    QVERIFY(qAbs((sentences[0].to - 37000ms * 8 / 38).count()) <= 1);
}

void TestTranscriptTime::silencesBelongToNoSentence()
{
    // Spoken from 2 s to 4 s and from 10 s to 12 s.
    const QList<FrameSpan> silences{{0, 16000}, {32000, 80000}, {96000, 160000}};

    const auto sentences = timedSentences(u"Aaaaaaaaa. Bbbbbbbbb."_s, 20s, silences, 8000);

    QCOMPARE(sentences.size(), 2);
    QCOMPARE(sentences[0].from, 2s);
    QCOMPARE(sentences[0].to, 4s);
    QCOMPARE(sentences[1].from, 10s);
    QCOMPARE(sentences[1].to, 12s);
}

void TestTranscriptTime::anEmptyTextHasNoSentences()
{
    QVERIFY(timedSentences({}, 10s, {}, 8000).isEmpty());
    QVERIFY(timedSentences(u"  \n "_s, 10s, {}, 8000).isEmpty());
    QCOMPARE(timedSentences(u"Hello"_s, 0s, {}, 0).size(), 1);
}

void TestTranscriptTime::placesAndTimesFindTheirSentence()
{
    const auto sentences = timedSentences(u"One two. Three."_s, 14s, {}, 8000);

    QCOMPARE(sentenceAt(sentences, 0s), 0);
    QCOMPARE(sentenceAt(sentences, 13s), 1);
    QCOMPARE(sentenceAt({}, 1s), -1);
    QCOMPARE(sentenceOf(sentences, 3), 0);
    QCOMPARE(sentenceOf(sentences, 12), 1);
    QCOMPARE(sentenceOf(sentences, 99), -1);
}

void TestTranscriptTime::hitsIgnoreCaseAndAccents()
{
    using Hits = QList<std::pair<qsizetype, qsizetype>>;
    QCOMPARE(hitsIn(u"The caf\u00e9 on Cafe street"_s, u"CAFE"_s), (Hits{{4, 4}, {12, 4}}));
    QCOMPARE(hitsIn(u"aaaa"_s, u"aa aaa"_s), (Hits{{0, 2}, {2, 2}}));
    QVERIFY(hitsIn(u"text"_s, u"  "_s).isEmpty());
}

void TestTranscriptTime::threeSecondsOfPlayingAreHearing()
{
    HeardMeter meter;
    int heard = 0;
    for (auto at = 100ms; at <= 6s; at += 100ms) {
        if (meter.advance(at, 60s)) {
            ++heard;
            QCOMPARE(at, 3s);
        }
    }
    QCOMPARE(heard, 1);
}

void TestTranscriptTime::theLastFifthOfAShortOneIsHearing()
{
    HeardMeter meter;
    bool heard = false;
    for (auto at = 100ms; at <= 1600ms; at += 100ms)
        heard = meter.advance(at, 2s) || heard;
    QVERIFY(heard);
}

void TestTranscriptTime::theOtherRulesWaitLonger()
{
    HeardMeter most, byHand;
    most.setRule(HeardRule::AfterMost);
    byHand.setRule(HeardRule::ByHand);
    for (auto at = 100ms; at < 60s; at += 100ms) {
        QCOMPARE(most.advance(at, 60s), at == 48s);
        QVERIFY(!byHand.advance(at, 60s));
    }

    QVERIFY(!byHand.finish());
    QVERIFY(!most.finish()); // it was said before
    most.restart();
    QVERIFY(most.finish());
    QCOMPARE(most.rule(), HeardRule::AfterMost);
}

void TestTranscriptTime::seekingIsNotHearing()
{
    HeardMeter meter;
    for (int i = 1; i < 50; ++i)
        QVERIFY(!meter.advance(i * 5s, 300s));
    QVERIFY(!meter.advance(1s, 300s));
    QVERIFY(!meter.advance(1100ms, 0s));
}

void TestTranscriptTime::missingTranscriptsSayWhy_data()
{
    QTest::addColumn<TranscriptState>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("says");
    QTest::newRow("ready") << TranscriptState::Ready << u"Hello"_s << 10 << QString();
    QTest::newRow("blank") << TranscriptState::Ready << u"(blank)"_s << 10 << u"No words were understood."_s;
    QTest::newRow("pending") << TranscriptState::Pending << QString() << 10 << u"The transcript is on its way."_s;
    QTest::newRow("failed") << TranscriptState::Failed << QString() << 10 << u"Twilio could not transcribe this voicemail."_s;
    QTest::newRow("too short") << TranscriptState::None << QString() << 1 << u"Too short for a transcript."_s;
    QTest::newRow("too long") << TranscriptState::None << QString() << 121 << u"Too long for a transcript."_s;
    QTest::newRow("not asked for") << TranscriptState::None << QString() << 120 << u"No transcript."_s;
}

void TestTranscriptTime::missingTranscriptsSayWhy()
{
    QFETCH(TranscriptState, state);
    QFETCH(QString, text);
    QFETCH(int, seconds);
    QFETCH(QString, says);
    VoicemailRow row;
    row.transcript = state;
    row.transcriptText = text;
    row.duration = std::chrono::seconds(seconds);

    QCOMPARE(transcriptWords(row).state, says);
    QCOMPARE(transcriptWords(row).text.isEmpty(), !says.isEmpty());
}

void TestTranscriptTime::aMissingSoundIsNotReadyOrGone()
{
    const QDateTime now = QDateTime::fromString(u"2026-08-11T16:00:00Z"_s, Qt::ISODate);
    RecordingFacts facts{.sid = {}, .status = RecordingStatus::Completed, .errorCode = 0, .createdAt = now.addSecs(-60), .duration = 20s};
    const Error notFound{.kind = Error::Kind::NotFound};

    QVERIFY(troubleAfter(facts, notFound, now).retryAfter);
    facts.createdAt = now.addDays(-2);
    QVERIFY(!troubleAfter(facts, notFound, now).retryAfter);
    QVERIFY(troubleAfter(facts, notFound, now).title.contains(u"no longer"_s));
    QVERIFY(troubleAfter(facts, {.kind = Error::Kind::Offline}, now).retryAfter);
    QVERIFY(!troubleBefore(facts));
    facts.status = RecordingStatus::InProgress;
    QVERIFY(troubleBefore(facts));
    facts.status = RecordingStatus::Absent;
    facts.errorCode = 13221;
    QVERIFY(troubleBefore(facts)->code.contains(u"13221"_s));
    facts.status = Word<RecordingStatus>(u"brand-new-word"_s); // unknown: try
    QVERIFY(!troubleBefore(facts));
}

void TestTranscriptTime::fileNamesAreSafeOnEveryDisk()
{
    VoicemailRow row;
    row.createdAt = QDateTime(QDate(2026, 8, 11), QTime(16, 5), Qt::LocalTime);

    QCOMPARE(voicemailFileName(row, u"../../Maria \u201cM\u201d L\u00f3pez?*"_s), u"voicemail-2026-08-11-1605-Maria-M-L\u00f3pez.wav"_s);
    QCOMPARE(voicemailFileName(row, u"***"_s), u"voicemail-2026-08-11-1605.wav"_s);
}

QTEST_GUILESS_MAIN(TestTranscriptTime)
#include "tst_transcripttime.moc"
