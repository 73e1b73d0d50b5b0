// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/routingpanel.h"

#include "core/base/whendone.h"
#include "core/planning/fileplanstore.h"
#include "core/planning/planedit.h"
#include "ui/panels/parts/savefile.h"
#include "ui/panels/routing/comparepage.h"
#include "ui/panels/routing/coveragepage.h"
#include "ui/panels/routing/historypage.h"
#include "ui/panels/routing/hourspage.h"
#include "ui/panels/routing/linelist.h"
#include "ui/panels/routing/peoplepage.h"
#include "ui/panels/routing/policypage.h"
#include "ui/panels/routing/rotapage.h"
#include "ui/panels/routing/routepage.h"
#include "ui/panels/routing/savebar.h"
#include "ui/panels/routing/textspage.h"
#include "ui/panels/routing/trypage.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QButtonGroup>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

/// Only the page that is seen asks for room.
void showIn(QStackedWidget *stack, QWidget *page)
{
    for (int i = 0; i < stack->count(); ++i) {
        QWidget *one = stack->widget(i);
        one->setSizePolicy(one->sizePolicy().horizontalPolicy(), one == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    stack->setCurrentWidget(page);
}

} // namespace

RoutingPanel::RoutingPanel(RoutingServices services, QWidget *parent) : Panel(parent), m_services(std::move(services))
{
    setObjectName(u"routingPanel"_s);
    m_lines = new LineList(m_services, this);
    m_right = new QStackedWidget(this);
    m_nothing = new EmptyState(m_right);
    m_nothing->setText(u"transfer"_s, tr("Choose a line to see who rings when it is called."));
    m_right->addWidget(m_nothing);
    m_right->addWidget(buildDetail());
    m_save = new SaveBar(m_services, this);
    m_split = new SplitView(m_lines, m_right, 300, this);
    m_split->setObjectName(u"routingSplit"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_split, 1);
    column->addWidget(m_save);

    connect(m_lines, &LineList::chosen, this, &RoutingPanel::showLine);
    connect(m_lines, &LineList::opened, m_split, &SplitView::showDetail);
    connect(m_lines, &LineList::searched, this, &RoutingPanel::renderList);
    connect(m_lines, &LineList::exportWanted, this, &RoutingPanel::askForExport);
    for (int page = 0; page < m_pages->count(); ++page) {
        auto *one = qobject_cast<PlanPage *>(m_pages->widget(page));
        connect(m_split, &SplitView::foldedChanged, one, &DetailPane::setFolded);
        connect(one, &DetailPane::backWanted, this, [this] {
            m_split->showList();
            m_lines->focusList();
        });
    }
    connect(m_save, &SaveBar::lineWanted, this, &RoutingPanel::showLine);
    connect(m_save, &SaveBar::comparisonWanted, this, [this] {
        const auto &lines = m_services.desk.draft().lines;
        if (lines.empty())
            return;
        if (!m_shown || !lines.contains(*m_shown))
            showLine(lines.begin()->first);
        openPage(m_pages->indexOf(m_compare));
        m_compare->compare();
    });
    connect(m_save, &SaveBar::saved, this, [this](int number) { Q_EMIT toastRequested({.text = (m_services.isServed ? tr("The plan is in force: version %1.") : tr("The plan is saved: version %1.")).arg(number)}); });
    PlanDesk &desk = m_services.desk;
    connect(&desk, &PlanDesk::changed, this, &RoutingPanel::renderList);
    connect(&desk, &PlanDesk::checked, this, [this] {
        m_lines->tellAgain();
        renderHead();
    });
    connect(&m_services.lines, &LineNames::changed, this, &RoutingPanel::renderList);
    const auto command = [this](const QString &iconName, const QString &words, const QKeySequence &keys, auto act) {
        auto *action = new QAction(icon(iconName), words, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    command(u"export"_s, tr("Export the plan"), {}, [this] { askForExport(); });
    command(u"undo"_s, tr("Undo the last change of the plan"), QKeySequence::Undo, [this] { m_services.desk.undo(); });
    command(u"refresh"_s, tr("Make the change of the plan again"), QKeySequence::Redo, [this] { m_services.desk.redo(); });
    if (!desk.isLoaded())
        desk.reload();
    renderList();
}

QWidget *RoutingPanel::buildDetail()
{
    auto *detail = new QWidget(m_right);
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(detail);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::xl, space::m, space::xl, space::s);
    headColumn->setSpacing(space::xs);
    m_title = new Label(TextStyle::Title, head);
    m_title->setObjectName(u"routingTitle"_s);
    m_title->setElided(true);
    m_state = new Label(TextStyle::Body, head);
    m_state->setObjectName(u"routingState"_s);
    m_state->setLevel(Label::Level::Second);
    m_state->setElided(true);
    m_chips = new QWidget(head);
    auto *flow = new FlowLayout(m_chips, space::xs);
    flow->setContentsMargins(0, 0, 0, 0);
    headColumn->addWidget(m_title);
    headColumn->addWidget(m_state);
    headColumn->addWidget(m_chips);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, detail));
    m_lineView = new QStackedWidget(detail);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    m_pages = new QStackedWidget(m_lineView);
    addPage(u"hoursChip"_s, tr("Hours"), new HoursPage(m_services, m_pages));
    addPage(u"routeChip"_s, tr("Who rings"), new RoutePage(m_services, m_pages));
    addPage(u"policyChip"_s, tr("Voicemail and recording"), new PolicyPage(m_services, m_pages));
    addPage(u"textsChip"_s, tr("Texts"), new TextsPage(m_services, m_pages));
    addPage(u"peopleChip"_s, tr("People"), new RoutingPeoplePage(m_services, m_pages));
    addPage(u"rotaChip"_s, tr("On call"), new RotaPage(m_services, m_pages));
    auto *coverage = new CoveragePage(m_services, m_pages);
    addPage(u"coverageChip"_s, tr("Coverage"), coverage);
    m_try = new TryPage(m_services, m_pages);
    addPage(u"tryChip"_s, tr("Try it"), m_try);
    if (m_services.past) {
        m_compare = new ComparePage(m_services, m_pages);
        addPage(u"compareChip"_s, tr("Last week"), m_compare);
    }
    addPage(u"historyChip"_s, tr("History"), new HistoryPage(m_services, m_pages));
    m_unplanned = new EmptyState(m_lineView);
    m_unplanned->setObjectName(u"unplannedLine"_s);
    m_unplanned->setText(u"transfer"_s, tr("This line is not in the plan yet."), tr("Until it is, calls to it go to voicemail."), tr("Add it to the plan"));
    m_lineView->addWidget(m_pages);
    m_lineView->addWidget(m_unplanned);
    column->addWidget(m_lineView, 1);
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &RoutingPanel::openPage);
    connect(coverage, &CoveragePage::instantWanted, this, [this](const QDateTime &instant) {
        openPage(m_pages->indexOf(m_try));
        m_try->tryAt(instant);
    });
    connect(m_unplanned, &EmptyState::actionChosen, this, [this] {
        m_services.desk.change(withLine(m_services.desk.draft(), *m_shown, m_services.lines.nameOf(Party(*m_shown))));
    });
    return detail;
}

void RoutingPanel::addPage(const QString &name, const QString &word, PlanPage *page)
{
    auto *chip = new Chip(word, m_chips);
    chip->setObjectName(name);
    chip->setAccessibleName(word);
    m_chips->layout()->addWidget(chip);
    m_group->addButton(chip, m_pages->addWidget(page));
}

void RoutingPanel::openPage(int index)
{
    m_group->button(index)->setChecked(true);
    showIn(m_pages, m_pages->widget(index));
    renderDetail();
}

void RoutingPanel::activate()
{
    if (!m_shown)
        m_lines->chooseFirst();
    renderDetail();
    m_lines->focusList();
}

void RoutingPanel::find()
{
    m_split->showList();
    m_lines->findLine();
}

void RoutingPanel::askForExport()
{
    askWhereToSave(this, tr("Export the plan"), u"plan.json"_s, tr("Plans (*.json)"), [this](const QString &path) { exportTo(path); });
}

void RoutingPanel::exportTo(const QString &path)
{
    whenDone(exportPlan(m_services.desk.inForce().plan, path), this, [this](const Result<> &written) {
        if (!written)
            return m_lines->notice().tell(written.error(), tr("Try again"));
        Q_EMIT toastRequested({.text = tr("The plan was exported as it was saved last.")});
    });
}

void RoutingPanel::renderList()
{
    m_lines->render(m_shown);
    if (!m_shown && isVisible())
        m_lines->chooseFirst();
    renderDetail();
}

void RoutingPanel::showLine(const PhoneNumber &number)
{
    m_shown = number;
    m_lines->choose(number);
    m_split->showDetail();
    renderDetail();
}

void RoutingPanel::renderDetail()
{
    showIn(m_right, m_right->widget(m_shown ? 1 : 0));
    renderHead();
    if (!m_shown || !m_services.desk.draft().lines.contains(*m_shown))
        return;
    auto *page = static_cast<PlanPage *>(m_pages->currentWidget());
    page->show(*m_shown);
    page->activate();
}

void RoutingPanel::showRoster()
{
    if (isVisible() && m_shown && m_services.desk.draft().lines.contains(*m_shown))
        static_cast<PlanPage *>(m_pages->currentWidget())->show(*m_shown);
}

void RoutingPanel::renderHead()
{
    if (!m_shown)
        return;
    const Plan &plan = m_services.desk.draft();
    const bool isPlanned = plan.lines.contains(*m_shown);
    const RowView row = plannedLineView({*m_shown, isPlanned}, plan, m_services.desk.findings(), m_services.lines, m_services.clock());
    m_title->setText(row.title);
    m_state->setText(row.titleNote.isEmpty() ? row.subtitle : u"%1 \u00b7 %2"_s.arg(row.titleNote, row.subtitle));
    m_chips->setVisible(isPlanned);
    showIn(m_lineView, isPlanned ? static_cast<QWidget *>(m_pages) : m_unplanned);
}

} // namespace milassist
