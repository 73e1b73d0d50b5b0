// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/savebar.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/words/changewords.h"
#include "ui/words/findingwords.h"
#include "ui/widgets/words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::changesOf;
using routing::Finding;
using routing::Findings;
using routing::PlanNote;

SaveBar::SaveBar(RoutingServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"saveBar"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(space::l, space::xs, space::l, space::xs);
    inner->setSpacing(space::xs);
    column->addLayout(inner);
    m_notice = new Notice(this);
    m_notice->setObjectName(u"planNotice"_s);
    inner->addWidget(m_notice);
    m_row = new QWidget(this);
    auto *flow = new FlowLayout(m_row, space::s);
    flow->setContentsMargins(0, 0, 0, 0);
    m_undo = quietTool(u"undoPlanButton"_s, tr("Undo"), u"undo"_s, m_row);
    m_redo = quietTool(u"redoPlanButton"_s, tr("Redo"), u"refresh"_s, m_row);
    m_discard = quietTool(u"discardPlanButton"_s, tr("Discard all"), u"close"_s, m_row);
    for (QToolButton *tool : {m_undo, m_redo, m_discard}) {
        tool->setToolButtonStyle(Qt::ToolButtonIconOnly);
        tool->setToolTip(tool->text());
        flow->addWidget(tool);
    }
    m_reason = new SampleField(tr("Why, for the history"), m_row);
    m_reason->setObjectName(u"planReason"_s);
    m_reason->setAccessibleName(tr("Why the plan is changed"));
    m_reason->setPlaceholderText(tr("Why, for the history"));
    m_reason->setMaxLength(200);
    flow->addWidget(m_reason);
    m_theirs = new QPushButton(tr("Take theirs"), m_row);
    m_theirs->setObjectName(u"takeTheirsButton"_s);
    m_theirs->setAccessibleName(tr("Give this draft up and take theirs"));
    flow->addWidget(m_theirs);
    m_compare = new QPushButton(tr("Compare with last week"), m_row);
    m_compare->setObjectName(u"compareDraftButton"_s);
    m_compare->setAccessibleName(tr("Compare this draft with last week's calls"));
    flow->addWidget(m_compare);
    m_save = new QPushButton(tr("Save the plan"), m_row);
    m_save->setObjectName(u"savePlanButton"_s);
    m_save->setAccessibleName(tr("Save the plan of all lines"));
    setButtonKind(m_save, ButtonKind::Primary);
    flow->addWidget(m_save);
    m_state = new Label(TextStyle::Caption, m_row);
    m_state->setObjectName(u"planState"_s);
    m_state->setLevel(Label::Level::Second);
    flow->addWidget(m_state);
    inner->addWidget(m_row);

    PlanDesk &desk = services.desk;
    connect(m_undo, &QToolButton::clicked, &desk, &PlanDesk::undo);
    connect(m_redo, &QToolButton::clicked, &desk, &PlanDesk::redo);
    connect(m_discard, &QToolButton::clicked, &desk, &PlanDesk::discard);
    connect(m_theirs, &QPushButton::clicked, &desk, &PlanDesk::takeTheirs);
    connect(m_compare, &QPushButton::clicked, this, &SaveBar::comparisonWanted);
    connect(m_save, &QPushButton::clicked, this, &SaveBar::save);
    connect(m_reason, &QLineEdit::returnPressed, this, &SaveBar::save);
    connect(m_notice, &Notice::actionChosen, this, [this] {
        PlanDesk &planDesk = m_services.desk;
        if (planDesk.theirs())
            planDesk.goOnWithBoth();
        else if (m_error)
            save();
        else if (!planDesk.findings().empty() && planDesk.findings().front().example)
            Q_EMIT lineWanted(planDesk.findings().front().example->call.to);
    });
    connect(&desk, &PlanDesk::changed, this, [this] {
        m_error.reset();
        render();
    });
    connect(&desk, &PlanDesk::loaded, this, &SaveBar::render);
    connect(&desk, &PlanDesk::checked, this, &SaveBar::render);
    connect(&desk, &PlanDesk::overtaken, this, &SaveBar::render);
    connect(&desk, &PlanDesk::refused, this, [this] {
        m_wasRefused = true;
        render();
    });
    connect(&desk, &PlanDesk::failed, this, [this](const Error &error) {
        m_error = error;
        render();
    });
    connect(&desk, &PlanDesk::saved, this, [this](const PlanNote &note) {
        m_reason->clear();
        m_wasRefused = false;
        Q_EMIT saved(note.number);
    });
    render();
}

void SaveBar::save()
{
    if (!m_services.mayChange)
        return;
    m_services.desk.save(m_reason->text().trimmed());
}

void SaveBar::render()
{
    const PlanDesk &desk = m_services.desk;
    const bool isChanged = desk.isChanged();
    m_undo->setEnabled(desk.canUndo() && !desk.isSaving());
    m_redo->setEnabled(desk.canRedo() && !desk.isSaving());
    m_discard->setEnabled(isChanged && !desk.isSaving());
    m_reason->setEnabled(!desk.isSaving());
    m_save->setEnabled(isChanged && !desk.isSaving() && !desk.theirs());
    m_reason->setVisible(m_services.mayChange);
    m_save->setVisible(m_services.mayChange);
    m_save->setText(desk.isSaving() ? tr("Saving") : tr("Save the plan"));
    m_compare->setVisible(m_services.past && isChanged);
    m_theirs->setVisible(desk.theirs().has_value());
    m_state->setText(!isChanged ? QString() : m_services.mayChange ? tr("Not saved yet") : tr("Only here, to try it out. Admins put plans into force."));
    m_state->setVisible(isChanged);
    if (!isChanged)
        m_wasRefused = false;
    renderNotice();
    setVisible(isChanged || desk.canUndo() || desk.canRedo() || m_notice->isTelling());
}

void SaveBar::renderNotice()
{
    const PlanDesk &desk = m_services.desk;
    const QString home = m_services.lines.home();
    if (m_error)
        return m_notice->tell(*m_error, desk.isChanged() ? tr("Try again") : QString());
    if (const auto &theirs = desk.theirs()) {
        const QString parts = changedParts(changesOf(desk.inForce().plan, theirs->plan), theirs->plan, home);
        const QString who = authorWords(theirs->note.author, m_services.me, theirs->plan);
        return m_notice->tell(Tone::Warning, tr("%1 changed the plan, %2.", "3 minutes ago").arg(who, timeAgo(theirs->note.at, m_services.clock())),
                              tr("Changed: %1. Go on with both, and look at it before you save; or take theirs and give this draft up.").arg(parts),
                              tr("Go on with both"));
    }
    const Findings &findings = desk.findings();
    const auto refused = std::ranges::count_if(findings, &Finding::isRefused);
    if (!desk.isChanged() || (refused == 0 && findings.empty()) || !desk.isChecked()) {
        if (desk.isChecked() || !desk.isChanged())
            m_notice->clear();
        return; // while it is checked what was said stays
    }
    const Finding &first = findings.front(); // those that are refused stand first
    const FindingWords words = findingWords(first, desk.draft(), home);
    QString more = words.advice;
    if (!words.example.isEmpty())
        more = words.example + u' ' + more;
    if (findings.size() > 1)
        more += u' ' + tr("And %n more.", "things that are wrong", int(findings.size()) - 1);
    const QString title = refused > 0 ? (m_wasRefused ? tr("Not saved. %1: %2") : tr("Cannot be saved like this. %1: %2")) : tr("%1: %2");
    m_notice->tell(refused > 0 ? Tone::Danger : Tone::Warning, title.arg(words.where, words.what), more,
                   first.example ? tr("Show the line") : QString());
}

} // namespace milassist
