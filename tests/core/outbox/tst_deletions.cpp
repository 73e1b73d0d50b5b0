// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/recordingstore.h"
#include "core/cache/voicemailstore.h"
#include "core/outbox/deletions.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

// A Twilio that deletes recordings, or answers as the test wants.
class FakeCalls : public CallsApi {
public:
    std::optional<Error> answer;
    QList<RecordingSid> deleted;
    int requests = 0;

    QFuture<Result<>> deleteRecording(RecordingSid sid) override
    {
        ++requests;
        if (answer)
            return finished<Result<>>(fail(*answer));
        deleted.push_back(sid);
        return finished<Result<>>({});
    }

    QFuture<Result<Page<Call>>> calls(CallQuery, Paging) override { return missing<Page<Call>>(); }
    QFuture<Result<Call>> call(CallSid, Priority) override { return missing<Call>(); }
    QFuture<Result<Call>> createCall(OutgoingCall) override { return missing<Call>(); }
    QFuture<Result<Call>> updateCall(CallSid, CallChange) override { return missing<Call>(); }
    QFuture<Result<>> deleteCall(CallSid) override { return missing<void>(); }
    QFuture<Result<Page<Recording>>> recordings(RecordingQuery, Paging) override { return missing<Page<Recording>>(); }
    QFuture<Result<Page<Recording>>> callRecordings(CallSid, Paging) override { return missing<Page<Recording>>(); }
    QFuture<Result<Recording>> recording(RecordingSid, Priority) override { return missing<Recording>(); }
    QFuture<Result<Recording>> startRecording(CallSid) override { return missing<Recording>(); }
    QFuture<Result<Recording>> controlRecording(CallSid, RecordingSid, RecordingControl) override { return missing<Recording>(); }
    QFuture<Result<Download>> downloadRecording(RecordingSid, AudioFormat, QString) override { return missing<Download>(); }
    QFuture<Result<Page<Transcription>>> transcriptions(Paging) override { return missing<Page<Transcription>>(); }
    QFuture<Result<Page<Transcription>>> recordingTranscriptions(RecordingSid, Paging) override { return missing<Page<Transcription>>(); }
    QFuture<Result<Transcription>> transcription(TranscriptionSid, Priority) override { return missing<Transcription>(); }
    QFuture<Result<>> deleteTranscription(TranscriptionSid) override { return missing<void>(); }
    QFuture<Result<Page<Notification>>> notifications(NotificationQuery, Paging) override { return missing<Page<Notification>>(); }
    QFuture<Result<Notification>> notification(NotificationSid) override { return missing<Notification>(); }

private:
    template <typename T>
    static QFuture<Result<T>> missing()
    {
        return finished<Result<T>>(fail(Error::Kind::NotFound, u"not in this fake"_s));
    }
};

struct Desk {
    Desk(const Folder &folder, FakeCalls &fake)
        : store(folder.open()), recordings(*store), voicemails(*store, recordings), deletions(*store, fake, recordings, voicemails)
    {
    }

    std::unique_ptr<Store> store;
    RecordingStore recordings;
    VoicemailStore voicemails;
    Deletions deletions;
};

} // namespace

class TestDeletions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsMarkedGoesWhenItsTimeHasComeAndDoesNotComeBack()
    {
        Folder folder;
        FakeCalls fake;
        Desk desk(folder, fake);
        desk.deletions.start();
        const Recording recording = voicemail(1, callSid(1), utc("2026-08-11T10:00:00"));
        QVERIFY(waitFor(desk.recordings.save({recording})));
        const auto ids = waitFor(desk.voicemails.rowIds({}));
        const QSignalSpy removed(&desk.recordings, &RecordingStore::removed);

        QVERIFY(waitFor(desk.voicemails.markDeleting(*ids, folder.now.addSecs(8))));
        QVERIFY(waitFor(desk.voicemails.rows(*ids))->first().deleting);
        QCOMPARE(fake.requests, 0);
        QCOMPARE(removed.size(), 0);
        folder.now = folder.now.addSecs(9);
        desk.deletions.tryNow();

        QTRY_COMPARE(waitFor(desk.voicemails.rowIds({}))->size(), 0);
        QCOMPARE(fake.deleted, QList<RecordingSid>{recording.sid});
        QCOMPARE(removed.size(), 1); // so that its sound is taken off this disk as well
        QCOMPARE(removed.first().first().value<QList<RecordingSid>>(), QList<RecordingSid>{recording.sid});
        QVERIFY(waitFor(desk.recordings.save({recording}))); // a page that was fetched before
        QCOMPARE(waitFor(desk.voicemails.rowIds({}))->size(), 0);
    }

    void whatWasUndoneStays()
    {
        Folder folder;
        FakeCalls fake;
        Desk desk(folder, fake);
        desk.deletions.start();
        QVERIFY(waitFor(desk.recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:00"))})));
        const auto ids = waitFor(desk.voicemails.rowIds({}));
        QVERIFY(waitFor(desk.voicemails.markDeleting(*ids, folder.now.addSecs(8))));

        QVERIFY(waitFor(desk.voicemails.undoDelete(*ids)));
        folder.now = folder.now.addSecs(9);
        desk.deletions.tryNow();
        QVERIFY(waitFor(desk.voicemails.rows(*ids))); // everything asked for before has been answered

        QCOMPARE(fake.requests, 0);
        QVERIFY(!waitFor(desk.voicemails.rows(*ids))->first().deleting);
    }

    void aRefusalIsToldAndTheVoicemailStays()
    {
        Folder folder;
        FakeCalls fake;
        fake.answer = Error{.kind = Error::Kind::Forbidden, .twilioCode = 20403};
        Desk desk(folder, fake);
        QSignalSpy refused(&desk.deletions, &Deletions::refused);
        desk.deletions.start();
        QVERIFY(waitFor(desk.recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:00"))})));
        const auto ids = waitFor(desk.voicemails.rowIds({}));

        QVERIFY(waitFor(desk.voicemails.markDeleting(*ids, folder.now)));

        QTRY_COMPARE(refused.count(), 1);
        QTRY_VERIFY(!waitFor(desk.voicemails.rows(*ids))->first().deleting);
    }

    void offlineItIsDoneLaterAlsoByTheNextRun()
    {
        Folder folder;
        FakeCalls fake;
        fake.answer = Error{.kind = Error::Kind::Offline};
        {
            Desk desk(folder, fake);
            desk.deletions.start();
            QVERIFY(waitFor(desk.recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:00"))})));
            QVERIFY(waitFor(desk.voicemails.markDeleting(*waitFor(desk.voicemails.rowIds({})), folder.now)));
            QTRY_COMPARE(fake.requests, 1);
        }
        fake.answer.reset();

        Desk desk(folder, fake);
        desk.deletions.start();

        QTRY_COMPARE(fake.deleted.size(), 1);
        QTRY_COMPARE(waitFor(desk.voicemails.rowIds({}))->size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDeletions)
#include "tst_deletions.moc"
