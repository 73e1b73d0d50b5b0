// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

namespace milassist
{

class CoverageGrid;

/// In which hours callers of a line would find how many people.
class CoveragePage : public PlanPage
{
    Q_OBJECT
public:
    CoveragePage(RoutingServices &services, QWidget *parent);

Q_SIGNALS:
    /// What happens to a call then?
    void instantWanted(const QDateTime &instant);

protected:
    void render() override;

private:
    quint64 m_asked = 0;
    Label *m_verdict;
    Label *m_zoneName;
    CoverageGrid *m_grid;
    routing::Zone m_zone;
};

/// "Nobody would answer in 10 hours of these." in words; none for no gaps.
QString gapWords(const Coverage &coverage);

} // namespace milassist
