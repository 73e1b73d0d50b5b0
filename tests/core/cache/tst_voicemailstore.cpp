// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/deletionstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/searchstore.h"
#include "core/cache/voicemailstore.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Box {
    explicit Box(const Folder &folder) : store(folder.open()) {}

    std::unique_ptr<Store> store;
    CallStore calls{*store};
    RecordingStore recordings{*store};
    VoicemailStore voicemails{*store, recordings};
    SearchStore search{*store};

    void fill(const QDateTime &now)
    {
        Transcription words;
        words.sid = transcriptionSid(1);
        words.recordingSid = recordingSid(1);
        words.status = TranscriptionStatus::Completed;
        words.text = u"Please call the ship yard"_s;
        words.createdAt = words.updatedAt = now;
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, now)})));
        QVERIFY(waitFor(recordings.save({voicemail(1, callSid(1), now), voicemail(2, callSid(1), now.addSecs(30), 150)})));
        QVERIFY(waitFor(recordings.saveTranscriptions({words})));
    }
    qint64 id(int recording) { return *waitFor(voicemails.idOf(recordingSid(recording))); }
    VoicemailRow row(int recording) { return waitFor(voicemails.rows({id(recording)}))->value(0); }
    qsizetype found(const QString &text) { return waitFor(voicemails.rowIds({.text = text}))->size(); }
};

} // namespace

class TestVoicemailStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCorrectionIsShownAndTwiliosWordsAreKept()
    {
        Folder folder;
        Box box(folder);
        box.fill(folder.now);
        QSignalSpy changed(&box.voicemails, &VoicemailStore::changed);
        const qint64 id = box.id(1);

        QVERIFY(waitFor(box.voicemails.correct(id, u" Please call the shipyard. "_s)));

        QVERIFY(box.row(1).corrected);
        QCOMPARE(box.row(1).transcriptText, u"Please call the shipyard."_s);
        QCOMPARE(box.row(1).twilioText, u"Please call the ship yard"_s);
        QTRY_VERIFY(!changed.isEmpty());
        const auto detail = waitFor(box.calls.detail(waitFor(box.calls.rowIds({}))->first()));
        QCOMPARE(detail->recordings.first().correction, u"Please call the shipyard."_s);
        QVERIFY(waitFor(box.voicemails.correct(id, {})));
        QVERIFY(!box.row(1).corrected);
        QCOMPARE(box.row(1).transcriptText, u"Please call the ship yard"_s);
    }

    void twiliosVeryWordsAreNoCorrection()
    {
        Folder folder;
        Box box(folder);
        box.fill(folder.now);

        QVERIFY(waitFor(box.voicemails.correct(box.id(1), u"Please call the ship yard\n"_s)));

        QVERIFY(!box.row(1).corrected);
        QVERIFY(!waitFor(box.voicemails.correct(77, u"nobody"_s)));
    }

    void whatTwilioDidNotTranscribeCanBeWrittenDown()
    {
        Folder folder;
        Box box(folder);
        box.fill(folder.now);
        QCOMPARE(box.row(2).transcript, TranscriptState::None);

        QVERIFY(waitFor(box.voicemails.correct(box.id(2), u"A long story"_s)));

        QCOMPARE(box.row(2).transcript, TranscriptState::Ready);
        QCOMPARE(box.row(2).transcriptText, u"A long story"_s);
        QVERIFY(box.row(2).twilioText.isEmpty());
    }

    void theOldWordsAndTheNewAreFound()
    {
        Folder folder;
        Box box(folder);
        box.fill(folder.now);
        QVERIFY(waitFor(box.voicemails.correct(box.id(1), u"Please ring the Sh\u00efpyard."_s)));

        QCOMPARE(box.found(u"shipyard"_s), 1);
        QCOMPARE(box.found(u"yard call"_s), 1); // Twilio wrote so
        QCOMPARE(box.found(u"ring yard"_s), 1); // one word here, one there
        QCOMPARE(box.found(u"harbour"_s), 0);
        const auto now = waitFor(box.search.search(u"ring shipy"_s, 5));
        QCOMPARE(now->transcripts.size(), 1);
        QVERIFY(now->transcripts.first().excerpt.contains(u"ring the"_s));
        QCOMPARE(now->transcripts.first().voicemail.recording, recordingSid(1));
        QVERIFY(!now->transcripts.first().marks.isEmpty());
        const auto before = waitFor(box.search.search(u"call ship"_s, 5));
        QCOMPARE(before->transcripts.size(), 1);
        QCOMPARE(waitFor(box.search.search(u"please"_s, 5))->transcripts.size(), 1); // both say so: one hit
    }

    void whatIsDeletedAtTwilioIsForgottenHereToo()
    {
        Folder folder;
        Box box(folder);
        box.fill(folder.now);
        DeletionStore deletions(*box.store);
        const auto kept = [&] {
            return *waitFor(box.store->read([](QSqlDatabase &db) -> Result<int> {
                Statement query(db, u"SELECT count(*) FROM own.correction");
                return query.next() ? int(query.integer(0)) : -1;
            }));
        };
        QVERIFY(waitFor(box.voicemails.correct(box.id(1), u"Please call the shipyard."_s)));
        QVERIFY(waitFor(box.voicemails.markDeleting({box.id(1)}, folder.now)));

        QVERIFY(waitFor(deletions.end(recordingSid(1), DeletionState::Refused, u"not now"_s)));
        QCOMPARE(kept(), 1);
        QVERIFY(waitFor(deletions.end(recordingSid(1), DeletionState::Done, {})));

        QCOMPARE(kept(), 0);
    }

    void correctionsAndTheHeardRuleOutliveTheCache()
    {
        Folder folder;
        {
            Box box(folder);
            box.fill(folder.now);
            QVERIFY(waitFor(box.voicemails.correct(box.id(1), u"Please call the shipyard."_s)));
            QCOMPARE(*waitFor(box.voicemails.heardRule()), HeardRule::AfterSeconds);
            QVERIFY(waitFor(box.voicemails.setHeardRule(HeardRule::ByHand)));
        }
        QVERIFY(QFile::remove(folder.dir.filePath(u"cache.db"_s)));

        Box box(folder);
        box.fill(folder.now); // from Twilio again

        QCOMPARE(box.row(1).transcriptText, u"Please call the shipyard."_s);
        QCOMPARE(*waitFor(box.voicemails.heardRule()), HeardRule::ByHand);
    }
};

QTEST_GUILESS_MAIN(TestVoicemailStore)
#include "tst_voicemailstore.moc"
