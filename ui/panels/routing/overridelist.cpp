// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/overridelist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

OverrideList::OverrideList(Clock clock, QWidget *parent)
    : QWidget(parent), m_clock(std::move(clock)), m_rows(new QVBoxLayout), m_add(new QPushButton(icon(u"clock"_s), tr("Open or close it now"), this)),
      m_form(buildForm())
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
        m_add->hide();
        m_form->show();
        m_name->setFocus();
    });
}

QWidget *OverrideList::buildForm()
{
    auto *form = new QWidget(this);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    m_name = new QLineEdit(form);
    m_name->setMaxLength(80);
    m_name->setPlaceholderText(tr("Staff meeting", "an example"));
    column->addWidget(namedField(u"overrideName"_s, tr("Why"), m_name, form));
    auto *fields = new QWidget(form);
    auto *row = new FlowLayout(fields, space::m);
    row->setContentsMargins(0, 0, 0, 0);
    m_doors = planCombo(fields);
    m_doors->setMinimumContentsLength(8);
    m_doors->addItems({tr("Closed"), tr("Open")});
    m_hours = planCombo(fields);
    m_hours->setMinimumContentsLength(9);
    for (const int minutes : {15, 30, 60, 120, 240, 8 * 60, 24 * 60})
        m_hours->addItem(durationText(std::chrono::minutes(minutes)), minutes);
    m_hours->setCurrentIndex(2);
    row->addWidget(namedField(u"overrideDoors"_s, tr("It is"), m_doors, fields));
    row->addWidget(namedField(u"overrideFor"_s, tr("For"), m_hours, fields));
    column->addWidget(fields);
    auto *buttons = new QWidget(form);
    auto *buttonRow = new FlowLayout(buttons, space::s);
    buttonRow->setContentsMargins(0, 0, 0, 0);
    auto *set = new QPushButton(tr("Set"), buttons);
    set->setObjectName(u"makeOverrideButton"_s);
    set->setAccessibleName(tr("Open or close it for this time"));
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelOverrideButton"_s);
    cancel->setAccessibleName(tr("Leave it as it is"));
    buttonRow->addWidget(set);
    buttonRow->addWidget(cancel);
    column->addWidget(buttons);
    connect(set, &QPushButton::clicked, this, &OverrideList::start);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_form->hide();
        m_add->show();
        m_add->setFocus();
    });
    return form;
}

void OverrideList::start()
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_clock().toSecsSinceEpoch(), Qt::UTC);
    const Doors doors = m_doors->currentIndex() == 0 ? Doors::Closed : Doors::Open;
    const QString name = m_name->text().trimmed();
    auto overrides = m_overrides;
    overrides.push_back({.name = name.isEmpty() ? (doors == Doors::Open ? tr("open by hand") : tr("closed by hand")) : name,
                         .doors = doors,
                         .from = now,
                         .until = now.addSecs(m_hours->currentData().toInt() * 60),
                         .route = {},
                         .greeting = {}});
    m_name->clear();
    m_form->hide();
    m_add->show();
    m_add->setFocus();
    Q_EMIT changed(overrides);
}

void OverrideList::show(const std::vector<Override> &overrides, const Zone &zone)
{
    if (m_isShown && overrides == m_overrides && zone == m_zone)
        return;
    m_isShown = true;
    m_overrides = overrides;
    m_zone = zone;
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
    const QDateTime now = m_clock();
    for (std::size_t i = 0; i < m_countdowns.size(); ++i) {
        const Override &one = m_overrides[i];
        const QString until = tr("until %1 %2", "Fri 09:00 New York time").arg(instantWords(one.until, m_zone, now), zoneWords(m_zone));
        if (one.from.isValid() && one.from > now)
            m_countdowns[i]->setText(tr("from %1 %2").arg(instantWords(one.from, m_zone, now), until));
        else
            m_countdowns[i]->setText(u"%1 \u00b7 %2"_s.arg(until, countdownWords(one.until, now)));
    }
}

} // namespace milassist
