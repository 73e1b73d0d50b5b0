// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/composerview.h"
#include "ui/panels/messages/bubblelayout.h"
#include "ui/panels/messages/recipientfield.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestComposerView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }

    void nothingWrittenSaysNothing()
    {
        const ComposerView view = composerViewOf({});

        QVERIFY(!view.canSend);
        QCOMPARE(view, ComposerView{});
        QVERIFY(!composerViewOf({.body = u"  \n"_s}).canSend);
    }

    void aShortPlainTextNeedsNoCounter()
    {
        const ComposerView view = composerViewOf({.body = u"See you at nine"_s});

        QVERIFY(view.canSend);
        QCOMPARE(view.counter, QString());
    }

    void theCounterTurnsOnAtAHundredCharacters()
    {
        QCOMPARE(composerViewOf({.body = QString(99, u'a')}).counter, QString());
        QVERIFY(composerViewOf({.body = QString(100, u'a')}).counter.startsWith(u"100 / 1 part"));
        QVERIFY(composerViewOf({.body = QString(200, u'a'), .pricePerPart = Money{-7900, u"USD"_s}})
                    .counter.contains(u"about $0.0158"));
    }

    void theCostlySignIsNamedAndCanBeReplaced()
    {
        const ComposerView view = composerViewOf({.body = u"Don’t "_s + QString(100, u'a')});

        QVERIFY2(view.costly.contains(u"curly quote ’"), qPrintable(view.costly));
        QVERIFY2(view.costly.contains(u"2 part") && view.costly.contains(u"instead of 1"), qPrintable(view.costly));
        QVERIFY(view.canReplace);
        QVERIFY(composerViewOf({.body = u"Don’t"_s}).counter.startsWith(u"5 / 1 part"));
    }

    void anEmojiIsNotCalledAMistake()
    {
        const ComposerView view = composerViewOf({.body = u"Great 👍"_s});

        QVERIFY2(view.costly.contains(u"emoji 👍"), qPrintable(view.costly));
        QVERIFY(!view.canReplace);
        QVERIFY(view.canSend);
    }

    void tooLongCannotBeSent()
    {
        const ComposerView view = composerViewOf({.body = QString(1650, u'a')});

        QVERIFY(!view.canSend);
        QVERIFY(view.whyNot.contains(u"50"));
        QCOMPARE(view.counterTone, Tone::Danger);
    }

    void optedOutClosesTheBoxWithTheReason()
    {
        const ComposerView view = composerViewOf({.body = u"hi"_s,
                                                  .optOut = {.optedOut = true,
                                                             .source = OptOut::Source::Keyword,
                                                             .at = QDateTime::fromString(u"2026-08-11T12:00:00Z"_s, Qt::ISODate),
                                                             .keyword = u"STOP"_s}});

        QVERIFY(view.isClosed && !view.canSend);
        QVERIFY(view.closedWhy.contains(u"STOP") && view.closedWhy.contains(u"2026"));
    }

    void whatCannotBeTextedIsSaid()
    {
        QVERIFY(!composerViewOf({.body = u"hi"_s, .hasPeer = false}).whyNot.isEmpty());
        QVERIFY(!composerViewOf({.body = u"hi"_s, .hasLine = false}).whyNot.isEmpty());
        QVERIFY(!composerViewOf({.body = u"hi"_s, .peerCanBeTexted = false}).canSend);
        QVERIFY(composerViewOf({.pictures = 1}).canSend);
    }

    void onlyWebAddressesArePictures()
    {
        QCOMPARE(*pictureAddress(u" https://example.com/ab.jpg "_s), u"https://example.com/ab.jpg"_s);
        QVERIFY(!pictureAddress(u"file:///etc/passwd"_s));
        QVERIFY(!pictureAddress(u"javascript:alert(1)"_s));
        QVERIFY(!pictureAddress(u"https://user:secret@example.com/a.jpg"_s));
        QVERIFY(!pictureAddress(u"picture.jpg"_s));
        QVERIFY(!pictureAddress(u"https://"_s));
    }

    void linksAreFoundWithoutTheSentenceAroundThem()
    {
        const auto links = linksIn(u"See (https://example.com/a?b=1). Or http://x.org! Not ftp://y.org or www.z.org"_s);

        QCOMPARE(links.size(), 2);
        QCOMPARE(links[0].url, QUrl(u"https://example.com/a?b=1"_s));
        QCOMPARE(links[1].url, QUrl(u"http://x.org"_s));
    }

    void wordsAreMarkedInAnyCase()
    {
        QCOMPARE(marksIn(u"Tea and TEA"_s, u"tea"_s), (QList<std::pair<int, int>>{{0, 3}, {8, 3}}));
        QVERIFY(marksIn(u"Tea"_s, u""_s).isEmpty());
    }

    void everyBubbleFitsItsRow_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("pictures");
        QTest::newRow("short") << u"hi"_s << 0;
        QTest::newRow("long") << u"word "_s.repeated(200) << 0;
        QTest::newRow("one endless word") << u"x"_s.repeated(500) << 0;
        QTest::newRow("picture alone") << QString() << 1;
        QTest::newRow("ten pictures") << u"look"_s << 10;
        QTest::newRow("nothing") << QString() << 0;
    }
    void everyBubbleFitsItsRow()
    {
        QFETCH(QString, body);
        QFETCH(int, pictures);
        for (const int width : {240, 500, 1000}) {
            for (const bool ours : {false, true}) {
                ConversationItem item;
                item.row.message.body = body;
                item.row.message.mediaCount = pictures;
                item.row.message.status = MessageStatus::Failed;
                item.row.message.errorCode = 30003;
                item.row.message.direction = ours ? MessageDirection::OutboundApi : MessageDirection::Inbound;
                const BubbleLayout l = layoutOf(item, deliveryView(item.row), width);
                const QRect row(0, 0, width, l.height);
                for (const QRect &part : QList<QRect>{l.bubble, l.caption} + l.pictures)
                    QVERIFY2(row.contains(part), qPrintable(u"%1 %2"_s.arg(width).arg(ours)));
                QVERIFY(l.bubble.contains(l.text) || l.text.isEmpty());
                QCOMPARE(l.pictures.size(), pictures);
                QVERIFY(ours ? l.bubble.right() > width / 2 : l.bubble.left() < width / 2);
            }
        }
    }

    void deliveryIsSaidInWords()
    {
        MessageRow row;
        row.message.direction = MessageDirection::OutboundApi;
        row.message.status = MessageStatus::Undelivered;
        row.message.errorCode = 30003;

        const DeliveryView view = deliveryView(row);

        QVERIFY(view.words.startsWith(u"Not delivered: "));
        QVERIFY(!view.whatToDo.isEmpty());
        QCOMPARE(view.tone, Tone::Danger);
        QCOMPARE(view.code, u"30003"_s);
        row.message.status = Word<MessageStatus>(u"teleported"_s);
        QCOMPARE(deliveryView(row).words, u"teleported"_s);
        row.message.direction = MessageDirection::Inbound;
        QCOMPARE(deliveryView(row), DeliveryView{});
    }

    void anUnsureTextIsNeverOfferedForResending()
    {
        MessageRow row{.id = -3, .outbox = OutboxEntry{.id = 3, .state = OutboxState::NotSure}};

        QCOMPARE(deliveryView(row).action, MessageAction::None);
        QCOMPARE(deliveryView(row).tone, Tone::Warning);
        row.outbox->state = OutboxState::Failed;
        QCOMPARE(deliveryView(row).action, MessageAction::Retry);
        row.outbox->errorCode = 21610;
        QCOMPARE(deliveryView(row).action, MessageAction::None);
        row.outbox->state = OutboxState::Queued;
        QCOMPARE(deliveryView(row).action, MessageAction::TakeBack);
    }

    void thePriceComesFromTheLatestRatedText()
    {
        MessageRow older{.id = 1, .at = QDateTime::fromSecsSinceEpoch(1000)},
            newer{.id = 2, .at = QDateTime::fromSecsSinceEpoch(2000)};
        for (MessageRow *row : {&older, &newer}) {
            row->message.direction = MessageDirection::OutboundApi;
            row->message.segments = 2;
            row->message.priceUnit = u"USD"_s;
        }
        older.message.price = Micros{-10000};
        QCOMPARE(*pricePerPart({older, newer}), (Money{-5000, u"USD"_s}));
        newer.message.price = Micros{-16600};
        QCOMPARE(*pricePerPart({older, newer}), (Money{-8300, u"USD"_s}));
        QVERIFY(!pricePerPart({}));
    }

    void aWrongNumberIsExplained()
    {
        QVERIFY(numberProblem(u"555 0142"_s, u"US"_s).contains(u"area code"));
        QVERIFY(numberProblem(u"911"_s, u"US"_s).contains(u"911"));
        QCOMPARE(numberProblem(u"206 555 0142"_s, u"US"_s), QString());
        QCOMPARE(numberProblem(u"32665"_s, u"US"_s), QString());
    }
};

QTEST_MAIN(TestComposerView)
#include "tst_composerview.moc"
