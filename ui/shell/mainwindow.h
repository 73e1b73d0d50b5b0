// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/profile/profiles.h"
#include "core/profile/settings.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/shellstate.h"
#include "ui/widgets/panel.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>

class QStackedWidget;
class QVBoxLayout;

namespace milassist {

struct KeyGroup;
class KeysHelp;
class Notice;
class Rail;
class SearchStore;
class StatusStrip;
class Theme;
class Toasts;
class TopBar;

/// A screen of the window before it exists: panels are made when they are first shown.
struct PageSpec {
    QString id;                ///< "calls": object name, remembered page
    QString word;              ///< "Calls"
    QString icon;
    std::function<Panel *(QWidget *parent)> make;
    std::function<bool(const Target &)> takes; ///< whether this screen shows that target; may be empty
    bool atBottom = false;
};

/// The window: rail, top bar, pages, status. Knows what an account shows only by its pages and by ShellState.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Settings &settings, Theme &theme, Clock clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The screens of an account; replaces those before. The first, or the one used last, is shown.
    /// @param search may be null; must live until the next setPages() or clearPages()
    void setPages(QList<PageSpec> pages, SearchStore *search, const QString &homeCountry);
    void clearPages();
    /// One screen in place of everything: first run. Null goes back to the pages. The window takes ownership.
    void setWelcome(QWidget *welcome);
    /// Makes the window a telephone, or none again (nulls). The window takes both widgets over and deletes those before.
    /// @param bar of the calls that go on, above the page @param control of availability, in the top bar
    /// @param call what "call NAME" in the search does
    void setPhone(QWidget *bar, QWidget *control, CommandPalette::Call call);
    /// Where a card over the whole window belongs.
    QWidget *overlayHost() const;
    /// Says whether this is the sandbox: nothing may cover it.
    QWidget *modeSign() const;
    void setProfiles(const QList<Profile> &profiles, const QString &currentId);
    void setState(const ShellState &state);

    void showPage(const QString &id);
    QString currentPage() const;
    /// What waits on a screen, also while it has not been made yet.
    void setBadge(const QString &id, int count);
    Panel *currentPanel() const;
    /// Panels that exist already, in the order of the rail.
    QList<Panel *> panels() const;
    void open(const Target &target);
    void showToast(const Toast &toast);
    void openPalette(const QString &text = {});
    void openKeys();
    /// Takes the search field or help away, if one is open.
    void closeOverlays();
    /// Something of the program's own to say above the page (a rebuilt cache, a full disk); an empty title takes it away.
    void tell(Tone tone, const QString &title, const QString &advice = {}, const QString &action = {});

Q_SIGNALS:
    void syncNowRequested();
    void pauseRequested();
    void resumeRequested();
    void cancelHistoryRequested();
    void linkActionRequested();        ///< the button in the bar about the connection: try, unlock, connect again
    void noticeActionRequested();
    void profileChosen(const QString &id);
    void addAccountRequested();
    void signOutRequested();
    void focusChanged(bool focused);   ///< whether somebody is looking: polling adapts
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void buildActions();
    QAction *command(const QString &name, const QString &iconName, const QString &words, const QKeySequence &keys, std::function<void()> act);
    void renderState();
    int indexOf(const QString &id) const;
    Panel *panelAt(int index);
    void showIndex(int index);
    void refreshCommands();
    QList<KeyGroup> keyGroups() const;
    void restoreSplits(QWidget *panel);
    void saveLayout();

    Settings &m_settings;
    Theme &m_theme;
    Clock m_clock;
    ShellState m_state;
    QTimer m_tick;
    QList<PageSpec> m_pages;
    QList<Panel *> m_panels; ///< null = not made yet
    int m_current = -1;

    QWidget *m_body;
    QStackedWidget *m_outer;
    QStackedWidget *m_stack;
    TopBar *m_top;
    Rail *m_rail;
    QVBoxLayout *m_column;
    QWidget *m_phoneBar = nullptr;
    Notice *m_linkBar;
    Notice *m_notice;
    StatusStrip *m_status;
    Toasts *m_toasts;
    CommandPalette *m_palette;
    KeysHelp *m_keys;
};

} // namespace milassist
