// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour does on the telephone: people of the sandbox call, and are talked with.
#include "app/desk/tour.h"

#include "app/desk/application.h"
#include "core/base/whendone.h"
#include "ui/shell/phone/callpopup.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QJsonArray>
#include <QJsonObject>

namespace milassist {

using namespace Qt::StringLiterals;

/// The person at @p which of the address book calls a line of ours.
void Tour::beCalled(int which, const QJsonValue &script)
{
    const QList<Contact> people = m_desk.demo()->people();
    const QList<Party> lines = m_desk.demo()->lines();
    if (which >= people.size() || lines.isEmpty()) {
        m_trouble = u"there is nobody to call, or no line"_s;
        return;
    }
    const QString from = people.at(which).numbers.first().number.text(), to = lines.at(which % std::min<qsizetype>(2, lines.size())).text();
    if (const auto called = m_desk.demo()->sandbox().call(from, to, script); !called)
        m_trouble = called.error().detail;
}

/// A colleague calls this very telephone from her mobile: the plan rings nobody who is talking.
void Tour::beCalledByColleague()
{
    const OutgoingCall call{.from = Party(u"+12065550148"_s),
                            .to = Party(u"sip:"_s + m_desk.demo()->phone().address()),
                            .twiml = u"<Response><Say>Hi Maya, this is Rosa. The fitters are at the door.</Say><Pause length=\"120\"/></Response>"_s};
    whenDone(m_desk.session()->twilio().createCall(call), this, [this](const Result<Call> &made) {
        if (!made)
            m_trouble = made.error().detail;
    });
}

bool Tour::isTalking(int seconds) const
{
    const Phone *phone = m_desk.phone();
    const auto call = phone ? phone->call(phone->current()) : std::nullopt;
    return call && call->wasAnswered() && !call->isHeld() && call->answeredAt.secsTo(systemClock()()) >= seconds;
}

bool Tour::isGuarded() const
{
    const auto *popup = find<CallPopup>(u"callPopup"_s);
    return !popup || popup->isGuarded();
}

void Tour::planPhone()
{
    const auto callers = [this] { return m_desk.phone() ? int(m_desk.phone()->calls().size()) : 0; };
    addQuiet(u"register the telephone"_s, [this] { m_desk.window().showPage(u"calls"_s); },
             [this] { return m_desk.phone() && m_desk.phone()->isRegistered(); });
    add(u"softphone"_s, [this] { m_desk.window().showPage(u"settings"_s); }, [this] { return isShown(u"testSoftphone"_s); });
    addQuiet(u"back to the calls"_s, [this] { m_desk.window().showPage(u"calls"_s); }, [this] { return isShown(u"callList"_s); });
    add(u"popup"_s, [this] { beCalled(0, u"talks"_s); }, [this] { return isShown(u"popupAnswer"_s) && isShown(u"popupTasks"_s); });
    addQuiet(u"let the popup be seen before it can be pressed"_s, {}, [this] { return !isGuarded(); });
    add(u"in-call"_s, [this] { click(u"popupAnswer"_s); }, [this] { return isTalking(3); });
    addQuiet(u"open the keypad"_s, [this] { click(u"keypadButton"_s); }, [this] { return isShown(u"key_1"_s); });
    add(u"keypad"_s,
        [this] {
            for (const char *key : {"key_4", "key_2", "key_pound"})
                click(QString::fromLatin1(key));
        },
        [this] { return find<QLabel>(u"digitsSent"_s) && find<QLabel>(u"digitsSent"_s)->text().contains(u'#'); });
    addQuiet(u"open the transfer"_s, [this] { click(u"transferButton"_s); }, [this] { return isShown(u"calleeField"_s); });
    addQuiet(u"type a name"_s, [this] { type(u"calleeField"_s, m_desk.demo()->people().at(1).name); },
             [this] { return rowsOf(u"calleeList"_s) == 1; });
    add(u"transfer"_s, [this] { chooseRow(u"calleeList"_s, 0); }, [this] { return find(u"sendNowButton"_s)->isEnabled(); });
    addQuiet(u"close the transfer"_s, [this] { click(u"transferCancelButton"_s); }, [this] { return !isShown(u"transferForm"_s); });
    add(u"second-caller"_s, [this] { beCalledByColleague(); }, [this] { return isShown(u"popupAnswer"_s); });
    addQuiet(u"let the second popup be seen"_s, {}, [this] { return !isGuarded(); });
    add(u"second-call"_s, [this] { click(u"popupAnswer"_s); }, [this, callers] { return callers() == 2 && isShown(u"swapButton"_s) && isTalking(2); });
    addQuiet(u"hang up the second call"_s, [this] { click(u"hangUpButton"_s); }, [callers] { return callers() == 1; });
    addQuiet(u"hang up the first call"_s, [this] { click(u"hangUpButton"_s); }, [callers] { return callers() == 0; });
    add(u"after-call"_s, {}, [this] { return isShown(u"endedLine"_s); });
    add(u"missed-call"_s, [this] { beCalled(2, QJsonArray{QJsonObject{{u"answer"_s, 2.5}}}); },
        [this, callers] { return callers() == 0 && isShown(u"popupCallBack"_s); });
    addQuiet(u"put the missed call away"_s, [this] { click(u"popupClose"_s); }, [this] { return !isShown(u"popupCallBack"_s); });
    const auto chooseAnswered = [this] { // again, while Twilio's record of it takes the place of this telephone's own
        const auto *list = find<QAbstractItemView>(u"callList"_s);
        const auto of = list->model()->match(list->model()->index(0, 0), Qt::AccessibleTextRole, m_desk.demo()->people().first().name, 1, Qt::MatchStartsWith);
        if (!of.isEmpty())
            chooseRow(u"callList"_s, of.first().row());
    };
    add(u"call-why"_s, chooseAnswered, [this, chooseAnswered] {
        const bool isTold = isShown(u"callStory"_s) && isShown(u"traceSummary"_s);
        if (!isTold)
            chooseAnswered();
        return isTold;
    });
    add(u"call-why-now"_s, [this] { click(u"whatNowButton"_s); }, [this] { return isShown(u"whatNow"_s); });
}

} // namespace milassist
