// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/coveragepage.h"

#include "core/base/whendone.h"
#include "ui/panels/routing/trypage.h"
#include "ui/widgets/hours/coveragegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"

#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

QString gapWords(const Coverage &coverage)
{
    const int gaps = coverage.gaps();
    return gaps == 0 ? QString()
                     : QCoreApplication::translate("Routing", "In %n hour(s) callers are promised people and nobody is on duty.", nullptr, gaps);
}

CoveragePage::CoveragePage(RoutingServices &services, QWidget *parent)
    : PlanPage(services, parent), m_verdict(new Label(TextStyle::BodyStrong, this)), m_zoneName(new Label(TextStyle::Caption, this)),
      m_grid(new CoverageGrid(this))
{
    setObjectName(u"coveragePage"_s);
    column()->addWidget(sectionHead(tr("How many people would ring"),
                                    tr("Each hour of a usual week, and the holidays of the next 90 days, if everybody on duty is there. "
                                       "Choose an hour with Enter or two clicks to see what happens to a call then."),
                                    this));
    m_verdict->setObjectName(u"coverageVerdict"_s);
    m_verdict->setWordWrap(true);
    column()->addWidget(m_verdict);
    column()->addWidget(m_grid);
    m_zoneName->setLevel(Label::Level::Second);
    m_zoneName->setWordWrap(true);
    column()->addWidget(m_zoneName);
    column()->addStretch(1);
    connect(m_grid, &CoverageGrid::hourChosen, this,
            [this](const QDate &day, int hour) { Q_EMIT instantWanted(instantOn(m_zone, day, QTime(hour, 0))); });
}

void CoveragePage::render()
{
    if (!line())
        return;
    whenDone(coverageLater(plan(), number(), services().clock()), this, [this, asked = ++m_asked](const Coverage &coverage) {
        if (asked != m_asked)
            return;
        m_zone = coverage.zone;
        m_grid->setCoverage(coverage);
        const QString gaps = gapWords(coverage);
        m_verdict->setText(gaps.isEmpty() ? tr("Whenever callers are promised people, somebody is on duty.") : gaps);
        m_verdict->setTone(gaps.isEmpty() ? Tone::Good : Tone::Danger);
        m_zoneName->setText(tr("%1. A number says how many would ring; 1 stands alone; 0 on red is a gap; nothing is voicemail.").arg(zoneWords(coverage.zone)));
    });
}

} // namespace milassist
