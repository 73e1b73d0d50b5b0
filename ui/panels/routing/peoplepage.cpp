// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/peoplepage.h"

#include "core/planning/peopleedit.h"
#include "core/planning/planedit.h"
#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/peoplerows.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

/// As many rows as there are parts, each showing its own.
template <typename Row, typename Parts, typename Make>
void fitRows(std::vector<Row *> &rows, QVBoxLayout *column, const Plan &plan, const Parts &parts, const Make &make)
{
    while (rows.size() > parts.size()) {
        rows.back()->hide();
        rows.back()->deleteLater();
        rows.pop_back();
    }
    while (rows.size() < parts.size()) {
        rows.push_back(make());
        column->addWidget(rows.back());
    }
    std::size_t at = 0;
    for (const auto &[id, part] : parts)
        rows[at++]->show(plan, id);
}

} // namespace

RoutingPeoplePage::RoutingPeoplePage(RoutingServices &services, QWidget *parent)
    : PlanPage(services, parent), m_peopleColumn(new QVBoxLayout), m_groupColumn(new QVBoxLayout), m_nobody(new Label(tr("Nobody is in the plan yet."), TextStyle::Body, this))
{
    setObjectName(u"peoplePage"_s);
    column()->addWidget(sectionHead(tr("People"), tr("Of all lines together. Out of their hours somebody is not asked, unless they are on call."), this));
    m_nobody->setLevel(Label::Level::Second);
    column()->addWidget(m_nobody);
    m_peopleColumn->setSpacing(space::s);
    column()->addLayout(m_peopleColumn);
    buildAdding(u"newPerson"_s, tr("Name of somebody new"), tr("Add this person"), [this](const QString &name) {
        Plan changed = plan();
        personCalled(changed, name);
        desk().change(changed);
    });
    column()->addWidget(sectionHead(tr("Groups"), tr("Who is in a group, and in which order, is chosen where it is asked: at Who rings."), this));
    m_groupColumn->setSpacing(space::s);
    column()->addLayout(m_groupColumn);
    buildAdding(u"newGroup"_s, tr("Name of a new group"), tr("Add this group"), [this](const QString &name) { desk().change(withNewGroup(plan(), name)); });
    column()->addStretch(1);
}

QLineEdit *RoutingPeoplePage::buildAdding(const QString &name, const QString &sample, const QString &spoken, const std::function<void(const QString &)> &add)
{
    auto *tools = new QWidget(this);
    auto *row = new FlowLayout(tools, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *field = new SampleField(sample, tools);
    field->setObjectName(name + u"Name"_s);
    field->setAccessibleName(sample);
    field->setPlaceholderText(sample);
    field->setMaxLength(80);
    auto *button = new QPushButton(tr("Add"), tools);
    button->setObjectName(name + u"Button"_s);
    button->setAccessibleName(spoken);
    row->addWidget(field);
    row->addWidget(button);
    column()->addWidget(tools);
    const auto take = [field, add] {
        const QString typed = field->text().trimmed();
        field->clear();
        if (typed.isEmpty())
            field->setFocus();
        else
            add(typed);
    };
    connect(button, &QPushButton::clicked, this, take);
    connect(field, &QLineEdit::returnPressed, this, take);
    return field;
}

PersonRow *RoutingPeoplePage::newPersonRow()
{
    auto *row = new PersonRow(this);
    connect(row, &PersonRow::named, this, [this](const PersonId &id, const QString &name) {
        desk().change(withPersonChanged(plan(), id, [&name](Person &person) { person.name = name; }), u"person"_s + id.text());
    });
    connect(row, &PersonRow::shiftChosen, this, [this](const PersonId &id, const ScheduleId &shift) {
        desk().change(withPersonChanged(plan(), id, [&shift](Person &person) { person.shift = shift; }));
    });
    connect(row, &PersonRow::removeWanted, this, [this](const PersonId &id) { desk().change(withoutPerson(plan(), id)); }, Qt::QueuedConnection);
    return row;
}

GroupRow *RoutingPeoplePage::newGroupRow()
{
    auto *row = new GroupRow(this);
    connect(row, &GroupRow::named, this,
            [this](const GroupId &id, const QString &name) { desk().change(withGroupNamed(plan(), id, name), u"group"_s + id.text()); });
    connect(row, &GroupRow::removeWanted, this, [this](const GroupId &id) { desk().change(withoutGroup(plan(), id)); }, Qt::QueuedConnection);
    return row;
}

void RoutingPeoplePage::render()
{
    m_nobody->setVisible(plan().people.empty());
    fitRows(m_people, m_peopleColumn, plan(), plan().people, [this] { return newPersonRow(); });
    fitRows(m_groups, m_groupColumn, plan(), plan().groups, [this] { return newGroupRow(); });
}

} // namespace milassist
