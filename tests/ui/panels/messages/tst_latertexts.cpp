// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callstore.h"
#include "core/cache/recordingstore.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/scheduledtexttable.h"
#include "core/team/team.h"
#include "tests/core/relay/teamwork/teamworktest.h"
#include "tests/e2e/accessibility.h"
#include "tests/e2e/layoutflaws.h"
#include "tests/ui/panels/desk.h"
#include "tests/ui/panels/pictures.h"
#include "ui/panels/messages/laterwords.h"
#include "ui/panels/messages/numberzone.h"
#include "ui/panels/messages/threadpane.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTimeZone>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;
using State = relay::ScheduledText::State;

namespace
{

const Party theirs(u"+12065550181"_s);

/// The conversation of Anna's line with Ada, and a real relay behind it.
struct Conversation : DeskBase {
    CallStore calls{*store};
    RecordingStore recordings{*store};
    VoicemailStore voicemails{*store, recordings};
    MessageStore messages{*store};
    TalkStore talk{*store, messages, calls, voicemails};
    DraftStore drafts{*store, messages};
    OptOutStore optOuts{*store, messages};
    ContactStore contacts{*store};
    TeamworkRelay relay{u"sqlite:"_s + folder.filePath(u"relay.db"_s)};
    Team team{TeamAccess{.url = QUrl(u"http://127.0.0.1:%1"_s.arg(relay.relay.port)), .user = u"anna"_s, .token = relay.anna}};
    MessageServices services{.messages = messages, .talk = talk, .drafts = drafts, .optOuts = optOuts, .contacts = contacts, .lines = lines,
                             .clock = clock,
                             .send = [](Party, Party, TextDraft) { return finished(Result<OutboxId>(1)); },
                             .retry = [](OutboxId) { return finished(Result<>()); },
                             .takeBack = [](OutboxId) { return finished(Result<>()); },
                             .picture = [](MessageSid, MediaSid, QSize) { return finished(Result<QImage>(QImage())); },
                             .savePicture = [](MessageSid, MediaSid, QString) { return finished(Result<>()); },
                             .later = &team.later(),
                             .colleague = [](const QString &id) { return id == "anna"_L1 ? QString() : u"Mona P\u00e9rez"_s; }};
    std::unique_ptr<ThreadPane> pane;

    Conversation()
    {
        IncomingNumber front{.sid = *PhoneNumberSid::parse(u"PN00000000000000000000000000000001"_s), .phoneNumber = frontLine,
                             .capabilities = {.voice = true, .sms = true}};
        front.config.friendlyName = u"Front desk"_s;
        settled(numbers.replaceAll({front}));
        relay.relay.now = now;
        pane = std::make_unique<ThreadPane>(services);
        pane->resize(640, 760);
        pane->setVisible(true);
        pane->open({frontLine, theirs, {}, {}});
    }
    template <typename T>
    T *find(const QString &name) const
    {
        for (T *one : pane->findChildren<T *>(name)) {
            if (one->isVisibleTo(pane.get()))
                return one;
        }
        return nullptr;
    }
    void click(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            qFatal("there is nothing to click called %s", qPrintable(name));
        button->click();
    }
    void write(const QString &text) const { find<QPlainTextEdit>(u"messageText"_s)->setPlainText(text); }
    QString written() const { return find<QPlainTextEdit>(u"messageText"_s) ? find<QPlainTextEdit>(u"messageText"_s)->toPlainText() : QString(); }
    QStringList states() const
    {
        QStringList all;
        for (const Label *one : pane->findChildren<Label *>(u"laterState"_s)) {
            if (one->isVisibleTo(pane.get()))
                all << one->text();
        }
        return all;
    }
    QJsonArray kept() { return objectIn(relay.ask(relay.anna, "GET", "/api/team/scheduled-texts"))[u"scheduled_texts"_s].toArray(); }
    void keep(const QDateTime &at)
    {
        QTRY_VERIFY(find<QAbstractButton>(u"laterButton"_s));
        write(u"See you at nine."_s);
        click(u"laterButton"_s);
        find<QDateTimeEdit>(u"laterAt"_s)->setDateTime(at.toLocalTime());
        click(u"keepLaterButton"_s);
        QTRY_COMPARE(states().size(), 1);
    }
    bool settle(qint64 id, State state, const QString &why)
    {
        return milassist::waitFor(relay.relay.store->write([=](SqlConnection &db) { return relay::ScheduledTextTable(db).settle(id, state, why); })).has_value();
    }
};

} // namespace

class TestLaterTexts : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase() { m_theme = theme(); }

    void aTextIsKeptByTheRelayForLaterAndTheComposerIsEmpty()
    {
        Conversation c;
        QTRY_VERIFY(c.find<QAbstractButton>(u"laterButton"_s));
        QVERIFY(!c.find<QAbstractButton>(u"laterButton"_s)->isEnabled()); // nothing is written
        c.write(u"See you at nine."_s);
        c.click(u"laterButton"_s);
        QCOMPARE(c.find<QPlainTextEdit>(u"laterText"_s)->toPlainText(), u"See you at nine."_s);
        QVERIFY(!c.find<QWidget>(u"composer"_s));
        c.find<QDateTimeEdit>(u"laterAt"_s)->setDateTime(c.now.addDays(2).toLocalTime());
        c.find<QCheckBox>(u"laterQuiet"_s)->setChecked(false);
        c.find<QCheckBox>(u"laterUnlessReply"_s)->setChecked(true);

        c.click(u"keepLaterButton"_s);

        QTRY_COMPARE(c.states().size(), 1);
        QVERIFY2(c.states().first().startsWith(u"Goes out: "_s) && c.states().first().contains(u"if they have not written"_s), qPrintable(c.states().first()));
        QCOMPARE(c.written(), QString());
        QCOMPARE(c.kept().size(), 1);
        QCOMPARE(c.kept()[0][u"body"_s].toString(), u"See you at nine."_s);
        QCOMPARE(QDateTime::fromString(c.kept()[0][u"at"_s].toString(), Qt::ISODateWithMs), c.now.addDays(2));
    }

    void whatIsOverCannotBeChosenAndBackKeepsTheText()
    {
        Conversation c;
        QTRY_VERIFY(c.find<QAbstractButton>(u"laterButton"_s));
        c.write(u"See you at nine."_s);
        c.click(u"laterButton"_s);
        c.find<QDateTimeEdit>(u"laterAt"_s)->setDateTime(c.now.addSecs(-60).toLocalTime());
        QVERIFY(!c.find<QAbstractButton>(u"keepLaterButton"_s)->isEnabled());
        QCOMPARE(c.find<Label>(u"laterTheirs"_s)->text(), u"That is over."_s);
        c.click(u"leaveLaterButton"_s);
        QCOMPARE(c.written(), u"See you at nine."_s);
        QVERIFY(c.kept().isEmpty());
    }

    void oneThatWaitsIsChanged()
    {
        Conversation c;
        c.keep(c.now.addDays(2));
        c.click(u"changeLaterButton"_s);
        c.find<QPlainTextEdit>(u"laterText"_s)->setPlainText(u"See you at ten."_s);
        c.click(u"keepLaterButton"_s);
        QTRY_VERIFY(c.find<Label>(u"laterBody"_s) && c.find<Label>(u"laterBody"_s)->text() == u"See you at ten."_s);
        QCOMPARE(c.kept()[0][u"body"_s].toString(), u"See you at ten."_s);
    }

    void oneThatWaitsIsCancelledAndSaysSo()
    {
        Conversation c;
        c.keep(c.now.addDays(2));
        c.click(u"cancelLaterButton"_s);
        QTRY_COMPARE(c.states(), QStringList{u"Cancelled."_s});
        QVERIFY(!c.find<QAbstractButton>(u"cancelLaterButton"_s));
        QCOMPARE(c.kept()[0][u"state"_s].toString(), u"canceled"_s);
    }

    void manyThatWaitLeaveRoomForTheConversation()
    {
        Conversation c;
        for (int i = 0; i < 6; ++i) {
            const QJsonObject text{{u"from"_s, frontLine.text()}, {u"to"_s, theirs.text()}, {u"body"_s, u"Number %1"_s.arg(i)},
                                   {u"at"_s, c.now.addDays(i + 1).toString(Qt::ISODate)}};
            const QByteArray body = QJsonDocument(text).toJson(QJsonDocument::Compact);
            QCOMPARE(c.relay.ask(c.relay.anna, "POST", "/api/team/scheduled-texts", body).status, 201);
        }
        QTRY_VERIFY(c.find<QAbstractButton>(u"laterButton"_s));
        c.pane->open({frontLine, theirs, {}, {}});
        QTRY_COMPARE(c.states().size(), 3);
        c.click(u"allLaterButton"_s);
        QTRY_COMPARE(c.states().size(), 6);
    }

    void whatHasGoneOutMeanwhileIsNotChanged()
    {
        Conversation c;
        c.keep(c.now.addDays(2));
        c.click(u"changeLaterButton"_s);
        c.find<QPlainTextEdit>(u"laterText"_s)->setPlainText(u"See you at ten."_s);
        QVERIFY(c.settle(1, State::Sent, {}));
        c.click(u"keepLaterButton"_s);
        QTRY_VERIFY(c.find<Notice>(u"laterProblem"_s));
        QCOMPARE(c.find<QPlainTextEdit>(u"laterText"_s)->toPlainText(), u"See you at ten."_s); // still to be copied
    }

    void whoWantsNoTextsGetsNoneLaterEither()
    {
        Conversation c;
        QTRY_VERIFY(c.find<QAbstractButton>(u"laterButton"_s));
        const OptOutEntry entry{.scope = frontLine.text(), .peer = theirs, .optedOut = true, .proof = OptOutProof::Keyword,
                                .reference = u"SM1"_s, .keyword = u"STOP"_s, .at = c.now.addSecs(-60), .reason = {}};
        QVERIFY(milassist::waitFor(c.relay.relay.store->write([=](SqlConnection &db) { return OptOutTable(db).note(entry); })));
        c.write(u"See you at nine."_s);
        c.click(u"laterButton"_s);
        c.click(u"keepLaterButton"_s);
        QTRY_VERIFY(c.find<Notice>(u"laterProblem"_s));
        c.click(u"leaveLaterButton"_s);
        QCOMPARE(c.written(), u"See you at nine."_s);
    }

    void withoutARelayNothingIsLater()
    {
        Conversation c;
        c.services.later = nullptr;
        ThreadPane pane(c.services);
        pane.setVisible(true);
        pane.open({frontLine, theirs, {}, {}});
        QTRY_VERIFY(pane.findChild<QWidget *>(u"composer"_s)->isVisibleTo(&pane));
        QVERIFY(!pane.findChild<QWidget *>(u"laterButton"_s)->isVisibleTo(&pane));
    }

    void statesHaveTheirWords_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("words");
        QTest::newRow("going") << u"sending"_s << QString() << u"Going out now"_s;
        QTest::newRow("sent") << u"sent"_s << QString() << u"Sent"_s;
        QTest::newRow("replied") << u"canceled"_s << u"replied"_s << u"Not sent: they wrote before."_s;
        QTest::newRow("stop") << u"canceled"_s << u"opted_out"_s << u"Not sent: they want no texts from this line."_s;
        QTest::newRow("mona") << u"canceled"_s << u"mona"_s << u"Cancelled by Mona."_s;
        QTest::newRow("refused") << u"failed"_s << u"refused"_s << u"Not sent: Twilio refused it."_s;
        QTest::newRow("new") << u"failed"_s << u"twilio 99999999"_s << u"Not sent: "_s;
    }
    void statesHaveTheirWords()
    {
        QFETCH(QString, state);
        QFETCH(QString, why);
        QFETCH(QString, words);
        const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
        const LaterText text{.id = 1, .at = now, .state = Word<LaterState>(state), .why = why};
        QVERIFY2(laterWords(text, u"Mona"_s, now).startsWith(words), qPrintable(laterWords(text, u"Mona"_s, now)));
        QCOMPARE(isStillTold(text, now.addSecs(60)), state != "sent"_L1);
        QCOMPARE(isStillTold(text, now.addDays(4)), state == "sending"_L1);
    }

    void theirNightIsMovedToTheirMorning()
    {
        const QTimeZone york("America/New_York");
        const QDateTime evening(QDate(2026, 11, 25), QTime(2, 30), Qt::UTC); // 21:30 there
        QCOMPARE(theirTime(evening, york, true, evening).at, QDateTime(QDate(2026, 11, 25), QTime(13, 0), Qt::UTC));
        QVERIFY(theirTime(evening, york, true, evening).isMoved);
        QCOMPARE(theirTime(evening, york, false, evening).at, evening);
        QCOMPARE(theirTime(evening, york, false, evening).words, u"For them that is 21:30."_s);
        const QDateTime dawn(QDate(2026, 11, 25), QTime(12, 59), Qt::UTC);
        QCOMPARE(theirTime(dawn, york, true, evening).at, QDateTime(QDate(2026, 11, 25), QTime(13, 0), Qt::UTC));
        QVERIFY(!theirTime(dawn.addSecs(60), york, true, evening).isMoved);
    }

    void aNumberTellsItsClockWhereItsPlaceDoes()
    {
        QCOMPARE(zoneOf(theirs).likely, QByteArray("America/Los_Angeles")); // Washington State
        QVERIFY(zoneOf(theirs).all.contains("America/New_York"));
        QCOMPARE(zoneOf(Party(u"+12125550123"_s)).likely, QByteArray("America/New_York"));
        QCOMPARE(zoneOf(Party(u"+16045550123"_s)).likely, QByteArray("America/Vancouver"));
        QCOMPARE(zoneOf(Party(u"+442079460018"_s)).likely, QByteArray("Europe/London"));
        QVERIFY(zoneOf(Party(u"+18005550123"_s)).likely.isEmpty()); // toll-free: from anywhere
        QCOMPARE(zoneOf(Party(u"32665"_s)), NumberZone());
    }

    void whereNothingTellsTheirClockNoneIsGuessed()
    {
        Conversation c;
        QTRY_VERIFY(c.find<QAbstractButton>(u"laterButton"_s));
        QSignalSpy shown(c.pane.get(), &ThreadPane::threadShown);
        c.pane->open({frontLine, Party(u"+61491570156"_s), {}, {}}); // a mobile in Australia
        QTRY_COMPARE(shown.size(), 1);
        c.write(u"See you at nine."_s);
        c.click(u"laterButton"_s);
        QVERIFY(!c.find<QCheckBox>(u"laterQuiet"_s)->isEnabled());
        auto *zone = c.find<QComboBox>(u"laterZone"_s);
        QCOMPARE(zone->currentData().toByteArray(), QByteArray());
        zone->setCurrentIndex(zone->findData(QByteArray("Australia/Sydney")));
        QVERIFY(c.find<QCheckBox>(u"laterQuiet"_s)->isEnabled());
        QVERIFY(c.find<Label>(u"laterTheirs"_s)->text().startsWith(u"For them that is"_s));
    }

    void itCanBeReadAloudAndNothingIsCutOff()
    {
        Conversation c;
        c.keep(c.now.addDays(2));
        pictures(*c.pane, *m_theme, u"later-list"_s);
        QVERIFY2(accessibilityFlaws(*c.pane).isEmpty(), qPrintable(accessibilityFlaws(*c.pane).join(u'\n')));
        c.click(u"changeLaterButton"_s);
        pictures(*c.pane, *m_theme, u"later-form"_s);
        QVERIFY2(accessibilityFlaws(*c.pane).isEmpty(), qPrintable(accessibilityFlaws(*c.pane).join(u'\n')));
        QTRY_VERIFY2(layoutFlaws(*c.pane).isEmpty(), qPrintable(layoutFlaws(*c.pane).join(u'\n')));
    }
};

QTEST_MAIN(TestLaterTexts)
#include "tst_latertexts.moc"
