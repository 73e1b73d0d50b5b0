// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/doctorpanel.h"

#include "core/base/whendone.h"
#include "ui/panels/team/teamwords.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

DoctorPanel::DoctorPanel(const TeamServices &services, QWidget *parent)
    : TeamListPanel(services,
                    {.name = u"doctor"_s,
                     .title = tr("Webhook doctor"),
                     .listName = tr("What was looked at"),
                     .icon = u"globe"_s,
                     .empty = tr("Not run yet."),
                     .more = tr("It sends a signed test through your public address, and looks where your numbers lead."),
                     .choose = tr("Choose a check to see what it means and what to do."),
                     .action = tr("Run"),
                     .kinds = {}},
                    parent),
      m_doctor(services.team.doctor())
{
    keepNotice();
    showRows({});
    DoctorPanel::read();
}

/// Once by itself; then when asked.
void DoctorPanel::read()
{
    if (!m_hasRun && !m_isRunning)
        act();
}

void DoctorPanel::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    action()->setText(isRunning ? tr("Cancel") : tr("Run again"));
    action()->setIcon(icon(isRunning ? u"close"_s : u"refresh"_s));
    if (isRunning)
        notice()->tell(Tone::Neutral, tr("Looking ..."), tr("A signed test goes out through the public address. This takes some seconds."));
}

void DoctorPanel::act()
{
    ++m_run;
    if (m_isRunning) {
        m_running.cancel();
        setRunning(false);
        m_hasRun = true;
        return notice()->tell(Tone::Neutral, tr("Cancelled."), m_report.checks.isEmpty() ? QString() : tr("What you see is from before."));
    }
    setRunning(true);
    m_running = m_doctor.examine();
    whenDone(m_running, this, [this, run = m_run](const Result<DoctorReport> &report) {
        if (run != m_run)
            return;
        setRunning(false);
        m_hasRun = true;
        if (!report)
            return failed(report.error());
        show(*report);
    });
}

void DoctorPanel::show(const DoctorReport &report)
{
    m_report = report;
    const auto rank = [](const DoctorCheck &check) {
        return check.verdict.is(DoctorVerdict::Wrong) ? 0 : check.verdict.is(DoctorVerdict::Unknown) ? 1 : check.verdict.is(DoctorVerdict::Note) ? 2 : 3;
    };
    std::stable_sort(m_report.checks.begin(), m_report.checks.end(),
                     [&](const DoctorCheck &a, const DoctorCheck &b) { return rank(a) < rank(b); });
    QList<TeamRow> rows;
    for (qsizetype i = 0; i < m_report.checks.size(); ++i)
        rows << TeamRow{.key = QString::number(i), .view = checkRow(m_report.checks[i], services().lines),
                        .stamp = m_report.checks[i].check + m_report.checks[i].says};
    showRows(rows);
    const int wrong = int(std::ranges::count_if(m_report.checks, [](const DoctorCheck &one) { return one.verdict.is(DoctorVerdict::Wrong); }));
    if (wrong > 0)
        notice()->tell(Tone::Danger, tr("%n thing(s) to mend", "checks that found something wrong", wrong), tr("What is wrong stands first."));
    else
        notice()->tell(Tone::Good, tr("All is well."), tr("Looked at %1.").arg(shortTime(report.at, services().clock())));
}

QWidget *DoctorPanel::makePage(const QString &key)
{
    const int row = key.toInt();
    if (row < 0 || row >= m_report.checks.size())
        return nullptr;
    const DoctorCheck &check = m_report.checks[row];
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(checkName(check, services().lines), verdictWords(check), column);
    addFact(column, tr("What was found"), check.says, u"checkSays"_s);
    addFact(column, tr("What to do"), check.fix, u"checkFix"_s);
    addFact(column, tr("Public address"), m_report.publicUrl);
    return page;
}

} // namespace milassist
