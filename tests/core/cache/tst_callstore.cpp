// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/searchstore.h"
#include "core/cache/voicemailstore.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

class TestCallStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallAndItsLegsAreOneRow()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        QSignalSpy changed(&calls, &CallStore::changed);
        Call child = leg(2, ada, Party(u"client:anna"_s), utc("2026-08-11T10:00:01"), 30);
        child.parentSid = callSid(1);
        child.direction = CallDirection::OutboundDial;

        const auto saved = waitFor(calls.save({child, leg(1, ada, lineA, utc("2026-08-11T10:00:00"), 40)}));

        QVERIFY(saved);
        QCOMPARE(saved->added, 2);
        const auto ids = waitFor(calls.rowIds({}));
        QVERIFY(ids);
        QCOMPARE(ids->size(), 1);
        const auto rows = waitFor(calls.rows(*ids));
        QCOMPARE(rows->size(), 1);
        const CallRow row = rows->first();
        QCOMPARE(row.root, callSid(1));
        QCOMPARE(row.legs, 2);
        QCOMPARE(row.line, lineA);
        QCOMPARE(row.peer, ada);
        QCOMPARE(row.outcome, CallOutcome::Answered);
        QCOMPARE(row.talkSeconds.count(), 30);
        QCOMPARE(row.price, (Money{.micros = -17000, .currency = u"USD"_s}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().value<QList<qint64>>(), *ids);
    }

    void aChildThatComesAPageBeforeItsParentEndsInTheSameRow()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        Call child = leg(2, ada, Party(u"client:anna"_s), utc("2026-08-11T10:00:01"), 30);
        child.parentSid = callSid(1);
        child.direction = CallDirection::OutboundDial;
        Call other = child;
        other.sid = callSid(3);

        QVERIFY(waitFor(calls.save({child})));
        QVERIFY(waitFor(calls.save({other})));
        QCOMPARE(waitFor(calls.rowIds({}))->size(), 1);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00"))})));

        const auto ids = waitFor(calls.rowIds({}));
        QCOMPARE(ids->size(), 1);
        const auto detail = waitFor(calls.detail(ids->first()));
        QVERIFY(detail);
        QCOMPARE(detail->legs.size(), 3);
        QCOMPARE(detail->legs.first().sid, callSid(1));
        QCOMPARE(detail->row.line, lineA);
        QCOMPARE(waitFor(calls.idOf(callSid(3))), Result<qint64>(ids->first()));
    }

    // Legs of one second have ids in no order, and some the same one.
    void inWhateverOrderLegsComeTheConversationsAreTheSame()
    {
        const auto made = [](int first, int tail) {
            return *CallSid::parse(u"CA%1%2"_s.arg(first, 24, 16, QLatin1Char('0')).arg(tail, 8, 16, QLatin1Char('0')));
        };
        QList<Call> legs;
        for (int family = 0; family < 12; ++family) {
            const QDateTime begin = utc("2026-08-11T10:00:00").addSecs(family / 4);
            Call parent = leg(0, family % 2 ? ada : ben, lineA, begin, 40);
            parent.sid = made(100 + family, 1000 - family);
            legs.append(parent);
            for (int child = 0; child < family % 4; ++child) {
                Call one = leg(0, family % 2 ? ada : ben, Party(u"client:anna"_s), begin, 10 + child);
                one.sid = made(200 + family, child == 0 ? 1000 - family : 7 * family + child); // the first has its parent's id
                one.parentSid = child == 2 ? legs.last().sid : parent.sid; // the third is a child of the second
                one.direction = CallDirection::OutboundDial;
                legs.append(one);
            }
        }
        const auto conversations = [](Store &store) {
            CallStore calls(store);
            QStringList found;
            for (const qint64 id : waitFor(calls.rowIds({})).value_or(RowIds())) {
                const auto detail = waitFor(calls.detail(id));
                QStringList sids;
                for (const Call &one : detail->legs)
                    sids.append(one.sid.text());
                sids.sort();
                found.append(u"%1 %2 %3 s: %4"_s.arg(detail->row.root.text()).arg(detail->row.legs).arg(detail->row.talkSeconds.count()).arg(sids.join(u' ')));
            }
            found.sort();
            return found;
        };

        QStringList first;
        std::mt19937 dice(7);
        for (int round = 0; round < 12; ++round) {
            Folder folder;
            const auto store = folder.open();
            CallStore calls(*store);
            if (round > 0)
                std::ranges::shuffle(legs, dice);
            const qsizetype size = round % 3 == 0 ? legs.size() : round % 3 == 1 ? 1 : 7;
            for (qsizetype from = 0; from < legs.size(); from += size)
                QVERIFY(waitFor(calls.save(legs.sliced(from, qMin(size, legs.size() - from)))));

            const QStringList now = conversations(*store);

            QCOMPARE(now.size(), 12);
            if (round == 0)
                first = now;
            QCOMPARE(now, first);
        }
        QVERIFY2(first.first().contains(u" 1 40 s"_s), qPrintable(first.first()));
        QVERIFY2(first.last().contains(u" 4 33 s"_s), qPrintable(first.last()));
    }

    void aLateOlderCopyTakesNothingAway()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        const Call final = leg(1, ada, lineA, utc("2026-08-11T10:00:00"));
        Call late = final;
        late.status = CallStatus::Ringing;
        late.price.reset();
        late.duration.reset();
        late.endedAt = {};

        QVERIFY(waitFor(calls.save({final})));
        const auto again = waitFor(calls.save({late}));

        QCOMPARE(again->changed, 0);
        QVERIFY(again->ids.isEmpty());
        const auto detail = waitFor(calls.detail(waitFor(calls.rowIds({}))->first()));
        QCOMPARE(detail->legs.first(), final);
    }

    void filtersAreCombined()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        ContactStore contacts(*store);
        Call missed = leg(2, ben, lineB, utc("2026-08-10T10:00:00"), 0);
        missed.status = CallStatus::NoAnswer;
        missed.duration.reset();
        Call out = leg(3, lineA, ada, utc("2026-08-09T10:00:00"));
        out.direction = CallDirection::OutboundApi;
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00")), missed, out})));
        QVERIFY(waitFor(contacts.save({.name = u"Zoë Müller"_s, .numbers = {{.number = ben, .label = u"mobile"_s}}})));
        const auto all = waitFor(calls.rowIds({}));
        QCOMPARE(all->size(), 3);
        const auto sidsFor = [&](CallFilter filter) {
            QStringList sids;
            const auto rows = waitFor(calls.rows(*waitFor(calls.rowIds(std::move(filter)))));
            for (const CallRow &row : *rows)
                sids.push_back(row.root.text().right(1));
            return sids.join(u',');
        };

        QCOMPARE(sidsFor({}), u"1,2,3"_s);
        QCOMPARE(sidsFor({.direction = CallHeading::Out}), u"3"_s);
        QCOMPARE(sidsFor({.missedOnly = true}), u"2"_s);
        QCOMPARE(sidsFor({.line = lineA}), u"1,3"_s);
        QCOMPARE(sidsFor({.peer = ada}), u"1,3"_s);
        QCOMPARE(sidsFor({.line = lineA, .from = QDate(2026, 8, 11)}), u"1"_s);
        QCOMPARE(sidsFor({.to = QDate(2026, 8, 9)}), u"3"_s);
        QCOMPARE(sidsFor({.withRecording = true}), QString());
        QCOMPARE(sidsFor({.text = u"(415) 555-0109"_s}), u"2"_s);
        QCOMPARE(sidsFor({.text = u"5550108"_s}), u"1,3"_s);
        QCOMPARE(sidsFor({.text = u"MULLER zoe"_s}), u"2"_s);
        QCOMPARE(sidsFor({.text = u"nobody"_s}), QString());
        QCOMPARE(sidsFor({.text = u"100%"_s}), QString());
        QVERIFY(waitFor(calls.setNote(all->at(2), u"Wants the blue one"_s)));
        QCOMPARE(sidsFor({.text = u"blue"_s}), u"3"_s);
        QCOMPARE(waitFor(calls.rows({all->at(2)}))->first().note, u"Wants the blue one"_s);
        QCOMPARE(waitFor(calls.rows({all->at(1)}))->first().contactName, u"Zoë Müller"_s);
    }

    void aVoicemailTurnsAMissedCallIntoOne()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        RecordingStore recordings(*store);
        VoicemailStore voicemails(*store, recordings);
        QSignalSpy callsChanged(&recordings, &RecordingStore::callsChanged);
        Call root = leg(1, ada, lineA, utc("2026-08-11T10:00:00"), 35);
        Call child = leg(2, ada, Party(u"client:anna"_s), utc("2026-08-11T10:00:01"), 0);
        child.parentSid = root.sid;
        child.status = CallStatus::NoAnswer;
        child.duration.reset();
        child.endedAt = utc("2026-08-11T10:00:21");
        QVERIFY(waitFor(calls.save({root, child})));
        const qint64 id = waitFor(calls.rowIds({}))->first();
        QCOMPARE(waitFor(calls.rows({id}))->first().outcome, CallOutcome::Missed);

        QVERIFY(waitFor(recordings.save({voicemail(1, root.sid, utc("2026-08-11T10:00:25"))})));

        const CallRow row = waitFor(calls.rows({id}))->first();
        QCOMPARE(row.outcome, CallOutcome::Voicemail);
        QVERIFY(row.hasVoicemail);
        QCOMPARE(row.ringSeconds.count(), 21);
        QCOMPARE(callsChanged.first().first().value<QList<qint64>>(), QList<qint64>{id});
        const auto ids = waitFor(voicemails.rowIds({}));
        QCOMPARE(ids->size(), 1);
        const VoicemailRow heard = waitFor(voicemails.rows(*ids))->first();
        QCOMPARE(heard.peer, ada);
        QCOMPARE(heard.line, lineA);
        QVERIFY(!heard.heard);
        QCOMPARE(waitFor(voicemails.unheardCount()), Result<int>(1));
        QCOMPARE(waitFor(calls.detail(id))->recordings.size(), 1);
    }

    void aVoicemailThatCameBeforeItsCallLearnsWhoItIsFrom()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        RecordingStore recordings(*store);
        VoicemailStore voicemails(*store, recordings);
        QVERIFY(waitFor(recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:25"))})));
        const auto ids = waitFor(voicemails.rowIds({}));
        QVERIFY(waitFor(voicemails.rows(*ids))->first().peer.isEmpty());
        QSignalSpy changed(&voicemails, &VoicemailStore::changed);

        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00"), 35)})));

        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(waitFor(voicemails.rows(*ids))->first().peer, ada);
    }

    void whatPeopleDidWithAVoicemailIsKept()
    {
        Folder folder;
        qint64 id = 0;
        {
            const auto store = folder.open();
            RecordingStore recordings(*store);
            VoicemailStore voicemails(*store, recordings);
            Transcription transcript;
            transcript.sid = transcriptionSid(1);
            transcript.recordingSid = recordingSid(1);
            transcript.status = TranscriptionStatus::Completed;
            transcript.text = u"Please call the café back"_s;
            transcript.createdAt = utc("2026-08-11T10:01:00");
            QVERIFY(waitFor(recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:25"))})));
            QVERIFY(waitFor(recordings.saveTranscriptions({transcript})));
            id = waitFor(voicemails.rowIds({.unheardOnly = true}))->first();
            QSignalSpy unheard(&voicemails, &VoicemailStore::unheardCountChanged);
            QVERIFY(waitFor(voicemails.setHeard({id}, true)));
            QVERIFY(waitFor(voicemails.setNote(id, u"Called back"_s)));
            QTRY_COMPARE(unheard.count(), 1);
            QVERIFY(waitFor(voicemails.markDeleting({id}, folder.now)));
            QVERIFY(waitFor(voicemails.rows({id}))->first().deleting);
            QVERIFY(waitFor(voicemails.undoDelete({id})));
        }
        const auto store = folder.open();
        RecordingStore recordings(*store);
        VoicemailStore voicemails(*store, recordings);

        const VoicemailRow row = waitFor(voicemails.rows({id}))->first();

        QVERIFY(row.heard);
        QVERIFY(!row.deleting);
        QCOMPARE(row.note, u"Called back"_s);
        QCOMPARE(row.transcript, TranscriptState::Ready);
        QCOMPARE(waitFor(voicemails.rowIds({.text = u"cafe call"_s}))->size(), 1);
        QCOMPARE(waitFor(voicemails.rowIds({.text = u"called"_s}))->size(), 1);
        QCOMPARE(waitFor(voicemails.rowIds({.text = u"tea"_s}))->size(), 0);
        QCOMPARE(waitFor(voicemails.rowIds({.unheardOnly = true}))->size(), 0);
    }

    // More than are written in one statement, some of them over a row that is there already.
    void callsThatComeTogetherAreAllThereWhateverWasThereBefore()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        QList<Call> legs;
        for (int i = 1; i <= 30; ++i)
            legs.append(leg(i, i % 2 ? ada : ben, lineA, utc("2026-08-11T10:00:00").addSecs(i), i));
        QVERIFY(waitFor(calls.save(legs.sliced(12, 3))));
        QVERIFY(waitFor(store->write([](QSqlDatabase &db) { // the legs of these are gone, their rows are not
            return runScript(db, u"DELETE FROM call");
        })));

        const auto saved = waitFor(calls.save(legs));

        QCOMPARE(saved->added, 30);
        QCOMPARE(saved->ids.size(), 30);
        const auto rows = waitFor(calls.rows(*waitFor(calls.rowIds({}))));
        QCOMPARE(rows->size(), 30);
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(rows->at(i).root, legs[29 - i].sid);
            QCOMPARE(rows->at(i).talkSeconds.count(), 30 - i);
            QCOMPARE(rows->at(i).peer, legs[29 - i].from);
        }
    }

    // Both kinds of sids end with the same digits, as those of a call and of its recording may.
    void aNoteOnAVoicemailIsNoNoteOnACall()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        RecordingStore recordings(*store);
        VoicemailStore voicemails(*store, recordings);
        SearchStore search(*store);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00")), leg(2, ben, lineA, utc("2026-08-11T11:00:00"))})));
        QVERIFY(waitFor(recordings.save({voicemail(1, callSid(7), utc("2026-08-11T10:00:25"))})));
        QVERIFY(waitFor(voicemails.setNote(waitFor(voicemails.rowIds({}))->first(), u"azure"_s)));
        QVERIFY(waitFor(search.search(u"azure"_s, 5))->calls.isEmpty());

        QVERIFY(waitFor(calls.setNote(*waitFor(calls.idOf(callSid(2))), u"Azure too"_s)));

        const auto hits = waitFor(search.search(u"azure"_s, 5));
        QCOMPARE(hits->calls.size(), 1);
        QCOMPARE(hits->calls.first().root, callSid(2));
    }

    void legsDeletedAtTwilioGo()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00")), leg(2, ben, lineA, utc("2026-08-11T11:00:00"))})));
        QCOMPARE(waitFor(calls.sidsBetween(utc("2026-08-11T10:30:00"), utc("2026-08-12T00:00:00"))), Result<QList<CallSid>>({callSid(2)}));

        QVERIFY(waitFor(calls.remove({callSid(2), callSid(7)})));

        QCOMPARE(waitFor(calls.rowIds({}))->size(), 1);
    }

    void theFilteredListIsWrittenAsCsv()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00")), leg(2, ben, lineA, utc("2026-08-11T11:00:00"))})));
        QVERIFY(waitFor(calls.setNote(waitFor(calls.rowIds({.peer = ada}))->first(), u"=1+1, \"so\""_s)));
        const QString path = folder.dir.filePath(u"calls.csv"_s);

        const auto written = waitFor(calls.exportCsv({.peer = ada}, path));

        QCOMPARE(written, Result<qint64>(1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.startsWith("\xef\xbb\xbfsid,"));
        QVERIFY(content.contains("+14155550108"));
        QVERIFY2(content.contains("\"'=1+1, \"\"so\"\"\""), content.constData());
        QCOMPARE(content.count("\r\n"), 2);
    }

    void whoIsHiddenFromUsIsNoNumberInAFile()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);
        QVERIFY(waitFor(calls.save({leg(1, Party(u"+9994821057342"_s), lineA, utc("2026-08-11T10:00:00"))})));
        const QString path = folder.dir.filePath(u"calls.csv"_s);

        QCOMPARE(waitFor(calls.exportCsv({}, path)), Result<qint64>(1));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY2(content.contains("Hidden …42") && !content.contains("999"), content.constData());
    }

    void anExportThatCannotBeWrittenSaysSo()
    {
        Folder folder;
        const auto store = folder.open();
        CallStore calls(*store);

        const auto written = waitFor(calls.exportCsv({}, folder.dir.filePath(u"nowhere/calls.csv"_s)));

        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestCallStore)
#include "tst_callstore.moc"
