// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/holidaylist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/holidayform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/widgets/label.h"
#include "ui/words/hourswords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

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

HolidayList::HolidayList(Clock clock, QWidget *parent)
    : QWidget(parent), m_clock(std::move(clock)), m_rows(new QVBoxLayout), m_none(new Label(tr("No holidays yet."), TextStyle::Body, this)),
      m_add(new QPushButton(icon(u"plus"_s), tr("Add a holiday"), this)), m_form(new HolidayForm(m_clock, this))
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
        m_add->hide();
        m_form->start();
    });
    const auto close = [this] {
        m_form->hide();
        m_add->show();
        m_add->setFocus();
    };
    connect(m_form, &HolidayForm::cancelled, this, close);
    connect(m_form, &HolidayForm::made, this, [this, close](const Holiday &holiday) {
        close();
        auto holidays = m_holidays;
        holidays.push_back(holiday);
        Q_EMIT changed(holidays);
    });
}

void HolidayList::show(const std::vector<Holiday> &holidays)
{
    if (m_isShown && holidays == m_holidays)
        return;
    m_isShown = true;
    m_holidays = holidays;
    render();
}

void HolidayList::render()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_none->setVisible(m_holidays.empty());
    const QDate today = m_clock().date();
    for (std::size_t i = 0; i < m_holidays.size(); ++i) {
        const Holiday &holiday = m_holidays[i];
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        auto *name = new Label(holiday.name.isEmpty() ? holidayDaysWords(holiday.on) : holiday.name, TextStyle::BodyStrong, row);
        name->setWordWrap(true);
        const QDate next = nextFall(holiday.on, today);
        QString when = tr("%1: %2", "every 25 December: closed").arg(holidayDaysWords(holiday.on), dayHoursWords(holiday.hours));
        if (next.isValid() && !std::holds_alternative<Dates>(holiday.on))
            when += u" \u00b7 "_s + tr("next on %1").arg(holidayDaysWords(Dates{next, next}));
        else if (!next.isValid())
            when += u" \u00b7 "_s + tr("over");
        auto *note = new Label(when, TextStyle::Caption, row);
        note->setLevel(Label::Level::Second);
        note->setWordWrap(true);
        words->addWidget(name);
        words->addWidget(note);
        line->addLayout(words, 1);
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
