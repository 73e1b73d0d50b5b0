// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "core/routing/decision/decision.h"
#include "tests/e2e/accessibility.h"
#include "tests/e2e/layoutflaws.h"
#include "tests/ui/panels/routing/relaydesk.h"
#include "ui/panels/routing/soundpicker.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

using namespace milassist;
using namespace milassist::test;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray welcome = sounds::wavOf(sounds::tone(440, 3));

/// The relay has a sound, and the greeting of Boston is that.
void addWelcome(RelayDesk &d)
{
    d.page(u"policyChip"_s);
    choose(d.find<QComboBox>(u"greetingKind"_s), 2);
    QTRY_VERIFY(d.team->sounds().known());
    d.find<SoundPicker>(u"greetingPicker"_s)->addFile(d.file(u"Welcome to Cedar.wav"_s, welcome));
    QTRY_VERIFY_WITH_TIMEOUT(d.line().greeting.kind == Greeting::Kind::Recorded, 10'000);
}

} // namespace

/// What the screen can do where a relay answers calls.
class TestRoutingRelay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = theme();
        QCoreApplication::installTranslator(&m_plurals);
    }

    void aFileBecomesTheGreetingAndIsListenedTo()
    {
        RelayDesk d;
        addWelcome(d);
        QCOMPARE(d.line().greeting.content, u"Welcome-to-Cedar"_s);
        QTRY_COMPARE(d.find<QComboBox>(u"greetingSound"_s)->currentText(), u"Welcome-to-Cedar · 3 s · 46.9 kB"_s);

        d.click(u"greetingListen"_s);
        QTRY_VERIFY(d.out);
        QTRY_COMPARE(d.find<QToolButton>(u"greetingListen"_s)->text(), u"Stop"_s);
        d.out->advance(std::chrono::seconds(4));
        QTRY_COMPARE(d.find<QToolButton>(u"greetingListen"_s)->text(), u"Listen"_s);
        test::pictures(*d.panel, *m_theme, u"routing-sound"_s);

        d.click(u"savePlanButton"_s);
        QTRY_COMPARE_WITH_TIMEOUT(d.desk->inForce().note.number, 2, 10'000);
        QCOMPARE(d.desk->inForce().plan.lines.at(boston).greeting, (Greeting{Greeting::Kind::Recorded, u"Welcome-to-Cedar"_s}));
    }

    void aSoundIsNeverPutInThePlaceOfOneOfThatName()
    {
        RelayDesk d;
        addWelcome(d);
        d.find<SoundPicker>(u"greetingPicker"_s)->addFile(d.file(u"Welcome to Cedar.wav"_s, sounds::wavOf(sounds::tone(660, 2))));
        QTRY_COMPARE_WITH_TIMEOUT(d.line().greeting.content, u"Welcome-to-Cedar-2"_s, 10'000);
        QTRY_COMPARE(d.team->sounds().known()->size(), 2);
    }

    void whatIsNoSoundOrTooLongIsRefusedInPlaceInTheRelaysWords()
    {
        RelayDesk d;
        addWelcome(d);
        auto *picker = d.find<SoundPicker>(u"greetingPicker"_s);
        auto *notice = d.panel->findChild<Notice *>(u"greetingSoundNotice"_s);
        picker->addFile(d.file(u"letter.wav"_s, QByteArray("Dear Sir or Madam").repeated(20)));
        QTRY_VERIFY(notice->isTelling());
        QVERIFY2(everythingReadable(*notice).join(u' ').contains(u"This is neither WAV nor MP3"_s), qPrintable(everythingReadable(*notice).join(u' ')));
        picker->addFile(d.file(u"slow.wav"_s, sounds::wavOf(sounds::silence(100, 2000))));
        QTRY_VERIFY2(everythingReadable(*notice).join(u' ').contains(u"save it as PCM"_s), qPrintable(everythingReadable(*notice).join(u' ')));
        picker->addFile(d.file(u"big.wav"_s, QByteArray(TeamSounds::largest + 5, 'x')));
        QVERIFY2(everythingReadable(*notice).join(u' ').contains(u"A sound is at most 2 MB"_s), qPrintable(everythingReadable(*notice).join(u' ')));
        test::pictures(*d.panel, *m_theme, u"routing-sound-refused"_s);
        QCOMPARE(d.line().greeting.content, u"Welcome-to-Cedar"_s); // as it was
    }

    void anUploadIsCancelled()
    {
        RelayDesk d;
        addWelcome(d);
        auto *picker = d.find<SoundPicker>(u"greetingPicker"_s);
        picker->addFile(d.file(u"second.wav"_s, sounds::wavOf(sounds::tone(500, 100))));
        QVERIFY(d.find<QProgressBar>(u"greetingUpload"_s));
        QVERIFY(!d.find<QPushButton>(u"greetingAddSound"_s)->isEnabled());
        d.click(u"greetingCancelUpload"_s);
        QTRY_VERIFY(!d.find<QProgressBar>(u"greetingUpload"_s));
        QVERIFY(d.find<QPushButton>(u"greetingAddSound"_s)->isEnabled());
        QCOMPARE(d.line().greeting.content, u"Welcome-to-Cedar"_s);
    }

    void aSoundIsDeletedAfterAskingUnlessCallersHearIt()
    {
        RelayDesk d;
        addWelcome(d);
        auto *notice = d.panel->findChild<Notice *>(u"greetingSoundNotice"_s);
        Plan used = officePlan();
        used.lines.at(boston).greeting = {Greeting::Kind::Recorded, u"Welcome-to-Cedar"_s};
        d.relay.relay.plan = std::make_shared<const Plan>(used);
        QTRY_VERIFY(d.find<QToolButton>(u"greetingDeleteSound"_s)->isEnabled());

        d.click(u"greetingDeleteSound"_s);
        QCOMPARE(notice->title(), u"Delete Welcome-to-Cedar for everybody?"_s);
        notice->findChild<QPushButton *>()->click();
        QTRY_VERIFY2(everythingReadable(*notice).join(u' ').contains(u"Take it out of the plan first"_s), qPrintable(everythingReadable(*notice).join(u' ')));

        d.relay.relay.plan = std::make_shared<const Plan>(officePlan());
        d.click(u"greetingDeleteSound"_s);
        notice->findChild<QPushButton *>()->click();
        QTRY_VERIFY(d.team->sounds().known()->isEmpty());
        QTRY_COMPARE(d.line().greeting, Greeting());
        QCOMPARE(d.find<QComboBox>(u"greetingKind"_s)->currentText(), u"Play a sound"_s); // still being chosen
    }

    void lastWeekIsComparedAndSaysWhichCallsWouldHaveGoneElsewhere()
    {
        RelayDesk d;
        QVERIFY(!d.find<QPushButton>(u"compareDraftButton"_s)); // there is no draft
        d.hadCalls(3);
        d.page(u"compareChip"_s);
        d.click(u"compareButton"_s);
        QTRY_VERIFY(d.find<Label>(u"compareVerdict"_s));
        QCOMPARE(d.find<Label>(u"compareVerdict"_s)->text(), u"All 3 calls would have gone the same way."_s);
        QVERIFY(!d.find<QWidget>(u"compareList"_s));
        test::pictures(*d.panel, *m_theme, u"routing-same-way"_s);

        d.page(u"routeChip"_s);
        d.click(u"stageDown"_s); // the answering service first
        d.click(u"compareDraftButton"_s);

        QTRY_VERIFY(d.find<QListView>(u"compareList"_s));
        QCOMPARE(d.find<Label>(u"compareVerdict"_s)->text(), u"3 of 3 calls would have gone elsewhere."_s);
        const QString ways = d.find<Label>(u"compareWays"_s)->text();
        QVERIFY2(ways.contains(u"to Boston office.\nIt went: Anna, then Ben, then Cleo, then Answering service, then voicemail.\n"
                               "It would have gone: Answering service, then Anna, then Ben, then Cleo, then voicemail."_s), qPrintable(ways));
        test::pictures(*d.panel, *m_theme, u"routing-elsewhere"_s);
        d.desk->discard();
        QVERIFY(d.find<Label>(u"compareStale"_s));
    }

    void aComparisonThatFailsIsTriedAgain()
    {
        RelayDesk d;
        d.page(u"compareChip"_s);
        d.relay.relay.server.stop(std::chrono::milliseconds(0));
        d.click(u"compareButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(d.find<Notice>(u"compareNotice"_s), 20'000);
        QVERIFY(d.find<QPushButton>(u"compareButton"_s));
    }

    void aManagerListensAndTriesButDoesNotSave()
    {
        RelayDesk d(false);
        d.page(u"policyChip"_s);
        choose(d.find<QComboBox>(u"greetingKind"_s), 2);
        QVERIFY(!d.find<QPushButton>(u"greetingAddSound"_s));
        QVERIFY(!d.find<QToolButton>(u"greetingDeleteSound"_s));
        QVERIFY(d.find<Notice>(u"routingNotice"_s)->title().startsWith(u"You may try the plan out"_s));

        choose(d.find<QComboBox>(u"recordInbound"_s), 1);

        QVERIFY(d.desk->isChanged());
        QVERIFY(!d.find<QPushButton>(u"savePlanButton"_s));
        QVERIFY(!d.find<QLineEdit>(u"planReason"_s));
        QCOMPARE(d.find<Label>(u"planState"_s)->text(), u"Only here, to try it out. Admins put plans into force."_s);
        test::pictures(*d.panel, *m_theme, u"routing-manager"_s);
    }

private:
    std::unique_ptr<Theme> m_theme;
    EnglishPlurals m_plurals;
};

QTEST_MAIN(TestRoutingRelay)
#include "tst_routingrelay.moc"
