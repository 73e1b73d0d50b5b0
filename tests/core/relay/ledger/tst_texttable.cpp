// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/texttable.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <algorithm>
#include <random>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString line = u"+12065550142"_s;
const Party peer(u"+14155550108"_s);

MessageSid textSid(int number)
{
    return sidOf<MessageSid>("SM", number);
}

TextNotice incoming(int number, const QString &body, const Party &from = peer)
{
    TextNotice notice{.source = u"incoming"_s, .sameness = body.toLower(), .extra = u"{\"ToZip\":\"98101\"}"_s};
    notice.message.sid = textSid(number);
    notice.message.from = from;
    notice.message.to = Party(line);
    notice.message.body = body;
    notice.message.status = MessageStatus::Received;
    notice.message.direction = MessageDirection::Inbound;
    return notice;
}

TextNotice status(int number, MessageStatus status, int errorCode = 0)
{
    TextNotice notice{.source = u"status"_s};
    notice.message.sid = textSid(number);
    notice.message.from = Party(line);
    notice.message.to = peer;
    notice.message.status = status;
    notice.message.errorCode = errorCode;
    return notice;
}

TextNotice sent(int number, const QString &body)
{
    TextNotice notice = status(number, MessageStatus::Queued);
    notice.source = u"sent"_s;
    notice.author = u"anna"_s;
    notice.message.body = body;
    notice.message.direction = MessageDirection::OutboundApi;
    return notice;
}

Result<TextChange> note(SharedStore &store, const TextNotice &notice, qint64 second = 0)
{
    return waitFor(store.write([=](SqlConnection &db) { return TextTable(db).note(notice, instant(second)); }));
}

bool reply(SharedStore &store, int answers, qint64 second, const Party &to = peer)
{
    const AutomaticReply reply{.answers = textSid(answers), .line = line, .peer = to, .body = u"We are closed."_s};
    return waitFor(store.write([=](SqlConnection &db) { return TextTable(db).replied(reply, instant(second)); })).has_value();
}

std::optional<LedgerText> textIn(SharedStore &store, int number)
{
    return waitFor(store.read([number](SqlConnection &db) { return TextTable(db).find(textSid(number)); }))
        .value_or(std::nullopt);
}

TextHistory historyIn(SharedStore &store, const QString &sameness, qint64 second)
{
    return waitFor(store.read([=](SqlConnection &db) { return TextTable(db).history(line, peer, sameness, instant(second)); }))
        .value_or(TextHistory{.sameLastHour = -1});
}

QStringList bodiesIn(SharedStore &store, qint64 before, int limit)
{
    const auto texts =
        waitFor(store.read([=](SqlConnection &db) { return TextTable(db).conversation(line, peer, instant(before), limit); }));
    QStringList bodies;
    for (const LedgerText &text : texts.value_or(QList<LedgerText>()))
        bodies << text.message.body;
    return bodies;
}

constexpr qint64 minute = 60, hour = 3600;

} // namespace

class TestTextTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void aTextThatCameIsKeptWithAllItsPictures()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        TextNotice notice = incoming(1, u"Look"_s);
        notice.message.mediaCount = 2;
        notice.media = {{QUrl(u"https://api.twilio.com/a/1"_s), u"image/png"_s},
                        {QUrl(u"https://api.twilio.com/a/2?x=%20"_s), u"video/mp4"_s}};

        const auto first = note(*store, notice, 5);
        const auto again = note(*store, notice, 9);

        QVERIFY(first && again);
        QVERIFY(first->isNews && first->before.sid.isNull());
        QVERIFY(!again->isNews);
        const auto text = textIn(*store, 1);
        QVERIFY(text);
        QCOMPARE(text->message, notice.message);
        QCOMPARE(text->line, line);
        QCOMPARE(text->peer, peer);
        QCOMPARE(text->media, notice.media);
        QCOMPARE(text->firstHeardAt, instant(5));
        QVERIFY(!text->isAutomatic());
    }

    void theStatesOfATextInAnyOrderEndInTheSameRow()
    {
        std::optional<LedgerText> expected;
        for (unsigned seed = 0; seed <= 6; ++seed) {
            const auto store = ledgerAt(m_engines.url());
            QVERIFY(store);
            QList<TextNotice> notices{sent(1, u"Hello"_s), status(1, MessageStatus::Sending), status(1, MessageStatus::Sent),
                                      status(1, MessageStatus::Delivered)};
            if (seed > 0) {
                notices += notices;
                std::shuffle(notices.begin(), notices.end(), std::mt19937(seed));
            }
            for (const TextNotice &notice : notices)
                QVERIFY(note(*store, notice));

            const auto text = textIn(*store, 1);
            QVERIFY(text);
            if (!expected)
                expected = text;
            QCOMPARE(text->message.status, Word<MessageStatus>(MessageStatus::Delivered));
            QCOMPARE(text->message.body, u"Hello"_s);
            QCOMPARE(text->author, u"anna"_s);
            QVERIFY(text == expected);
        }
    }

    void aTextOfWhichAPartFailedStaysFailed()
    {
        for (const bool failedFirst : {true, false}) {
            const auto store = ledgerAt(m_engines.url());
            QVERIFY(store);
            QList<TextNotice> notices{status(1, MessageStatus::Undelivered, 30003), status(1, MessageStatus::Delivered)};
            if (!failedFirst)
                notices.swapItemsAt(0, 1);
            for (const TextNotice &notice : notices)
                QVERIFY(note(*store, notice));

            QVERIFY(textIn(*store, 1)->message.status.is(MessageStatus::Undelivered));
            QCOMPARE(textIn(*store, 1)->message.errorCode, 30003);
        }
    }

    void theSameTextFromTwoRelaysIsOne()
    {
        const QString url = m_engines.url();
        const auto one = ledgerAt(url);
        const auto two = ledgerAt(url);
        QVERIFY(one && two);
        QList<QFuture<Result<TextChange>>> all;
        for (int i = 0; i < 50; ++i) {
            for (SharedStore *store : {one.get(), two.get(), two.get()}) {
                all << store->write(
                    [notice = incoming(i, u"Hi"_s)](SqlConnection &db) { return TextTable(db).note(notice, instant(1)); });
            }
        }
        int news = 0;
        for (const auto &noted : all) {
            const auto change = waitFor(noted);
            QVERIFY(change);
            news += change->isNews ? 1 : 0;
        }
        QCOMPARE(news, 50);
        QCOMPARE(bodiesIn(*one, 100, 1000).size(), 50);
    }

    void aReplyOfItsOwnIsThereBeforeAndAfterItsSidIsKnown()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(note(*store, incoming(1, u"Are you open?"_s), 10));
        QVERIFY(reply(*store, 1, 10));
        QVERIFY(reply(*store, 1, 11)); // the webhook comes twice

        QCOMPARE(bodiesIn(*store, 100, 10), QStringList({u"We are closed."_s, u"Are you open?"_s}));
        TextNotice delivered = status(7, MessageStatus::Delivered);
        delivered.answers = textSid(1);
        TextNotice afterwards = status(7, MessageStatus::Sent);
        afterwards.answers = textSid(1);
        QVERIFY(note(*store, delivered, 12));
        QVERIFY(note(*store, afterwards, 13));

        QCOMPARE(bodiesIn(*store, 100, 10), QStringList({u"We are closed."_s, u"Are you open?"_s}));
        const auto text = textIn(*store, 7);
        QVERIFY(text && text->isAutomatic());
        QCOMPARE(text->answers, textSid(1));
        QVERIFY(text->author.isEmpty());
        QVERIFY(text->message.status.is(MessageStatus::Delivered));
        QVERIFY(text->message.direction.is(MessageDirection::OutboundReply));
    }

    void aConversationIsReadInPagesFromTheNewest()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        for (int i = 1; i <= 5; ++i)
            QVERIFY(note(*store, i % 2 == 0 ? sent(i, QString::number(i)) : incoming(i, QString::number(i)), i));
        QVERIFY(note(*store, incoming(9, u"of another"_s, Party(u"+14155550199"_s)), 3));

        QCOMPARE(bodiesIn(*store, 100, 2), QStringList({u"5"_s, u"4"_s}));
        QCOMPARE(bodiesIn(*store, 4, 9), QStringList({u"3"_s, u"2"_s, u"1"_s}));
        const auto all = waitFor(store->read([](SqlConnection &db) { return TextTable(db).latest(instant(100), 100); }));
        QCOMPARE(all.value_or(QList<LedgerText>()).size(), 6);
    }

    void theHistoryOfASenderSaysWhatARepliesDecisionAsks()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const Party other(u"+14155550199"_s);
        QCOMPARE(historyIn(*store, u"hi"_s, 0), TextHistory());
        const qint64 now = 30 * hour;
        QVERIFY(note(*store, incoming(1, u"Hi"_s), now - 61 * minute));
        QVERIFY(note(*store, incoming(2, u"Hi"_s), now - 59 * minute));
        QVERIFY(note(*store, incoming(3, u"Ho"_s), now - 2 * minute));
        QVERIFY(note(*store, incoming(4, u"Hi"_s, other), now - minute));
        QVERIFY(note(*store, sent(5, u"hi"_s), now - 25 * minute));
        QVERIFY(reply(*store, 1, now - 25 * hour));
        QVERIFY(reply(*store, 2, now - 23 * hour));
        QVERIFY(reply(*store, 3, now - 5 * minute));
        QVERIFY(reply(*store, 4, now - 3 * minute, other));
        TextNotice named = status(8, MessageStatus::Sent); // a reply with its sid is no word of a person
        named.answers = textSid(3);
        QVERIFY(note(*store, named, now - minute));

        QCOMPARE(historyIn(*store, u"hi"_s, now),
                 (TextHistory{.lastAutomatic = instant(now - 5 * minute),
                              .lastByPerson = instant(now - 25 * minute),
                              .automaticLastDay = 2,
                              .sameLastHour = 1,
                              .lineAutomaticLastHour = 2}));
        QCOMPARE(historyIn(*store, u"hi"_s, now + 100 * hour), TextHistory());
    }
};

QTEST_GUILESS_MAIN(TestTextTable)
#include "tst_texttable.moc"
