// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/phone/phoneroom.h"
#include "ui/shell/phone/availabilitybutton.h"
#include "ui/shell/palettehits.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Room : PhoneRoom {
    Room()
    {
        window.show();
        [&] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
    }
    QLineEdit *field() { return find<QLineEdit>(dialer(), "calleeField"); }
    QListView *list() { return find<QListView>(dialer(), "calleeList"); }
    QComboBox *from() { return find<QComboBox>(dialer(), "dialFrom"); }
    AvailabilityButton &availability() { return *window.findChild<AvailabilityButton *>(); }
    void choose(const char *action)
    {
        Q_EMIT availability().menu()->aboutToShow();
        auto *found = availability().menu()->findChild<QAction *>(QString::fromLatin1(action));
        if (!found) {
            for (QAction *candidate : availability().menu()->actions())
                found = candidate->objectName() == QLatin1StringView(action) ? candidate : found;
        }
        QVERIFY(found);
        found->trigger();
    }
};

} // namespace

class TestPhoneDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsFormattedWhileItIsTypedAndCalled()
    {
        Room room;
        QTest::keyClick(&room.window, Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(room.field()->hasFocus());
        QTest::keyClicks(room.field(), u"2065550177"_s);
        QCOMPARE(room.field()->text(), u"(206) 555-0177"_s);
        QVERIFY(room.line.sent<Dial>().isEmpty());

        QTest::keyClick(room.field(), Qt::Key_Return);

        QCOMPARE(room.line.sent<Dial>().size(), 1);
        QVERIFY(room.line.sent<Dial>().first().uri.startsWith(u"sip:+12065550177@"_s) || room.line.sent<Dial>().first().uri.contains(u"+12065550177"_s));
        QVERIFY(!room.dialer().isOpen());
    }

    void aNameFindsThePersonAndTheLineTheyKnow()
    {
        Room room;
        room.desk->openDialer();
        QTest::keyClicks(room.field(), u"mar"_s);
        QTRY_COMPARE(room.list()->model()->rowCount(), 1);
        QTRY_COMPARE(room.from()->currentData().toString(), lineB.text()); // of the last call with her

        QTest::keyClick(room.field(), Qt::Key_Return);

        QCOMPARE(room.line.sent<Dial>().size(), 1);
        QCOMPARE(room.line.sent<Dial>().first().headers.value("x-line"), lineB.text().toLatin1());
        QCOMPARE(room.phone.calls().first().peerName, u"Maria Lopez"_s);
    }

    void thoseOfTheLatestCallsAreOfferedAtOnce()
    {
        Room room;
        room.desk->openDialer();
        QTRY_COMPARE(room.list()->model()->rowCount(), 2);
        QTest::keyClick(room.field(), Qt::Key_Down);
        QTest::keyClick(room.field(), Qt::Key_Down);
        QTest::keyClick(room.field(), Qt::Key_Return);
        QCOMPARE(room.line.sent<Dial>().size(), 1);
        QVERIFY(room.line.sent<Dial>().first().uri.contains(stranger.text()));
    }

    void theLineThatIsChosenIsTold()
    {
        Room room;
        room.desk->openDialer(u"+12065550177"_s);
        room.from()->setCurrentIndex(room.from()->findData(lineB.text()));
        Q_EMIT room.from()->activated(room.from()->currentIndex());
        PhoneRoom::click(room.dialer(), "dialButton");
        QCOMPARE(room.line.sent<Dial>().first().headers.value("x-line"), lineB.text().toLatin1());
    }

    void howTheCallIsMadeCanBeChosenWhereThereIsAChoice()
    {
        Room room;
        room.desk->openDialer(u"+12065550177"_s);
        auto *way = PhoneRoom::find<QComboBox>(room.dialer(), "dialWay");
        auto *record = PhoneRoom::find<QCheckBox>(room.dialer(), "dialRecord");
        QVERIFY(!way->isVisible() && !record->isVisible()); // nobody would make the call
        room.dialer().close();

        room.phone.setOffersMeFirst(true);
        room.phone.setUsualWay(DialWay::MeFirst);
        room.desk->openDialer(u"+12065550177"_s);
        QCOMPARE(way->currentText(), u"Call me first"_s);
        QVERIFY(PhoneRoom::text(room.dialer(), "dialWayNote").contains(u"answers by itself"_s));
        QVERIFY(record->isVisible() && !record->isChecked());
        record->setChecked(true);
        QSignalSpy announced(&room.phone, &Phone::announced);
        PhoneRoom::click(room.dialer(), "dialButton");
        QCOMPARE(announced.size(), 1);
        QVERIFY(announced.first()[2].toBool());
        QVERIFY(room.line.sent<Dial>().isEmpty());
        QCOMPARE(PhoneRoom::text(room.bar(), "callState"), u"Asking Twilio"_s);

        room.desk->openDialer(u"+12065550178"_s);
        QVERIFY(!record->isChecked()); // each call is asked for anew
        way->setCurrentIndex(way->findText(u"From this telephone"_s));
        Q_EMIT way->activated(way->currentIndex());
        QVERIFY(!record->isVisible());
        PhoneRoom::click(room.dialer(), "dialButton");
        QCOMPARE(room.line.sent<Dial>().size(), 1);
    }

    void emergencyNumbersAreRefusedWithAnExplanation()
    {
        Room room;
        room.desk->openDialer();
        QTest::keyClicks(room.field(), u"911"_s);
        QTRY_VERIFY(PhoneRoom::text(room.dialer(), "calleeProblem").contains(u"Emergency"_s));
        QVERIFY(!PhoneRoom::find(room.dialer(), "dialButton")->isEnabled());

        QTest::keyClick(room.field(), Qt::Key_Return);

        QVERIFY(room.line.sent<Dial>().isEmpty());
        QVERIFY(room.dialer().isOpen());
        QVERIFY(PhoneRoom::text(room.dialer(), "calleeAdvice").contains(u"mobile"_s));
    }

    void aLinkPrefillsAndNeverDials()
    {
        Room room;
        room.desk->openDialer(u"tel:+1-206-555-0177"_s);
        QVERIFY(room.dialer().isOpen());
        QVERIFY(PhoneRoom::find(room.dialer(), "dialButton")->isEnabled());
        QVERIFY(room.line.sent<Dial>().isEmpty());
    }

    void withoutAConnectionTheDialerSaysSo()
    {
        Room room;
        room.line.say(RegistrationState{.is = Registration::WaitingToRetry, .problem = RegistrationProblem::Unreachable, .retryIn = std::chrono::seconds(8)});
        room.desk->openDialer(u"+12065550177"_s);
        QVERIFY(!PhoneRoom::find(room.dialer(), "dialButton")->isEnabled());
        QTest::keyClick(room.field(), Qt::Key_Return);
        QCOMPARE(PhoneRoom::text(room.dialer(), "calleeProblem"), u"No call is possible now."_s);
        QCOMPARE(room.availability().text(), u"Telephone server not reached"_s);
        QVERIFY(room.availability().toolTip().contains(u"Next try in 8 s"_s));
    }

    void theKeypadTypes()
    {
        Room room;
        room.desk->openDialer();
        PhoneRoom::click(room.dialer(), "dialKeypadButton");
        PhoneRoom::click(room.dialer(), "key_4");
        PhoneRoom::click(room.dialer(), "key_1");
        QCOMPARE(room.field()->text(), u"41"_s);
    }

    void escapeClosesTheDialerAndNoCall()
    {
        Room room;
        room.talk(maria);
        room.line.takeSent();
        room.desk->openDialer();
        QTest::keyClick(room.field(), Qt::Key_Escape);
        QVERIFY(!room.dialer().isOpen());
        QTest::keyClick(&room.window, Qt::Key_Escape);
        QVERIFY(room.line.sent<HangUp>().isEmpty());
    }

    void theSearchCallsByName()
    {
        QCOMPARE(calleeIn(u"call maria"_s), u"maria"_s);
        QCOMPARE(calleeIn(u"Call Maria Lo"_s), u"Maria Lo"_s);
        QVERIFY(calleeIn(u"calls"_s).isEmpty());
        QList<Party> called;
        SearchHits hits;
        hits.people = {{Contact{.name = u"Maria Lopez"_s, .numbers = {{maria, u"mobile"_s}, {stranger, u"home"_s}}}, maria}};
        const auto items = callItems(hits, u"maria"_s, u"US"_s, [&called](const Party &peer, const QString &) { called.append(peer); });
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0].row.title, u"Call Maria Lopez, (415) 555-0108"_s);
        items[1].choose();
        QCOMPARE(called, QList<Party>{stranger});
        QCOMPARE(callItems({}, u"206 555 0177"_s, u"US"_s, {}).size(), 1);
        QVERIFY(callItems({}, u"911"_s, u"US"_s, {}).isEmpty());
    }

    void doNotDisturbIsKeptAndRingsNothing()
    {
        Room room;
        room.choose("doNotDisturbAction");
        QVERIFY(room.phone.doesNotDisturb());
        QCOMPARE(room.availability().text(), u"Do not disturb"_s);
        QCOMPARE(Availability::fromBytes(room.settings.layoutOf(u"availability"_s)).kind, Availability::Kind::DoNotDisturb);
        room.ring(maria);
        QVERIFY(room.outs.isEmpty());
        room.choose("availableAction");
        QVERIFY(!room.phone.doesNotDisturb());
        room.ring(maria);
        QCOMPARE(room.outs.size(), 1);
    }

    void anAbsenceEndsByItself()
    {
        Room room;
        room.choose("away15Action");
        QVERIFY(room.phone.doesNotDisturb());
        QVERIFY(room.availability().text().startsWith(u"Away until"_s));

        room.pass(15 * 60 * 1000);

        QTRY_VERIFY(!room.phone.doesNotDisturb());
        QCOMPARE(room.availability().text(), u"Available"_s);
        QVERIFY(Availability::fromBytes(room.settings.layoutOf(u"availability"_s)).rings());
    }

    void ringsAloneAndBeepsInACall()
    {
        Room room;
        const LegId leg = room.ring(maria);
        QVERIFY(room.desk->sound() == Ringer::Sound::Ring);
        room.line.say(leg, Answered{});
        QVERIFY(room.desk->sound() == Ringer::Sound::None);
        const LegId second = room.ring(stranger);
        QVERIFY(room.desk->sound() == Ringer::Sound::Beep);
        room.line.say(second, Ended{.cause = EndCause::Cancelled});
        QVERIFY(room.desk->sound() == Ringer::Sound::None);
    }

    void devicesAndRingerAreKeptAndUsedAgain()
    {
        Room room;
        room.line.say(DevicesChanged{.devices = {{"b", u"Built-in"_s, true, true}, {"j", u"Jabra"_s, true, true}}, .microphone = "b", .speaker = "b"});
        room.desk->chooseDevice(SoundEnd::Microphone, "j");
        room.desk->chooseRinger({"r", u"Desk speakers"_s});

        QCOMPARE(room.line.sent<PreferDevices>().last().microphones, (QList<QByteArray>{"j", "b"}));
        const SoundTaste kept = SoundTaste::fromBytes(room.settings.layoutOf(u"callDevices"_s));
        QCOMPARE(kept, room.desk->taste());
        QCOMPARE(kept.ringer.name, u"Desk speakers"_s);
        QCOMPARE(kept.microphones.first().name, u"Jabra"_s);
    }

    void keysAnswerAndDecline()
    {
        Room room;
        const LegId first = room.ring(maria);
        QTest::keyClick(&room.window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(room.line.sent<Reject>(), (QList<Reject>{{first, Rejection::Busy}}));
        room.line.say(first, Ended{.cause = EndCause::Busy});
        const LegId second = room.ring(maria);
        QTest::keyClick(&room.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(room.line.sent<Answer>(), (QList<Answer>{{second}}));
    }

    void theTonesAreHeardAndEndInSilence()
    {
        for (const QByteArray &tone : {ringTone(24000), beepTone(24000), remindTone(24000)}) {
            const auto *samples = reinterpret_cast<const qint16 *>(tone.constData());
            const qsizetype count = tone.size() / 2;
            const auto loudest = *std::max_element(samples, samples + count, [](qint16 a, qint16 b) { return std::abs(a) < std::abs(b); });
            QVERIFY(std::abs(loudest) > 500);
            QCOMPARE(samples[0], qint16(0));
            QVERIFY(std::abs(samples[count - 1]) < 300); // no click when it starts over
        }
    }

    void theDialersRoomBelongsToItsRows_data()
    {
        QTest::addColumn<QSize>("window");
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("hasKeypad");
        for (const bool hasKeypad : {false, true}) {
            const auto add = [hasKeypad](const char *name, const QSize &window, int percent) {
                QTest::addRow("%s%s", name, hasKeypad ? ", keypad" : "") << window << percent << hasKeypad;
            };
            add("small", {1000, 700}, 100);
            add("usual", {1280, 800}, 100);
            add("large", {1600, 900}, 100);
            add("small, large text", {1000, 700}, 200);
            add("large, large text", {1600, 900}, 200);
        }
    }
    void theDialersRoomBelongsToItsRows()
    {
        QFETCH(QSize, window);
        QFETCH(int, percent);
        QFETCH(bool, hasKeypad);
        Room room;
        room.window.resize(window);
        room.theme.setTextSize(percent);
        room.desk->openDialer();
        QTRY_COMPARE(room.list()->model()->rowCount(), 2);
        if (hasKeypad)
            PhoneRoom::click(room.dialer(), "dialKeypadButton");
        const auto in = [&room](const QWidget *widget) { return QRect(widget->mapTo(&room.dialer(), QPoint()), widget->size()); };
        auto *below = hasKeypad ? PhoneRoom::find<QWidget>(room.dialer(), "dialKeypad") : room.from();
        const auto gap = [](const QRect &above, const QRect &under) { return under.top() - above.bottom() - 1; };

        QTRY_COMPARE(gap(in(room.field()), in(room.list())), space::s);
        QTRY_COMPARE(gap(in(room.list()), in(below)), space::s);
        QVERIFY(room.list()->height() >= rowHeight(2)); // one is seen whole
        QVERIFY(room.dialer().rect().contains(in(PhoneRoom::find(room.dialer(), "dialButton"))));
        room.theme.setTextSize(100);
    }

    void withoutTheTelephoneTheWindowIsNone()
    {
        Room room;
        room.talk(maria);
        room.desk.reset();
        QVERIFY(!room.window.findChild<CallBar *>());
        QVERIFY(!room.window.findChild<AvailabilityButton *>());
        QVERIFY(!room.window.findChild<QAction *>(u"callSomebody"_s));
    }

    void looksRight()
    {
        if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
            return;
        Room room;
        room.window.resize(1280, 800);
        room.desk->openDialer();
        picture(room.window, u"dialer-light"_s);
        room.field()->setText(u"911"_s);
        picture(room.window, u"dialer-911-light"_s);
        room.theme.setScheme(Scheme::Dark);
        room.desk->openDialer(u"al"_s);
        PhoneRoom::click(room.dialer(), "dialKeypadButton");
        picture(room.window, u"dialer-keypad-dark"_s);
        room.theme.setScheme(Scheme::Light);
        room.window.resize(1000, 700);
        room.theme.setTextSize(200);
        picture(room.window, u"dialer-keypad-200-1000"_s);
        room.window.resize(1600, 900);
        picture(room.window, u"dialer-keypad-200-1600"_s);
        PhoneRoom::click(room.dialer(), "dialKeypadButton");
        room.desk->openDialer();
        picture(room.window, u"dialer-200-1600"_s);
        room.theme.setScheme(Scheme::Dark);
        picture(room.window, u"dialer-dark-200-1600"_s);
        room.theme.setScheme(Scheme::Light);
        room.desk->openDialer(u"al"_s);
        PhoneRoom::click(room.dialer(), "dialKeypadButton");
        room.theme.setTextSize(100);
        room.phone.setOffersMeFirst(true);
        room.phone.setUsualWay(DialWay::MeFirst);
        room.window.resize(1280, 800);
        room.desk->openDialer(u"+12065550177"_s);
        picture(room.window, u"dialer-me-first-light"_s);
        room.theme.setScheme(Scheme::Dark);
        room.theme.setTextSize(200);
        room.window.resize(1000, 700);
        picture(room.window, u"dialer-me-first-dark-200-1000"_s);
        PhoneRoom::click(room.dialer(), "dialKeypadButton");
        picture(room.window, u"dialer-me-first-closed-200-1000"_s);
        room.theme.setTextSize(100);
        room.theme.setScheme(Scheme::Light);
        PhoneRoom::click(room.dialer(), "dialButton");
        const LegId leg = room.phone.calls().first().leg;
        room.phone.setMeFirst(leg, MeFirst::NotSure);
        picture(room.window, u"bar-me-first-not-sure-light-1000"_s);
        room.phone.setMeFirst(leg, MeFirst::CallingUs);
        picture(room.window, u"bar-me-first-calling-light-1000"_s);
        room.phone.endAnnounced(leg, EndCause::Refused, 21215);
        picture(room.window, u"bar-me-first-refused-light-1000"_s);
    }
};

QTEST_MAIN(TestPhoneDesk)
#include "tst_phonedesk.moc"
