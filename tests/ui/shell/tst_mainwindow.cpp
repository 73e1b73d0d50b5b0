// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"
#include "ui/shell/keyshelp.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/rail.h"
#include "ui/shell/toasts.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

class NotePanel : public Panel {
public:
    using Panel::Panel;
    void activate() override { ++activated; }
    void open(const Target &target) override { opened.append(target); }
    int activated = 0;
    QList<Target> opened;
};

struct Desk {
    Settings settings{QString()};
    Theme theme{*qApp};
    MainWindow window{settings, theme, systemClock()};
    int made = 0;

    PageSpec page(const QString &id, bool takesCalls = false)
    {
        return {.id = id,
                .word = id,
                .icon = u"call"_s,
                .make = [this](QWidget *parent) {
                    ++made;
                    return new NotePanel(parent);
                },
                .takes = [takesCalls](const Target &target) { return takesCalls && std::holds_alternative<CallTarget>(target); }};
    }
    NotePanel *panel() const { return static_cast<NotePanel *>(window.currentPanel()); }
    QWidget *find(const QString &name) const { return window.findChild<QWidget *>(name); }
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manyScreensFitIntoALowWindow()
    {
        Rail rail;
        for (int i = 0; i < 12; ++i)
            rail.add(QString::number(i), u"check"_s, u"Screen"_s, i < 11 ? Rail::Place::Top : Rail::Place::Bottom);
        QVERIFY2(rail.minimumSizeHint().height() < 560, qPrintable(QString::number(rail.minimumSizeHint().height())));
    }
    void aScreenIsMadeWhenItIsFirstShown()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"messages"_s)}, nullptr, u"US"_s);
        QCOMPARE(desk.made, 1);
        QCOMPARE(desk.window.currentPage(), u"calls"_s);

        desk.window.showPage(u"messages"_s);
        desk.window.showPage(u"calls"_s);

        QCOMPARE(desk.made, 2);
        QCOMPARE(desk.panel()->activated, 2);
    }

    void aTargetGoesToTheScreenThatTakesIt()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"messages"_s), desk.page(u"calls"_s, true)}, nullptr, u"US"_s);

        desk.window.open(CallTarget{{}, 5});

        QCOMPARE(desk.window.currentPage(), u"calls"_s);
        QCOMPARE(desk.panel()->opened.size(), 1);
        desk.window.open(VoicemailTarget{}); // nobody takes it
        QCOMPARE(desk.window.currentPage(), u"calls"_s);
    }

    void keysLeadToScreens()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"messages"_s)}, nullptr, u"US"_s);
        desk.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));

        QTest::keyClick(&desk.window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desk.window.currentPage(), u"messages"_s);
        QTest::keyClick(&desk.window, Qt::Key_9, Qt::ControlModifier); // there is no ninth
        QCOMPARE(desk.window.currentPage(), u"messages"_s);
    }

    void tabGoesAsTheEyeDoesWheneverThingsWereMade()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"messages"_s)}, nullptr, u"US"_s);
        auto *column = new QVBoxLayout(desk.panel());
        for (const char *name : {"third", "second", "first"}) { // each is put above those before
            auto *button = new QPushButton(QString::fromLatin1(name), desk.panel());
            button->setObjectName(QString::fromLatin1(name));
            column->insertWidget(0, button);
        }
        desk.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        desk.find(u"searchButton"_s)->setFocus();

        QStringList walked;
        for (int i = 0; i < 40 && walked.value(walked.size() - 1) != u"syncNow"_s; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            walked.append(QApplication::focusWidget()->objectName());
        }

        QVERIFY2(walked.contains(u"syncNow"_s), qPrintable(walked.join(u' '))); // the status line comes last
        walked.removeIf([](const QString &name) { return !QStringList{u"rail_calls"_s, u"first"_s, u"second"_s, u"third"_s, u"syncNow"_s}.contains(name); });
        QCOMPARE(walked, QStringList({u"rail_calls"_s, u"first"_s, u"second"_s, u"third"_s, u"syncNow"_s}));
    }

    void tabComesToTheScreenThatIsShown()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"messages"_s)}, nullptr, u"US"_s);
        desk.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        desk.find(u"rail_calls"_s)->setFocus(Qt::TabFocusReason);

        desk.window.showPage(u"messages"_s);

        QVERIFY(desk.find(u"rail_messages"_s)->focusPolicy() & Qt::TabFocus);
        QVERIFY(!(desk.find(u"rail_calls"_s)->focusPolicy() & Qt::TabFocus)); // the arrows lead there
    }

    void toastsTakeNoRoomFromEachOther()
    {
        Desk desk;
        desk.window.resize(1000, 700);
        desk.window.show();

        for (int i = 0; i < 3; ++i)
            desk.window.showToast({.text = u"The voicemail was deleted."_s, .action = u"Undo"_s, .act = [] {}, .lapsed = {}});

        const auto cards = desk.window.findChildren<ToastCard *>();
        QCOMPARE(cards.size(), 3);
        for (const ToastCard *card : cards)
            QTRY_VERIFY(card->height() >= card->sizeHint().height());
    }

    void aToastStandsOutFromTheThemeThatIsChosenWhileItIsOpen()
    {
        Desk desk;
        desk.theme.setScheme(Scheme::Light);
        desk.window.show();
        desk.window.showToast({.text = u"The voicemail was deleted."_s, .action = u"Undo"_s, .act = [] {}, .lapsed = {}});
        const auto *card = desk.window.findChild<ToastCard *>();
        const auto *words = card->findChild<QLabel *>();
        QVERIFY(tokens(card->palette()).dark);

        desk.theme.setScheme(Scheme::Dark);

        QTRY_VERIFY(!tokens(card->palette()).dark);
        QTRY_VERIFY(!tokens(words->palette()).dark);
        desk.theme.setScheme(Scheme::Light);
        QTRY_VERIFY(tokens(card->palette()).dark);
    }

    void badgesShowOnTheRail()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"voicemail"_s)}, nullptr, u"US"_s);

        Q_EMIT desk.panel()->badgeChanged(4);

        QCOMPARE(static_cast<RailButton *>(desk.find(u"rail_calls"_s))->count(), 4);
        QCOMPARE(static_cast<RailButton *>(desk.find(u"rail_voicemail"_s))->count(), 0);
    }

    void thePaletteRunsACommandAndGivesTheFocusBack()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s), desk.page(u"messages"_s)}, nullptr, u"US"_s);
        desk.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));

        QTest::keyClick(&desk.window, Qt::Key_K, Qt::ControlModifier);
        auto *field = desk.window.findChild<QLineEdit *>(u"paletteField"_s);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"go mess"_s);
        QTest::keyClick(field, Qt::Key_Return);

        QCOMPARE(desk.window.currentPage(), u"messages"_s);
        QVERIFY(!desk.find(u"commandPalette"_s)->isVisible());
    }

    void thePaletteSaysWhenNothingIsFound()
    {
        Desk desk;
        desk.window.show();
        desk.window.openPalette(u"zzzz"_s);
        QVERIFY(desk.find(u"paletteNothing"_s)->isVisible());
        QTest::keyClick(desk.find(u"paletteField"_s), Qt::Key_Escape);
        QVERIFY(!desk.find(u"commandPalette"_s)->isVisible());
    }

    void undoOfAToastIsCalledOnceAndNotLapsed()
    {
        Desk desk;
        desk.window.show();
        int undone = 0, lapsed = 0;
        desk.window.showToast({.text = u"Deleted"_s, .action = u"Undo"_s, .act = [&] { ++undone; }, .lapsed = [&] { ++lapsed; }});

        auto *button = static_cast<QPushButton *>(desk.find(u"toastAction"_s));
        button->click();
        button->click();

        QCOMPARE(undone, 1);
        QCOMPARE(lapsed, 0);
    }

    void aFourthToastEndsTheFirst()
    {
        Desk desk;
        desk.window.show();
        QStringList lapsed;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            desk.window.showToast({.text = name, .lapsed = [&lapsed, name] { lapsed.append(name); }});
        QCOMPARE(lapsed, QStringList({u"a"_s}));

        desk.window.close(); // what waits is done, not forgotten

        QCOMPARE(lapsed.size(), 4);
    }

    void theBarOffersTheWayOut()
    {
        Desk desk;
        desk.window.show();
        QSignalSpy chosen(&desk.window, &MainWindow::linkActionRequested);
        QVERIFY(!desk.find(u"linkBar"_s)->isVisible());

        desk.window.setState({.link = ShellState::Link::Offline, .since = QDateTime::currentDateTimeUtc()});

        QVERIFY(desk.find(u"linkBar"_s)->isVisible());
        desk.find(u"linkBar"_s)->findChild<QPushButton *>(u"noticeAction"_s)->click();
        QCOMPARE(chosen.size(), 1);
        desk.window.setState({.link = ShellState::Link::Online});
        QVERIFY(!desk.find(u"linkBar"_s)->isVisible());
    }

    void welcomeTakesThePlaceOfEverything()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s)}, nullptr, u"US"_s);
        desk.window.show();
        auto *welcome = new QWidget;
        welcome->setObjectName(u"someWelcome"_s);

        desk.window.setWelcome(welcome);
        QVERIFY(welcome->isVisible());
        QVERIFY(!desk.find(u"rail_calls"_s)->isVisible());
        desk.window.setWelcome(nullptr);
        QVERIFY(desk.find(u"rail_calls"_s)->isVisible());
    }

    void helpListsTheKeysOfTheScreen()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s)}, nullptr, u"US"_s);
        auto *action = new QAction(u"Play"_s, desk.panel());
        action->setShortcut(Qt::Key_Space);
        desk.panel()->addAction(action);
        desk.window.show();

        desk.window.openKeys();

        QStringList words;
        for (QLabel *label : desk.find(u"keysHelp"_s)->findChildren<QLabel *>())
            words.append(label->text());
        QVERIFY(words.contains(u"Play"_s) && words.contains(u"Space"_s) && words.contains(u"Ctrl+K"_s));
    }

    void everyControlHasANameForScreenReaders()
    {
        Desk desk;
        desk.window.setPages({desk.page(u"calls"_s)}, nullptr, u"US"_s);
        desk.window.setProfiles({Profile{.id = u"a"_s, .name = u"Acme"_s}}, u"a"_s);
        desk.window.openKeys();
        for (QAbstractButton *button : desk.window.findChildren<QAbstractButton *>()) {
            if (!button->parentWidget() || button->parentWidget()->inherits("QLineEdit") || button->isHidden())
                continue;
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
