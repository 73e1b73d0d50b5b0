// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/team.h"
#include "ui/models/linenames.h"
#include "ui/panels/settings/outsidecard.h"

#include <QPointer>

namespace milassist {

/// Shows in the settings which telephone outside the person at this desk has, as their team's relay keeps it, and changes it.
/// Goes with the card or the team, whichever is first. Main thread.
class OutsidePage : public QObject {
    Q_OBJECT
public:
    OutsidePage(Team &team, const LineNames &lines, OutsideCard &card);

private:
    void read();
    void save(const OwnPhone &phone);
    void take(const Result<OwnPhone> &phone);
    void render();

    Team &m_team;
    const LineNames &m_lines;
    QPointer<OutsideCard> m_card;
    OutsideFacts m_facts;
    int m_asked = 0; ///< only the last answer counts
};

} // namespace milassist
