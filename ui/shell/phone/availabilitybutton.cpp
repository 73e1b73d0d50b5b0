// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/availabilitybutton.h"

#include "ui/shell/phone/phonewords.h"
#include "ui/widgets/icon.h"

#include <QActionGroup>
#include <QMenu>

namespace milassist {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AvailabilityButton::AvailabilityButton(Availability chosen, Clock clock, QWidget *parent)
    : QToolButton(parent), m_chosen(std::move(chosen)), m_clock(std::move(clock)), m_registrationSince(m_clock())
{
    setObjectName(u"availabilityButton"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &AvailabilityButton::fillMenu);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &AvailabilityButton::render);
    fillMenu();
    render();
}

void AvailabilityButton::setRegistration(const RegistrationState &state)
{
    if (state != m_registration)
        m_registrationSince = m_clock();
    m_registration = state;
    render();
}

void AvailabilityButton::choose(const Availability &availability)
{
    m_chosen = availability;
    render();
    Q_EMIT changed(m_chosen);
}

void AvailabilityButton::fillMenu()
{
    using Kind = Availability::Kind;
    menu()->clear();
    auto *group = new QActionGroup(menu());
    const auto add = [&](const QString &name, const QString &text, const Availability &what, bool isChosen) {
        QAction *action = menu()->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(isChosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, what] { choose(what); });
    };
    const QDateTime now = m_clock();
    add(u"availableAction"_s, tr("Available"), {}, m_chosen.kind == Kind::Available);
    if (m_chosen.kind == Kind::Away && m_chosen.until.isValid())
        add(u"awayAction"_s, availabilityText(m_chosen, now), m_chosen, true);
    for (const int minutes : {15, 30, 60, 120, 240}) {
        add(u"away%1Action"_s.arg(minutes), minutes < 60 ? tr("Away for %1 minutes").arg(minutes) : minutes == 60 ? tr("Away for one hour") : tr("Away for %1 hours").arg(minutes / 60),
            {.kind = Kind::Away, .until = now.addSecs(minutes * 60)}, false);
    }
    add(u"awayOpenAction"_s, tr("Away until I change it"), {.kind = Kind::Away}, m_chosen.kind == Kind::Away && !m_chosen.until.isValid());
    add(u"doNotDisturbAction"_s, tr("Do not disturb"), {.kind = Kind::DoNotDisturb}, m_chosen.kind == Kind::DoNotDisturb);
    if (registrationWords(m_registration).canTryNow) {
        menu()->addSeparator();
        connect(menu()->addAction(milassist::icon(u"refresh"_s), tr("Connect the telephone now")), &QAction::triggered, this, &AvailabilityButton::tryNowWanted);
    }
}

void AvailabilityButton::render()
{
    const QDateTime now = m_clock();
    if (const Availability current = availabilityAt(m_chosen, now); current != m_chosen)
        return choose(current);
    const RegistrationWords line = registrationWords(m_registration, std::chrono::seconds(m_registrationSince.secsTo(now)));
    const bool isUp = m_registration.is == Registration::Registered;
    const QString text = availabilityText(m_chosen, now);
    setText(isUp ? text : line.text);
    setIcon(milassist::icon(!isUp ? line.icon : m_chosen.rings() ? u"call"_s : m_chosen.kind == Availability::Kind::Away ? u"clock"_s : u"block"_s));
    const QString explained = m_chosen.rings() ? tr("Calls ring here.") : tr("Calls do not ring here; callers get \u201cbusy\u201d.");
    setToolTip(isUp ? explained : line.advice.isEmpty() ? line.text : line.advice);
    setAccessibleName(isUp ? tr("Availability: %1").arg(text) : tr("Telephone: %1. Availability: %2").arg(line.text, text));
    setAccessibleDescription(toolTip());
    const bool counts = (m_chosen.kind == Availability::Kind::Away && m_chosen.until.isValid()) || m_registration.is == Registration::WaitingToRetry;
    counts ? m_tick.start() : m_tick.stop();
}

} // namespace milassist
