// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/trypage.h"

#include "core/domain/phoneformat.h"
#include "core/routing/hours/turningpoints.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/trace/traceview.h"
#include "ui/words/hourswords.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

QDateTime instantOn(const Zone &zone, const QDate &day, const QTime &time)
{
    const QTimeZone rules(zone.name().toLatin1());
    return QDateTime(day, time, rules).toUTC();
}

TryPage::TryPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"tryPage"_s);
    column()->addWidget(sectionHead(tr("What happens to a call"), tr("At any time, past or to come, by the plan as it stands here."), this));
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_when = new DateField(u"ddd d MMM yyyy HH:mm"_s, fields);
    flow->addWidget(namedField(u"tryWhen"_s, tr("When"), m_when, fields));
    m_caller = new SampleField(tr("Somebody unknown"), fields);
    m_caller->setMaxLength(40);
    m_caller->setPlaceholderText(tr("Somebody unknown"));
    flow->addWidget(namedField(u"tryCaller"_s, tr("Who calls"), m_caller, fields));
    m_scenario = planCombo(fields);
    m_scenario->setMinimumContentsLength(18);
    m_scenario->addItem(tr("As it is now"), int(Scenario::AsItIs));
    m_scenario->addItem(tr("Everybody is there"), int(Scenario::EverybodyThere));
    m_scenario->addItem(tr("Everybody is busy"), int(Scenario::EverybodyBusy));
    m_scenario->addItem(tr("Nobody is there"), int(Scenario::NobodyThere));
    flow->addWidget(namedField(u"tryWho"_s, tr("Who is there"), m_scenario, fields));
    column()->addWidget(fields);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *now = new QPushButton(tr("Now"), buttons);
    now->setObjectName(u"tryNowButton"_s);
    now->setAccessibleName(tr("Try it now"));
    auto *next = new QPushButton(tr("Next change"), buttons);
    next->setObjectName(u"tryNextButton"_s);
    next->setAccessibleName(tr("Try when the line next opens or closes"));
    row->addWidget(now);
    row->addWidget(next);
    column()->addWidget(buttons);
    m_zoneName = new Label(TextStyle::Caption, this);
    m_zoneName->setLevel(Label::Level::Second);
    m_zoneName->setWordWrap(true);
    column()->addWidget(m_zoneName);
    m_trace = new TraceView(this);
    column()->addWidget(m_trace);
    column()->addStretch(1);
    connect(now, &QPushButton::clicked, this, [this] { tryAt(this->services().clock()); });
    connect(next, &QPushButton::clicked, this, [this] {
        const Schedule *hours = line() ? routing::find(plan().schedules, line()->hours) : nullptr;
        if (const auto change = hours ? nextChange(*hours, m_instant) : std::nullopt)
            tryAt(*change);
    });
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, [this](const QDateTime &wall) {
        if (isRendering())
            return;
        m_instant = instantOn(zone(), wall.date(), wall.time());
        renderSoon();
    });
    connect(m_caller, &QLineEdit::textChanged, this, [this] { renderSoon(); });
    connect(m_scenario, &QComboBox::currentIndexChanged, this, [this] { renderSoon(); });
}

Zone TryPage::zone() const
{
    const Schedule *hours = line() ? routing::find(plan().schedules, line()->hours) : nullptr;
    return hours ? hours->zone : Zone();
}

void TryPage::activate()
{
    if (!m_instant.isValid())
        m_instant = services().clock();
    renderSoon();
}

void TryPage::tryAt(const QDateTime &instant)
{
    m_instant = instant.toUTC();
    renderSoon();
}

void TryPage::render()
{
    if (!line() || !m_instant.isValid())
        return;
    const LocalTime local = zone().local(m_instant);
    if (!m_when->hasFocus() || m_when->date() != local.date || m_when->time().hour() != local.time.hour() || m_when->time().minute() != local.time.minute())
        m_when->setDateTime(QDateTime(local.date, QTime(local.time.hour(), local.time.minute()), Qt::UTC));
    const auto known = services().roster();
    m_zoneName->setText(known ? zoneWords(zone()) + u'.' : tr("%1. Who is there is not known on this computer: everybody, unless you say otherwise.").arg(zoneWords(zone())));
    const auto typed = parseTyped(m_caller->text(), home());
    const Party caller = typed ? Party(*typed) : Party(m_caller->text().trimmed());
    const auto scenario = Scenario(m_scenario->currentData().toInt());
    const Decision decision = decide(plan(), rosterOf(plan(), scenario, known), {caller, number()}, m_instant);
    const Schedule *hours = routing::find(plan().schedules, line()->hours);
    const auto change = hours ? nextChange(*hours, m_instant) : std::nullopt;
    m_trace->show(traceOf(decision, plan(), change.value_or(QDateTime())));
}

} // namespace milassist
