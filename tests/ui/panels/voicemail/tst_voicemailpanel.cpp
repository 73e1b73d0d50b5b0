// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/listscreen.h"
#include "ui/panels/voicemail/transcriptview.h"
#include "ui/panels/voicemail/voicemaildetailview.h"
#include "ui/panels/voicemail/voicemailpanel.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/player/waveformview.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace milassist;
using namespace milassist::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ListScreen<VoicemailPanel> {
    VoicemailDetailView *detail = nullptr;

    std::unique_ptr<VoicemailPanel> make() override
    {
        return std::make_unique<VoicemailPanel>(office.voicemails, office.lines, office.hub, office.clock());
    }
    void opened() override { detail = panel->findChild<VoicemailDetailView *>(u"voicemailDetail"_s); }

    void choose(int row)
    {
        list->setFocus();
        list->choose(row);
        QTRY_COMPARE(detail->voicemail().id, idAt(row));
    }
    void chooseReady(int row)
    {
        choose(row);
        QTRY_VERIFY(detail->player()->isReady());
    }
    VoicemailRow stored(qint64 id) { return waitFor(office.voicemails.rows({id}))->value(0); }
};

} // namespace

class TestVoicemailPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void newOnesAreMarkedAndCounted();
    void threeSecondsOfPlayingMarkItHeard();
    void whatIsHeardStaysAmongTheUnheardUntilOneGoesOn();
    void aSentenceIsSoughtByAClick();
    void theSentenceBeingSaidIsMarked();
    void searchHitsAreMarkedInTextAndSound();
    void deletingCanBeTakenBack();
    void theWaveformIsSoughtByKeysAndMouse();
    void speedIsKeptForEveryPlayer();
    void onlyOnePlaysAtATime();
    void aSoundThatIsGoneIsToldInPlace();
    void theNextOnesAreFetchedAhead();
    void textFromOutsideStaysText();
    void otherScreensCanLeadHere();
    void theListIsExported();
    void twentyAreTriagedByKeysAlone();
    void whenItCountsAsHeardIsChosenInPlaceAndKept();
    void aPartIsPlayedAgainAndAgain();
    void aLoopIsMarkedByKeysAndEndedByEscape();
    void theTranscriptIsCorrectedInPlace();
    void aCorrectionBegunIsSavedWhenOneGoesOn();
    void aHeldKeyDeletesOnce();
    void theKeysWorkWhileReadingTheTranscriptToo();
    void allItsKeysAreInTheListOfKeys();
    void anEmptyBoxSaysSo();
    void everyControlHasANameAndIsReachedByTab();
    void pictures();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestVoicemailPanel::newOnesAreMarkedAndCounted()
{
    Shown shown;
    shown.office.fill();
    VoicemailPanel panel(shown.office.voicemails, shown.office.lines, shown.office.hub, shown.office.clock());
    QSignalSpy badge(&panel, &Panel::badgeChanged);
    QTRY_VERIFY(!badge.isEmpty() && badge.last()[0].toInt() == 22); // of 24; what was a week old at the first fetch is taken as heard

    shown.open(false);
    QAbstractItemModelTester tester(shown.list->model());
    QTRY_VERIFY(shown.list->isVisible());
    const auto row = [&](int at) { return shown.rowText(at); };
    QTRY_VERIFY2(row(0).startsWith(u"Unread. (206) 555-0199"_s), qPrintable(row(0)));
    QVERIFY(row(0).contains(u"on its way"_s));
    shown.choose(0);
    shown.key(Qt::Key_U);
    QTRY_VERIFY(row(0).startsWith(u"(206) 555-0199"_s));
    QTRY_COMPARE(badge.last()[0].toInt(), 21);
    QTRY_COMPARE(shown.find<QPushButton>("heardButton")->text(), u"Mark as new"_s);
    shown.key(Qt::Key_U);
    QTRY_COMPARE(badge.last()[0].toInt(), 22);
}

void TestVoicemailPanel::threeSecondsOfPlayingMarkItHeard()
{
    Shown shown;
    shown.open();
    shown.chooseReady(0);
    const qint64 id = shown.idAt(0);

    shown.key(Qt::Key_Space);
    shown.office.play(2s);
    QVERIFY(!shown.stored(id).heard);
    shown.office.play(1500ms);

    QTRY_VERIFY(shown.stored(id).heard);
    QVERIFY(shown.detail->player()->isPlaying());
}

void TestVoicemailPanel::whatIsHeardStaysAmongTheUnheardUntilOneGoesOn()
{
    Shown shown;
    shown.open();
    shown.find<QAbstractButton>("unheardChip")->click();
    QTRY_COMPARE(shown.text("voicemailCount"), u"22 voicemails"_s);
    shown.choose(1);
    const qint64 id = shown.idAt(1);

    shown.key(Qt::Key_U);
    QTRY_VERIFY(shown.detail->voicemail().heard);
    QTest::qWait(200); // longer than the list takes to look again
    QCOMPARE(shown.idAt(1), id);
    shown.key(Qt::Key_J);

    QTRY_COMPARE(shown.text("voicemailCount"), u"21 voicemails"_s);
    QCOMPARE(shown.list->currentIndex().row(), 1);
    QVERIFY(shown.idAt(1) != id);
}

void TestVoicemailPanel::aSentenceIsSoughtByAClick()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    auto *transcript = shown.find<TranscriptView>("transcriptView");
    QVERIFY(transcript->isVisible());
    const QString text = transcript->toPlainText();
    QTextCursor cursor(transcript->document());
    cursor.setPosition(int(text.indexOf(u'.') + 4));

    QTest::mouseClick(transcript->viewport(), Qt::LeftButton, {}, transcript->cursorRect(cursor).center());

    QVERIFY(shown.detail->player()->isPlaying());
    QVERIFY(shown.detail->player()->position() > 500ms);
    QCOMPARE(transcript->currentSentence(), 1);
}

void TestVoicemailPanel::theSentenceBeingSaidIsMarked()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    auto *transcript = shown.find<TranscriptView>("transcriptView");
    QCOMPARE(transcript->currentSentence(), -1);

    shown.key(Qt::Key_Space);
    shown.office.play(300ms);
    QTRY_COMPARE(transcript->currentSentence(), 0);
    shown.key(Qt::Key_Right);
    QVERIFY(transcript->currentSentence() > 0);
    shown.find<QAbstractButton>("followButton")->click();
    QCOMPARE(transcript->currentSentence(), -1);
    QVERIFY(!shown.office.hub.taste().followsAlong);
}

void TestVoicemailPanel::searchHitsAreMarkedInTextAndSound()
{
    Shown shown;
    shown.open();
    auto *search = shown.find<SearchField>("voicemailSearch");

    search->setText(u"contract"_s);
    search->searchNow();

    QTRY_COMPARE(shown.text("voicemailCount"), u"2 voicemails"_s);
    shown.chooseReady(0);
    auto *transcript = shown.find<TranscriptView>("transcriptView");
    QTRY_COMPARE(transcript->extraSelections().size(), 1);
    QCOMPARE(transcript->extraSelections()[0].cursor.selectedText(), u"contract"_s);
}

void TestVoicemailPanel::deletingCanBeTakenBack()
{
    Shown shown;
    shown.open();
    QSignalSpy toasts(shown.panel.get(), &Panel::toastRequested);
    shown.choose(3);
    const qint64 id = shown.idAt(3);

    shown.key(Qt::Key_Delete);

    QTRY_COMPARE(toasts.size(), 1);
    QVERIFY(shown.stored(id).deleting);
    QCOMPARE(shown.list->currentIndex().row(), 4);
    const auto toast = toasts[0][0].value<Toast>();
    QCOMPARE(toast.action, u"Undo"_s);
    shown.list->choose(3);
    QTRY_VERIFY(shown.find<Notice>("deletingNotice")->isTelling());
    picture(*shown.panel, u"voicemail-deleting"_s);
    toast.act();
    QTRY_VERIFY(!shown.stored(id).deleting);
    QTRY_VERIFY(!shown.find<Notice>("deletingNotice")->isTelling());
}

void TestVoicemailPanel::theWaveformIsSoughtByKeysAndMouse()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    auto *wave = shown.detail->player()->findChild<WaveformView *>(u"waveform"_s);
    const auto duration = shown.detail->player()->duration();

    QTest::mouseClick(wave, Qt::LeftButton, {}, {wave->width() / 2, 10});
    QVERIFY(qAbs((shown.detail->player()->position() - duration / 2).count()) < 200);
    wave->setFocus();
    const auto before = shown.detail->player()->position();
    QTest::keyClick(wave, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(shown.detail->player()->position(), before - 1s);
    QTest::keyClick(wave, Qt::Key_Right);
    QCOMPARE(shown.detail->player()->position(), std::min<std::chrono::milliseconds>(before + 4s, duration));
    QTest::keyClick(wave, Qt::Key_Home);
    QCOMPARE(wave->value(), 0);
    QVERIFY(wave->accessibleDescription().startsWith(u"0:00 of 0:"_s));
    QTest::keyClick(wave, Qt::Key_End);
    QCOMPARE(shown.detail->player()->position(), duration);
}

void TestVoicemailPanel::speedIsKeptForEveryPlayer()
{
    Shown shown;
    shown.open();
    shown.chooseReady(0);
    shown.key(Qt::Key_BracketRight);
    shown.key(Qt::Key_BracketRight);
    QCOMPARE(shown.office.hub.taste().speed, 1.5);
    for (int i = 0; i < 9; ++i)
        shown.key(Qt::Key_BracketRight);
    QCOMPARE(shown.office.hub.taste().speed, 2.5);

    const PlayerTaste kept = PlayerTaste::fromBytes(shown.office.hub.taste().toBytes());
    QCOMPARE(kept, shown.office.hub.taste());
    QCOMPARE(PlayerTaste::fromBytes("nonsense"), PlayerTaste());
    shown.key(Qt::Key_Space);
    shown.office.play(1s);
    QTRY_VERIFY(shown.detail->player()->position() > 2200ms);
}

void TestVoicemailPanel::onlyOnePlaysAtATime()
{
    Shown shown;
    shown.open();
    shown.chooseReady(0);
    PlayerView other(shown.office.hub, shown.office.clock());
    const VoicemailRow row = shown.detail->voicemail();
    other.show({.sid = row.recording, .status = row.status, .createdAt = row.createdAt, .duration = row.duration});
    QTRY_VERIFY(other.isReady());

    shown.key(Qt::Key_Space);
    QVERIFY(shown.detail->player()->isPlaying());
    other.play();

    QVERIFY(other.isPlaying());
    QVERIFY(!shown.detail->player()->isPlaying());
    QCOMPARE(shown.office.served, 1 + 2); // this one once, and the two after it ahead of time
}

void TestVoicemailPanel::aSoundThatIsGoneIsToldInPlace()
{
    Shown shown;
    shown.office.fill();
    shown.office.sounds.clear();
    shown.open(false);
    QTRY_VERIFY(shown.list->isVisible());

    shown.choose(20); // days old
    auto *notice = shown.detail->player()->findChild<Notice *>(u"playerNotice"_s);
    QTRY_VERIFY(notice->isTelling());
    QVERIFY(notice->title().contains(u"no longer"_s));
    QVERIFY(shown.find<TranscriptView>("transcriptView")->isVisible()); // what is here can be read
    picture(*shown.panel, u"voicemail-gone"_s);

    shown.office.folder.now = shown.office.folder.now.addSecs(-600);
    shown.choose(0); // now some minutes old
    QTRY_VERIFY(notice->isTelling() && notice->title().contains(u"preparing"_s));
    QVERIFY(!shown.stored(shown.idAt(0)).heard);
}

void TestVoicemailPanel::theNextOnesAreFetchedAhead()
{
    Shown shown;
    shown.open();
    shown.chooseReady(0);
    QTRY_COMPARE(shown.office.served, 3);

    shown.key(Qt::Key_J);
    QTRY_COMPARE(shown.detail->voicemail().id, shown.idAt(1));
    QTRY_VERIFY(shown.detail->player()->isReady());
    QTRY_COMPARE(shown.office.served, 4); // one more ahead, nothing twice
}

void TestVoicemailPanel::textFromOutsideStaysText()
{
    Shown shown;
    shown.office.fill();
    Transcription evil;
    evil.sid = transcriptionSid(3000);
    evil.recordingSid = waitFor(shown.office.voicemails.rows({waitFor(shown.office.voicemails.rowIds({}))->first()}))->first().recording;
    evil.status = TranscriptionStatus::Completed;
    evil.text = u"<b>Hello</b> <img src='file:///etc/passwd'> &amp;"_s;
    evil.createdAt = evil.updatedAt = shown.office.folder.now;
    QVERIFY(waitFor(shown.office.recordings.saveTranscriptions({evil})));

    shown.open(false);
    QTRY_VERIFY(shown.list->isVisible());
    shown.choose(0);

    QCOMPARE(shown.find<TranscriptView>("transcriptView")->toPlainText(), evil.text);
    shown.find<QAbstractButton>("copyTranscriptButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), evil.text);
}

void TestVoicemailPanel::otherScreensCanLeadHere()
{
    Shown shown;
    shown.open();
    const qint64 id = shown.idAt(7);
    shown.find<QAbstractButton>("unheardChip")->click();

    shown.panel->open(VoicemailTarget{shown.stored(id).recording});

    QTRY_COMPARE(shown.detail->voicemail().id, id);
    QTRY_COMPARE(shown.list->currentIndex().row(), 7);
}

void TestVoicemailPanel::theListIsExported()
{
    Shown shown;
    shown.open();
    QSignalSpy toasts(shown.panel.get(), &Panel::toastRequested);
    const QString path = shown.office.folder.dir.filePath(u"out.csv"_s);

    shown.panel->exportTo(path);
    QTRY_COMPARE(toasts.size(), 1);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("Natarajan"));
}

void TestVoicemailPanel::twentyAreTriagedByKeysAlone()
{
    Shown shown;
    shown.open();
    shown.find<QAbstractButton>("unheardChip")->click();
    QTRY_COMPARE(shown.text("voicemailCount"), u"22 voicemails"_s);
    shown.panel->activate();
    shown.key(Qt::Key_J);
    QElapsedTimer timer;
    timer.start();

    for (int i = 0; i < 20; ++i) {
        const qint64 id = shown.list->currentIndex().data(RowListModel::IdRole).toLongLong();
        QTRY_COMPARE(shown.detail->voicemail().id, id);
        QTRY_VERIFY(shown.detail->player()->isReady());
        shown.key(Qt::Key_Space);
        QVERIFY(shown.detail->player()->isPlaying());
        shown.key(i % 4 == 3 ? Qt::Key_Delete : Qt::Key_E);
        QTRY_VERIFY(shown.list->currentIndex().data(RowListModel::IdRole).toLongLong() != id);
    }

    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    qInfo("20 voicemails: %lld ms from key to ready, all together", timer.elapsed());
    QTRY_VERIFY(*waitFor(shown.office.voicemails.unheardCount()) <= 9);
}

void TestVoicemailPanel::whenItCountsAsHeardIsChosenInPlaceAndKept()
{
    Shown shown;
    shown.open();
    shown.chooseReady(0);
    const qint64 id = shown.idAt(0);
    auto *button = shown.find<QToolButton>("heardRuleButton");
    QCOMPARE(button->text(), u"Heard after 3 seconds of playing"_s);

    button->findChild<QMenu *>()->actions().last()->trigger();
    QCOMPARE(button->text(), u"Heard only when marked by hand (U)"_s);
    shown.key(Qt::Key_Space);
    shown.office.play(4s);
    QVERIFY(!shown.stored(id).heard);
    shown.key(Qt::Key_U);
    QTRY_VERIFY(shown.stored(id).heard);

    VoicemailPanel again(shown.office.voicemails, shown.office.lines, shown.office.hub, shown.office.clock());
    QTRY_COMPARE(again.findChild<QToolButton *>(u"heardRuleButton"_s)->text(), button->text());
}

void TestVoicemailPanel::aPartIsPlayedAgainAndAgain()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    PlayerView *player = shown.detail->player();
    auto *wave = player->findChild<WaveformView *>(u"waveform"_s);
    auto *loop = player->findChild<QToolButton *>(u"loopButton"_s);
    QVERIFY(!loop->isVisible());

    QTest::mousePress(wave, Qt::LeftButton, Qt::ShiftModifier, {wave->width() / 4, 10});
    QTest::mouseMove(wave, {wave->width() / 2, 10});
    QTest::mouseRelease(wave, Qt::LeftButton, Qt::ShiftModifier, {wave->width() / 2, 10});

    QVERIFY(loop->isVisible());
    QVERIFY2(loop->text().startsWith(u"0:03 to 0:07"_s), qPrintable(loop->text())); // of 15 s
    QVERIFY(wave->accessibleDescription().contains(loop->text()));
    shown.key(Qt::Key_Space);
    shown.office.play(5s);
    QTRY_VERIFY(player->position() < player->duration() / 2);
    QVERIFY(player->isPlaying());
    picture(*shown.panel, u"voicemail-loop"_s);
    loop->click();
    QVERIFY(!loop->isVisible());
    QVERIFY(player->isPlaying());
}

void TestVoicemailPanel::aLoopIsMarkedByKeysAndEndedByEscape()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    PlayerView *player = shown.detail->player();
    auto *loop = player->findChild<QToolButton *>(u"loopButton"_s);

    shown.key(Qt::Key_Right);
    shown.key(Qt::Key_L);
    QCOMPARE(loop->text(), u"Loop from 0:05, L ends it"_s);
    shown.key(Qt::Key_Right, Qt::ShiftModifier);
    shown.key(Qt::Key_Right, Qt::ShiftModifier);
    shown.key(Qt::Key_L);
    QCOMPARE(loop->text(), u"0:05 to 0:07 again and again"_s);
    shown.key(Qt::Key_Escape);

    QVERIFY(!loop->isVisible());
    shown.key(Qt::Key_L);
    shown.key(Qt::Key_J); // another voicemail begins without it
    QTRY_COMPARE(shown.detail->voicemail().id, shown.idAt(3));
    QVERIFY(!loop->isVisible());
}

void TestVoicemailPanel::theTranscriptIsCorrectedInPlace()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    const qint64 id = shown.idAt(2);
    const QString twilios = shown.stored(id).transcriptText;

    shown.key(Qt::Key_W);
    auto *text = shown.find<QPlainTextEdit>("transcriptText");
    QVERIFY(text->hasFocus());
    QCOMPARE(text->toPlainText(), twilios);
    text->selectAll();
    QTest::keyClicks(text, u"jukes of the box"_s); // letters are text here, not keys
    picture(*shown.panel, u"voicemail-editing"_s);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);

    QTRY_COMPARE(shown.find<TranscriptView>("transcriptView")->toPlainText(), u"jukes of the box"_s);
    QVERIFY(shown.find<QLabel>("transcriptHint")->text().startsWith(u"Corrected here"_s));
    QTRY_VERIFY(shown.rowText(2).contains(u"jukes of the box"_s));
    picture(*shown.panel, u"voicemail-corrected"_s);
    shown.click("editTranscriptButton");
    QTest::keyClicks(text, u"not this"_s);
    QTest::keyClick(text, Qt::Key_Escape);
    QCOMPARE(shown.stored(id).transcriptText, u"jukes of the box"_s);
    shown.click("editTranscriptButton");
    shown.click("restoreTranscriptButton");
    QTRY_COMPARE(shown.find<TranscriptView>("transcriptView")->toPlainText(), twilios);
    QVERIFY(!shown.stored(id).corrected);
}

void TestVoicemailPanel::aCorrectionBegunIsSavedWhenOneGoesOn()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    const qint64 id = shown.idAt(2);
    shown.key(Qt::Key_W);
    auto *text = shown.find<QPlainTextEdit>("transcriptText");
    text->setPlainText(u"Half a sentence"_s);

    shown.choose(4);

    QTRY_COMPARE(shown.stored(id).transcriptText, u"Half a sentence"_s);
    QVERIFY(!text->isVisible());
    shown.key(Qt::Key_W);
    text->setPlainText(u"The other half"_s);
    const qint64 other = shown.idAt(4);
    shown.panel.reset(); // the window closes
    QTRY_COMPARE(shown.stored(other).transcriptText, u"The other half"_s);
}

void TestVoicemailPanel::aHeldKeyDeletesOnce()
{
    Shown shown;
    shown.open();
    shown.choose(3);
    const qint64 id = shown.idAt(3);
    const qint64 next = shown.idAt(4);

    shown.key(Qt::Key_Delete);
    QTRY_VERIFY(shown.stored(id).deleting);
    for (int i = 0; i < 5; ++i)
        QTest::simulateEvent(shown.list, true, Qt::Key_Delete, {}, {}, true); // the keyboard repeats it

    QTRY_COMPARE(shown.detail->voicemail().id, next);
    QVERIFY(!shown.stored(next).deleting);
}

void TestVoicemailPanel::theKeysWorkWhileReadingTheTranscriptToo()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    auto *transcript = shown.find<TranscriptView>("transcriptView");
    transcript->setFocus();

    shown.key(Qt::Key_Space);
    QVERIFY(shown.detail->player()->isPlaying());
    shown.key(Qt::Key_Right, Qt::ShiftModifier); // selects a letter, as in any text
    QVERIFY(transcript->textCursor().hasSelection());
    shown.key(Qt::Key_J);

    QTRY_COMPARE(shown.list->currentIndex().row(), 3);
}

void TestVoicemailPanel::allItsKeysAreInTheListOfKeys()
{
    Shown shown;
    shown.open();

    for (const char *key : {"J", "K", "Space", "E", "U", "Del", "S", "W", "L", "T", "C", "N", "Left", "Shift+Right", "[", "]", "/"})
        QVERIFY2(shown.keys().count(QLatin1StringView(key)) == 1, key);
}

void TestVoicemailPanel::anEmptyBoxSaysSo()
{
    Shown shown;
    shown.open(false);

    QTRY_VERIFY(shown.find<EmptyState>("voicemailEmpty")->isVisible());
    picture(*shown.panel, u"voicemail-empty"_s);
}

void TestVoicemailPanel::everyControlHasANameAndIsReachedByTab()
{
    Shown shown;
    shown.open();
    shown.chooseReady(2);
    shown.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(shown.panel.get()));

    const QStringList flaws = accessibilityFlaws(*shown.panel);

    QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join(u'\n')));
}

void TestVoicemailPanel::pictures()
{
    if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
        return;
    Shown shown;
    shown.open();
    shown.chooseReady(1);
    shown.key(Qt::Key_U);
    shown.chooseReady(3);
    shown.key(Qt::Key_U);
    shown.chooseReady(2);
    shown.key(Qt::Key_Space);
    shown.office.play(4s);
    milassist::test::pictures(*shown.panel, *m_theme, u"voicemail"_s);
    shown.chooseReady(0);
    milassist::test::pictures(*shown.panel, *m_theme, u"voicemail-pending"_s);
}

QTEST_MAIN(TestVoicemailPanel)
#include "tst_voicemailpanel.moc"
