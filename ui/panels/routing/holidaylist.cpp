// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/holidaylist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/holidayform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/widgets/label.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

QDate nextFall(const HolidayDays &days, const QDate &today)
{
    for (QDate day = today; day < today.addDays(2 * 366); day = day.addDays(1)) {
        if (fallsOn(days, day))
            return day;
    }
    return {};
}

HolidayList::HolidayList(RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_rows(new QVBoxLayout), m_none(new Label(tr("No holidays yet."), TextStyle::Body, this)),
      m_add(new QPushButton(icon(u"plus"_s), tr("Add a holiday"), this)), m_form(new HolidayForm(services, this))
{
    setObjectName(u"holidayList"_s);
    m_none->setLevel(Label::Level::Second);
    m_add->setObjectName(u"addHolidayButton"_s);
    m_add->setAccessibleName(tr("Add a holiday"));
    m_form->hide();
    m_rows->setSpacing(space::xs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionHead(tr("Holidays"), tr("A day with its own hours, or closed. They replace those of the week."), this));
    column->addWidget(m_none);
    column->addLayout(m_rows);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_edited.reset();
        showForm(true);
        m_form->start();
    });
    connect(m_form, &HolidayForm::cancelled, this, [this] {
        showForm(false);
        m_add->setFocus();
    });
    connect(m_form, &HolidayForm::made, this, &HolidayList::take);
}

void HolidayList::showForm(bool isOpen)
{
    m_isFormOpen = isOpen;
    if (isOpen)
        m_formOf = m_hours;
    m_form->setVisible(isOpen);
    m_add->setVisible(!isOpen);
}

void HolidayList::take(const Holiday &holiday)
{
    showForm(false);
    m_add->setFocus();
    auto holidays = m_holidays;
    const auto old = m_edited ? std::ranges::find(holidays, *m_edited) : holidays.end();
    if (old == holidays.end())
        holidays.push_back(holiday);
    else
        *old = holiday;
    Q_EMIT changed(holidays);
}

void HolidayList::show(const ScheduleId &hours, const std::vector<Holiday> &holidays)
{
    if (m_isShown && hours == m_hours && holidays == m_holidays)
        return;
    m_isShown = true;
    m_hours = hours;
    m_holidays = holidays;
    const bool isFormHere = m_isFormOpen && m_formOf == hours;
    m_form->setVisible(isFormHere);
    m_add->setVisible(!isFormHere);
    render();
}

/// "every 25 December: closed \u00b7 next on 25 December 2026 \u00b7 calls take Night".
QString HolidayList::wordsOf(const Holiday &holiday) const
{
    const Plan &plan = m_services.desk.draft();
    const QDate next = nextFall(holiday.on, m_services.clock().date());
    QStringList words{tr("%1: %2", "every 25 December: closed").arg(holidayDaysWords(holiday.on), dayHoursWords(holiday.hours))};
    if (next.isValid() && !std::holds_alternative<Dates>(holiday.on))
        words << tr("next on %1").arg(holidayDaysWords(Dates{next, next}));
    else if (!next.isValid())
        words << tr("over");
    if (!holiday.openRoute.isEmpty() && !holiday.hours.empty())
        words << tr("while open calls take %1").arg(nameOf(plan, holiday.openRoute));
    if (!holiday.closedRoute.isEmpty())
        words << tr("while closed calls take %1").arg(nameOf(plan, holiday.closedRoute));
    if (holiday.greeting.isOwn())
        words << tr("a greeting of its own");
    return words.join(u" \u00b7 "_s);
}

void HolidayList::render()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_none->setVisible(m_holidays.empty());
    for (std::size_t i = 0; i < m_holidays.size(); ++i) {
        const Holiday &holiday = m_holidays[i];
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        auto *name = new Label(holiday.name.isEmpty() ? holidayDaysWords(holiday.on) : holiday.name, TextStyle::BodyStrong, row);
        name->setWordWrap(true);
        auto *note = new Label(wordsOf(holiday), TextStyle::Caption, row);
        note->setLevel(Label::Level::Second);
        note->setWordWrap(true);
        words->addWidget(name);
        words->addWidget(note);
        line->addLayout(words, 1);
        QToolButton *edit = quietTool(u"editHoliday%1"_s.arg(i), tr("Change"), u"edit"_s, row);
        edit->setAccessibleName(tr("Change the holiday %1").arg(name->text()));
        line->addWidget(edit, 0, Qt::AlignTop);
        connect(edit, &QToolButton::clicked, this, [this, holiday] {
            m_edited = holiday;
            showForm(true);
            m_form->edit(holiday);
        });
        auto *remove = quietTool(u"removeHoliday%1"_s.arg(i), tr("Remove"), u"trash"_s, row);
        remove->setAccessibleName(tr("Remove the holiday %1").arg(name->text()));
        line->addWidget(remove, 0, Qt::AlignTop);
        connect(remove, &QToolButton::clicked, this, [this, i] {
            auto holidays = m_holidays;
            holidays.erase(holidays.begin() + std::ptrdiff_t(i));
            Q_EMIT changed(holidays);
        });
        m_rows->addWidget(row);
    }
}

} // namespace milassist
