// SPDX-License-Identifier: GPL-3.0-or-later
// The screens that are there with a relay: what a team shares.
#include "app/desk/session.h"

#include "ui/panels/team/doctorpanel.h"
#include "ui/panels/team/optoutspanel.h"
#include "ui/panels/team/peoplepanel.h"
#include "ui/panels/team/taskspanel.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

/// Tasks stand with the people they are about, what is a manager's or an admin's at the end; what is not theirs is not there.
void Session::addTeamPages(QList<PageSpec> &pages)
{
    const bool isManager = mayAs(TeamRole::Manager), isAdmin = mayAs(TeamRole::Admin);
    const TeamServices services{.team = *m_team, .lines = m_lines, .clock = m_options.clock, .mayAssign = isManager};
    const auto contacts = std::ranges::find(pages, u"contacts"_s, &PageSpec::id);
    qsizetype at = std::min<qsizetype>(contacts - pages.begin() + 1, pages.size());
    pages.insert(at++, {.id = u"tasks"_s,
                        .word = tr("Tasks"),
                        .icon = u"check-circle"_s,
                        .make = [services](QWidget *parent) -> Panel * { return new TasksPanel(services, parent); },
                        .takes = {}});
    if (isManager) {
        pages.insert(at, {.id = u"optOuts"_s,
                          .word = tr("Opt-outs"),
                          .icon = u"block"_s,
                          .make = [services](QWidget *parent) -> Panel * { return new OptOutsPanel(services, parent); },
                          .takes = {}});
    }
    if (!isAdmin)
        return;
    pages.append({.id = u"team"_s,
                  .word = tr("Team"),
                  .icon = u"person-add"_s,
                  .make = [services](QWidget *parent) -> Panel * { return new PeoplePanel(services, parent); },
                  .takes = {}});
    pages.append({.id = u"doctor"_s,
                  .word = tr("Doctor", "finds out what is wrong with webhooks"),
                  .icon = u"globe"_s,
                  .make = [services](QWidget *parent) -> Panel * { return new DoctorPanel(services, parent); },
                  .takes = {}});
}

} // namespace milassist
