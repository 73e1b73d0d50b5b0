// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamroster.h"
#include "ui/panels/calls/callstory.h"
#include "ui/widgets/trace/whyview.h"

class QGridLayout;

namespace milassist {

class Label;
class Notice;

/// Whom the call log asks why; without a relay it does not tell.
struct WhyServices {
    TeamCalls *calls = nullptr;
    const TeamRoster *roster = nullptr; ///< says when somebody is called otherwise
    std::function<WhyView::Present()> present;
};

/// Why a call went where it went, as the relay that answered it has written down, and what happened then.
class CallWhy : public QWidget {
    Q_OBJECT
public:
    explicit CallWhy(WhyServices services, QWidget *parent = nullptr);

    /// @param call null: nobody could know of it, and nothing is shown
    void show(const CallSid &call);

private:
    void ask();
    void tell(const TeamCall &call);
    void render();
    void tellNothing(const QString &what);
    void tellStory(const QList<StoryLine> &lines);

    WhyServices m_services;
    CallSid m_call;
    std::optional<TeamCall> m_told;
    quint64 m_asked = 0;
    QWidget *m_title;
    Notice *m_notice;
    Label *m_nothing; ///< that it is being asked, or that there is nothing
    WhyView *m_why;
    QWidget *m_story;
    QGridLayout *m_lines;
};

} // namespace milassist
