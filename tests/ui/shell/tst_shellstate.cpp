// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shellstate.h"
#include "ui/widgets/englishplurals.h"

#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = QDateTime::fromString(u"2024-05-15T12:00:00Z"_s, Qt::ISODate);

} // namespace

class TestShellState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }

    void everyLinkIsSaidInWordsAndNotByColourAlone()
    {
        using Link = ShellState::Link;
        for (const Link link : {Link::Starting, Link::Online, Link::Offline, Link::SlowedDown, Link::Refused, Link::NeedsSecret}) {
            const ShellView view = viewOf({.link = link, .since = now}, now);
            QVERIFY(!view.linkText.isEmpty());
            QVERIFY(!view.linkIcon.isEmpty());
        }
    }

    void onlyTroubleShowsTheBar()
    {
        using Link = ShellState::Link;
        QVERIFY(viewOf({.link = Link::Online, .lastSync = now}, now).barTitle.isEmpty());
        QVERIFY(viewOf({.link = Link::Starting}, now).barTitle.isEmpty());
        QVERIFY(viewOf({.link = Link::SlowedDown}, now).barTitle.isEmpty());
        for (const Link link : {Link::Offline, Link::Refused, Link::NeedsSecret}) {
            const ShellView view = viewOf({.link = link, .since = now}, now);
            QVERIFY(!view.barTitle.isEmpty() && !view.barAdvice.isEmpty() && !view.barAction.isEmpty());
        }
        QVERIFY(viewOf({.link = Link::Refused}, now).barTone == Tone::Danger);
    }

    void aWrongClockIsSaidAndWhatToDo()
    {
        using namespace std::chrono_literals;
        using Link = ShellState::Link;
        const auto titleFor = [](std::chrono::seconds skew) { return viewOf({.link = Link::Online, .clockSkew = skew}, now).barTitle; };
        QVERIFY(titleFor(2min).isEmpty());
        QVERIFY(titleFor(-2min).isEmpty());
        QCOMPARE(titleFor(40min), u"This computer's clock is 40 minutes ahead."_s);
        QCOMPARE(titleFor(-3h), u"This computer's clock is 3 hours behind."_s);
        QCOMPARE(titleFor(std::chrono::days(-400)), u"This computer's clock is 400 days behind."_s);

        const ShellView view = viewOf({.link = Link::Online, .clockSkew = 3h}, now);
        QVERIFY(view.barAdvice.contains(u"Set the clock"_s));
        QVERIFY(view.barAction.isEmpty());
        QCOMPARE(view.barTone, Tone::Warning);
        // What keeps everything from arriving goes first.
        QVERIFY(!viewOf({.link = Link::Refused, .clockSkew = 3h}, now).barTitle.contains(u"clock"_s));
    }

    void historyCanBePausedResumedAndStopped()
    {
        ShellState state{.link = ShellState::Link::Online, .fetchingHistory = true, .historyText = u"500 calls"_s, .historyPercent = 40};
        ShellView view = viewOf(state, now);
        QVERIFY(view.showsProgress && view.canPause && !view.canResume && view.canCancel);
        QCOMPARE(view.progress, 40);
        QVERIFY(view.syncText.contains(u"500 calls"_s));

        state.paused = true;
        view = viewOf(state, now);
        QVERIFY(!view.canPause && view.canResume && view.canCancel);
        QVERIFY(view.syncText.startsWith(u"History paused"_s));
    }

    void theTimeOfTheLastSyncAges()
    {
        const ShellState state{.link = ShellState::Link::Online, .lastSync = now.addSecs(-180)};
        QVERIFY(viewOf(state, now).syncText.contains(u"3 minute"_s));
        QVERIFY(viewOf(state, now).canSyncNow);
        QVERIFY(!viewOf({.link = ShellState::Link::Offline, .since = now}, now).canSyncNow);
    }

    void whoeverIsOfflineIsNotToldToBeUpToDate()
    {
        const ShellState state{.link = ShellState::Link::Offline, .since = now, .lastSync = now.addSecs(-180)};
        QVERIFY(viewOf(state, now).syncText.startsWith(u"Last updated"_s));
    }

    void textsOfUnknownFateGoBeforeWaitingOnes()
    {
        const ShellView view = viewOf({.queuedTexts = 3, .unsureTexts = 1}, now);
        QVERIFY(view.queueText.contains(u"not sure"_s));
        QCOMPARE(view.queueTone, Tone::Warning);
        QVERIFY(viewOf({.queuedTexts = 3}, now).queueText.contains(u'3'));
        QVERIFY(viewOf({}, now).queueText.isEmpty());
    }

    void nobodyMistakesTheSandboxForLive()
    {
        QVERIFY(viewOf({.sandbox = true}, now).modeStriped);
        QVERIFY(!viewOf({}, now).modeStriped);
        QVERIFY(viewOf({.sandbox = true}, now).modeText != viewOf({}, now).modeText);
    }

private:
    EnglishPlurals m_plurals;
};

QTEST_MAIN(TestShellState)
#include "tst_shellstate.moc"
