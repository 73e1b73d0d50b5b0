// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour does on the screens that write: sends a text, gets one, buys and configures a number.
#include "app/desk/tour.h"

#include "app/desk/application.h"

#include <QLabel>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString newFriend = u"+12025550143"_s;

} // namespace

void Tour::planMessages()
{
    add(u"messages"_s, [this] { m_desk.window().showPage(u"messages"_s); }, [this] { return rowsOf(u"threadList"_s) > 3; });
    add(u"thread"_s, [this] { chooseRow(u"threadList"_s, 1); }, [this] { return rowsOf(u"conversationView"_s) > 0; });
    // A text comes in from somebody new, and is answered.
    add(u"text-arrived"_s,
        [this] {
            const QList<Party> lines = m_desk.session()->lines().lines();
            if (lines.isEmpty()) {
                m_trouble = u"the demo has no line"_s;
                return;
            }
            m_desk.demo()->sandbox().text(newFriend, lines.first().text(), tr("Hi, do you have time for a call tomorrow at ten?"));
            m_desk.session()->sync().syncNow();
            m_desk.window().open(ThreadTarget{lines.first(), Party(newFriend), {}, {}});
        },
        [this] {
            const auto *name = find<QLabel>(u"threadName"_s);
            return name && name->text().contains(u"555-0143"_s) && rowsOf(u"conversationView"_s) > 0;
        });
    add(u"writing"_s, [this] { type(u"messageText"_s, tr("Yes, ten is good. We will call you.")); },
        [this] { return isShown(u"sendButton"_s) && find(u"sendButton"_s)->isEnabled(); });
    add(u"text-sent"_s,
        [this] {
            m_before = rowsOf(u"conversationView"_s);
            click(u"sendButton"_s);
        },
        [this] { return rowsOf(u"conversationView"_s) > m_before && m_desk.session()->state().queuedTexts == 0; });
    add(u"text-later"_s,
        [this] {
            type(u"messageText"_s, tr("A reminder: we will call you at ten."));
            click(u"laterButton"_s);
        },
        [this] { return isShown(u"laterForm"_s); });
    add(u"text-waits"_s, [this] { click(u"keepLaterButton"_s); }, [this] { return isShown(u"laterState"_s) && isShown(u"messageText"_s); });
}

void Tour::planContacts()
{
    add(u"contacts"_s, [this] { m_desk.window().showPage(u"contacts"_s); }, [this] { return rowsOf(u"contactList"_s) > 3; });
    add(u"contact"_s, [this] { chooseRow(u"contactList"_s, 1); }, [this] { return isShown(u"contactNameLabel"_s); });
}

void Tour::planNumbers()
{
    add(u"numbers"_s, [this] { m_desk.window().showPage(u"numbers"_s); }, [this] { return rowsOf(u"numberList"_s) > 1; });
    add(u"number-search"_s,
        [this] {
            click(u"startBuyingButton"_s);
            type(u"wishAreaCode"_s, u"206"_s);
            click(u"searchNumbersButton"_s);
        },
        [this] { return rowsOf(u"offerList"_s) > 2; });
    add(u"number-confirm"_s, [this] { chooseRow(u"offerList"_s, 0); }, [this] { return isShown(u"buyButton"_s) && find(u"buyButton"_s)->isEnabled(); });
    add(u"number-bought"_s, [this] { click(u"buyButton"_s); }, [this] { return isShown(u"shopNotice"_s); });
    addQuiet(u"choose a number"_s, [this] { chooseRow(u"numberList"_s, 0); }, [this] { return isShown(u"numberName"_s); });
    addQuiet(u"rename it"_s, [this] { type(u"numberName"_s, u" (front desk)"_s); },
             [this] { return isShown(u"saveConfigButton"_s) && find(u"saveConfigButton"_s)->isEnabled(); });
    add(u"number-configured"_s, [this] { click(u"saveConfigButton"_s); }, [this] { return isShown(u"restoreConfigButton"_s); });
}

} // namespace milassist
