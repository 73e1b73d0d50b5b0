// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "core/cache/callstore.h"
#include "core/cache/recordingstore.h"
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/desk.h"
#include "ui/panels/messages/composer.h"
#include "ui/panels/messages/conversationview.h"
#include "ui/panels/messages/eventview.h"
#include "ui/panels/messages/messagespanel.h"
#include "ui/models/recipientmodel.h"
#include "ui/panels/messages/threadlist.h"
#include "ui/panels/messages/threadpane.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/lists/rowlistview.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace
{

const Party boston(u"+16175550101"_s), seattle(u"+12065550102"_s);
const Party maria(u"+14155550111"_s), bo(u"+12065550112"_s), cy(u"+442079460018"_s), shortCode(u"32665"_s);

/// Real stores in a folder of their own, and an outbox that notes what it is told.
struct Desk : DeskBase {
    CallStore calls{*store};
    RecordingStore recordings{*store};
    VoicemailStore voicemails{*store, recordings};
    MessageStore messages{*store};
    TalkStore talk{*store, messages, calls, voicemails};
    DraftStore drafts{*store, messages};
    OptOutStore optOuts{*store, messages};
    ContactStore contacts{*store};
    QList<std::tuple<Party, Party, TextDraft>> sent;
    std::optional<Error> sendFails;
    int serial = 0;

    MessageServices services()
    {
        return {.messages = messages,
                .talk = talk,
                .drafts = drafts,
                .optOuts = optOuts,
                .contacts = contacts,
                .lines = lines,
                .clock = clock,
                .send = [this](Party line, Party peer, TextDraft text) -> QFuture<Result<OutboxId>> {
                    if (sendFails)
                        return finished(Result<OutboxId>(fail(*sendFails)));
                    sent.append({line, peer, text});
                    return finished(Result<OutboxId>(sent.size()));
                },
                .retry = [](OutboxId) { return finished(Result<>()); },
                .takeBack = [](OutboxId) { return finished(Result<>()); },
                .picture =
                    [](MessageSid, MediaSid sid, QSize) {
                        QImage image(640, 480, QImage::Format_RGB32);
                        QPainter painter(&image);
                        QLinearGradient sky(0, 0, 0, 480);
                        sky.setColorAt(0, QColor(120, 170, 220));
                        sky.setColorAt(1, QColor(240, 200, 150));
                        painter.fillRect(image.rect(), sky);
                        painter.setBrush(QColor(70, 110, 90));
                        painter.drawEllipse(-100, 300, 900, 500);
                        Q_UNUSED(sid);
                        return finished(Result<QImage>(image));
                    },
                .savePicture = [](MessageSid, MediaSid, QString) { return finished(Result<>()); }};
    }

    Message text(const Party &line, const Party &peer, bool inbound, const QString &body, int minutesAgo,
                 MessageStatus status = MessageStatus::Delivered, int errorCode = 0)
    {
        Message message;
        message.sid = messageSid(++serial);
        message.from = inbound ? peer : line;
        message.to = inbound ? line : peer;
        message.body = body;
        message.direction = inbound ? MessageDirection::Inbound : MessageDirection::OutboundApi;
        message.status = inbound ? MessageStatus::Received : status;
        message.errorCode = errorCode;
        message.segments = 1;
        message.createdAt = message.sentAt = message.updatedAt = now.addSecs(-60 * minutesAgo);
        if (!inbound) {
            message.price = Micros{-7900};
            message.priceUnit = u"USD"_s;
        }
        return message;
    }

    void addLines()
    {
        QList<IncomingNumber> ours;
        for (const auto &[number, name] : {std::pair(boston, u"Boston office"_s), std::pair(seattle, u"Seattle line"_s)}) {
            IncomingNumber one;
            one.sid = sid<PhoneNumberSid>("PN", ++serial);
            one.phoneNumber = number;
            one.capabilities = {.voice = true, .sms = true, .mms = true};
            one.config.friendlyName = name;
            ours.append(one);
        }
        settled(numbers.replaceAll(ours));
    }

    void fill()
    {
        addLines();
        settled(contacts.saveAll(
            {{.name = u"Maria Lopez"_s, .organisation = u"Harbor Dental"_s, .numbers = {{maria, u"mobile"_s}}},
             {.name = u"Bartholomew Featherstonehaugh-Cholmondeley of the Long Name Department"_s, .numbers = {{bo, {}}}}}));
        QList<Message> all{
            text(boston, maria, true, u"Hello, is the appointment on Friday still free?"_s, 60 * 26),
            text(boston, maria, false,
                 u"Hi Maria! Yes, Friday at 9:30 is yours. Please bring the form from https://example.com/forms/new-patient."_s,
                 60 * 26 - 3),
            text(boston, maria, true, u"Great"_s, 60 * 26 - 4),
            text(boston, maria, true, u"See you then 😀"_s, 60 * 26 - 4),
            text(boston, maria, false, u"We moved one door down: 14 Harbor Street, second floor."_s, 190,
                 MessageStatus::Undelivered, 30003),
            text(boston, maria, true, u"Are you still at Harbor Street? My phone was off."_s, 45),
            text(boston, maria, true, u"This is the entrance, right?"_s, 44),
            text(
                seattle, bo, true,
                u"Please call me back about the invoice from last month, it is longer than what fits into one line of the list"_s,
                70),
            text(boston, cy, false, u"Your parcel is ready."_s, 60 * 24 * 4),
            text(seattle, shortCode, true, u"STOP"_s, 60 * 24 * 9),
            text(seattle, Party(u"+13125550119"_s), true, u"Who is this?"_s, 60 * 24 * 2),
            text(boston, Party(u"+13125550119"_s), true, u"STOP"_s, 60 * 24 * 2),
        };
        all[6].mediaCount = 1;
        all[6].sid = sid<MessageSid>("MM", 7);
        settled(messages.save(all));
        Media media;
        media.sid = sid<MediaSid>("ME", 7);
        media.messageSid = all[6].sid;
        media.contentType = u"image/jpeg"_s;
        media.createdAt = now;
        settled(messages.saveMedia({media}));
        settled(drafts.save(seattle, bo, {u"I will call you at"_s, {}}));
    }

    /// Maria calls the Boston office, and nobody answers.
    Call missedCall(int number, int minutesAgo)
    {
        Call call = leg(number, maria, boston, now.addSecs(-60 * minutesAgo), 0);
        call.status = CallStatus::NoAnswer;
        call.endedAt = call.startedAt.addSecs(22);
        return call;
    }

    /// Between the texts of fill(): an answered call, one to her, a missed one and one that ended in voicemail.
    void addCalls()
    {
        Call toHer = leg(2, boston, maria, now.addSecs(-60 * 180), 245);
        toHer.direction = CallDirection::OutboundApi;
        settled(calls.save({leg(1, maria, boston, now.addSecs(-60 * 60 * 25), 67), toHer, missedCall(3, 60), missedCall(4, 50)}));
        settled(recordings.save({voicemail(1, callSid(4), now.addSecs(-60 * 50), 42)}));
        Transcription words;
        words.sid = transcriptionSid(1);
        words.recordingSid = recordingSid(1);
        words.status = TranscriptionStatus::Completed;
        words.text = u"Hi, this is Maria. I stand in front of the old door and nobody is here. Could you call me back, please, before "
                     "I go home again? My number is the usual one. Thank you, bye."_s;
        words.createdAt = words.updatedAt = now;
        settled(recordings.saveTranscriptions({words}));
    }
};

QStringList spoken(const QAbstractItemModel &model)
{
    QStringList words;
    for (int row = 0; row < model.rowCount(); ++row)
        words.append(model.index(row, 0).data(Qt::AccessibleTextRole).toString());
    return words;
}

int rowSaying(const QAbstractItemModel &model, const QString &words)
{
    const QStringList all = spoken(model);
    return int(std::ranges::find_if(all, [&](const QString &row) { return row.contains(words); }) - all.cbegin());
}

} // namespace

class TestMessagesPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = theme(); }

    void theListShowsThreadsAndTheirState()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        auto *list = panel.findChild<RowListView *>(u"threadList"_s);

        QTRY_COMPARE(list->model()->rowCount(), 6);
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto words = [list](int row) { return list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
        QTRY_VERIFY(words(0).contains(u"Draft")); // what was touched last comes first
        QTRY_VERIFY(words(1).contains(u"Maria Lopez"));
        QVERIFY(words(1).contains(u"Unread"));
        QVERIFY(words(2).contains(u"Opted out"));
        picture(panel, u"messages-list"_s);
    }

    void openingAThreadShowsItAndMakesItRead()
    {
        Desk desk;
        desk.fill();
        QSignalSpy badge(&desk.messages, &MessageStore::unreadThreadsChanged);
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));

        panel.open(ThreadTarget{boston, maria});

        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() >= 9); // seven texts, days, the line "New"
        QAbstractItemModelTester tester(view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(badge.count() > 0);
        QTRY_COMPARE(
            settled(desk.messages.threads(settled(desk.messages.threadIds({.line = boston, .peer = maria})))).first().unread, 0);
        pictures(panel, *m_theme, u"messages-thread"_s);
    }

    void callsAndVoicemailStandBetweenTheTexts()
    {
        Desk desk;
        desk.fill();
        desk.addCalls();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{boston, maria});

        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() >= 13);
        QAbstractItemModelTester tester(view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QStringList rows = spoken(*view->model());
        const auto at = [&](const QString &words) { return rowSaying(*view->model(), words); };
        QVERIFY2(at(u"See you then"_s) < at(u"Incoming call, 1:07"_s), qPrintable(rows.join(u'\n')));
        QVERIFY(at(u"Incoming call, 1:07"_s) < at(u"We moved one door down"_s));
        QVERIFY(at(u"We moved one door down"_s) < at(u"Outgoing call, 4:05"_s));
        QVERIFY(at(u"Outgoing call, 4:05"_s) < at(u"Missed call, rang 22 s"_s));
        QVERIFY(at(u"Missed call"_s) < at(u"Voicemail, 0:42. Hi, this is Maria."_s));
        QVERIFY(at(u"Voicemail, 0:42"_s) < at(u"Are you still at Harbor Street?"_s));
        pictures(panel, *m_theme, u"messages-calls"_s);
    }

    void aCallThatRingsIsNotSaidToBeInProgress()
    {
        const auto words = [](CallHeading direction, CallStatus status, CallOutcome outcome = CallOutcome::Ongoing) {
            CallRow call;
            call.direction = direction;
            call.outcome = outcome;
            call.status = status;
            return eventView({.kind = ConversationItem::Kind::Call, .event = {.at = QDateTime::currentDateTimeUtc(), .what = call}}).words;
        };
        QCOMPARE(words(CallHeading::Out, CallStatus::Initiated), u"Outgoing call, being dialed"_s);
        QCOMPARE(words(CallHeading::Out, CallStatus::Ringing), u"Outgoing call, ringing"_s);
        QCOMPARE(words(CallHeading::In, CallStatus::Ringing), u"Incoming call, ringing"_s);
        QCOMPARE(words(CallHeading::Out, CallStatus::InProgress), u"Call in progress"_s);
        QCOMPARE(words(CallHeading::Out, CallStatus::Queued, CallOutcome::NotSure), u"Outgoing call, not sure it went out"_s);
    }

    void aCallOrVoicemailInAThreadOpensOnItsScreen()
    {
        Desk desk;
        desk.fill();
        desk.addCalls();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() >= 13);
        QSignalSpy opened(&panel, &Panel::openRequested);

        const QModelIndex missed = view->model()->index(rowSaying(*view->model(), u"Missed call"_s), 0);
        view->scrollTo(missed);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(missed).topLeft() + QPoint(space::l * 3, space::l + space::s));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(std::get<CallTarget>(opened.last().first().value<Target>()).sid, callSid(3));
        view->setFocus();
        view->setCurrentIndex(view->model()->index(missed.row() + 1, 0));
        QTest::keyClick(view, Qt::Key_Return);

        QCOMPARE(opened.size(), 2);
        QCOMPARE(std::get<VoicemailTarget>(opened.last().first().value<Target>()).sid, recordingSid(1));
    }

    void aNewCallAppearsInTheThreadThatIsShown()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() >= 9);
        const int before = view->model()->rowCount();

        settled(desk.calls.save({desk.missedCall(9, 1)}));

        QTRY_COMPARE(view->model()->rowCount(), before + 1);
        QVERIFY(spoken(*view->model()).last().startsWith(u"Missed call, rang 22 s"_s));
        QVERIFY(view->isAtEnd());
    }

    void aThreadOfCallsAloneIsNoEmptyThread()
    {
        Desk desk;
        desk.addLines();
        settled(desk.calls.save({desk.missedCall(9, 1)}));
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();

        panel.open(ThreadTarget{boston, maria});

        auto *view = panel.findChild<ConversationView *>();
        QTRY_COMPARE(view->model()->rowCount(), 2); // the day and the call
        QTRY_VERIFY(view->isVisible());
    }

    void textsInAWindowBehindOthersStayUnread()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        const auto unread = [&] {
            return settled(desk.messages.threads(settled(desk.messages.threadIds({.line = boston, .peer = maria}))))
                .first()
                .unread;
        };

        panel.open(ThreadTarget{boston, maria});
        QTRY_VERIFY(panel.findChild<ConversationView *>()->model()->rowCount() > 0);
        QCOMPARE(unread(), 2);
        panel.activateWindow();

        QTRY_COMPARE(unread(), 0);
    }

    void sendingEmptiesTheBoxAndLeavesNoDraft()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *text = panel.findChild<GrowingTextEdit *>(u"messageText"_s);
        auto *send = panel.findChild<QPushButton *>(u"sendButton"_s);
        QTRY_COMPARE(panel.findChild<Composer *>()->line(), boston);
        QTRY_VERIFY(panel.findChild<ThreadPane *>()->thread() != 0);

        text->setPlainText(
            u"Don’t worry, it’s the blue door – see you soon. It takes about five minutes, so please be here at twenty past nine"_s);
        QVERIFY(send->isEnabled());
        picture(panel, u"messages-costly"_s);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(desk.sent.size(), 1);
        QCOMPARE(std::get<0>(desk.sent.first()), boston);
        QCOMPARE(std::get<1>(desk.sent.first()), maria);
        QCOMPARE(text->toPlainText(), QString());
        QTRY_VERIFY(settled(desk.drafts.draft(boston, maria)).isEmpty());
    }

    void whatCannotBeSentStaysInTheBox()
    {
        Desk desk;
        desk.fill();
        desk.sendFails = Error{.kind = Error::Kind::DiskFull};
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        QTRY_VERIFY(panel.findChild<ThreadPane *>()->thread() != 0);
        auto *text = panel.findChild<GrowingTextEdit *>(u"messageText"_s);
        text->setPlainText(u"On my way"_s);

        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);

        QTRY_COMPARE(text->toPlainText(), u"On my way"_s);
        QTRY_COMPARE(settled(desk.drafts.draft(boston, maria)).body, u"On my way"_s);
        picture(panel, u"messages-error"_s);
    }

    void draftsAreKeptAtEachPauseAndComeBack()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{seattle, bo});
        auto *text = panel.findChild<GrowingTextEdit *>(u"messageText"_s);
        QTRY_COMPARE(text->toPlainText(), u"I will call you at"_s);

        QTest::keyClicks(text, u" five"_s);

        QTRY_COMPARE(settled(desk.drafts.draft(seattle, bo)).body, u"I will call you at five"_s);
        QTest::keyClicks(text, u" sharp"_s);
        panel.open(ThreadTarget{boston, maria}); // before the pause is over
        QTRY_COMPARE(settled(desk.drafts.draft(seattle, bo)).body, u"I will call you at five sharp"_s);
        QTRY_COMPARE(text->toPlainText(), QString());
    }

    void optedOutPeopleCannotBeWrittenTo()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();

        panel.open(ThreadTarget{boston, Party(u"+13125550119"_s)});

        QTRY_VERIFY(panel.findChild<Composer *>()->view().isClosed);
        QTRY_VERIFY(panel.findChild<Composer *>()->view().closedWhy.contains(u"STOP"));
        QVERIFY(!panel.findChild<GrowingTextEdit *>(u"messageText"_s)->isVisible());
        picture(panel, u"messages-optedout"_s);
    }

    void aNewTextFindsItsRecipientByName()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QTRY_VERIFY(panel.findChild<RowListView *>(u"threadList"_s)->model()->rowCount() > 0);
        QTest::mouseClick(panel.findChild<QPushButton *>(u"newTextButton"_s), Qt::LeftButton);
        auto *to = panel.findChild<QLineEdit *>(u"recipientField"_s);
        QVERIFY(to->isVisible());
        QTest::keyClicks(panel.findChild<GrowingTextEdit *>(u"messageText"_s), u"Hello"_s);
        picture(panel, u"messages-new"_s);
        auto *model = panel.findChild<RecipientModel *>();
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);

        QTest::keyClicks(to, u"maria"_s);
        QTRY_COMPARE(model->rowCount(), 1);
        QTest::keyClick(to, Qt::Key_Return);

        QTRY_VERIFY(panel.findChild<ThreadPane *>()->thread() != 0);
        QCOMPARE(panel.findChild<Composer *>()->line(), boston); // the line last used with her
        QTRY_COMPARE(panel.findChild<GrowingTextEdit *>(u"messageText"_s)->toPlainText(), u"Hello"_s);
    }

    void aWrongRecipientIsExplainedInPlace()
    {
        Desk desk;
        desk.addLines();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        auto *empty = panel.findChild<EmptyState *>(u"threadsEmpty"_s);
        QTRY_VERIFY(empty->isVisible());
        picture(panel, u"messages-empty"_s);
        panel.open(ThreadTarget{});
        auto *to = panel.findChild<QLineEdit *>(u"recipientField"_s);

        QTest::keyClicks(to, u"911"_s);
        QTest::keyClick(to, Qt::Key_Return);

        QCOMPARE(panel.findChild<ThreadPane *>()->thread(), 0);
        QTRY_VERIFY(panel.findChild<QWidget *>(u"recipientHint"_s)->isVisible());
    }

    void findingMarksTheOldestTextOfALongThread()
    {
        Desk desk;
        desk.addLines();
        QList<Message> many{desk.text(boston, maria, true, u"the needle lies here"_s, 100'000)};
        for (int i = 0; i < 900; ++i)
            many.append(desk.text(boston, maria, i % 3 == 0, u"Text number %1 of a long conversation"_s.arg(i), 99'000 - i * 60));
        settled(desk.messages.save(many));
        MessagesPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        auto *model = qobject_cast<ConversationModel *>(view->model());
        QTRY_VERIFY(model->rowCount() > 0);
        QVERIFY(model->hasOlder());

        panel.find();
        QTest::keyClicks(panel.findChild<QLineEdit *>(u"findField"_s), u"needle"_s);

        QTRY_VERIFY(model->rowCount() > 0 && model->item(1).row.message.body.contains(u"needle"));
        QTRY_VERIFY(view->currentIndex().isValid());
        QVERIFY(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
        QVERIFY(model->hasNewer());
        picture(panel, u"messages-find"_s);
    }

    void olderTextsComeInWithoutMovingWhatIsRead()
    {
        Desk desk;
        desk.addLines();
        QList<Message> many;
        for (int i = 0; i < 700; ++i)
            many.append(desk.text(boston, maria, i % 3 == 0, u"Text number %1 "_s.arg(i).repeated(1 + i % 7), 99'000 - i * 60));
        settled(desk.messages.save(many));
        MessagesPanel panel(desk.services());
        panel.resize(1000, 700);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        auto *model = qobject_cast<ConversationModel *>(view->model());
        QTRY_VERIFY(model->rowCount() > 0);
        QTRY_VERIFY(view->isAtEnd());
        const int before = model->rowCount();

        view->verticalScrollBar()->setValue(300);
        QModelIndex watched;
        for (int y = 0; y < 200 && !(watched.isValid() && model->item(watched.row()).kind == ConversationItem::Kind::Message);
             y += 8)
            watched = view->indexAt({20, y});
        const qint64 id = model->item(watched.row()).row.id;
        const int top = view->visualRect(watched).top();

        QTRY_VERIFY(model->rowCount() > before);
        QCOMPARE(view->visualRect(model->index(model->rowOf(id))).top(), top);
    }

    void theEndStaysTheEndWhenTextGrowsAndShrinks()
    {
        Desk desk;
        desk.addLines();
        QList<Message> many;
        for (int i = 0; i < 100; ++i)
            many.append(desk.text(boston, maria, i % 3 == 0, u"Text number %1, and a few words more so that it needs lines"_s.arg(i), 9'000 - i * 60));
        settled(desk.messages.save(many));
        MessagesPanel panel(desk.services());
        panel.resize(1000, 700);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() > 0 && view->isAtEnd());

        for (const int size : {200, 100, 150, 100}) {
            m_theme->setTextSize(size);
            QApplication::processEvents(); // all that follows from it has been laid out
            QTRY_VERIFY2(view->isAtEnd(), QByteArray::number(size));
        }
    }

    void aTextThatComesInIsFollowedOnlyFromTheEnd()
    {
        Desk desk;
        desk.addLines();
        QList<Message> many;
        for (int i = 0; i < 100; ++i)
            many.append(desk.text(boston, maria, i % 3 == 0, u"Text number %1"_s.arg(i), 9'000 - i * 60));
        settled(desk.messages.save(many));
        MessagesPanel panel(desk.services());
        panel.resize(1000, 700);
        panel.show();
        panel.open(ThreadTarget{boston, maria});
        auto *view = panel.findChild<ConversationView *>();
        QTRY_VERIFY(view->model()->rowCount() > 0 && view->isAtEnd());
        const int rows = view->model()->rowCount();

        settled(desk.messages.save({desk.text(boston, maria, true, u"New one"_s, 0)}));
        QTRY_VERIFY(view->model()->rowCount() > rows);
        QTRY_VERIFY(view->isAtEnd());

        view->verticalScrollBar()->setValue(100);
        const int value = view->verticalScrollBar()->value();
        settled(desk.messages.save({desk.text(boston, maria, true, u"And another"_s, 0)}));
        QTRY_VERIFY(panel.findChild<QWidget *>(u"jumpToNewestButton"_s)->isVisible());
        QCOMPARE(view->verticalScrollBar()->value(), value);
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Desk desk;
        desk.fill();
        MessagesPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.open(ThreadTarget{boston, maria});
        QTRY_VERIFY(panel.findChild<ConversationView *>()->model()->rowCount() > 0);
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
        panel.open(ThreadTarget{});
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestMessagesPanel)
#include "tst_messagespanel.moc"
