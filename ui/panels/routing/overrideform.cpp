// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/overrideform.h"

#include "ui/panels/routing/greetingfield.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/panels/routing/trypage.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"
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

constexpr int untilATime = -1;
enum Begins { AtOnce, AtATime };

} // namespace

void fillRoutes(QComboBox *combo, const Plan &plan, const QString &none, const RouteId &chosen)
{
    QList<std::pair<QString, QString>> items{{QString(), none}};
    for (const auto &[id, route] : plan.routes)
        items.append({id.text(), nameOf(plan, id) + u" \u00b7 "_s + routeWords(plan, id)});
    fillCombo(combo, items, chosen.text());
}

QDateTime instantAt(const Zone &zone, const QDateTime &wall)
{
    return instantOn(zone, wall.date(), wall.time());
}

QDateTime wallAt(const Zone &zone, const QDateTime &instant)
{
    const LocalTime local = zone.local(instant);
    return QDateTime(local.date, QTime(local.time.hour(), local.time.minute()), Qt::UTC);
}

OverrideForm::OverrideForm(RoutingServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"overrideForm"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    m_name = new QLineEdit(this);
    m_name->setMaxLength(80);
    m_name->setPlaceholderText(tr("Staff meeting", "an example"));
    column->addWidget(namedField(u"overrideName"_s, tr("Why"), m_name, this));
    column->addWidget(buildTimes());
    m_zoneName = new Label(TextStyle::Caption, this);
    m_zoneName->setLevel(Label::Level::Second);
    column->addWidget(m_zoneName);
    m_route = planCombo(this);
    column->addWidget(namedField(u"overrideRoute"_s, tr("Calls take meanwhile"), m_route, this));
    m_greeting = new GreetingField({u"overrideGreeting"_s, tr("Greeting of the voicemail meanwhile"), tr("As usual")}, services, this);
    column->addWidget(m_greeting);
    m_problem = new Label(TextStyle::Caption, this);
    m_problem->setObjectName(u"overrideProblem"_s);
    m_problem->setTone(Tone::Danger);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *set = new QPushButton(tr("Set"), buttons);
    set->setObjectName(u"makeOverrideButton"_s);
    set->setAccessibleName(tr("Open or close it for this time"));
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelOverrideButton"_s);
    cancel->setAccessibleName(tr("Leave it as it is"));
    row->addWidget(set);
    row->addWidget(cancel);
    column->addWidget(buttons);
    connect(set, &QPushButton::clicked, this, &OverrideForm::finish);
    connect(cancel, &QPushButton::clicked, this, &OverrideForm::cancelled);
    connect(m_begins, &QComboBox::currentIndexChanged, this, &OverrideForm::render);
    connect(m_lasts, &QComboBox::currentIndexChanged, this, &OverrideForm::render);
}

QWidget *OverrideForm::buildTimes()
{
    auto *fields = new QWidget(this);
    auto *row = new FlowLayout(fields, space::m);
    row->setContentsMargins(0, 0, 0, 0);
    m_doors = planCombo(fields);
    m_doors->setMinimumContentsLength(8);
    m_doors->addItems({tr("Closed"), tr("Open")});
    m_begins = planCombo(fields);
    m_begins->setMinimumContentsLength(9);
    m_begins->addItems({tr("Now"), tr("At a time")});
    m_from = new DateField(u"ddd d MMM yyyy HH:mm"_s, fields);
    m_lasts = planCombo(fields);
    m_lasts->setMinimumContentsLength(11);
    for (const int minutes : {15, 30, 60, 120, 240, 8 * 60, 24 * 60})
        m_lasts->addItem(durationText(std::chrono::minutes(minutes)), minutes);
    m_lasts->addItem(tr("Until a time"), untilATime);
    m_until = new DateField(u"ddd d MMM yyyy HH:mm"_s, fields);
    row->addWidget(namedField(u"overrideDoors"_s, tr("It is"), m_doors, fields));
    row->addWidget(namedField(u"overrideBegins"_s, tr("From"), m_begins, fields));
    m_fromField = namedField(u"overrideFrom"_s, tr("Beginning"), m_from, fields);
    row->addWidget(m_fromField);
    row->addWidget(namedField(u"overrideFor"_s, tr("For"), m_lasts, fields));
    m_untilField = namedField(u"overrideUntil"_s, tr("End"), m_until, fields);
    row->addWidget(m_untilField);
    return fields;
}

void OverrideForm::open(const Zone &zone)
{
    m_zone = zone;
    m_problem->hide();
    m_zoneName->setText(zoneWords(zone) + u'.');
    render();
    show();
    m_name->setFocus();
}

void OverrideForm::start(const Zone &zone)
{
    m_name->clear();
    m_doors->setCurrentIndex(0);
    m_begins->setCurrentIndex(AtOnce);
    m_lasts->setCurrentIndex(m_lasts->findData(60));
    const QDateTime now = wallAt(zone, m_services.clock());
    m_from->setDateTime(now);
    m_until->setDateTime(now.addSecs(3600));
    fillRoutes(m_route, m_services.desk.draft(), tr("The line's own route"), {});
    m_greeting->show(u"new"_s, {});
    open(zone);
}

void OverrideForm::edit(const Override &one, const Zone &zone)
{
    m_name->setText(one.name);
    m_doors->setCurrentIndex(one.doors == Doors::Closed ? 0 : 1);
    m_begins->setCurrentIndex(one.from.isValid() ? AtATime : AtOnce);
    m_from->setDateTime(wallAt(zone, one.from.isValid() ? one.from : m_services.clock()));
    m_lasts->setCurrentIndex(m_lasts->findData(untilATime));
    m_until->setDateTime(wallAt(zone, one.until));
    fillRoutes(m_route, m_services.desk.draft(), tr("The line's own route"), one.route);
    m_greeting->show(one.name + one.until.toString(Qt::ISODate), one.greeting);
    open(zone);
}

void OverrideForm::render()
{
    m_fromField->setVisible(m_begins->currentIndex() == AtATime);
    m_untilField->setVisible(m_lasts->currentData().toInt() == untilATime);
}

void OverrideForm::finish()
{
    const Doors doors = m_doors->currentIndex() == 0 ? Doors::Closed : Doors::Open;
    const QString name = m_name->text().trimmed();
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_services.clock().toSecsSinceEpoch(), Qt::UTC);
    Override one{.name = name.isEmpty() ? (doors == Doors::Open ? tr("open by hand") : tr("closed by hand")) : name,
                 .doors = doors,
                 .from = m_begins->currentIndex() == AtATime ? instantAt(m_zone, m_from->dateTime()) : now,
                 .until = {},
                 .route = RouteId(m_route->currentData().toString()),
                 .greeting = m_greeting->greeting()};
    const int minutes = m_lasts->currentData().toInt();
    one.until = minutes == untilATime ? instantAt(m_zone, m_until->dateTime()) : one.from.addSecs(minutes * 60);
    const bool isBackwards = one.until <= one.from;
    m_problem->setText(isBackwards ? tr("It would end before it begins.") : tr("It would be over already."));
    m_problem->setVisible(isBackwards || one.until <= now);
    if (m_problem->isVisibleTo(this))
        return m_until->setFocus();
    Q_EMIT made(one);
}

} // namespace milassist
