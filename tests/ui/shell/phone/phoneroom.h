// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/numberstore.h"
#include "tests/core/cache/testcache.h"
#include "tests/fakes/fakevoiceline.h"
#include "tests/ui/panels/pictures.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/phone/callbar.h"
#include "ui/shell/phone/callpopup.h"
#include "ui/shell/phone/compactcall.h"
#include "ui/shell/phone/dialer.h"
#include "ui/shell/phone/phonedesk.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>

namespace milassist::test {

inline const Party maria{QStringLiteral("+14155550108")};
inline const Party stranger{QStringLiteral("+12065550199")};
inline const Party longName{QStringLiteral("+442079460018")};

/// A page to stand under the bar.
class EmptyPage : public Panel {
public:
    using Panel::Panel;
};

/// A window that is a telephone, with real stores; the other end of the line is the test.
class PhoneRoom {
public:
    PhoneRoom() : store(folder.open()), calls(*store), contacts(*store), numbers(*store), lines(numbers, QStringLiteral("US"))
    {
        line.now = folder.now;
        fill();
        window.setPages({{.id = QStringLiteral("calls"),
                          .word = QStringLiteral("Calls"),
                          .icon = QStringLiteral("call"),
                          .make = [](QWidget *parent) { return new EmptyPage(parent); }}},
                        nullptr, QStringLiteral("US"));
        desk.emplace(PhoneServices{.phone = phone, .calls = calls, .contacts = contacts, .lines = lines, .settings = settings, .clock = clock(),
                                   .makeOut = [this] {
                                       auto out = std::make_unique<SilentOut>(SilentOut::Drive::ByHand);
                                       outs.append(out.get());
                                       return out;
                                   }},
                     window);
        phone.setAccount(LineAccount{.user = QStringLiteral("desk1"), .domain = QStringLiteral("test.sip.twilio.com")});
        line.register_();
    }

    Clock clock()
    {
        return [this] { return line.now; };
    }
    void pass(int milliseconds) { line.now = line.now.addMSecs(milliseconds); }

    /// Rings, and waits until what is known of the caller stands in the popup.
    LegId ring(const Party &from, const SipHeaders &headers = {{"x-line", "+12065550142"}})
    {
        return line.ring(QStringLiteral("<sip:%1@test.sip.twilio.com>").arg(from.text()), headers);
    }
    LegId talk(const Party &with)
    {
        const LegId leg = *phone.dial(phone.target(with.text()), {.line = lineA});
        line.say(leg, Answered{.codec = QStringLiteral("PCMU"), .encrypted = true});
        return leg;
    }

    CallPopup &popup() { return *top<CallPopup>(); }
    CompactCall &compact() { return *top<CompactCall>(); }
    CallBar &bar() { return *window.findChild<CallBar *>(); }
    Dialer &dialer() { return *window.findChild<Dialer *>(); }

    template <typename T = QAbstractButton>
    static T *find(QWidget &in, const char *name)
    {
        return in.findChild<T *>(QString::fromLatin1(name));
    }
    static QString text(QWidget &in, const char *name) { return find<QLabel>(in, name)->text(); }
    static void click(QWidget &in, const char *name)
    {
        auto *button = find(in, name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    Folder folder;
    std::unique_ptr<Store> store;
    CallStore calls;
    ContactStore contacts;
    NumberStore numbers;
    LineNames lines;
    Settings settings{QString()};
    Theme theme{*qApp};
    FakeVoiceLine line;
    Phone phone{line, {.country = QStringLiteral("US"), .clock = [this] { return line.now; }}};
    MainWindow window{settings, theme, systemClock()};
    QList<QPointer<SilentOut>> outs;
    std::optional<PhoneDesk> desk; // last: it goes first

private:
    template <typename T>
    T *top()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<T *>(widget))
                return found;
        }
        return nullptr;
    }

    void fill()
    {
        IncomingNumber main, support;
        main.sid = sid<PhoneNumberSid>("PN", 1);
        main.phoneNumber = lineA;
        main.capabilities = support.capabilities = {true, true, true, false};
        main.config.friendlyName = QStringLiteral("Main line");
        support.sid = sid<PhoneNumberSid>("PN", 2);
        support.phoneNumber = lineB;
        support.config.friendlyName = QStringLiteral("Support");
        QVERIFY(waitFor(numbers.replaceAll({main, support})));
        QTRY_COMPARE(lines.lines().size(), 2);
        QVERIFY(waitFor(contacts.saveAll({{.name = QStringLiteral("Maria Lopez"), .note = QStringLiteral("Prefers Thursdays"), .numbers = {{maria, QStringLiteral("mobile")}}},
                                          {.name = QStringLiteral("Alexandra Featherstonehaugh-Cholmondeley of the Westminster Office"), .numbers = {{longName, {}}}}})));
        Call missed = leg(1, maria, lineB, folder.now.addSecs(-1800), 0);
        missed.status = CallStatus::NoAnswer;
        missed.duration = std::chrono::seconds(0);
        QVERIFY(waitFor(calls.save({missed, leg(2, maria, lineB, folder.now.addDays(-2), 125), leg(3, stranger, lineA, folder.now.addDays(-3), 61)})));
    }
};

} // namespace milassist::test
