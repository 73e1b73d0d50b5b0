// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/peoplerows.h"

#include "core/planning/peopleedit.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// A row of fields with a note below, and a way to take it out.
QVBoxLayout *rowOf(Card *card, QWidget *fields, QToolButton *remove, Label *note)
{
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::m, space::s, space::m, space::s);
    column->setSpacing(space::xs);
    auto *head = new QHBoxLayout;
    head->addWidget(fields, 1);
    head->addWidget(remove, 0, Qt::AlignTop);
    column->addLayout(head);
    note->setLevel(Label::Level::Second);
    note->setWordWrap(true);
    column->addWidget(note);
    remove->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return column;
}

} // namespace

PersonRow::PersonRow(QWidget *parent) : Card(parent), m_note(new Label(TextStyle::Caption, this))
{
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_name = new SampleField(tr("Somebody with a long name"), fields);
    m_name->setMaxLength(80);
    m_shift = planCombo(fields);
    m_shift->setMinimumContentsLength(18);
    flow->addWidget(namedField(u"personName"_s, tr("Name"), m_name, fields));
    flow->addWidget(namedField(u"personShift"_s, tr("Asked"), m_shift, fields));
    m_remove = quietTool(u"personRemove"_s, tr("Remove"), u"trash"_s, this);
    rowOf(this, fields, m_remove, m_note);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { Q_EMIT named(m_person, name); });
    connect(m_shift, &QComboBox::activated, this,
            [this](int at) { Q_EMIT shiftChosen(m_person, routing::ScheduleId(m_shift->itemData(at).toString())); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeWanted(m_person); });
}

void PersonRow::show(const routing::Plan &plan, const routing::PersonId &id)
{
    m_person = id;
    const routing::Person &person = plan.people.at(id);
    if (m_name->text() != person.name)
        m_name->setText(person.name);
    m_name->setPlaceholderText(id.text());
    const QString name = nameOf(plan, id);
    m_name->setAccessibleName(tr("Name of %1").arg(id.text()));
    m_shift->setAccessibleName(tr("When %1 is asked").arg(name));
    m_remove->setToolTip(tr("Remove %1").arg(name));
    m_remove->setAccessibleName(tr("Remove %1 from the plan").arg(name));
    QList<std::pair<QString, QString>> shifts{{QString(), tr("At any time")}};
    for (const auto &[shift, hours] : plan.schedules)
        shifts.append({shift.text(), tr("In the hours of %1").arg(nameOf(plan, shift))});
    fillCombo(m_shift, shifts, person.shift.text());
    QStringList in;
    for (const routing::GroupId &group : groupsWith(plan, id))
        in << nameOf(plan, group);
    for (const routing::RotaId &rota : rotasWith(plan, id))
        in << nameOf(plan, rota);
    const QString user = tr("Telephone and user: %1").arg(id.text());
    m_note->setText(user + u" \u00b7 "_s + (in.isEmpty() ? tr("in no group, so nobody rings them") : tr("in %1").arg(listed(in))));
}

GroupRow::GroupRow(QWidget *parent) : Card(parent), m_note(new Label(TextStyle::Caption, this))
{
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_name = new SampleField(tr("Somebody with a long name"), fields);
    m_name->setMaxLength(80);
    flow->addWidget(namedField(u"groupName"_s, tr("Name of the group"), m_name, fields));
    m_remove = quietTool(u"groupRemove"_s, tr("Remove"), u"trash"_s, this);
    rowOf(this, fields, m_remove, m_note);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { Q_EMIT named(m_group, name); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeWanted(m_group); });
}

void GroupRow::show(const routing::Plan &plan, const routing::GroupId &id)
{
    m_group = id;
    const routing::Group &group = plan.groups.at(id);
    if (m_name->text() != group.name)
        m_name->setText(group.name);
    m_name->setPlaceholderText(id.text());
    m_name->setAccessibleName(tr("Name of the group %1").arg(id.text()));
    QStringList routes;
    for (const routing::RouteId &route : routesWith(plan, id))
        routes << nameOf(plan, route);
    m_remove->setVisible(routes.isEmpty());
    m_remove->setToolTip(tr("Remove %1").arg(nameOf(plan, id)));
    m_remove->setAccessibleName(tr("Remove the group %1").arg(nameOf(plan, id)));
    const QString members = group.members.empty() ? tr("Nobody is in it") : peopleWords(plan, group.members, 8);
    m_note->setText(members + u" \u00b7 "_s + (routes.isEmpty() ? tr("no route asks it") : tr("asked by %1").arg(listed(routes))));
}

} // namespace milassist
