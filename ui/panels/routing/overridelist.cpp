// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/overridelist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/overrideform.h"
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

OverrideList::OverrideList(RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_rows(new QVBoxLayout), m_add(new QPushButton(icon(u"clock"_s), tr("Open or close it by hand"), this)),
      m_form(new OverrideForm(services, this))
{
    setObjectName(u"overrideList"_s);
    m_add->setObjectName(u"addOverrideButton"_s);
    m_add->setAccessibleName(tr("Open or close this line by hand"));
    m_rows->setSpacing(space::xs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(m_rows);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    m_form->hide();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &OverrideList::tick);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_edited.reset();
        showForm(true);
        m_form->start(m_zone);
    });
    connect(m_form, &OverrideForm::cancelled, this, [this] {
        showForm(false);
        m_add->setFocus();
    });
    connect(m_form, &OverrideForm::made, this, &OverrideList::take);
}

void OverrideList::showForm(bool isOpen)
{
    m_isFormOpen = isOpen;
    if (isOpen)
        m_formOf = m_hours;
    m_form->setVisible(isOpen);
    m_add->setVisible(!isOpen);
}

void OverrideList::take(const Override &one)
{
    showForm(false);
    m_add->setFocus();
    auto overrides = m_overrides;
    const auto old = m_edited ? std::ranges::find(overrides, *m_edited) : overrides.end();
    if (old == overrides.end())
        overrides.push_back(one);
    else
        *old = one;
    Q_EMIT changed(overrides);
}

void OverrideList::show(const ScheduleId &hours, const std::vector<Override> &overrides, const Zone &zone)
{
    if (m_isShown && hours == m_hours && overrides == m_overrides && zone == m_zone)
        return;
    m_isShown = true;
    m_hours = hours;
    m_overrides = overrides;
    m_zone = zone;
    const bool isFormHere = m_isFormOpen && m_formOf == hours;
    m_form->setVisible(isFormHere);
    m_add->setVisible(!isFormHere);
    render();
}

void OverrideList::render()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_countdowns.clear();
    for (std::size_t i = 0; i < m_overrides.size(); ++i) {
        const Override &one = m_overrides[i];
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        auto *name = new Label(one.doors == Doors::Open ? tr("Open: %1").arg(one.name) : tr("Closed: %1").arg(one.name), TextStyle::BodyStrong, row);
        name->setTone(Tone::Warning);
        name->setWordWrap(true);
        auto *countdown = new Label(TextStyle::Caption, row);
        countdown->setObjectName(u"countdown%1"_s.arg(i));
        countdown->setLevel(Label::Level::Second);
        countdown->setWordWrap(true);
        words->addWidget(name);
        words->addWidget(countdown);
        line->addLayout(words, 1);
        QToolButton *edit = quietTool(u"editOverride%1"_s.arg(i), tr("Change"), u"edit"_s, row);
        edit->setAccessibleName(tr("Change %1").arg(one.name));
        line->addWidget(edit, 0, Qt::AlignTop);
        connect(edit, &QToolButton::clicked, this, [this, one] {
            m_edited = one;
            showForm(true);
            m_form->edit(one, m_zone);
        });
        auto *end = quietTool(u"endOverride%1"_s.arg(i), tr("End it"), u"close"_s, row);
        end->setAccessibleName(tr("End %1").arg(one.name));
        line->addWidget(end, 0, Qt::AlignTop);
        connect(end, &QToolButton::clicked, this, [this, i] {
            auto overrides = m_overrides;
            overrides.erase(overrides.begin() + std::ptrdiff_t(i));
            Q_EMIT changed(overrides);
        });
        m_rows->addWidget(row);
        m_countdowns.push_back(countdown);
    }
    tick();
    if (m_overrides.empty())
        m_second.stop();
    else
        m_second.start();
}

void OverrideList::tick()
{
    const QDateTime now = m_services.clock();
    for (std::size_t i = 0; i < m_countdowns.size(); ++i) {
        const Override &one = m_overrides[i];
        const QString until = tr("until %1 %2", "Fri 09:00 New York time").arg(instantWords(one.until, m_zone, now), zoneWords(m_zone));
        if (one.from.isValid() && one.from > now)
            m_countdowns[i]->setText(tr("from %1 %2").arg(instantWords(one.from, m_zone, now), until));
        else
            m_countdowns[i]->setText(u"%1 \u00b7 %2"_s.arg(until, countdownWords(one.until, now)));
        if (!one.route.isEmpty())
            m_countdowns[i]->setText(u"%1 \u00b7 %2"_s.arg(m_countdowns[i]->text(), tr("calls take %1").arg(nameOf(m_services.desk.draft(), one.route))));
        if (one.greeting.isOwn())
            m_countdowns[i]->setText(u"%1 \u00b7 %2"_s.arg(m_countdowns[i]->text(), tr("a greeting of its own")));
    }
}

} // namespace milassist
