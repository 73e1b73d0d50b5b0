// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/rotapage.h"

#include "core/planning/peopleedit.h"
#include "core/planning/rotaturns.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/hourspage.h"
#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/memberlist.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/panels/routing/swaplist.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr std::size_t turnsInSight = 8;

} // namespace

QString turnWords(const OnCallTurn &turn, const Rota &rota, const Plan &plan, const QDateTime &now)
{
    const QString who = nameOf(plan, turn.person);
    const QString until = instantWords(turn.until, rota.zone, now);
    const QString when = turn.from <= now ? QCoreApplication::translate("Routing", "now, until %1").arg(until)
                                          : QCoreApplication::translate("Routing", "%1 until %2", "Mon 9 Nov 09:00 until Mon 16 Nov 09:00").arg(instantWords(turn.from, rota.zone, now), until);
    const QString words = QCoreApplication::translate("Routing", "%1: %2", "Ben: now, until Mon 9 Nov 09:00").arg(who, when);
    return turn.isSwapped ? words + u" \u00b7 "_s + QCoreApplication::translate("Routing", "swapped") : words;
}

RotaPage::RotaPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"rotaPage"_s);
    column()->addWidget(sectionHead(tr("Who is on call"), tr("People who take turns, whatever the line. A route asks them with \u201cWhoever is on call\u201d."), this));
    m_choice = new QWidget(this);
    auto *row = new FlowLayout(m_choice, space::m);
    row->setContentsMargins(0, 0, 0, 0);
    m_which = planCombo(m_choice);
    m_which->setMinimumContentsLength(18);
    row->addWidget(namedField(u"rotaWhich"_s, tr("Rota"), m_which, m_choice));
    m_remove = quietTool(u"rotaRemove"_s, tr("Remove it"), u"trash"_s, m_choice);
    row->addWidget(m_remove);
    column()->addWidget(m_choice);
    m_add = new QPushButton(icon(u"plus"_s), tr("New rota"), this);
    m_add->setObjectName(u"addRotaButton"_s);
    m_add->setAccessibleName(m_add->text());
    column()->addWidget(m_add, 0, Qt::AlignLeft);
    m_body = new QWidget(this);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(space::m);
    m_name = new QLineEdit(m_body);
    m_name->setMaxLength(80);
    body->addWidget(namedField(u"rotaName"_s, tr("Name of this rota"), m_name, m_body));
    m_people = new MemberList(m_body);
    body->addWidget(m_people);
    buildTurns();
    m_swaps = new SwapList(this->services(), m_body);
    body->addWidget(m_swaps);
    column()->addWidget(m_body);
    column()->addStretch(1);
    connect(m_which, &QComboBox::activated, this, [this](int at) {
        m_rota = RotaId(m_which->itemData(at).toString());
        renderSoon();
    });
    connect(m_add, &QPushButton::clicked, this, &RotaPage::makeRota);
    connect(m_remove, &QToolButton::clicked, this, [this] { desk().change(withoutRota(plan(), m_rota)); });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { change([&name](Rota &rota) { rota.name = name; }, u"rotaName"_s); });
    connect(m_people, &MemberList::membersChanged, this,
            [this](const QString &, const std::vector<PersonId> &people) { change([&people](Rota &rota) { rota.people = people; }); });
    connect(m_people, &MemberList::personWanted, this, [this](const QString &, const QString &name) {
        Plan changed = plan();
        const PersonId person = personCalled(changed, name);
        desk().change(withRotaChanged(changed, m_rota, [&person](Rota &rota) {
            if (std::ranges::find(rota.people, person) == rota.people.end())
                rota.people.push_back(person);
        }));
    });
    connect(m_swaps, &SwapList::changed, this, [this](const std::vector<Swap> &swaps) { change([&swaps](Rota &rota) { rota.swaps = swaps; }); });
}

void RotaPage::buildTurns()
{
    auto *fields = new QWidget(m_body);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_start = new DateField(u"ddd d MMM yyyy"_s, fields);
    m_handover = new DateField(u"HH:mm"_s, fields);
    m_handover->setCalendarPopup(false);
    m_days = new QSpinBox(fields);
    m_days->setRange(1, 366);
    m_days->setFocusPolicy(Qt::StrongFocus);
    m_days->setSuffix(tr(" days", "behind a number"));
    m_zone = planCombo(fields);
    m_zone->setMaxVisibleItems(16);
    flow->addWidget(namedField(u"rotaStart"_s, tr("The first turn begins on"), m_start, fields));
    flow->addWidget(namedField(u"rotaHandover"_s, tr("At"), m_handover, fields));
    flow->addWidget(namedField(u"rotaDays"_s, tr("A turn lasts"), m_days, fields));
    flow->addWidget(namedField(u"rotaZone"_s, tr("On the clock of"), m_zone, fields));
    m_body->layout()->addWidget(fields);
    m_body->layout()->addWidget(sectionHead(tr("The turns that come"), {}, m_body));
    m_turns = new Label(TextStyle::Body, m_body);
    m_turns->setObjectName(u"rotaTurns"_s);
    m_turns->setWordWrap(true);
    m_body->layout()->addWidget(m_turns);
    connect(m_start, &QDateTimeEdit::dateChanged, this, [this](const QDate &day) { change([&day](Rota &rota) { rota.start = day; }, u"rotaStart"_s); });
    connect(m_handover, &QDateTimeEdit::timeChanged, this, [this](const QTime &time) {
        const auto wall = WallTime::parse(time.toString(u"HH:mm"_s));
        change([&wall](Rota &rota) { rota.handover = wall.value_or(WallTime()); }, u"rotaHandover"_s);
    });
    connect(m_days, &QSpinBox::valueChanged, this, [this](int days) { change([days](Rota &rota) { rota.days = days; }, u"rotaDays"_s); });
    connect(m_zone, &QComboBox::activated, this, [this](int at) {
        if (const auto zone = Zone::parse(m_zone->itemData(at).toString()))
            change([&zone](Rota &rota) { rota.zone = *zone; });
    });
}

void RotaPage::change(const std::function<void(Rota &)> &how, const QString &spot)
{
    if (!isRendering())
        desk().change(withRotaChanged(plan(), m_rota, how), spot.isEmpty() ? spot : spot + m_rota.text());
}

/// In the time zone of this line, from this week on.
void RotaPage::makeRota()
{
    const Schedule *hours = line() ? routing::find(plan().schedules, line()->hours) : nullptr;
    const Zone zone = hours ? hours->zone : hereZone();
    const QDate today = zone.local(services().clock()).date;
    RotaId made;
    const Plan changed = withNewRota(plan(), tr("Stand-by", "the name of a first rota"), zone, today.addDays(1 - today.dayOfWeek()), &made);
    m_rota = made;
    desk().change(changed);
    m_name->setFocus();
    m_name->selectAll();
}

void RotaPage::render()
{
    if (!plan().rotas.contains(m_rota))
        m_rota = plan().rotas.empty() ? RotaId() : plan().rotas.begin()->first;
    QList<std::pair<QString, QString>> items;
    for (const auto &[id, rota] : plan().rotas)
        items.append({id.text(), nameOf(plan(), id)});
    m_choice->setVisible(!items.isEmpty());
    m_body->setVisible(!items.isEmpty());
    if (items.isEmpty())
        return;
    fillCombo(m_which, items, m_rota.text());
    m_remove->setVisible(routesWith(plan(), m_rota).empty());
    m_remove->setAccessibleName(tr("Remove the rota %1").arg(nameOf(plan(), m_rota)));
    renderRota(plan().rotas.at(m_rota));
}

void RotaPage::renderRota(const Rota &rota)
{
    const QDateTime now = services().clock();
    if (m_name->text() != rota.name)
        m_name->setText(rota.name);
    m_name->setPlaceholderText(m_rota.text());
    std::vector<MemberNow> people;
    for (const PersonId &person : rota.people)
        people.push_back({.person = person});
    m_people->show(plan(), m_rota.text(), nameOf(plan(), m_rota), people, false, false);
    fillCombo(m_zone, zoneItems(), rota.zone.name());
    m_start->setDate(rota.start);
    m_handover->setTime(QTime(0, 0).addSecs(rota.handover.minute() % (24 * 60) * 60));
    m_days->setValue(rota.days);
    QStringList turns;
    for (const OnCallTurn &turn : turnsOf(rota, now, turnsInSight))
        turns << turnWords(turn, rota, plan(), now);
    if (rota.people.size() == 1 && rota.swaps.empty())
        turns = {tr("%1 is always on call.").arg(nameOf(plan(), rota.people.front()))};
    m_turns->setText(turns.isEmpty() ? tr("Nobody: put people in first.") : turns.join(u'\n') + u'\n' + zoneWords(rota.zone) + u'.');
    m_turns->setTone(turns.isEmpty() ? std::optional(Tone::Danger) : std::nullopt);
    m_swaps->show(m_rota, rota);
}

} // namespace milassist
