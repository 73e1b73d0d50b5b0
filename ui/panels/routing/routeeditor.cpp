// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/routeeditor.h"

#include "ui/panels/routing/greetingfield.h"
#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/memberlist.h"
#include "ui/panels/routing/outsideform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/stagecard.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

const QString ownRoute = u"\u0001own"_s; // no id of a plan

QPushButton *addButton(const QString &name, const QString &text, const QString &spoken, QWidget *parent)
{
    auto *button = new QPushButton(icon(u"plus"_s), text, parent);
    button->setObjectName(name);
    button->setAccessibleName(spoken);
    return button;
}

} // namespace

RouteEditor::RouteEditor(RoutingServices &services, When when, QWidget *parent) : QWidget(parent), m_services(services), m_when(when)
{
    const bool isOpen = when == When::Open;
    const QString suffix = isOpen ? u"Open"_s : u"Closed"_s;
    setObjectName(u"routeEditor"_s + suffix);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(sectionHead(isOpen ? tr("While it is open") : tr("While it is closed"), {}, this));
    m_route = planCombo(this);
    column->addWidget(namedField(u"route"_s + suffix, isOpen ? tr("Calls take, while it is open") : tr("Calls take, while it is closed"), m_route, this));
    m_shared = new Notice(this);
    m_shared->setObjectName(u"sharedRoute"_s + suffix);
    column->addWidget(m_shared);
    m_stages = new QVBoxLayout;
    m_stages->setSpacing(space::s);
    column->addLayout(m_stages);
    buildAdding(suffix);
    column->addWidget(m_buttons);
    column->addWidget(m_outside);
    m_sum = new Label(TextStyle::Body, this);
    m_sum->setObjectName(u"ringSum"_s + suffix);
    m_sum->setWordWrap(true);
    column->addWidget(m_sum);
    connect(m_route, &QComboBox::activated, this, &RouteEditor::choose);
    connect(m_shared, &Notice::actionChosen, this, [this] { choose(m_route->count() - 1); });
    m_own = new QWidget(this);
    auto *own = new QVBoxLayout(m_own);
    own->setContentsMargins(0, 0, 0, 0);
    own->setSpacing(space::m);
    m_name = new QLineEdit(m_own);
    m_name->setMaxLength(80);
    own->addWidget(namedField(u"routeName"_s + suffix, tr("Name of this route"), m_name, m_own));
    m_greeting = new GreetingField({u"routeGreeting"_s + suffix, tr("Greeting of the voicemail at its end"), tr("As the line has it")}, m_services, m_own);
    own->addWidget(m_greeting);
    column->addWidget(m_own);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { changeRoute([&](Route &route) { route.name = name; }, u"routeName"_s); });
    connect(m_greeting, &GreetingField::changed, this, [this](const Greeting &greeting) {
        changeRoute([&](Route &route) { route.greeting = greeting; }, greeting.kind == Greeting::Kind::Spoken ? u"routeGreeting"_s : QString());
    });
}

void RouteEditor::buildAdding(const QString &suffix)
{
    const bool isOpen = m_when == When::Open;
    m_buttons = new QWidget(this);
    auto *row = new FlowLayout(m_buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    QPushButton *people = addButton(u"addStage"_s + suffix, tr("Add people"), isOpen ? tr("Add a stage while it is open") : tr("Add a stage while it is closed"), m_buttons);
    QPushButton *outside = addButton(u"addOutside"_s + suffix, tr("Add a number outside"),
                                     isOpen ? tr("Add a number outside while it is open") : tr("Add a number outside while it is closed"), m_buttons);
    row->addWidget(people);
    row->addWidget(outside);
    m_outside = new OutsideForm(suffix, m_services, this);
    m_outside->hide();
    connect(people, &QPushButton::clicked, this, &RouteEditor::addStage);
    connect(outside, &QPushButton::clicked, this, [this] {
        m_buttons->hide();
        m_outside->start();
    });
    const auto close = [this, outside] {
        m_outside->hide();
        m_buttons->show();
        outside->setFocus();
    };
    connect(m_outside, &OutsideForm::cancelled, this, close);
    connect(m_outside, &OutsideForm::made, this, [this, close](const External &made) {
        close();
        addOutside(made);
    });
}

RouteId RouteEditor::routeId() const
{
    const Line *line = m_number ? routing::find(m_services.desk.draft().lines, *m_number) : nullptr;
    return !line ? RouteId() : m_when == When::Open ? line->openRoute : line->closedRoute;
}

void RouteEditor::choose(int index)
{
    PlanDesk &desk = m_services.desk;
    const QString id = m_route->itemData(index).toString();
    if (id != ownRoute) {
        return desk.change(withLineChanged(desk.draft(), *m_number, [&](Line &line) {
            (m_when == When::Open ? line.openRoute : line.closedRoute) = RouteId(id);
        }));
    }
    const QString line = plannedName(*m_number, desk.draft(), m_services.lines);
    desk.change(withOwnRoute(desk.draft(), *m_number, m_when, m_when == When::Open ? line : tr("%1, closed", "a line").arg(line)));
}

void RouteEditor::changeStages(const std::function<void(std::vector<Stage> &)> &change, const QString &spot)
{
    PlanDesk &desk = m_services.desk;
    desk.change(withRouteChanged(desk.draft(), routeId(), [&change](Route &route) { change(route.stages); }), spot);
}

void RouteEditor::changeRoute(const std::function<void(Route &)> &change, const QString &spot)
{
    PlanDesk &desk = m_services.desk;
    desk.change(withRouteChanged(desk.draft(), routeId(), change), spot.isEmpty() ? spot : spot + routeId().text());
}

/// With a route for this line to add stages to.
Plan RouteEditor::withItsRoute() const
{
    const Plan &plan = m_services.desk.draft();
    return routing::find(plan.routes, routeId()) ? plan : withOwnRoute(plan, *m_number, m_when, plannedName(*m_number, plan, m_services.lines));
}

void RouteEditor::addStage()
{
    Plan plan = withItsRoute();
    GroupId group;
    if (plan.groups.empty())
        plan = withNewGroup(plan, tr("Team", "the name of a first group"), &group);
    const Line &line = plan.lines.at(*m_number);
    const RouteId route = m_when == When::Open ? line.openRoute : line.closedRoute;
    m_services.desk.change(withRouteChanged(plan, route, [&plan](Route &changed) { changed.stages.push_back(*firstStage(plan)); }));
}

void RouteEditor::addOutside(const External &outside)
{
    const Plan plan = withItsRoute();
    const Line &line = plan.lines.at(*m_number);
    m_services.desk.change(withRouteChanged(plan, m_when == When::Open ? line.openRoute : line.closedRoute,
                                            [&outside](Route &changed) { changed.stages.push_back(outside); }));
}

void RouteEditor::addPerson(const GroupId &group, const QString &name)
{
    PlanDesk &desk = m_services.desk;
    Plan plan = desk.draft();
    const PersonId person = personCalled(plan, name);
    desk.change(withGroupChanged(plan, group, [&person](std::vector<PersonId> &members) {
        if (std::ranges::find(members, person) == members.end())
            members.push_back(person);
    }));
}

void RouteEditor::fitCards(std::size_t count)
{
    while (m_cards.size() > count) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < count) {
        auto *card = new StageCard(m_services.lines.home(), this);
        const std::size_t at = m_cards.size();
        m_cards.push_back(card);
        m_stages->addWidget(card);
        connect(card, &StageCard::stageChanged, this, [this, at](const Stage &stage) {
            changeStages([&](std::vector<Stage> &stages) { stages[at] = stage; }, u"stage%1%2"_s.arg(at).arg(routeId().text()));
        });
        connect(card, &StageCard::moveWanted, this,
                [this, at](int places) { changeStages([&](std::vector<Stage> &stages) { moveBy(stages, int(at), places); }); });
        connect(card, &StageCard::removeWanted, this, [this, at] {
            changeStages([at](std::vector<Stage> &stages) { stages.erase(stages.begin() + std::ptrdiff_t(at)); });
        }, Qt::QueuedConnection);
        connect(card->members(), &MemberList::membersChanged, this, [this](const QString &group, const std::vector<PersonId> &members) {
            PlanDesk &desk = m_services.desk;
            desk.change(withGroupChanged(desk.draft(), GroupId(group), [&members](std::vector<PersonId> &now) { now = members; }));
        });
        connect(card->members(), &MemberList::personWanted, this, [this](const QString &group, const QString &name) { addPerson(GroupId(group), name); });
    }
}

void RouteEditor::show(const PhoneNumber &number)
{
    if (m_number != number && m_outside->isVisibleTo(this)) { // it was begun for another line
        m_outside->hide();
        m_buttons->show();
    }
    m_number = number;
    const Plan &plan = m_services.desk.draft();
    const Line *line = routing::find(plan.lines, number);
    setVisible(line);
    if (!line)
        return;
    QList<std::pair<QString, QString>> items{{QString(), tr("Voicemail at once")}};
    for (const auto &[id, route] : plan.routes)
        items.append({id.text(), nameOf(plan, id) + u" \u00b7 "_s + routeWords(plan, id)});
    items.append({ownRoute, tr("A route of its own")});
    fillCombo(m_route, items, routeId().text());
    const Route *route = routing::find(plan.routes, routeId());
    const std::size_t users = linesWith(plan, routeId()).size();
    if (route && users > 1)
        m_shared->tell(Tone::Neutral, tr("Also the route of %n other line(s).", nullptr, int(users) - 1), tr("What is changed here changes it for them."),
                       tr("Give this line its own"));
    else
        m_shared->clear();
    m_own->setVisible(route);
    if (route) {
        if (m_name->text() != route->name)
            m_name->setText(route->name);
        m_name->setPlaceholderText(routeId().text());
        m_greeting->show(routeId().text(), route->greeting, users > 1 ? QString() : line->language);
    }
    fitCards(route ? route->stages.size() : 0);
    const auto known = m_services.roster();
    const RosterNow roster = known.value_or(RosterNow{rosterOf(plan, Scenario::EverybodyThere, {}), {}});
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const Stage &stage = route->stages[i];
        m_cards[i]->show({plan, *line, int(i), int(m_cards.size()), stage,
                          membersNow(plan, number, groupOf(stage), roster, m_services.clock()), known.has_value()});
    }
    const PatienceView sum = patienceView(plan, *line, routeId());
    m_sum->setText(route && !route->stages.empty() ? sum.text + u' ' + tr("Then voicemail.") : sum.text);
    m_sum->setTone(sum.tone == Tone::Danger ? std::optional(sum.tone) : std::nullopt);
}

} // namespace milassist
