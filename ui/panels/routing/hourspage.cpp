// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/hourspage.h"

#include "core/planning/planedit.h"
#include "ui/panels/routing/holidaylist.h"
#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/overridelist.h"
#include "ui/panels/routing/partlist.h"
#include "ui/widgets/hours/hoursgrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/words/findingwords.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

const QString ownHours = u"\u0001own"_s; // no id of a plan

} // namespace

const QList<std::pair<QString, QString>> &zoneItems()
{
    static const auto all = [] {
        QList<std::pair<QString, QString>> zones;
        for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
            const QString name = QString::fromLatin1(id);
            if (Zone::parse(name) && name.contains(u'/') && !name.startsWith("Etc/"_L1) && !name.startsWith("SystemV/"_L1))
                zones.append({name, QString(name).replace(u'_', u' ')});
        }
        zones.prepend({u"UTC"_s, u"UTC"_s});
        return zones;
    }();
    return all;
}

Zone hereZone()
{
    return Zone::parse(QString::fromLatin1(QTimeZone::systemTimeZoneId())).value_or(Zone());
}

HoursPage::HoursPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"hoursPage"_s);
    column()->addWidget(sectionHead(tr("When it is open"), tr("Set by hand goes first, then holidays, then the week."), this));
    m_hours = planCombo(this);
    column()->addWidget(namedField(u"lineHours"_s, tr("Hours of this line"), m_hours, this));
    m_shared = new Notice(this);
    m_shared->setObjectName(u"sharedHours"_s);
    column()->addWidget(m_shared);
    m_overrides = new OverrideList(services, this);
    m_body = new QWidget(this);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(space::m);
    body->addWidget(m_overrides);
    m_name = new QLineEdit(m_body);
    m_name->setMaxLength(80);
    body->addWidget(namedField(u"hoursName"_s, tr("Name of these hours"), m_name, m_body));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { changeHours([&name](Schedule &hours) { hours.name = name; }, u"hoursName"_s); });
    buildWeek();
    m_holidays = new HolidayList(this->services(), m_body);
    body->addWidget(m_holidays);
    m_shift = planCombo(m_body);
    m_shift->addItems({tr("Ends at midnight"), tr("Is finished")});
    m_shiftField = namedField(u"shiftIntoHoliday"_s, tr("A shift that runs past midnight into a holiday"), m_shift, m_body);
    body->addWidget(m_shiftField);
    connect(m_shift, &QComboBox::activated, this, [this](int at) { changeHours([at](Schedule &hours) { hours.shiftIntoHoliday = ShiftIntoHoliday(at); }); });
    column()->addWidget(m_body);
    m_all = new PartList({u"Hours"_s, tr("All hours"), tr("Of all lines and people together. Those that nothing uses can be removed."), tr("Remove the hours %1")}, this);
    column()->addWidget(m_all);
    column()->addStretch(1);

    connect(m_all, &PartList::removeWanted, this, [this](const QString &id) { desk().change(withoutHours(plan(), ScheduleId(id))); });
    connect(m_hours, &QComboBox::activated, this, &HoursPage::chooseHours);
    connect(m_shared, &Notice::actionChosen, this, [this] {
        desk().change(withOwnHours(plan(), number(), plannedName(number(), plan(), this->services().lines), hereZone()));
    });
    connect(m_holidays, &HolidayList::changed, this, [this](const std::vector<Holiday> &holidays) {
        changeHours([&holidays](Schedule &hours) { hours.holidays = holidays; });
    });
    connect(m_overrides, &OverrideList::changed, this, [this](const std::vector<Override> &overrides) {
        changeHours([&overrides](Schedule &hours) { hours.overrides = overrides; });
    });
}

void HoursPage::buildWeek()
{
    m_zone = planCombo(m_body);
    m_zone->setMaxVisibleItems(16);
    m_grid = new HoursGrid(m_body);
    m_day = new QLineEdit(m_body);
    m_day->setObjectName(u"dayHours"_s);
    m_day->setMaxLength(120);
    m_dayName = new Label(TextStyle::Caption, m_body);
    m_dayName->setLevel(Label::Level::Second);
    m_dayName->setBuddy(m_day);
    m_dayProblem = new Label(TextStyle::Caption, m_body);
    m_dayProblem->setObjectName(u"dayProblem"_s);
    m_dayProblem->setTone(Tone::Danger);
    m_dayProblem->setWordWrap(true);
    m_dayProblem->hide();
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    column->addWidget(sectionHead(tr("The week"), tr("Drag to open, drag an edge to change, Delete to close. Or write a day's hours below."), m_body));
    column->addWidget(namedField(u"hoursZone"_s, tr("On the clock of"), m_zone, m_body));
    column->addWidget(m_grid);
    auto *day = new QVBoxLayout;
    day->setSpacing(space::xs);
    day->addWidget(m_dayName);
    day->addWidget(m_day);
    day->addWidget(m_dayProblem);
    column->addLayout(day);
    connect(m_zone, &QComboBox::activated, this, [this](int index) {
        if (const auto zone = Zone::parse(m_zone->itemData(index).toString())) {
            changeHours([&zone](Schedule &hours) {
                hours.zone = *zone;
                hours.assumed = false;
            });
        }
    });
    connect(m_grid, &HoursGrid::weekChanged, this, [this](const Week &week) {
        changeHours([&week](Schedule &hours) {
            hours.week = week;
            hours.assumed = false;
        });
    });
    connect(m_grid, &HoursGrid::slotChosen, this, &HoursPage::showDay);
    connect(m_day, &QLineEdit::editingFinished, this, &HoursPage::typeDay);
}

void HoursPage::changeHours(const std::function<void(Schedule &)> &change, const QString &spot)
{
    if (line() && !isRendering())
        desk().change(withHoursChanged(plan(), line()->hours, change), spot.isEmpty() ? spot : spot + line()->hours.text());
}

void HoursPage::chooseHours(int index)
{
    const QString id = m_hours->itemData(index).toString();
    if (id != ownHours)
        return changeLine([&id](Line &line) { line.hours = ScheduleId(id); });
    const Plan without = withLineChanged(plan(), number(), [](Line &line) { line.hours = {}; });
    desk().change(withOwnHours(without, number(), plannedName(number(), plan(), services().lines), hereZone()));
}

void HoursPage::showDay()
{
    const int day = m_grid->currentSlot().day;
    m_dayName->setText(tr("%1, for example 9-12, 13-17").arg(weekdayName(day)));
    m_day->setAccessibleName(tr("Hours of %1").arg(weekdayName(day)));
    m_day->setText(dayHoursWords(m_grid->week().on(day)));
    m_dayProblem->hide();
}

void HoursPage::typeDay()
{
    const int day = m_grid->currentSlot().day;
    const auto hours = dayHoursFrom(m_day->text());
    m_dayProblem->setVisible(!hours);
    if (!hours)
        return m_dayProblem->setText(tr("\u201c%1\u201d cannot be read. Write from and to, for example 9-12, 13-17.").arg(hours.error().detail));
    changeHours([&](Schedule &schedule) { schedule.week.days[size_t(day - 1)] = *hours; });
}

void HoursPage::showAll()
{
    QList<PartView> all;
    for (const auto &[id, hours] : plan().schedules)
        all << PartView{id.text(), nameOf(plan(), id), weekWords(hours.week), placesWords(usersOf(plan(), id), plan(), home())};
    m_all->show(all);
}

void HoursPage::render()
{
    showAll();
    QList<std::pair<QString, QString>> items{{QString(), tr("Always open")}};
    for (const auto &[id, hours] : plan().schedules)
        items.append({id.text(), nameOf(plan(), id) + u" \u00b7 "_s + weekWords(hours.week)});
    items.append({ownHours, tr("New hours for this line")});
    const Line *now = line();
    fillCombo(m_hours, items, now ? now->hours.text() : QString());
    const Schedule *hours = now ? routing::find(plan().schedules, now->hours) : nullptr;
    m_body->setVisible(hours);
    QStringList others;
    for (const PhoneNumber &other : hours ? linesWith(plan(), now->hours) : std::vector<PhoneNumber>()) {
        if (other != number())
            others << nameOfLine(plan(), other, home());
    }
    if (others.isEmpty())
        m_shared->clear();
    else
        m_shared->tell(Tone::Neutral, tr("What is changed here changes %1, too.").arg(listed(others.size() > 3 ? others.first(2) + QStringList{tr("%n other line(s)", nullptr, int(others.size()) - 2)} : others)), {},
                       tr("Give this line its own"));
    if (!hours)
        return;
    if (m_name->text() != hours->name)
        m_name->setText(hours->name);
    m_name->setPlaceholderText(now->hours.text());
    fillCombo(m_zone, zoneItems(), hours->zone.name());
    m_grid->setZoneName(zoneWords(hours->zone));
    m_grid->setWeek(hours->week);
    showDay();
    m_shift->setCurrentIndex(int(hours->shiftIntoHoliday));
    m_shiftField->setVisible(!hours->holidays.empty());
    m_holidays->show(now->hours, hours->holidays);
    m_overrides->show(now->hours, hours->overrides, hours->zone);
}

} // namespace milassist
