// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/contactstore.h"
#include "core/cache/cursorstore.h"
#include "core/cache/draftstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/numberstore.h"
#include "core/cache/optoutstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/callstore.h"
#include "core/cache/searchstore.h"
#include "tests/core/cache/testcache.h"

#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

class TestMessageStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreInThreadsByLineAndPeer()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        QSignalSpy threads(&messages, &MessageStore::threadsChanged);

        QVERIFY(waitFor(messages.save({text(1, ada, lineA, u"Hello"_s, utc("2026-08-11T10:00:00")),
                                       text(2, lineA, ada, u"Hi\nthere"_s, utc("2026-08-11T10:01:00"), MessageDirection::OutboundApi),
                                       text(3, ada, lineB, u"Other line"_s, utc("2026-08-11T09:00:00"))})));

        QCOMPARE(threads.count(), 1);
        const auto ids = waitFor(messages.threadIds({}));
        QCOMPARE(ids->size(), 2);
        const auto rows = waitFor(messages.threads(*ids));
        QCOMPARE(rows->first().line, lineA);
        QCOMPARE(rows->first().peer, ada);
        QCOMPARE(rows->first().preview, u"Hi there"_s);
        QVERIFY(!rows->first().lastInbound);
        QCOMPARE(rows->first().unread, 1);
        const auto bubbles = waitFor(messages.messages(ids->first(), 0, 10));
        QCOMPARE(bubbles->size(), 2);
        QCOMPARE(bubbles->first().message.body, u"Hi\nthere"_s);
        const auto older = waitFor(messages.messages(ids->first(), bubbles->first().id, 10));
        QCOMPARE(older->size(), 1);
        QCOMPARE(older->first().message.sid, messageSid(1));
    }

    void readingAThreadIsRememberedEvenIfTheCacheIsLost()
    {
        Folder folder;
        const QList<Message> page{text(1, ada, lineA, u"Hello"_s, utc("2026-08-11T10:00:00"))};
        {
            const auto store = folder.open();
            MessageStore messages(*store);
            QSignalSpy count(&messages, &MessageStore::unreadThreadsChanged);
            QVERIFY(waitFor(messages.save(page)));
            QTRY_COMPARE(count.count(), 1);
            const qint64 thread = waitFor(messages.threadIds({.unreadOnly = true}))->first();
            QVERIFY(waitFor(messages.markRead(thread)));
            QTRY_COMPARE(count.count(), 2);
            QCOMPARE(waitFor(messages.unreadThreads()), Result<int>(0));
        }
        QVERIFY(QFile::remove(folder.dir.filePath(u"cache.db"_s)));
        const auto store = folder.open();
        MessageStore messages(*store);
        QVERIFY(waitFor(messages.save(page)));
        QCOMPARE(waitFor(messages.unreadThreads()), Result<int>(0));

        const qint64 thread = waitFor(messages.threadIds({}))->first();
        QVERIFY(waitFor(messages.markUnread(thread)));

        QCOMPARE(waitFor(messages.threads({thread}))->first().unread, 1);
    }

    void whatIsOldAtTheFirstStartIsNotNew()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);

        QVERIFY(waitFor(messages.save({text(1, ada, lineA, u"Last year"_s, utc("2025-08-11T10:00:00"))})));

        QCOMPARE(waitFor(messages.unreadThreads()), Result<int>(0));
    }

    void aDraftIsKeptAndShownInItsThread()
    {
        Folder folder;
        {
            const auto store = folder.open();
            MessageStore messages(*store);
            DraftStore drafts(*store, messages);
            QVERIFY(waitFor(drafts.save(lineA, ben, {.body = u"Dear Ben"_s, .media = {u"https://example.org/a.png"_s}})));
        }
        const auto store = folder.open();
        MessageStore messages(*store);
        DraftStore drafts(*store, messages);
        const auto ids = waitFor(messages.threadIds({}));
        QCOMPARE(ids->size(), 1);
        QCOMPARE(waitFor(messages.threads(*ids))->first().draft, u"Dear Ben"_s);
        QCOMPARE(waitFor(drafts.draft(lineA, ben))->media.size(), 1);

        QVERIFY(waitFor(drafts.save(lineA, ben, {})));

        QVERIFY(waitFor(drafts.draft(lineA, ben))->isEmpty());
        QCOMPARE(waitFor(messages.threadIds({}))->size(), 0);
    }

    void aDraftAndItsThreadOutliveTheCache()
    {
        Folder folder;
        {
            const auto store = folder.open();
            MessageStore messages(*store);
            DraftStore drafts(*store, messages);
            QVERIFY(waitFor(drafts.save(lineA, ben, {.body = u"Dear Ben"_s})));
        }
        QVERIFY(QFile::remove(folder.dir.filePath(u"cache.db"_s)));
        const auto store = folder.open();
        MessageStore messages(*store);

        const auto ids = waitFor(messages.threadIds({}));

        QCOMPARE(ids->size(), 1);
        QCOMPARE(waitFor(messages.threads(*ids))->first().draft, u"Dear Ben"_s);
    }

    void stopAndStartAreNotedWhateverTheOrder()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        OptOutStore optOuts(*store, messages);
        QVERIFY(waitFor(messages.save({text(2, ada, lineA, u"START"_s, utc("2026-08-11T12:00:00"))})));
        QVERIFY(waitFor(messages.save({text(1, ada, lineA, u"stop"_s, utc("2026-08-11T10:00:00"))})));
        QVERIFY(!waitFor(optOuts.state(lineA, ada))->optedOut);

        QVERIFY(waitFor(messages.save({text(3, ada, lineA, u"Stop "_s, utc("2026-08-11T13:00:00"))})));

        const auto state = waitFor(optOuts.state(lineA, ada));
        QVERIFY(state->optedOut);
        QCOMPARE(state->keyword, u"STOP"_s);
        QVERIFY(!waitFor(optOuts.state(lineB, ada))->optedOut);
        QVERIFY(waitFor(messages.threads(*waitFor(messages.threadIds({}))))->first().optedOut);
    }

    void aTextWhoseSenderIsChosenLaterMovesToItsThread()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        Message accepted = text(1, Party(), ada, u"Hello"_s, utc("2026-08-11T10:00:00"), MessageDirection::OutboundApi);
        accepted.status = MessageStatus::Accepted;
        QVERIFY(waitFor(messages.save({accepted})));
        Message sent = accepted;
        sent.from = lineA;
        sent.status = MessageStatus::Sent;

        QVERIFY(waitFor(messages.save({sent})));

        const auto ids = waitFor(messages.threadIds({}));
        QCOMPARE(ids->size(), 1);
        QCOMPARE(waitFor(messages.threads(*ids))->first().line, lineA);
    }

    void picturesBelongToTheirMessage()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        Message picture = text(1, ada, lineA, {}, utc("2026-08-11T10:00:00"));
        picture.mediaCount = 1;
        QVERIFY(waitFor(messages.save({picture})));
        QCOMPARE(waitFor(messages.withUnknownMedia(10)), Result<QList<MessageSid>>({messageSid(1)}));
        const Media media{.sid = sid<MediaSid>("ME", 1), .messageSid = messageSid(1), .contentType = u"image/png"_s, .createdAt = picture.createdAt};

        QVERIFY(waitFor(messages.saveMedia({media})));

        QCOMPARE(waitFor(messages.withUnknownMedia(10))->size(), 0);
        QCOMPARE(waitFor(messages.message(messageSid(1)))->media, QList<Media>{media});
    }

    void everythingIsFoundByOneSearch()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        CallStore calls(*store);
        RecordingStore recordings(*store);
        ContactStore contacts(*store);
        SearchStore search(*store);
        QVERIFY(waitFor(contacts.save({.name = u"Ada Lovelace"_s, .numbers = {{.number = ada, .label = {}}}})));
        QVERIFY(waitFor(messages.save({text(1, ada, lineA, u"The appointment is at ten, <b>Ada</b>"_s, utc("2026-08-11T10:00:00")),
                                       text(2, ben, lineA, u"Apples?"_s, utc("2026-08-11T11:00:00"))})));
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00"))})));
        QVERIFY(waitFor(recordings.save({voicemail(1, callSid(1), utc("2026-08-11T10:00:25"))})));
        Transcription transcript;
        transcript.sid = transcriptionSid(1);
        transcript.recordingSid = recordingSid(1);
        transcript.status = TranscriptionStatus::Completed;
        transcript.text = u"about my appointment"_s;
        QVERIFY(waitFor(recordings.saveTranscriptions({transcript})));

        auto hits = waitFor(search.search(u"ada"_s, 5));
        QVERIFY(hits);
        QCOMPARE(hits->people.size(), 1);
        QCOMPARE(hits->people.first().contact->name, u"Ada Lovelace"_s);
        QCOMPARE(hits->calls.size(), 1);
        QCOMPARE(hits->texts.size(), 1);
        hits = waitFor(search.search(u"appoi"_s, 5));
        QCOMPARE(hits->texts.size(), 1);
        QCOMPARE(hits->texts.first().contactName, u"Ada Lovelace"_s);
        QCOMPARE(hits->texts.first().excerpt.mid(hits->texts.first().marks[0].first, 11), u"appointment"_s);
        QCOMPARE(hits->transcripts.size(), 1);
        QCOMPARE(hits->transcripts.first().voicemail.peer, ada);
        QCOMPARE(waitFor(search.search(u"APPO"_s, 5))->texts.size(), 1);
        QCOMPARE(waitFor(search.search(u"the appointmen"_s, 5))->texts.size(), 1);
        QCOMPARE(waitFor(search.search(u"appointx"_s, 5))->texts.size(), 0);
        QCOMPARE(waitFor(search.search(u"appoi "_s, 5))->texts.size(), 0); // a whole word now
        hits = waitFor(search.search(u"555 0109"_s, 5));
        QCOMPARE(hits->people.size(), 1);
        QCOMPARE(hits->people.first().party, ben);
        QVERIFY(waitFor(search.search(u"\"( * AND NEAR"_s, 5)));
        QCOMPARE(waitFor(messages.threadIds({.text = u"apple"_s}))->size(), 1);
        QCOMPARE(waitFor(messages.threadIds({.text = u"lovelace"_s}))->size(), 1);
    }

    void onePersonHasOneTimeline()
    {
        Folder folder;
        const auto store = folder.open();
        MessageStore messages(*store);
        CallStore calls(*store);
        RecordingStore recordings(*store);
        ContactStore contacts(*store);
        const auto contact = waitFor(contacts.save({.name = u"Ada"_s, .numbers = {{.number = ada, .label = {}}, {.number = ben, .label = {}}}}));
        QVERIFY(contact);
        Call missed = leg(2, ben, lineA, utc("2026-08-11T09:00:00"), 30);
        QVERIFY(waitFor(calls.save({leg(1, ada, lineA, utc("2026-08-11T10:00:00")), missed})));
        QVERIFY(waitFor(recordings.save({voicemail(1, missed.sid, utc("2026-08-11T09:00:20"))})));
        QVERIFY(waitFor(messages.save({text(1, ada, lineA, u"one"_s, utc("2026-08-11T08:00:00")), text(2, ada, lineB, u"two"_s, utc("2026-08-11T11:00:00"))})));

        const auto items = waitFor(contacts.timeline({.contact = *contact}, {}, 10));

        QVERIFY(items);
        QList<size_t> kinds;
        for (const TimelineItem &item : *items)
            kinds.push_back(item.what.index());
        QCOMPARE(kinds, (QList<size_t>{2, 0, 1, 2}));
        const auto first = waitFor(contacts.timeline({.contact = *contact}, {}, 2));
        QCOMPARE(first->size(), 2);
        const auto rest = waitFor(contacts.timeline({.contact = *contact}, first->last().at, 10));
        QCOMPARE(rest->size(), 2);
        QCOMPARE(waitFor(contacts.timeline({.party = ben}, {}, 10))->size(), 1);
    }

    void aChangedNumberIsRememberedAndDriftIsSeen()
    {
        Folder folder;
        const auto store = folder.open();
        NumberStore numbers(*store);
        QSignalSpy changed(&numbers, &NumberStore::changed);
        IncomingNumber number;
        number.sid = sid<PhoneNumberSid>("PN", 1);
        number.phoneNumber = lineA;
        number.capabilities.voice = true;
        number.config.smsUrl = u"https://old.example.org/sms"_s;
        QVERIFY(waitFor(numbers.replaceAll({number})));
        QVERIFY(waitFor(numbers.replaceAll({number})));
        QCOMPARE(changed.count(), 1);
        NumberConfig after = number.config;
        after.smsUrl = u"https://new.example.org/sms"_s;

        QVERIFY(waitFor(numbers.rememberChange(number.sid, number.config, after)));
        number.config = after;
        QVERIFY(waitFor(numbers.save(number)));

        auto row = waitFor(numbers.number(number.sid));
        QCOMPARE(row->previous->smsUrl, u"https://old.example.org/sms"_s);
        QVERIFY(row->drifted.isEmpty());
        QVERIFY(row->number.capabilities.voice);
        number.config.voiceUrl = u"https://somebody.else.example.org"_s;
        QVERIFY(waitFor(numbers.save(number)));
        QCOMPARE(waitFor(numbers.number(number.sid))->drifted, QStringList{u"voice_url"_s});
        QCOMPARE(waitFor(numbers.lines())->size(), 1);
    }

    void cursorsAreKept()
    {
        Folder folder;
        const auto store = folder.open();
        CursorStore cursors(*store);
        QVERIFY(waitFor(cursors.set(u"calls"_s, u"PA1"_s)));
        QVERIFY(waitFor(cursors.set(u"calls"_s, u"PA2"_s)));
        QVERIFY(waitFor(cursors.set(u"messages"_s, u"x"_s)));
        QVERIFY(waitFor(cursors.set(u"messages"_s, {})));

        QCOMPARE(waitFor(cursors.all()), (Result<QHash<QString, QString>>({{u"calls"_s, u"PA2"_s}})));
    }
};

QTEST_GUILESS_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
