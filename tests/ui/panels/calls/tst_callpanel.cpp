// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/listscreen.h"
#include "ui/panels/calls/calldetailview.h"
#include "ui/panels/calls/callpanel.h"
#include "ui/panels/calls/calllegs.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/calls/legview.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace milassist;
using namespace milassist::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ListScreen<CallPanel> {
    std::unique_ptr<CallPanel> make() override
    {
        return std::make_unique<CallPanel>(office.calls, office.lines, office.hub, office.clock());
    }
};

} // namespace

class TestCallPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void rowsSayWhoWhenAndWhat();
    void aCallThatRingsIsNotInProgress();
    void anEmptyLogSaysSo();
    void filtersAreCombinedAndCleared();
    void searchingNarrowsWhileTyping();
    void theDetailTellsTheWholeCall();
    void desksAreCalledByTheirPeople();
    void howACallSoundedIsTold_data();
    void howACallSoundedIsTold();
    void aRecordingIsPlayedByTheSpaceBar();
    void aNoteIsKept();
    void theChosenCallStaysWhenNewOnesCome();
    void otherScreensCanLeadHere();
    void theNumberIsCopiedAndATextIsAsked();
    void theListIsExported();
    void aStoreThatFailsIsToldInPlace();
    void onlyThisPersonsCalls();
    void allItsKeysAreInTheListOfKeys();
    void whatHasTheFocusKeepsItsKeys();
    void whatNeedsACallIsOfferedOnlyWithOne();
    void everyControlHasANameAndIsReachedByTab();
    void pictures();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestCallPanel::rowsSayWhoWhenAndWhat()
{
    Shown shown;
    shown.open();
    QAbstractItemModelTester tester(shown.list->model());

    QTRY_VERIFY(shown.rowText(0).startsWith(u"Maria Lopez, 2 min"_s));
    QVERIFY(shown.rowText(0).contains(u"Incoming"_s));
    QTRY_VERIFY2(shown.rowText(1).contains(u"Left a voicemail"_s), qPrintable(shown.rowText(1)));
    QTRY_VERIFY2(shown.rowText(2).contains(u"Missed, rang"_s), qPrintable(shown.rowText(2)));
    QTRY_VERIFY2(shown.rowText(5).startsWith(u"Hidden number"_s), qPrintable(shown.rowText(5)));
    QCOMPARE(shown.text("callCount"), u"60 calls"_s);
}

void TestCallPanel::aCallThatRingsIsNotInProgress()
{
    Shown shown;
    shown.open();
    const RowIds newest = *waitFor(shown.office.calls.rowIds({}));
    Call call = waitFor(shown.office.calls.detail(newest.first()))->legs.first();
    call.sid = sid<CallSid>("CA", 990);
    call.createdAt = call.startedAt = call.createdAt.addSecs(60);
    call.endedAt = {};
    call.duration.reset();
    call.price.reset();
    call.status = CallStatus::Ringing;
    QVERIFY(waitFor(shown.office.calls.save({call})));
    QTRY_VERIFY2(shown.rowText(0).contains(u"Ringing"_s), qPrintable(shown.rowText(0)));
    QVERIFY(!shown.rowText(0).contains(u"In progress"_s));

    call.status = CallStatus::InProgress;
    QVERIFY(waitFor(shown.office.calls.save({call})));
    QTRY_VERIFY2(shown.rowText(0).contains(u"In progress"_s), qPrintable(shown.rowText(0)));
}

void TestCallPanel::anEmptyLogSaysSo()
{
    Shown shown;
    shown.open(false);

    auto *empty = shown.find<EmptyState>("callsEmpty");
    QTRY_VERIFY(empty->isVisible());
    bool said = false;
    for (const QLabel *label : empty->findChildren<QLabel *>())
        said = said || label->text() == u"No calls yet."_s;
    QVERIFY(said);
    picture(*shown.panel, u"calls-empty"_s);
}

void TestCallPanel::filtersAreCombinedAndCleared()
{
    Shown shown;
    shown.open();

    shown.click("missedChip");
    QTRY_COMPARE(shown.text("callCount"), u"36 calls"_s);
    shown.click("outgoingChip"); // missed calls are never outgoing: the choice moves on
    QTRY_COMPARE(shown.text("callCount"), u"12 calls"_s);
    QVERIFY(!shown.find<Chip>("missedChip")->isChecked());
    shown.click("recordedChip");
    auto *empty = shown.find<EmptyState>("callsEmpty");
    QTRY_VERIFY(empty->isVisible());
    picture(*shown.panel, u"calls-filtered-empty"_s);
    empty->findChild<QPushButton *>()->click();

    QTRY_COMPARE(shown.text("callCount"), u"60 calls"_s);
    QVERIFY(!shown.find<Chip>("recordedChip")->isChecked());
}

void TestCallPanel::searchingNarrowsWhileTyping()
{
    Shown shown;
    shown.open();
    auto *search = shown.find<SearchField>("callSearch");

    shown.panel->find();
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"maria"_s);
    QTRY_COMPARE(shown.text("callCount"), u"8 calls"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(shown.list->hasFocus());
    QCOMPARE(shown.list->currentIndex().row(), 0);
    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);
}

void TestCallPanel::theDetailTellsTheWholeCall()
{
    Shown shown;
    shown.open();

    shown.key(Qt::Key_J);

    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);
    QVERIFY(shown.text("partyNote").startsWith(u"(415) 555-0108"_s));
    QCOMPARE(shown.text("lineFact"), u"Support"_s);
    QVERIFY(shown.text("outcomeSentence").startsWith(u"Incoming call, answered"_s));
    QVERIFY2(shown.text("priceFact").contains(u"$0.0"_s), qPrintable(shown.text("priceFact")));
    QVERIFY(shown.find<QAbstractButton>("sidFact")->toolTip().startsWith(u"CA"_s));
    const auto &legs = shown.find<LegView>("legView")->legs();
    QCOMPARE(legs.size(), 3);
    QVERIFY(legs[1].talkBegin > legs[1].ringBegin && legs[1].end > legs[1].talkBegin);
    QVERIFY(legs[2].end < 0.5); // stopped ringing when the other one answered

    shown.key(Qt::Key_J);
    QTRY_VERIFY2(shown.text("priceFact").startsWith(u"Pending"_s), qPrintable(shown.text("priceFact")));
}

void TestCallPanel::desksAreCalledByTheirPeople()
{
    Shown shown;
    CallDetail call;
    for (const auto &address : {u"sip:anna@acme-desk.sip.twilio.com"_s, u"sip:dora@acme-desk.sip.twilio.com"_s, u"+14155550199"_s})
        call.legs << Call{.to = Party(address), .status = CallStatus::NoAnswer, .direction = CallDirection::OutboundDial};
    const PeopleNames people({{u"anna"_s, u"Anna Ward"_s}, {u"+14155550199"_s, u"no name of a telephone outside"_s}});

    const auto bars = legBars(call, shown.office.lines, people, shown.office.clock()());

    QCOMPARE(bars.size(), 3);
    QCOMPARE(bars[0].who, u"Anna Ward"_s);
    QCOMPARE(bars[1].who, u"dora"_s);
    QCOMPARE(bars[2].who, u"(415) 555-0199"_s);
}

void TestCallPanel::howACallSoundedIsTold_data()
{
    QTest::addColumn<CallSound>("sound");
    QTest::addColumn<QString>("text");
    QTest::newRow("good") << CallSound{.seconds = 120, .mean = {.mos = 4.1}} << u"Good sound"_s;
    QTest::newRow("for a while poor") << CallSound{.seconds = 180, .poorSeconds = 12, .mean = {.mos = 4.1}} << u"Good sound, poor for 12 s"_s;
    QTest::newRow("poor") << CallSound{.seconds = 180, .poorSeconds = 150, .mean = {.lossPercent = 9}} << u"Poor sound"_s;
    QTest::newRow("one way") << CallSound{.seconds = 9, .poorSeconds = 4, .mean = {.packetsSent = 450}} << u"Nothing is heard"_s;
    QTest::newRow("not known") << CallSound{.seconds = 1} << QString();
}

void TestCallPanel::howACallSoundedIsTold()
{
    QFETCH(CallSound, sound);
    QTEST(soundWords(sound).text, "text");
    QCOMPARE(soundWords({.codec = u"opus"_s, .isEncrypted = true, .mean = {.lossPercent = 0.25}}).figures,
             u"opus, encrypted\nLost on the way to you: 0.3 %"_s);
}

void TestCallPanel::aRecordingIsPlayedByTheSpaceBar()
{
    Shown shown;
    shown.open();
    shown.key(Qt::Key_J);
    auto *detail = shown.find<CallDetailView>("callDetail");
    QTRY_VERIFY(detail->player() && detail->player()->isReady());

    shown.key(Qt::Key_Space);
    QVERIFY(detail->player()->isPlaying());
    shown.office.play(2s);

    QTRY_VERIFY(detail->player()->position() > 1500ms);
    shown.key(Qt::Key_Right);
    QVERIFY(detail->player()->position() > 6500ms);
    shown.key(Qt::Key_Space);
    QVERIFY(!detail->player()->isPlaying());
    QCOMPARE(shown.office.served, 1);
}

void TestCallPanel::aNoteIsKept()
{
    Shown shown;
    shown.open();
    shown.key(Qt::Key_J);
    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);

    shown.key(Qt::Key_N);
    auto *note = shown.find<QPlainTextEdit>("noteEditor");
    QTRY_VERIFY(note->hasFocus());
    QTest::keyClicks(note, u"jukes"_s); // letters are text here, not keys
    QTest::keyClick(note, Qt::Key_Escape);

    QVERIFY(shown.list->hasFocus());
    const qint64 id = shown.list->currentIndex().data(RowListModel::IdRole).toLongLong();
    QTRY_COMPARE(waitFor(shown.office.calls.detail(id))->row.note, u"jukes"_s);
    QCOMPARE(shown.list->currentIndex().row(), 0);
}

void TestCallPanel::theChosenCallStaysWhenNewOnesCome()
{
    Shown shown;
    shown.open();
    shown.list->choose(4);
    const auto id = shown.list->currentIndex().data(RowListModel::IdRole);

    QVERIFY(waitFor(shown.office.calls.save({leg(9000, ada, lineA, shown.office.folder.now.addSecs(-5))})));

    QTRY_COMPARE(shown.list->currentIndex().row(), 5);
    QCOMPARE(shown.list->currentIndex().data(RowListModel::IdRole), id);
    QTRY_COMPARE(shown.text("callCount"), u"61 calls"_s);
}

void TestCallPanel::otherScreensCanLeadHere()
{
    Shown shown;
    shown.open();
    shown.click("outgoingChip");
    QTRY_COMPARE(shown.text("callCount"), u"12 calls"_s);

    shown.panel->open(CallTarget{.sid = callSid(2), .row = 0}); // a child leg of the newest call

    QTRY_COMPARE(shown.list->currentIndex().row(), 0);
    QTRY_COMPARE(shown.text("callCount"), u"60 calls"_s);
    shown.panel->open(CallTarget{.sid = callSid(7777), .row = 0});
    QTRY_VERIFY(shown.find<Notice>("callListNotice")->isTelling());
}

void TestCallPanel::theNumberIsCopiedAndATextIsAsked()
{
    Shown shown;
    shown.open();
    QSignalSpy opened(shown.panel.get(), &Panel::openRequested);
    shown.key(Qt::Key_J);
    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);

    shown.key(Qt::Key_C);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"+14155550108"_s);
    shown.key(Qt::Key_T);

    QCOMPARE(opened.size(), 1);
    const auto thread = std::get<ThreadTarget>(opened[0][0].value<Target>());
    QCOMPARE(thread.peer.text(), u"+14155550108"_s);
    QCOMPARE(thread.line, lineB);
    shown.list->choose(5); // a hidden number: nothing to copy or write to
    QTRY_COMPARE(shown.text("partyName"), u"Hidden number"_s);
    QVERIFY(!shown.find<QPushButton>("textButton")->isVisible());
    QVERIFY(!shown.find<QPushButton>("copyButton")->isVisible());
}

void TestCallPanel::theListIsExported()
{
    Shown shown;
    shown.open();
    shown.click("missedChip");
    QTRY_COMPARE(shown.text("callCount"), u"36 calls"_s);
    QSignalSpy toasts(shown.panel.get(), &Panel::toastRequested);
    const QString path = shown.office.folder.dir.filePath(u"out.csv"_s);

    shown.panel->exportTo(path);
    QTRY_COMPARE(toasts.size(), 1);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), 37);
    shown.panel->exportTo(u"/nowhere/out.csv"_s);
    QTRY_VERIFY(shown.find<Notice>("callListNotice")->isTelling());
}

void TestCallPanel::aStoreThatFailsIsToldInPlace()
{
    Shown shown;
    Folder broken;
    StoreOptions options = broken.options();
    options.folder = u"/proc/nowhere"_s; // cannot be made
    Store store(options);
    CallStore calls(store);
    CallPanel panel(calls, shown.office.lines, shown.office.hub, shown.office.clock());
    panel.resize(1100, 720);
    panel.show();

    auto *trouble = panel.findChild<Notice *>(u"callsTrouble"_s);
    QTRY_VERIFY(trouble->isVisible());
    QVERIFY(!trouble->title().isEmpty());
    picture(panel, u"calls-error"_s);
}

void TestCallPanel::onlyThisPersonsCalls()
{
    Shown shown;
    shown.open();
    shown.key(Qt::Key_J);
    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);

    shown.click("personCallsButton");

    QTRY_COMPARE(shown.text("callCount"), u"8 calls"_s);
    auto *chip = shown.find<Chip>("personChip");
    QVERIFY(chip->isVisible());
    QVERIFY(chip->text().startsWith(u"Maria Lopez"_s));
    chip->click();
    QTRY_COMPARE(shown.text("callCount"), u"60 calls"_s);
    QVERIFY(!chip->isVisible());
}

void TestCallPanel::allItsKeysAreInTheListOfKeys()
{
    Shown shown;
    shown.open();

    for (const char *key : {"J", "K", "Space", "Left", "Right", "Shift+Left", "Shift+Right", "[", "]", "T", "C", "N", "/"})
        QVERIFY2(shown.keys().count(QLatin1StringView(key)) == 1, key);
}

void TestCallPanel::whatHasTheFocusKeepsItsKeys()
{
    Shown shown;
    shown.open();
    shown.key(Qt::Key_J);
    auto *detail = shown.find<CallDetailView>("callDetail");
    QTRY_VERIFY(detail->player() && detail->player()->isReady());

    shown.key(Qt::Key_Slash);
    auto *search = shown.find<SearchField>("callSearch");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"no jokes [t]"_s);
    shown.key(Qt::Key_Left);
    QCOMPARE(search->text(), u"no jokes [t]"_s);
    QCOMPARE(search->cursorPosition(), int(search->text().size()) - 1);
    search->clear();
    shown.find<Chip>("missedChip")->setFocus();
    shown.key(Qt::Key_Space);

    QVERIFY(shown.find<Chip>("missedChip")->isChecked());
    QVERIFY(!detail->player()->isPlaying());
    QCOMPARE(detail->player()->position(), 0ms);
}

void TestCallPanel::whatNeedsACallIsOfferedOnlyWithOne()
{
    Shown shown;
    shown.open();
    auto *note = shown.find<QAction>("writeNote");
    QVERIFY(!note->isEnabled());
    QVERIFY(shown.list->actions().contains(note)); // and by right click

    shown.key(Qt::Key_J);

    QVERIFY(note->isEnabled());
}

void TestCallPanel::everyControlHasANameAndIsReachedByTab()
{
    Shown shown;
    shown.open();
    shown.list->choose(0);
    QTRY_COMPARE(shown.text("partyName"), u"Maria Lopez"_s);
    shown.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(shown.panel.get()));

    const QStringList flaws = accessibilityFlaws(*shown.panel);

    QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join(u'\n')));
}

void TestCallPanel::pictures()
{
    if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
        return;
    Shown shown;
    shown.open();
    shown.list->choose(0);
    auto *detail = shown.find<CallDetailView>("callDetail");
    QTRY_VERIFY(detail->player() && detail->player()->isReady());
    shown.key(Qt::Key_Space);
    shown.office.play(5s);
    shown.key(Qt::Key_Space);
    milassist::test::pictures(*shown.panel, *m_theme, u"calls"_s);
    shown.list->choose(2);
    QTest::qWait(200);
    milassist::test::pictures(*shown.panel, *m_theme, u"calls-long"_s);
    shown.panel->resize(560, 800);
    picture(*shown.panel, u"calls-folded"_s);
}

QTEST_MAIN(TestCallPanel)
#include "tst_callpanel.moc"
