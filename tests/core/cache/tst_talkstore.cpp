// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/talkstore.h"
#include "tests/core/cache/testcache.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Talk {
    Folder folder;
    std::unique_ptr<Store> store = folder.open();
    CallStore calls{*store};
    RecordingStore recordings{*store};
    VoicemailStore voicemails{*store, recordings};
    MessageStore messages{*store};
    TalkStore talk{*store, messages, calls, voicemails};

    qint64 thread() { return *waitFor(messages.threadFor(lineA, ada)); }

    /// A call that nobody answers.
    Call missed(int number, const QDateTime &at, const Party &line = lineA)
    {
        Call call = leg(number, ada, line, at, 0);
        call.status = CallStatus::NoAnswer;
        call.endedAt = at.addSecs(14);
        return call;
    }
};

// "T2 V1 C1": kind and last digit of the sid, newest first as they came.
QString shape(const TalkStore::Page &page)
{
    QStringList words;
    for (const TimelineItem &item : page.value_or(QList<TimelineItem>())) {
        if (const auto *call = std::get_if<CallRow>(&item.what))
            words.append(u'C' + call->root.text().last(1));
        else if (const auto *voicemail = std::get_if<VoicemailRow>(&item.what))
            words.append(u'V' + voicemail->recording.text().last(1));
        else if (const auto *text = std::get_if<MessageRow>(&item.what))
            words.append(u'T' + text->message.sid.text().last(1));
    }
    return words.join(u' ');
}

} // namespace

class TestTalkStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsCallsAndVoicemailsStandInOneOrder()
    {
        Talk t;
        QVERIFY(waitFor(t.messages.save({text(1, ada, lineA, u"Hello"_s, utc("2026-08-11T10:00:00")),
                                         text(2, ada, lineA, u"Are you there?"_s, utc("2026-08-11T10:10:00"))})));
        QVERIFY(waitFor(t.calls.save({t.missed(1, utc("2026-08-11T10:05:00")), leg(2, ada, lineA, utc("2026-08-11T10:20:00"))})));

        QCOMPARE(shape(waitFor(t.talk.before(t.thread(), 0, 10))), u"C2 T2 C1 T1"_s);
    }

    void aVoicemailStandsForItsCall()
    {
        Talk t;
        QVERIFY(waitFor(t.calls.save({t.missed(1, utc("2026-08-11T10:05:00"))})));
        QVERIFY(waitFor(t.recordings.save({voicemail(3, callSid(1), utc("2026-08-11T10:05:20"))})));

        QCOMPARE(shape(waitFor(t.talk.before(t.thread(), 0, 10))), u"V3"_s);
    }

    void onlyWhatWasOnThisLineIsInItsThread()
    {
        Talk t;
        QVERIFY(waitFor(t.calls.save({t.missed(1, utc("2026-08-11T10:05:00")), t.missed(2, utc("2026-08-11T10:06:00"), lineB),
                                      leg(3, ben, lineA, utc("2026-08-11T10:07:00"))})));

        QCOMPARE(shape(waitFor(t.talk.before(t.thread(), 0, 10))), u"C1"_s);
    }

    void anyChangeIsSaid()
    {
        Talk t;
        QSignalSpy changed(&t.talk, &TalkStore::changed);

        QVERIFY(waitFor(t.calls.save({t.missed(1, utc("2026-08-11T10:05:00"))})));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(waitFor(t.messages.save({text(1, ada, lineA, u"Hello"_s, utc("2026-08-11T10:00:00"))})));

        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(changed.last().first().toLongLong(), t.thread());
    }

    void aLongThreadIsReadByPagesInBothDirections()
    {
        Talk t;
        QList<Message> texts;
        QList<Call> calls;
        for (int i = 0; i < 6000; ++i)
            texts.append(text(i + 1, ada, lineA, u"Text %1"_s.arg(i), utc("2026-01-01T00:00:00").addSecs(i * 600)));
        for (int i = 0; i < 2000; ++i)
            calls.append(t.missed(i + 1, utc("2026-01-01T00:05:00").addSecs(i * 1800)));
        QVERIFY(waitFor(t.messages.save(texts)));
        QVERIFY(waitFor(t.calls.save(calls)));
        const qint64 thread = t.thread();

        RowIds back;
        QElapsedTimer timer;
        timer.start();
        for (qint64 from = 0;;) {
            const auto page = waitFor(t.talk.before(thread, from, 200));
            QVERIFY(page);
            if (page->isEmpty())
                break;
            for (const TimelineItem &item : *page)
                back.append(rowIdOf(item));
            from = back.last();
        }
        qInfo("a page of 200 in a thread of 8000 takes %.1f ms", double(timer.elapsed()) / 40);

        QCOMPARE(back.size(), 8000);
        QVERIFY(std::is_sorted(back.cbegin(), back.cend(), std::greater<>()));
        const auto middle = waitFor(t.talk.after(thread, back[4000], 100));
        QCOMPARE(middle->size(), 100);
        QCOMPARE(rowIdOf(middle->first()), back[3999]);
        QCOMPARE(rowIdOf(middle->last()), back[3900]);
    }
};

QTEST_GUILESS_MAIN(TestTalkStore)
#include "tst_talkstore.moc"
