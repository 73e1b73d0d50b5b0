// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/driver.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// Leaves what an earlier sight has left open.
void goBack(Driver &driver)
{
    for (const QString &wayBack : {u"cancelTranscriptButton"_s, u"connectBack"_s, u"joinBack"_s, u"doorsBack"_s, u"duplicatesDoneButton"_s, u"cancelContactButton"_s, u"backToListButton"_s})
        if (driver.isShown(wayBack))
            driver.click(wayBack);
}

auto page(const QString &id)
{
    return [id](Driver &driver) {
        driver.window().closeOverlays();
        driver.window().showPage(id);
        goBack(driver);
    };
}

/// Where there is room for one pane only, what is wanted may be in the other.
auto clicking(const QString &button)
{
    return [button](Driver &driver) {
        if (!driver.isShown(button))
            goBack(driver);
        driver.click(button);
    };
}

auto choosing(const QString &list, int row)
{
    return [list, row](Driver &driver) {
        if (!driver.isShown(list))
            goBack(driver);
        driver.choose(list, row);
    };
}

auto shown(const QString &name)
{
    return [name](Driver &driver) { return driver.isShown(name); };
}

/// All of it, scrolled to where it is.
auto inSight(const QString &name)
{
    return [name](Driver &driver) {
        const QWidget *widget = driver.find(name);
        return widget && widget->isVisible() && widget->visibleRegion().boundingRect() == widget->rect();
    };
}

auto filled(const QString &list)
{
    return [list](Driver &driver) { return driver.hasRows(list); };
}

/// Runs what the palette offers as @p words.
auto running(const QString &words)
{
    return [words](Driver &driver) {
        QList<QAction *> offered = driver.window().actions();
        if (const Panel *panel = driver.window().currentPanel())
            offered.append(panel->actions());
        for (QAction *action : std::as_const(offered))
            if (action->text().remove(u'&') == words)
                action->trigger();
    };
}

} // namespace

QList<Scene> scenes()
{
    return {
        {"calls", page(u"calls"_s), filled(u"callList"_s), {}},
        {"calls of days", clicking(u"dayChip"_s), shown(u"applyDays"_s), u"applyDays"_s},
        {"call", choosing(u"callList"_s, 2), shown(u"callDetail"_s), {}},
        {"voicemail", page(u"voicemail"_s), filled(u"voicemailList"_s), {}},
        {"a voicemail with its player", choosing(u"voicemailList"_s, 1), shown(u"voicemailPlayer"_s), {}},
        {"a transcript being corrected", clicking(u"editTranscriptButton"_s), inSight(u"saveTranscriptButton"_s), {}},
        {"messages", page(u"messages"_s), filled(u"threadList"_s), {}},
        {"a thread", choosing(u"threadList"_s, 1), filled(u"conversationView"_s), {}},
        {"finding in a thread", [](Driver &driver) { driver.window().currentPanel()->find(); }, shown(u"findField"_s), {}},
        {"a new text", clicking(u"newTextButton"_s), shown(u"recipientField"_s), {}},
        {"contacts", page(u"contacts"_s), filled(u"contactList"_s), {}},
        {"a contact", choosing(u"contactList"_s, 1), shown(u"contactNameLabel"_s), {}},
        {"a contact being changed", clicking(u"editContactButton"_s), shown(u"saveContactButton"_s), {}},
        {"duplicates", running(u"Find duplicate contacts"_s), shown(u"duplicatesDoneButton"_s), {}},
        {"numbers", page(u"numbers"_s), filled(u"numberList"_s), {}},
        {"a number", choosing(u"numberList"_s, 0), shown(u"numberName"_s), {}},
        {"giving a number back",
         [](Driver &driver) {
             if (driver.isShown(u"keepNumberButton"_s))
                 driver.click(u"keepNumberButton"_s);
             driver.click(u"releaseOpenButton"_s);
         },
         shown(u"releaseDigits"_s), {}},
        {"numbers for sale", clicking(u"startBuyingButton"_s), shown(u"searchNumbersButton"_s), {}},
        {"numbers found", clicking(u"searchNumbersButton"_s), filled(u"offerList"_s), {}},
        {"an offer", choosing(u"offerList"_s, 0), inSight(u"buyButton"_s), {}},
        {"routing", page(u"routing"_s), filled(u"routingList"_s), {}},
        {"hours of a line",
         [](Driver &driver) {
             choosing(u"routingList"_s, 0)(driver);
             driver.click(u"hoursChip"_s);
         },
         shown(u"hoursGrid"_s), {}},
        {"who rings", clicking(u"routeChip"_s), shown(u"memberList"_s), {}},
        {"voicemail and recording of a line", clicking(u"policyChip"_s), shown(u"linePatience"_s), {}},
        {"coverage", clicking(u"coverageChip"_s), shown(u"coverageGrid"_s), {}},
        {"the time machine", clicking(u"tryChip"_s), shown(u"traceSummary"_s), {}},
        {"history of the plan", clicking(u"historyChip"_s), 
         [](Driver &driver) { // the changes are read after the list
             const auto *changes = qobject_cast<QLabel *>(driver.find(u"planChanges"_s));
             return driver.hasRows(u"historyList"_s) && changes && !changes->text().isEmpty() && changes->height() >= changes->heightForWidth(changes->width());
         },
         {}},
        {"settings", page(u"settings"_s), shown(u"settingsScroll"_s), {}},
        {"the softphone in settings", 
         [](Driver &driver) {
             if (auto *scroll = qobject_cast<QScrollArea *>(driver.find(u"settingsScroll"_s)))
                 scroll->ensureWidgetVisible(driver.find(u"softphoneAddress"_s));
         },
         inSight(u"softphoneAddress"_s), {}},
        {"signing out", [](Driver &driver) { Q_EMIT driver.window().signOutRequested(); }, inSight(u"signOutNotice"_s), {}},
        {"trouble above the page",
         [](Driver &driver) {
             driver.window().showPage(u"calls"_s);
             driver.window().tell(Tone::Warning, u"The folder of this account cannot be written."_s, u"Everything can be read; nothing new is kept."_s,
                                  u"Show the folder"_s);
             driver.window().showToast({.text = u"The voicemail was deleted."_s, .action = u"Undo"_s, .act = [] {}, .lapsed = {}, .seconds = 600});
         },
         shown(u"noticeAction"_s), {}},
        {"search",
         [](Driver &driver) {
             driver.window().tell(Tone::Neutral, {});
             driver.window().openPalette(u"ma"_s);
         },
         filled(u"paletteList"_s), u"commandPalette"_s},
        {"keys", [](Driver &driver) { driver.window().openKeys(); }, shown(u"keysHelp"_s), u"keysHelp"_s},
        {"first run",
         [](Driver &driver) {
             driver.window().closeOverlays();
             Q_EMIT driver.window().addAccountRequested();
         },
         shown(u"demoDoor"_s), {}},
        {"connecting an account", clicking(u"connectDoor"_s), shown(u"accountSid"_s), {}},
        {"connecting with a key", clicking(u"withKey"_s), shown(u"accountSid"_s), {}},
        {"joining a team",
         [](Driver &driver) {
             driver.click(u"connectBack"_s);
             driver.click(u"joinDoor"_s);
         },
         shown(u"joinLink"_s), {}},
    };
}

} // namespace milassist
