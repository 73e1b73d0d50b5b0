// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/conversation.h"
#include "core/cache/excerpt.h"
#include "core/cache/searchwords.h"
#include "core/cache/timeid.h"
#include "core/domain/merge.h"
#include "tests/core/cache/testcache.h"

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(milassist::CallOutcome)

class TestConversation : public QObject {
    Q_OBJECT
    const QDateTime begin = utc("2026-08-11T10:00:00");

    Call childTo(int number, Party to, CallStatus status, int seconds) const
    {
        Call child = leg(number, ada, std::move(to), begin.addSecs(1), seconds);
        child.parentSid = callSid(1);
        child.direction = CallDirection::OutboundDial;
        child.status = status;
        child.endedAt = begin.addSecs(15);
        if (status != CallStatus::Completed)
            child.duration.reset();
        return child;
    }

private Q_SLOTS:
    void anInboundCallEndsAsPeopleSayItDid_data()
    {
        QTest::addColumn<QString>("root");
        QTest::addColumn<QStringList>("children");
        QTest::addColumn<bool>("voicemail");
        QTest::addColumn<CallOutcome>("outcome");
        using enum CallOutcome;
        QTest::newRow("somebody picked up") << u"completed"_s << QStringList{u"no-answer"_s, u"completed"_s} << false << Answered;
        QTest::newRow("nobody did") << u"completed"_s << QStringList{u"no-answer"_s, u"busy"_s} << false << Missed;
        QTest::newRow("left a message") << u"completed"_s << QStringList{u"no-answer"_s} << true << Voicemail;
        QTest::newRow("straight to voicemail") << u"completed"_s << QStringList{} << true << Voicemail;
        QTest::newRow("an application answered") << u"completed"_s << QStringList{} << false << Answered;
        QTest::newRow("hung up while ringing") << u"canceled"_s << QStringList{} << false << Missed;
        QTest::newRow("not answered") << u"no-answer"_s << QStringList{} << false << Missed;
        QTest::newRow("failed") << u"failed"_s << QStringList{} << false << Failed;
        QTest::newRow("still ringing") << u"ringing"_s << QStringList{} << false << Ongoing;
        QTest::newRow("still talking") << u"in-progress"_s << QStringList{u"in-progress"_s} << false << Ongoing;
        QTest::newRow("a word we do not know") << u"teleported"_s << QStringList{} << false << Ongoing;
        QTest::newRow("answered and recorded") << u"completed"_s << QStringList{u"completed"_s} << true << Answered;
    }
    void anInboundCallEndsAsPeopleSayItDid()
    {
        QFETCH(QString, root);
        QFETCH(QStringList, children);
        QFETCH(bool, voicemail);
        QFETCH(CallOutcome, outcome);
        Call first = leg(1, ada, lineA, begin);
        first.status = Word<CallStatus>(root);
        QList<Call> legs{first};
        for (const QString &status : children) {
            legs.push_back(childTo(int(legs.size()) + 1, Party(u"client:anna"_s), CallStatus::Completed, 20));
            legs.last().status = Word<CallStatus>(status);
        }

        const CallRow row = conversationOf(legs, {.any = voicemail, .voicemail = voicemail});

        QCOMPARE(row.outcome, outcome);
        QCOMPARE(row.direction, CallHeading::In);
        QCOMPARE(row.line, lineA);
        QCOMPARE(row.peer, ada);
    }

    void anOngoingCallIsAsFarAsTheOneWhoIsCalled_data()
    {
        QTest::addColumn<QString>("root");
        QTest::addColumn<QStringList>("children");
        QTest::addColumn<QString>("status");
        QTest::newRow("one leg") << u"ringing"_s << QStringList{} << u"ringing"_s;
        QTest::newRow("waiting to be dialed") << u"queued"_s << QStringList{} << u"queued"_s;
        QTest::newRow("an application talks") << u"in-progress"_s << QStringList{} << u"in-progress"_s;
        QTest::newRow("the caller hears ringing") << u"in-progress"_s << QStringList{u"initiated"_s, u"ringing"_s} << u"ringing"_s;
        QTest::newRow("one is busy, one rings") << u"in-progress"_s << QStringList{u"busy"_s, u"ringing"_s} << u"ringing"_s;
        QTest::newRow("somebody picked up") << u"in-progress"_s << QStringList{u"ringing"_s, u"in-progress"_s} << u"in-progress"_s;
        QTest::newRow("handed on") << u"in-progress"_s << QStringList{u"completed"_s, u"ringing"_s} << u"in-progress"_s;
        QTest::newRow("nobody did, a message is left") << u"in-progress"_s << QStringList{u"no-answer"_s} << u"in-progress"_s;
        QTest::newRow("over") << u"completed"_s << QStringList{} << QString();
    }
    void anOngoingCallIsAsFarAsTheOneWhoIsCalled()
    {
        QFETCH(QString, root);
        QFETCH(QStringList, children);
        QFETCH(QString, status);
        QList<Call> legs{leg(1, ada, lineA, begin)};
        legs.first().status = Word<CallStatus>(root);
        for (const QString &one : children) {
            legs.push_back(childTo(int(legs.size()) + 1, Party(u"client:anna"_s), CallStatus::Completed, 20));
            legs.last().status = Word<CallStatus>(one);
        }
        QCOMPARE(conversationOf(legs, {}).status.text(), status);
    }

    void aCallFromASoftphoneIsToTheNumberBehindIt()
    {
        Call first = leg(1, Party(u"sip:anna@acme.sip.twilio.com"_s), Party(u"sip:+14155550109@acme.sip.twilio.com"_s), begin);
        Call child = childTo(2, ben, CallStatus::Busy, 0);
        child.from = lineA;

        const CallRow row = conversationOf({child, first}, {});

        QCOMPARE(row.direction, CallHeading::Out);
        QCOMPARE(row.line, lineA);
        QCOMPARE(row.peer, ben);
        QCOMPARE(row.outcome, CallOutcome::Busy);
        QCOMPARE(row.root, callSid(1));
    }

    void ringingAndTalkingAreToldApart()
    {
        Call first = leg(1, ada, lineA, begin, 60);
        Call child = childTo(2, Party(u"client:anna"_s), CallStatus::Completed, 40);
        child.endedAt = begin.addSecs(54);

        const CallRow row = conversationOf({first, child}, {});

        QCOMPARE(row.ringSeconds.count(), 14);
        QCOMPARE(row.talkSeconds.count(), 40);
    }

    void aPriceThatIsStillToComeIsPending()
    {
        Call first = leg(1, ada, lineA, begin);
        Call child = childTo(2, Party(u"client:anna"_s), CallStatus::Completed, 40);
        child.price.reset();

        const CallRow row = conversationOf({first, child}, {});

        QVERIFY(row.pricePending);
        QCOMPARE(row.price, (Money{.micros = -8500, .currency = u"USD"_s}));
    }

    void aMessageNeverGoesBackwards_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("come");
        QTest::addColumn<QString>("status");
        QTest::newRow("forward") << u"sent"_s << u"delivered"_s << u"delivered"_s;
        QTest::newRow("late sent") << u"delivered"_s << u"sent"_s << u"delivered"_s;
        QTest::newRow("late queued") << u"undelivered"_s << u"queued"_s << u"undelivered"_s;
        QTest::newRow("read after delivered") << u"delivered"_s << u"read"_s << u"read"_s;
        QTest::newRow("missing") << u"delivered"_s << QString() << u"delivered"_s;
    }
    void aMessageNeverGoesBackwards()
    {
        QFETCH(QString, kept);
        QFETCH(QString, come);
        QFETCH(QString, status);
        Message a = text(1, lineA, ada, u"hello"_s, begin, MessageDirection::OutboundApi);
        Message b = a;
        a.status = Word<MessageStatus>(kept);
        a.price = Micros{-7500};
        b.status = Word<MessageStatus>(come);

        const Message now = merged(a, b);

        QCOMPARE(now.status.text(), status);
        QCOMPARE(now.price, std::optional(Micros{-7500}));
    }

    void typedTextBecomesWordsDigitsAndAMatch_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QString>("match");
        QTest::newRow("words") << u"  Zoë  MÜLLER "_s << QStringList{u"zoe"_s, u"muller"_s} << QString() << u"\"Zoë\" \"MÜLLER\""_s;
        QTest::newRow("still typing") << u"blue ca"_s << QStringList{u"blue"_s, u"ca"_s} << QString() << u"\"blue\" \"ca\"*"_s;
        QTest::newRow("number") << u"(415) 555-01"_s << QStringList{u"(415)"_s, u"555-01"_s} << u"41555501"_s << u"\"(415)\" \"555-01\"*"_s;
        QTest::newRow("trunk zero") << u"0171 234"_s << QStringList{u"0171"_s, u"234"_s} << u"171234"_s << u"\"0171\" \"234\"*"_s;
        QTest::newRow("international") << u"+49 171"_s << QStringList{u"+49"_s, u"171"_s} << u"49171"_s << u"\"+49\" \"171\"*"_s;
        QTest::newRow("quotes and operators") << u"a\"b OR -c*"_s << QStringList{u"a\"b"_s, u"or"_s, u"-c*"_s} << QString()
                                              << u"\"a\"\"b\" \"OR\" \"-c*\"*"_s;
        QTest::newRow("signs only") << u"?!"_s << QStringList{u"?!"_s} << QString() << QString();
        QTest::newRow("nothing") << u"  "_s << QStringList() << QString() << QString();
    }
    void typedTextBecomesWordsDigitsAndAMatch()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, words);
        QFETCH(QString, digits);
        QFETCH(QString, match);

        const SearchText search = readSearch(typed);

        QCOMPARE(search.words, words);
        QCOMPARE(search.digits, digits);
        QCOMPARE(search.match, match);
    }

    void anExcerptShowsTheFind()
    {
        const QString before = u"word "_s.repeated(30);

        const Excerpt excerpt = excerptOf(before + u"the \x02" u"blue\x03\n car"_s + u" more"_s.repeated(40));

        QVERIFY(excerpt.text.startsWith(QChar(0x2026)));
        QVERIFY(excerpt.text.endsWith(QChar(0x2026)));
        QCOMPARE(excerpt.marks.size(), 1);
        QCOMPARE(excerpt.text.mid(excerpt.marks[0].first, excerpt.marks[0].second), u"blue"_s);
        QVERIFY(excerpt.text.contains(u"blue  car"_s));
    }

    void anIdCarriesItsTime()
    {
        const qint64 id = timeId(begin, callSid(77).text());

        QCOMPARE(timeOfId(id), begin);
        QVERIFY(id >= firstIdAt(begin));
        QVERIFY(id < firstIdAt(begin.addSecs(1)));
        QVERIFY(timeId({}, callSid(0).text()) > 0);
        QVERIFY(timeId(QDateTime(QDate(9999, 12, 31), QTime(0, 0), Qt::UTC), callSid(1).text()) > 0);
    }
};

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
