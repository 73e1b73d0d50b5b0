// SPDX-License-Identifier: GPL-3.0-or-later
// The screens of the account that is open, and the settings.
#include "app/desk/application.h"
#include "app/desk/outsidepage.h"

#include <QDesktopServices>

namespace milassist {

using namespace Qt::StringLiterals;

/// Also when somebody's role has changed: then others are there.
void DeskApplication::showPages()
{
    QList<PageSpec> pages = m_session->pages();
    pages.append({.id = u"settings"_s,
                  .word = tr("Settings"),
                  .icon = u"settings"_s,
                  .make = [this](QWidget *parent) -> Panel * {
                      auto *panel = new SettingsPanel(m_settings, m_theme, parent);
                      m_settingsPanel = panel;
                      connect(panel, &SettingsPanel::profileChosen, &m_window, &MainWindow::profileChosen);
                      connect(panel, &SettingsPanel::addAccountRequested, this, &DeskApplication::showDoors);
                      connect(panel, &SettingsPanel::connectAgainRequested, this, &DeskApplication::connectAgain);
                      connect(panel, &SettingsPanel::fetchAgainRequested, this, [this] { m_session->sync().fetchAgain(); });
                      connect(panel, &SettingsPanel::stopFetchingRequested, this, [this] { m_session->sync().cancelBackfill(); });
                      connect(panel, &SettingsPanel::signOutRequested, this, &DeskApplication::signOut, Qt::QueuedConnection);
                      connect(panel, &SettingsPanel::openFolderRequested, this,
                              [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_demo ? m_demo->folder() : m_profiles.root())); });
                      QMetaObject::invokeMethod(this, [this] { renderProfiles(); renderState(); }, Qt::QueuedConnection);
                      if (m_telephone)
                          m_telephone->showIn(panel);
                      offerAnswering();
                      if (Team *team = m_session->team())
                          new OutsidePage(*team, m_session->lines(), panel->offerOutside()); // goes with the team or the card
                      return panel;
                  },
                  .atBottom = true});
    m_window.setPages(std::move(pages), &m_session->search(), m_session->lines().home());
    renderProfiles();
    renderState();
}

} // namespace milassist
