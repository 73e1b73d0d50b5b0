// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/phone/phoneroom.h"

#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

struct Room : PhoneRoom {
    LegId ringPast(const Party &from, const SipHeaders &headers = {{"x-line", "+12065550142"}})
    {
        const LegId leg = ring(from, headers);
        [&] { QTRY_VERIFY(!popup().isGuarded()); }();
        return leg;
    }
};

} // namespace

class TestCallPopup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverTakesTheKeyboardAndStaysOnTop()
    {
        Room room;
        room.ring(maria);

        CallPopup &popup = room.popup();
        QVERIFY(popup.isVisible());
        QVERIFY(popup.windowFlags().testFlag(Qt::WindowDoesNotAcceptFocus));
        QVERIFY(popup.windowFlags().testFlag(Qt::WindowStaysOnTopHint));
        QVERIFY(popup.testAttribute(Qt::WA_ShowWithoutActivating));
        const auto children = popup.findChildren<QWidget *>();
        for (const QWidget *child : children)
            QVERIFY2(child->focusPolicy() == Qt::NoFocus, qPrintable(child->objectName()));
        QVERIFY(!popup.isActiveWindow());
    }

    void clicksInTheFirstMomentAnswerNothing()
    {
        Room room;
        room.window.show();
        const LegId leg = room.ring(maria);

        QVERIFY(room.popup().isGuarded());
        QTest::mouseClick(Room::find(room.popup(), "popupAnswer"), Qt::LeftButton);
        QVERIFY(room.line.sent<Answer>().isEmpty());

        QTRY_VERIFY(!room.popup().isGuarded());
        Room::click(room.popup(), "popupAnswer");
        QCOMPARE(room.line.sent<Answer>(), QList<Answer>{{leg}});
    }

    void standsInTheCornerButNeverOverTheSignOfTheSandbox()
    {
        const QRect screen(0, 0, 1280, 800);
        const QSize size(400, 300);
        const auto placed = [&](const QRect &sign) { return QRect(CallPopup::placeIn(screen, size, sign), size); };
        const QRect corner = placed({});
        QCOMPARE(corner.bottomRight(), screen.bottomRight() - QPoint(space::l + 1, space::l + 1));
        QCOMPARE(placed({100, 700, 90, 20}), corner); // a window that is elsewhere

        const QRect sign(1190, 776, 84, 20);
        QVERIFY(!placed(sign).intersects(sign));
        QCOMPARE(placed(sign).right(), corner.right());
        QVERIFY(sign.top() - placed(sign).bottom() < space::xl); // still in the corner
        QCOMPARE(CallPopup::placeIn({0, 0, 1280, 320}, size, {1190, 296, 84, 20}).y(), 0); // no room above

        Room room;
        room.window.setGeometry(room.popup().screen()->availableGeometry());
        room.window.setState({.sandbox = true});
        room.window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&room.window));
        room.ring(maria);
        const QWidget *mark = room.window.modeSign();
        QVERIFY(!room.popup().geometry().intersects(QRect(mark->mapToGlobal(QPoint()), mark->size())));
    }

    void aSecondCallComesInFrontAndIsGuardedAgain()
    {
        Room room;
        room.ringPast(maria);
        room.ring(stranger);

        QVERIFY(room.popup().isGuarded());
        QCOMPARE(Room::text(room.popup(), "popupCount"), u"1 of 2"_s);
        QCOMPARE(Room::text(room.popup(), "popupTitle"), u"(206) 555-0199"_s);
        QTRY_VERIFY(!room.popup().isGuarded());
        Room::click(room.popup(), "popupNext");
        QTRY_COMPARE(Room::text(room.popup(), "popupTitle"), u"Maria Lopez"_s);
    }

    void saysWhoWhichLineWhyAndWhatWasLast()
    {
        Room room;
        room.ring(maria, {{"x-line", "+12065550142"}, {"x-reason", "round robin, you are 2 of 3"}});

        CallPopup &popup = room.popup();
        QTRY_COMPARE(Room::text(popup, "popupTitle"), u"Maria Lopez"_s);
        QCOMPARE(Room::text(popup, "popupTitleNote"), u"(415) 555-0108"_s);
        QCOMPARE(Room::text(popup, "popupLine"), u"to Main line"_s);
        QCOMPARE(Room::text(popup, "popupReason"), u"round robin, you are 2 of 3"_s);
        QTRY_VERIFY(Room::text(popup, "popupLast").startsWith(u"Missed call today\nCalled on "_s));
        QCOMPARE(Room::text(popup, "popupNote"), u"Note: Prefers Thursdays"_s);
        QVERIFY(popup.accessibleName().contains(u"Maria Lopez"_s));
    }

    void whatIsToBeDoneAboutTheCallerComesAsSoonAsItIsKnown()
    {
        Room room;
        QList<CallerTask> tasks;
        room.desk->setTasksOf([&tasks](const Party &peer) { return peer == maria ? tasks : QList<CallerTask>(); });
        const LegId leg = room.ring(maria);
        QVERIFY(room.popup().isVisible()); // waits for nobody
        QVERIFY(!Room::find<QLabel>(room.popup(), "popupTasks")->isVisible());

        tasks = {{.title = u"Call back about the invoice"_s, .due = {}, .person = {}}};
        room.desk->tasksChanged();

        QCOMPARE(Room::text(room.popup(), "popupTasks"), u"To do: Call back about the invoice"_s);
        QVERIFY(Room::find<QLabel>(room.popup(), "popupTasks")->isVisible());
        QVERIFY(room.popup().accessibleName().contains(u"Call back about the invoice"_s));
        room.line.say(leg, Answered{.codec = QStringLiteral("PCMU"), .encrypted = true});
        QCOMPARE(Room::find<QLabel>(room.bar(), "callTasks")->text(), u"To do: Call back about the invoice"_s);
        tasks.clear(); // somebody has done it
        room.desk->tasksChanged();
        QVERIFY(Room::find<QLabel>(room.bar(), "callTasks")->isHidden());
    }

    void whoIsHiddenFromUsShowsTheirEndAndIsCalledAndDialledByTheirHandle()
    {
        Room room;
        const Party handle(u"+9994821057342"_s);

        room.ringPast(Party(u"+12065550142"_s), {{"x-line", "+12065550142"}, {"x-caller", "+9994821057342"}});

        QTRY_COMPARE(Room::text(room.popup(), "popupTitle"), u"Hidden …42"_s);
        const auto labels = room.popup().findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QVERIFY2(!label->text().contains(u"999"_s), qPrintable(label->objectName()));
        QVERIFY(!room.popup().accessibleName().contains(u"999"_s));
        room.dialer().openWith(handle.text());
        const auto fields = room.dialer().findChildren<QLineEdit *>();
        QVERIFY(std::any_of(fields.begin(), fields.end(), [](const QLineEdit *field) { return field->text() == u"Hidden …42"_s; }));
        for (const QLineEdit *field : fields)
            QVERIFY(!field->text().contains(u"999"_s));
        QVERIFY(room.phone.dial(room.phone.target(handle.text()), {}));
        QVERIFY(room.line.sent<Dial>().first().uri.startsWith(u"sip:+9994821057342@"_s));
    }

    void declineLetsOthersRingAndVoicemailDoesNot()
    {
        Room room;
        const LegId first = room.ringPast(maria);
        Room::click(room.popup(), "popupDecline");
        QCOMPARE(room.line.sent<Reject>(), (QList<Reject>{{first, Rejection::Busy}}));
        room.line.say(first, Ended{.cause = EndCause::Busy});
        QVERIFY(!room.popup().isVisible());

        const LegId second = room.ringPast(maria);
        Room::find<QToolButton>(room.popup(), "popupMore")->menu()->actions().first()->trigger();
        QCOMPARE(room.line.sent<Reject>().last(), (Reject{second, Rejection::Declined}));
    }

    void textAndDeclineWritesButSendsNothing()
    {
        Room room;
        QSignalSpy opened(&*room.desk, &PhoneDesk::openRequested);
        const LegId leg = room.ringPast(maria);
        Room::click(room.popup(), "popupTextDecline");

        QCOMPARE(room.line.sent<Reject>(), (QList<Reject>{{leg, Rejection::Busy}}));
        QCOMPARE(opened.size(), 1);
        const auto target = std::get<ThreadTarget>(opened.first().first().value<Target>());
        QCOMPARE(target.peer, maria);
        QCOMPARE(target.line, lineA);
        QVERIFY(!target.body.isEmpty());
    }

    void silenceStopsTheRingToneOnly()
    {
        Room room;
        room.ringPast(maria);
        QCOMPARE(room.outs.size(), 1);
        Room::click(room.popup(), "popupSilence");

        QVERIFY(room.popup().isVisible());
        QVERIFY(!room.popup().stack().rings());
        QVERIFY(!Room::find(room.popup(), "popupSilence")->isEnabled());
        QVERIFY(room.line.sent<Reject>().isEmpty());
    }

    void aMissedCallStaysWithCallBackAndText()
    {
        Room room;
        const LegId leg = room.ringPast(maria);
        room.pass(14000);
        room.line.say(leg, Ended{.cause = EndCause::Cancelled});

        QVERIFY(room.popup().isVisible());
        QCOMPARE(Room::text(room.popup(), "popupHeading"), u"Missed, rang 14 s"_s);
        QVERIFY(!Room::find(room.popup(), "popupAnswer")->isVisible());
        QTRY_VERIFY(!room.popup().isGuarded());
        Room::click(room.popup(), "popupCallBack");
        QTRY_COMPARE(room.line.sent<Dial>().size(), 1);
        QCOMPARE(room.line.sent<Dial>().first().headers.value("x-line"), QByteArray("+12065550142")); // from the line that they called
        QVERIFY(!room.popup().isVisible());
    }

    void answeredElsewhereGoesAfterThreeSeconds()
    {
        Room room;
        const LegId leg = room.ringPast(maria);
        room.line.say(leg, Ended{.cause = EndCause::AnsweredElsewhere});
        QCOMPARE(Room::text(room.popup(), "popupHeading"), u"Answered on another telephone"_s);

        room.pass(3000);

        QTRY_VERIFY(!room.popup().isVisible());
    }

    void doNotDisturbRingsNothing()
    {
        Room room;
        room.phone.setDoNotDisturb(true);
        room.ring(maria);
        QVERIFY(!room.popup().isVisible());
        QVERIFY(room.outs.isEmpty());
    }

    void looksRight()
    {
        Room room;
        room.desk->setTasksOf([&room](const Party &) {
            return QList<CallerTask>{{.title = u"Send the quote for the garden room with the three kinds of oak that she saw in the shop"_s, .due = room.line.now.addDays(-1), .person = {}},
                                     {.title = u"Call back about the invoice"_s, .due = room.line.now.addDays(3), .person = u"Theo Okafor"_s},
                                     {.title = u"More"_s, .due = {}, .person = {}}};
        });
        room.ring(maria, {{"x-line", "+12065550142"}, {"x-reason", "round robin, you are 2 of 3"}});
        picture(room.popup(), u"popup-light"_s);
        room.theme.setScheme(Scheme::Dark);
        const LegId second = room.ring(longName, {{"x-line", "+12065550143"}});
        picture(room.popup(), u"popup-two-dark"_s);
        room.theme.setScheme(Scheme::Light);
        room.theme.setTextSize(200);
        picture(room.popup(), u"popup-two-200"_s);
        room.theme.setTextSize(100);
        room.pass(14000);
        room.line.say(second, Ended{.cause = EndCause::Cancelled});
        Room::find(room.popup(), "popupNext")->click();
        picture(room.popup(), u"popup-missed-light"_s);
        QVERIFY(room.popup().width() <= 420);
    }
};

QTEST_MAIN(TestCallPopup)
#include "tst_callpopup.moc"
