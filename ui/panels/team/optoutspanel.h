// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/team/pagesread.h"
#include "ui/panels/team/teamlistpanel.h"

namespace milassist
{

/// Who is not to be texted, and how the team knows.
class OptOutsPanel : public TeamListPanel
{
    Q_OBJECT
public:
    explicit OptOutsPanel(const TeamServices &services, QWidget *parent = nullptr);

protected:
    void read() override;
    QWidget *makePage(const QString &key) override;
    void act() override;
    void readMore() override;

private:
    void note(QWidget *page, const QString &scope, const Party &peer, bool optedOut, const QString &reason, const QString &key);
    QWidget *makeForm();
    void showRead(const Result<TeamOptOutPage> &page);

    TeamOptOuts m_table;
    TeamOptOutPage m_page;
    PagesRead<TeamOptOutPage, TeamOptOut> m_pages{
        &TeamOptOutPage::optOuts, [](const TeamOptOut &a, const TeamOptOut &b) { return a.scope == b.scope && a.peer == b.peer; }, this};
};

} // namespace milassist
