// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/holidayform.h"

#include "ui/panels/routing/greetingfield.h"
#include "ui/panels/routing/overrideform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/hourswords.h"

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

enum Kind { OnDates, EveryYear, OnWeekday };

QComboBox *shortCombo(QWidget *parent)
{
    QComboBox *combo = planCombo(parent);
    combo->setMinimumContentsLength(9);
    return combo;
}

} // namespace

HolidayForm::HolidayForm(RoutingServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"holidayForm"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    m_name = new QLineEdit(this);
    m_name->setMaxLength(80);
    column->addWidget(namedField(u"holidayName"_s, tr("Name of the holiday"), m_name, this));
    buildDays();
    m_hours = new QLineEdit(this);
    m_hours->setPlaceholderText(tr("closed"));
    m_hours->setMaxLength(120);
    column->addWidget(namedField(u"holidayHours"_s, tr("Open from and to; nothing is closed"), m_hours, this));
    buildCalls();
    m_problem = new Label(TextStyle::Caption, this);
    m_problem->setObjectName(u"holidayProblem"_s);
    m_problem->setTone(Tone::Danger);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    m_says = new Label(TextStyle::Caption, this);
    m_says->setLevel(Label::Level::Second);
    m_says->setWordWrap(true);
    column->addWidget(m_says);

    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    m_make = new QPushButton(buttons);
    m_make->setObjectName(u"makeHolidayButton"_s);
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelHolidayButton"_s);
    cancel->setAccessibleName(tr("Leave the holidays as they are"));
    row->addWidget(m_make);
    row->addWidget(cancel);
    column->addWidget(buttons);
    connect(m_make, &QPushButton::clicked, this, &HolidayForm::finish);
    connect(cancel, &QPushButton::clicked, this, &HolidayForm::cancelled);
    connect(m_first, &QDateTimeEdit::dateChanged, this, [this](const QDate &day) {
        m_last->setDate(std::max(day, m_last->date().addDays(m_first->date().daysTo(day))));
    });
    for (QComboBox *combo : {m_kind, m_nth, m_weekday, m_month})
        connect(combo, &QComboBox::currentIndexChanged, this, &HolidayForm::render);
    for (QDateTimeEdit *edit : {m_first, m_last})
        connect(edit, &QDateTimeEdit::dateChanged, this, &HolidayForm::render);
}

void HolidayForm::buildDays()
{
    m_kind = shortCombo(this);
    m_kind->setMinimumContentsLength(16);
    m_kind->addItems({tr("These days only"), tr("Every year"), tr("A weekday of a month")});
    layout()->addWidget(namedField(u"holidayKind"_s, tr("It falls on"), m_kind, this));

    m_dates = new QWidget(this);
    auto *dates = new FlowLayout(m_dates, space::m);
    dates->setContentsMargins(0, 0, 0, 0);
    m_first = new DateField(u"d MMMM yyyy"_s, m_dates);
    m_last = new DateField(u"d MMMM yyyy"_s, m_dates);
    dates->addWidget(namedField(u"holidayFirst"_s, tr("First day"), m_first, m_dates));
    dates->addWidget(namedField(u"holidayLast"_s, tr("Last day"), m_last, m_dates));
    layout()->addWidget(m_dates);

    m_nthWeekday = new QWidget(this);
    auto *nth = new FlowLayout(m_nthWeekday, space::m);
    nth->setContentsMargins(0, 0, 0, 0);
    m_nth = shortCombo(m_nthWeekday);
    m_nth->addItems({tr("First"), tr("Second"), tr("Third"), tr("Fourth"), tr("Fifth"), tr("Last")});
    m_weekday = shortCombo(m_nthWeekday);
    for (int day = 1; day <= 7; ++day)
        m_weekday->addItem(weekdayName(day));
    m_month = shortCombo(m_nthWeekday);
    for (int month = 1; month <= 12; ++month)
        m_month->addItem(QLocale(QLocale::English).standaloneMonthName(month));
    nth->addWidget(namedField(u"holidayNth"_s, tr("Which"), m_nth, m_nthWeekday));
    nth->addWidget(namedField(u"holidayWeekday"_s, tr("Weekday"), m_weekday, m_nthWeekday));
    nth->addWidget(namedField(u"holidayMonth"_s, tr("Month"), m_month, m_nthWeekday));
    layout()->addWidget(m_nthWeekday);
}

void HolidayForm::buildCalls()
{
    m_openRoute = planCombo(this);
    m_closedRoute = planCombo(this);
    layout()->addWidget(namedField(u"holidayOpenRoute"_s, tr("Calls take, while it is open"), m_openRoute, this));
    layout()->addWidget(namedField(u"holidayClosedRoute"_s, tr("Calls take, while it is closed"), m_closedRoute, this));
    m_greeting = new GreetingField({u"holidayGreeting"_s, tr("Greeting of the voicemail on this day"), tr("As usual")}, m_services, this);
    layout()->addWidget(m_greeting);
}

void HolidayForm::start()
{
    const QDate tomorrow = m_services.clock().date().addDays(1);
    m_make->setText(tr("Add"));
    m_make->setAccessibleName(tr("Add this holiday"));
    open({.name = {}, .on = Dates{tomorrow, tomorrow}});
}

void HolidayForm::edit(const Holiday &holiday)
{
    m_make->setText(tr("Change"));
    m_make->setAccessibleName(tr("Change this holiday"));
    open(holiday);
}

void HolidayForm::open(const Holiday &holiday)
{
    m_name->setText(holiday.name);
    m_hours->setText(holiday.hours.empty() ? QString() : dayHoursWords(holiday.hours));
    m_problem->hide();
    const QDate tomorrow = m_services.clock().date().addDays(1);
    QDate first = tomorrow, last = tomorrow;
    if (const auto *dates = std::get_if<Dates>(&holiday.on)) {
        m_kind->setCurrentIndex(OnDates);
        first = dates->first;
        last = dates->last;
    } else if (const auto *yearly = std::get_if<Yearly>(&holiday.on)) {
        constexpr int leapYear = 2028; // has every day
        m_kind->setCurrentIndex(EveryYear);
        first = QDate(leapYear, yearly->first.month, yearly->first.day);
        last = QDate(yearly->last < yearly->first ? leapYear + 1 : leapYear, yearly->last.month, yearly->last.day);
    } else if (const auto *nth = std::get_if<NthWeekday>(&holiday.on)) {
        m_kind->setCurrentIndex(OnWeekday);
        m_nth->setCurrentIndex(nth->nth == NthWeekday::lastOfMonth ? 5 : nth->nth - 1);
        m_weekday->setCurrentIndex(nth->weekday - 1);
        m_month->setCurrentIndex(nth->month - 1);
    }
    m_first->setDate(first);
    m_last->setDate(last);
    fillRoutes(m_openRoute, m_services.desk.draft(), tr("The line's own route"), holiday.openRoute);
    fillRoutes(m_closedRoute, m_services.desk.draft(), tr("The line's own route"), holiday.closedRoute);
    m_greeting->show(holiday.name, holiday.greeting);
    render();
    show();
    m_name->setFocus();
}

HolidayDays HolidayForm::days() const
{
    const auto monthDay = [](const QDate &day) { return MonthDay{day.month(), day.day()}; };
    switch (m_kind->currentIndex()) {
    case EveryYear:
        return Yearly{monthDay(m_first->date()), monthDay(m_last->date())};
    case OnWeekday:
        return NthWeekday{m_nth->currentIndex() == 5 ? NthWeekday::lastOfMonth : m_nth->currentIndex() + 1, m_weekday->currentIndex() + 1,
                          m_month->currentIndex() + 1};
    default:
        return Dates{m_first->date(), std::max(m_first->date(), m_last->date())};
    }
}

void HolidayForm::render()
{
    m_dates->setVisible(m_kind->currentIndex() != OnWeekday);
    m_nthWeekday->setVisible(m_kind->currentIndex() == OnWeekday);
    const QString format = m_kind->currentIndex() == EveryYear ? u"d MMMM"_s : u"d MMMM yyyy"_s;
    m_first->setDisplayFormat(format);
    m_last->setDisplayFormat(format);
    m_says->setText(tr("That is %1.", "every 25 December").arg(holidayDaysWords(days())));
}

void HolidayForm::finish()
{
    const auto hours = dayHoursFrom(m_hours->text());
    QString problem;
    if (m_name->text().trimmed().isEmpty())
        problem = tr("Give it a name: callers' traces tell it.");
    else if (!hours)
        problem = tr("\u201c%1\u201d cannot be read. Write from and to, for example 10-12.").arg(hours.error().detail);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        Q_EMIT made(Holiday{.name = m_name->text().trimmed(),
                            .on = days(),
                            .hours = *hours,
                            .openRoute = RouteId(m_openRoute->currentData().toString()),
                            .closedRoute = RouteId(m_closedRoute->currentData().toString()),
                            .greeting = m_greeting->greeting()});
    else
        (hours ? m_name : m_hours)->setFocus();
}

} // namespace milassist
