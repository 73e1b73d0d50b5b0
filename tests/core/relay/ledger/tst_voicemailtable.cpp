// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/voicemailtable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

LedgerVoicemail pieceOf(const RecordingSid &sid)
{
    LedgerVoicemail piece;
    piece.sid = sid;
    piece.callSid = sidOf<CallSid>("CA", 1);
    return piece;
}

/// What the three webhooks of one voicemail say.
QList<LedgerVoicemail> webhooksOf(const RecordingSid &sid)
{
    LedgerVoicemail action = pieceOf(sid);
    action.line = Party(u"+12065550142"_s);
    action.caller = Party(u"+14155550108"_s);
    action.duration = std::chrono::seconds(17);
    LedgerVoicemail recorded = pieceOf(sid);
    recorded.status = RecordingStatus::Completed;
    recorded.duration = std::chrono::seconds(17);
    LedgerVoicemail begun = pieceOf(sid);
    begun.status = RecordingStatus::InProgress;
    LedgerVoicemail transcribed = pieceOf(sid);
    transcribed.line = action.line;
    transcribed.caller = action.caller;
    transcribed.transcription = TranscriptionStatus::Completed;
    transcribed.text = u"Hello, this is Zoë. Please call me back."_s;
    return {action, begun, recorded, transcribed};
}

QFuture<Result<VoicemailChange>> note(SharedStore &store, const LedgerVoicemail &piece)
{
    return store.write([piece](SqlConnection &db) { return VoicemailTable(db).note(piece, instant(0)); });
}

std::optional<LedgerVoicemail> voicemailIn(SharedStore &store, const RecordingSid &sid)
{
    return waitFor(store.read([sid](SqlConnection &db) { return VoicemailTable(db).find(sid); })).value_or(std::nullopt);
}

} // namespace

class TestVoicemailTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void webhooksInAnyOrderEachTwiceMakeOneVoicemailAndOneNotificationOfEachKind()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);

        for (int seed = 1; seed <= 40; ++seed) {
            const auto sid = sidOf<RecordingSid>("RE", seed);
            QList<LedgerVoicemail> pieces = webhooksOf(sid) + webhooksOf(sid);
            std::shuffle(pieces.begin(), pieces.end(), std::mt19937(unsigned(seed)));
            QList<QFuture<Result<VoicemailChange>>> all;
            for (qsizetype i = 0; i < pieces.size(); ++i)
                all << note(i % 2 ? *one : *two, pieces[i]);
            int news = 0, sounds = 0, texts = 0;
            for (const auto &noted : all) {
                const auto change = waitFor(noted);
                QVERIFY(change);
                news += change->isNew;
                sounds += change->hasSound;
                texts += change->hasText;
            }

            LedgerVoicemail expected = pieceOf(sid);
            expected.line = Party(u"+12065550142"_s);
            expected.caller = Party(u"+14155550108"_s);
            expected.duration = std::chrono::seconds(17);
            expected.status = RecordingStatus::Completed;
            expected.transcription = TranscriptionStatus::Completed;
            expected.text = u"Hello, this is Zoë. Please call me back."_s;
            expected.firstHeardOfAt = instant(0);
            QVERIFY2(voicemailIn(*one, sid) == expected, qPrintable(u"seed %1"_s.arg(seed)));
            QCOMPARE(news, 1);
            QCOMPARE(sounds, 1);
            QCOMPARE(texts, 1);
        }
    }

    void aTranscriptThatFailedAndThenCameIsThere()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const auto sid = sidOf<RecordingSid>("RE", 1);
        LedgerVoicemail failed = pieceOf(sid);
        failed.transcription = TranscriptionStatus::Failed;

        QVERIFY(!waitFor(note(*store, failed))->hasText);
        QVERIFY(waitFor(note(*store, webhooksOf(sid).last()))->hasText);
        QCOMPARE(waitFor(note(*store, failed)).value_or(VoicemailChange{true, true, true}), VoicemailChange());

        QVERIFY(voicemailIn(*store, sid)->transcription.is(TranscriptionStatus::Completed));
        QVERIFY(!voicemailIn(*store, sid)->text.isEmpty());
    }

    void hearingIsEachOnesOwnAndHandlingIsTheTeams()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        const auto sid = sidOf<RecordingSid>("RE", 1);
        QVERIFY(waitFor(note(*one, webhooksOf(sid).first())));
        const auto hear = [sid](SharedStore &store, QString person) {
            return waitFor(store.write([=](SqlConnection &db) { return VoicemailTable(db).heard(sid, person, instant(1)); }));
        };
        const auto handle = [sid](SharedStore &store, QString person) {
            return store.write([=](SqlConnection &db) { return VoicemailTable(db).handle(sid, person, instant(2)); });
        };

        QVERIFY(hear(*one, u"ben"_s).value_or(false));
        QVERIFY(hear(*two, u"anna"_s).value_or(false));
        QVERIFY(!hear(*one, u"anna"_s).value_or(true));
        QVERIFY(waitFor(one->write([sid](SqlConnection &db) { return VoicemailTable(db).assign(sid, u"cleo"_s); })));
        const auto anna = handle(*one, u"anna"_s);
        const auto ben = handle(*two, u"ben"_s);
        QVERIFY(waitFor(anna) && waitFor(ben));
        QVERIFY(*waitFor(anna) != *waitFor(ben));

        auto voicemail = voicemailIn(*two, sid);
        QVERIFY(voicemail);
        QCOMPARE(voicemail->heardBy, QStringList({u"anna"_s, u"ben"_s}));
        QCOMPARE(voicemail->assignedTo, u"cleo"_s);
        QCOMPARE(voicemail->handledBy, *waitFor(anna) ? u"anna"_s : u"ben"_s);
        QCOMPARE(voicemail->handledAt, instant(2));

        QVERIFY(waitFor(one->write([sid](SqlConnection &db) -> Result<> {
            VoicemailTable voicemails(db);
            if (const auto done = voicemails.heardNot(sid, u"anna"_s); !done)
                return done;
            return voicemails.reopen(sid);
        })));
        voicemail = voicemailIn(*two, sid);
        QCOMPARE(voicemail->heardBy, QStringList{u"ben"_s});
        QVERIFY(voicemail->handledBy.isEmpty());
    }

    void theNewestComeFirst()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        for (int i = 1; i <= 3; ++i)
            QVERIFY(waitFor(store->write(
                [i](SqlConnection &db) { return VoicemailTable(db).note(pieceOf(sidOf<RecordingSid>("RE", i)), instant(i)); })));

        const auto latest = waitFor(store->read([](SqlConnection &db) { return VoicemailTable(db).latest(instant(3), 10); }));

        QVERIFY(latest);
        QCOMPARE(latest->size(), 2);
        QCOMPARE(latest->first().sid, sidOf<RecordingSid>("RE", 2));
    }
};

QTEST_GUILESS_MAIN(TestVoicemailTable)
#include "tst_voicemailtable.moc"
