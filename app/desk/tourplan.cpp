// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour does, screen by screen.
#include "app/desk/tour.h"

#include "app/desk/application.h"
#include "ui/shell/rail.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int aScreenful = 10;

} // namespace

void Tour::plan()
{
    addQuiet(u"open the demo"_s, {}, [this] { return m_desk.session() && m_desk.session()->sync().progressNow().of(FeedId::Calls).firstPageHere; });
    planCalls();
    planVoicemail();
    planMessages();
    planContacts();
    planNumbers();
    planRouting();
    planTeam();
    planRest();
    planPhone();
    planTrouble();
}

void Tour::planCalls()
{
    add(u"calls"_s, [this] { m_desk.window().showPage(u"calls"_s); }, [this] { return rowsOf(u"callList"_s) > aScreenful; });
    add(u"call"_s, [this] { chooseRow(u"callList"_s, 2); }, [this] { return isShown(u"callDetail"_s); });
    add(u"calls-empty"_s, [this] { type(u"callSearch"_s, u"nobody of that name"_s); }, [this] { return isShown(u"callsEmpty"_s); });
    addQuiet(u"clear the search"_s, [this] { find<QLineEdit>(u"callSearch"_s)->clear(); }, [this] { return rowsOf(u"callList"_s) > aScreenful; });
}

void Tour::planVoicemail()
{
    auto player = [this] { return static_cast<PlayerView *>(find(u"voicemailPlayer"_s)); };
    add(u"voicemail"_s, [this] { m_desk.window().showPage(u"voicemail"_s); }, [this] { return rowsOf(u"voicemailList"_s) > 2; });
    addQuiet(u"choose a voicemail"_s, [this] { chooseRow(u"voicemailList"_s, 1); },
             [player] { return player() && player()->isVisible() && player()->isReady(); });
    add(u"voicemail-playing"_s, [player] { player()->play(); },
        [player] { return player()->isPlaying() && player()->position() > std::chrono::milliseconds(1200); });
    addQuiet(u"pause the voicemail"_s, [player] { player()->pause(); }, [player] { return !player()->isPlaying(); });
}

void Tour::planRouting()
{
    add(u"routing"_s, [this] { m_desk.window().showPage(u"routing"_s); }, [this] { return rowsOf(u"routingList"_s) > 3 && isShown(u"hoursGrid"_s); });
    add(u"routing-holiday"_s, [this] { click(u"editHoliday0"_s); }, [this] { return isShown(u"holidayGreetingKind"_s); });
    addQuiet(u"leave the holiday"_s, [this] { click(u"cancelHolidayButton"_s); }, [this] { return !isShown(u"holidayGreetingKind"_s); });
    add(u"routing-who-rings"_s, [this] { click(u"routeChip"_s); }, [this] { return isShown(u"memberList"_s); });
    add(u"routing-voicemail"_s, [this] { click(u"policyChip"_s); }, [this] { return isShown(u"greetingWords"_s); });
    add(u"routing-texts"_s, [this] { click(u"textsChip"_s); }, [this] { return isShown(u"replyOpen"_s); });
    add(u"routing-people"_s, [this] { click(u"peopleChip"_s); }, [this] { return isShown(u"personName"_s); });
    add(u"routing-on-call"_s, [this] { click(u"rotaChip"_s); }, [this] { return isShown(u"rotaTurns"_s); });
    add(u"routing-coverage"_s, [this] { click(u"coverageChip"_s); }, [this] {
        const auto *verdict = find<QLabel>(u"coverageVerdict"_s);
        return verdict && !verdict->text().isEmpty();
    });
    add(u"routing-try"_s, [this] { click(u"tryChip"_s); }, [this] { return isShown(u"traceSummary"_s); });
    add(u"routing-last-week"_s,
        [this] {
            click(u"compareChip"_s);
            click(u"compareButton"_s);
        },
        [this] { return isShown(u"compareVerdict"_s); });
    add(u"routing-refused"_s,
        [this] {
            click(u"routeChip"_s);
            find<QSpinBox>(u"stageSeconds"_s)->setValue(90); // three people, and callers wait two minutes
        },
        [this] { return isShown(u"planNotice"_s); });
    addQuiet(u"discard it"_s, [this] { click(u"discardPlanButton"_s); }, [this] { return !isShown(u"planNotice"_s); });
    add(u"routing-history"_s, [this] { click(u"historyChip"_s); }, [this] { return rowsOf(u"historyList"_s) == 2; });
}

void Tour::planRest()
{
    add(u"search"_s, [this] { m_desk.window().openPalette(u"ma"_s); }, [this] { return rowsOf(u"paletteList"_s) > 1; });
    add(u"keys"_s, [this] { m_desk.window().openKeys(); }, [this] { return isShown(u"keysHelp"_s); });
    addQuiet(u"close the help"_s, [this] { m_desk.window().closeOverlays(); });
    add(u"settings"_s, [this] { m_desk.window().showPage(u"settings"_s); }, [this] { return isShown(u"testSound"_s); });
    add(u"sound"_s, [this] { click(u"testSound"_s); }, [this] { // the demo's headset speaks
        const auto *verdict = find<Notice>(u"soundVerdict"_s);
        return verdict && verdict->title().contains(u"hear you well"_s);
    });
    add(u"first-run"_s, [this] { Q_EMIT m_desk.window().addAccountRequested(); }, [this] { return isShown(u"demoDoor"_s); });
    add(u"connect"_s, [this] { click(u"connectDoor"_s); }, [this] { return isShown(u"accountSid"_s); });
    addQuiet(u"back to the doors"_s, [this] { click(u"connectBack"_s); }, [this] { return isShown(u"doorsBack"_s); });
    addQuiet(u"back to the desk"_s, [this] { click(u"doorsBack"_s); }, [this] { return isShown(u"rail_calls"_s); });
}

void Tour::planTrouble()
{
    add(u"offline"_s,
        [this] {
            m_desk.window().showPage(u"calls"_s);
            if (!m_desk.demo()->sandbox().addFaults(R"({"kind":"reset"})"))
                m_trouble = u"the sandbox took no fault"_s;
            m_desk.session()->sync().syncNow();
        },
        [this] { return isShown(u"linkBar"_s); });
    addQuiet(u"online again"_s,
             [this] {
                 m_desk.demo()->sandbox().clearFaults();
                 m_desk.session()->sync().syncNow();
             },
             [this] { return !isShown(u"linkBar"_s); });
}

} // namespace milassist
