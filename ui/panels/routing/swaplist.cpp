// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/swaplist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/overrideform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/hourswords.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

SwapList::SwapList(RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_rows(new QVBoxLayout), m_none(new Label(tr("Everybody takes their own turn."), TextStyle::Body, this)),
      m_add(new QPushButton(icon(u"plus"_s), tr("Add a swap"), this)), m_form(buildForm())
{
    setObjectName(u"swapList"_s);
    m_none->setLevel(Label::Level::Second);
    m_none->setWordWrap(true);
    m_add->setObjectName(u"addSwapButton"_s);
    m_add->setAccessibleName(m_add->text());
    m_rows->setSpacing(space::xs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionHead(tr("Swaps"), tr("Somebody who is on call in place of whose turn it is. It ends by itself."), this));
    column->addWidget(m_none);
    column->addLayout(m_rows);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    m_form->hide();
    connect(m_add, &QPushButton::clicked, this, &SwapList::start);
}

QWidget *SwapList::buildForm()
{
    auto *form = new QWidget(this);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto *fields = new QWidget(form);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_person = planCombo(fields);
    m_from = new DateField(u"ddd d MMM yyyy HH:mm"_s, fields);
    m_until = new DateField(u"ddd d MMM yyyy HH:mm"_s, fields);
    flow->addWidget(namedField(u"swapPerson"_s, tr("Who"), m_person, fields));
    flow->addWidget(namedField(u"swapFrom"_s, tr("From"), m_from, fields));
    flow->addWidget(namedField(u"swapUntil"_s, tr("Until"), m_until, fields));
    column->addWidget(fields);
    m_problem = new Label(TextStyle::Caption, form);
    m_problem->setObjectName(u"swapProblem"_s);
    m_problem->setTone(Tone::Danger);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto *buttons = new QWidget(form);
    auto *row = new FlowLayout(buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *add = new QPushButton(tr("Add"), buttons);
    add->setObjectName(u"makeSwapButton"_s);
    add->setAccessibleName(tr("Add this swap"));
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelSwapButton"_s);
    cancel->setAccessibleName(tr("Add no swap"));
    row->addWidget(add);
    row->addWidget(cancel);
    column->addWidget(buttons);
    connect(add, &QPushButton::clicked, this, &SwapList::finish);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_form->hide();
        m_add->show();
        m_add->setFocus();
    });
    return form;
}

void SwapList::start()
{
    QList<std::pair<QString, QString>> people;
    for (const auto &[id, person] : m_services.desk.draft().people)
        people.append({id.text(), nameOf(m_services.desk.draft(), id)});
    fillCombo(m_person, people, {});
    const QDate tomorrow = m_rota.zone.local(m_services.clock()).date.addDays(1);
    const QTime handover = QTime(0, 0).addSecs(m_rota.handover.minute() % (24 * 60) * 60);
    m_from->setDateTime(QDateTime(tomorrow, handover, Qt::UTC));
    m_until->setDateTime(QDateTime(tomorrow.addDays(1), handover, Qt::UTC));
    m_problem->hide();
    m_add->hide();
    m_form->show();
    m_person->setFocus();
}

void SwapList::finish()
{
    const Swap swap{.person = PersonId(m_person->currentData().toString()),
                    .from = instantAt(m_rota.zone, m_from->dateTime()),
                    .until = instantAt(m_rota.zone, m_until->dateTime())};
    QString problem;
    if (swap.person.isEmpty())
        problem = tr("Nobody is in the plan yet.");
    else if (swap.until <= swap.from)
        problem = tr("It would end before it begins.");
    else if (swap.until <= m_services.clock())
        problem = tr("It would be over already.");
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return m_until->setFocus();
    m_form->hide();
    m_add->show();
    m_add->setFocus();
    auto swaps = m_rota.swaps;
    swaps.push_back(swap);
    Q_EMIT changed(swaps);
}

void SwapList::show(const RotaId &id, const Rota &rota)
{
    if (id != m_id) { // it was begun for another rota
        m_form->hide();
        m_add->show();
    }
    m_id = id;
    m_rota = rota;
    render();
}

void SwapList::render()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_none->setVisible(m_rota.swaps.empty());
    const QDateTime now = m_services.clock();
    for (std::size_t i = 0; i < m_rota.swaps.size(); ++i) {
        const Swap &swap = m_rota.swaps[i];
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        const QString who = nameOf(m_services.desk.draft(), swap.person);
        const QString until = instantWords(swap.until, m_rota.zone, now);
        QString words = swap.from.isValid() ? tr("%1: %2 until %3").arg(who, instantWords(swap.from, m_rota.zone, now), until) : tr("%1: until %2").arg(who, until);
        if (swap.until <= now)
            words += u" \u00b7 "_s + tr("over");
        auto *label = new Label(words, TextStyle::Body, row);
        label->setWordWrap(true);
        line->addWidget(label, 1);
        QToolButton *remove = quietTool(u"removeSwap%1"_s.arg(i), tr("Remove"), u"trash"_s, row);
        remove->setAccessibleName(tr("Remove the swap of %1").arg(who));
        line->addWidget(remove, 0, Qt::AlignTop);
        connect(remove, &QToolButton::clicked, this, [this, i] {
            auto swaps = m_rota.swaps;
            swaps.erase(swaps.begin() + std::ptrdiff_t(i));
            Q_EMIT changed(swaps);
        });
        m_rows->addWidget(row);
    }
}

} // namespace milassist
