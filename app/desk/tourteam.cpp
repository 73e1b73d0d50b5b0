// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour does on the screens of the team.
#include "app/desk/tour.h"

#include "app/desk/application.h"

namespace milassist {

using namespace Qt::StringLiterals;

void Tour::planTeam()
{
    add(u"tasks"_s, [this] { m_desk.window().showPage(u"tasks"_s); }, [this] { return isShown(u"tasksList"_s) || isShown(u"tasksEmpty"_s); });
    add(u"task-new"_s,
        [this] {
            click(u"tasksAction"_s);
            type(u"taskTitle"_s, tr("Send the new price list to everybody who asked"));
        },
        [this] { return isShown(u"makeTaskButton"_s) && find(u"makeTaskButton"_s)->isEnabled(); });
    add(u"task-made"_s, [this] { click(u"makeTaskButton"_s); }, [this] { return rowsOf(u"tasksList"_s) > 0 && isShown(u"doneTaskButton"_s); });
    add(u"opt-outs"_s, [this] { m_desk.window().showPage(u"optOuts"_s); }, [this] { return isShown(u"optOutsList"_s) || isShown(u"optOutsEmpty"_s); });
    add(u"team"_s, [this] { m_desk.window().showPage(u"team"_s); }, [this] { return rowsOf(u"teamList"_s) > 0 && isShown(u"renewTokenButton"_s); });
    add(u"doctor"_s, [this] { m_desk.window().showPage(u"doctor"_s); }, [this] { return rowsOf(u"doctorList"_s) > 3 && isShown(u"checkSays"_s); });
}

} // namespace milassist
