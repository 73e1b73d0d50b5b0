// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/shell/keyshelp.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusstrip.h"
#include "ui/shell/toasts.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/splitview.h"
#include "ui/widgets/taborder.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString windowLayout = u"window"_s;
const QString settingsPage = u"settings"_s;

QWidget *padded(QWidget *inner, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::m, space::s, space::m, space::s);
    column->addWidget(inner);
    return box;
}

/// A notice with air around it that takes no room while it says nothing.
void showWithBox(Notice *notice, bool shown)
{
    notice->parentWidget()->setVisible(shown);
    notice->setVisible(shown);
}

} // namespace

MainWindow::MainWindow(Settings &settings, Theme &theme, Clock clock, QWidget *parent) :
    QMainWindow(parent), m_settings(settings), m_theme(theme), m_clock(std::move(clock)), m_body(new QWidget), m_outer(new QStackedWidget(this)),
    m_stack(new QStackedWidget), m_top(new TopBar), m_rail(new Rail), m_linkBar(new Notice), m_notice(new Notice), m_status(new StatusStrip)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("MilAssist Desk"));
    setMinimumSize(560, 420);
    m_linkBar->setObjectName(u"linkBar"_s);
    m_notice->setObjectName(u"programNotice"_s);
    m_notice->setClosable(true);
    m_stack->setObjectName(u"pages"_s);

    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    page->addWidget(padded(m_linkBar, m_body));
    page->addWidget(padded(m_notice, m_body));
    page->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(page, 1);
    auto *column = m_column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    m_body->setAutoFillBackground(true);
    m_outer->addWidget(m_body);
    setCentralWidget(m_outer);
    m_toasts = new Toasts(m_outer);
    m_palette = new CommandPalette(m_outer, m_clock);
    m_keys = new KeysHelp(m_outer);
    showWithBox(m_linkBar, false);
    showWithBox(m_notice, false);

    connect(m_rail, &Rail::chosen, this, &MainWindow::showIndex);
    connect(m_top, &TopBar::searchRequested, this, [this] { openPalette(); });
    connect(m_top, &TopBar::profileChosen, this, &MainWindow::profileChosen);
    connect(m_top, &TopBar::addAccountRequested, this, &MainWindow::addAccountRequested);
    connect(m_top, &TopBar::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_top, &TopBar::settingsRequested, this, [this] { showPage(settingsPage); });
    connect(m_status, &StatusStrip::syncNowRequested, this, &MainWindow::syncNowRequested);
    connect(m_status, &StatusStrip::pauseRequested, this, &MainWindow::pauseRequested);
    connect(m_status, &StatusStrip::resumeRequested, this, &MainWindow::resumeRequested);
    connect(m_status, &StatusStrip::cancelRequested, this, &MainWindow::cancelHistoryRequested);
    connect(m_linkBar, &Notice::actionChosen, this, &MainWindow::linkActionRequested);
    connect(m_notice, &Notice::actionChosen, this, &MainWindow::noticeActionRequested);
    connect(m_notice, &Notice::closed, this, [this] { showWithBox(m_notice, false); });
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::open);

    buildActions();
    m_tick.setInterval(20000); // "3 minutes ago" grows older by itself
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::renderState);
    m_tick.start();
    renderState();
    if (!restoreGeometry(m_settings.layoutOf(windowLayout)))
        resize(1280, 800);
}

MainWindow::~MainWindow() = default;

QAction *MainWindow::command(const QString &name, const QString &iconName, const QString &words, const QKeySequence &keys,
                             std::function<void()> act)
{
    auto *action = new QAction(icon(iconName), words, this);
    action->setObjectName(name);
    action->setProperty("iconName", iconName);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void MainWindow::buildActions()
{
    command(u"searchEverything"_s, u"search"_s, tr("Search everything"), QKeySequence(u"Ctrl+K"_s), [this] { openPalette(); });
    command(u"findHere"_s, u"filter"_s, tr("Find in this screen"), QKeySequence(u"Ctrl+F"_s), [this] {
        if (Panel *panel = currentPanel())
            panel->find();
    });
    command(u"syncNow"_s, u"refresh"_s, tr("Look for what is new now"), QKeySequence(u"F5"_s), [this] { Q_EMIT syncNowRequested(); });
    command(u"showSettings"_s, u"settings"_s, tr("Settings"), QKeySequence(u"Ctrl+,"_s), [this] { showPage(settingsPage); });
    command(u"switchLightDark"_s, u"moon"_s, tr("Switch between light and dark"), {}, [this] {
        m_theme.setScheme(m_theme.isDark() ? Scheme::Light : Scheme::Dark);
        m_settings.setScheme(m_theme.isDark() ? u"dark"_s : u"light"_s);
    });
    command(u"switchDensity"_s, u"sort"_s, tr("Switch between dense and comfortable rows"), {}, [this] {
        m_theme.setDensity(m_theme.density() == Density::Dense ? Density::Comfortable : Density::Dense);
        m_settings.setComfortable(m_theme.density() == Density::Comfortable);
    });
    command(u"largerText"_s, u"plus"_s, tr("Larger text"), QKeySequence(u"Ctrl++"_s), [this] {
        m_theme.setTextSize(m_theme.textSize() + 10);
        m_settings.setTextSize(m_theme.textSize());
    });
    command(u"smallerText"_s, u"minus"_s, tr("Smaller text"), QKeySequence(u"Ctrl+-"_s), [this] {
        m_theme.setTextSize(m_theme.textSize() - 10);
        m_settings.setTextSize(m_theme.textSize());
    });
    command(u"addAccount"_s, u"person-add"_s, tr("Add an account"), {}, [this] { Q_EMIT addAccountRequested(); });
    command(u"showKeys"_s, u"keyboard"_s, tr("Which keys do what"), QKeySequence(u"F1"_s), [this] { openKeys(); });
    connect(new QShortcut(QKeySequence(u"?"_s), this), &QShortcut::activated, this, &MainWindow::openKeys);
    connect(new QShortcut(QKeySequence(u"F8"_s), this), &QShortcut::activated, m_toasts, &Toasts::focusFirst);
    command(u"quit"_s, u"sign-out"_s, tr("Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
    for (int n = 1; n <= 9; ++n)
        connect(new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(n)), this), &QShortcut::activated, this, [this, n] { showIndex(n - 1); });
}

void MainWindow::setPages(QList<PageSpec> pages, SearchStore *search, const QString &homeCountry)
{
    clearPages();
    m_pages = std::move(pages);
    m_panels = QList<Panel *>(m_pages.size(), nullptr);
    for (const PageSpec &page : m_pages)
        m_rail->add(page.id, page.icon, page.word, page.atBottom ? Rail::Place::Bottom : Rail::Place::Top);
    m_palette->setSearch(search);
    m_palette->setHome(homeCountry);
    const int last = indexOf(m_settings.lastPage());
    showIndex(last >= 0 && !m_pages[last].atBottom ? last : 0);
}

void MainWindow::clearPages()
{
    closeOverlays();
    m_toasts->lapseAll();
    m_palette->setSearch(nullptr);
    saveLayout();
    m_current = -1;
    m_rail->clear();
    qDeleteAll(m_panels);
    m_panels.clear();
    m_pages.clear();
    refreshCommands();
}

void MainWindow::setWelcome(QWidget *welcome)
{
    if (m_outer->count() > 1) {
        QWidget *before = m_outer->widget(1);
        m_outer->removeWidget(before);
        before->deleteLater();
    }
    if (welcome) {
        m_outer->addWidget(welcome);
        m_outer->setCurrentIndex(1);
    } else {
        m_outer->setCurrentIndex(0);
    }
}

void MainWindow::setPhone(QWidget *bar, QWidget *control, CommandPalette::Call call)
{
    delete m_phoneBar;
    m_phoneBar = bar;
    if (bar)
        m_column->insertWidget(1, bar); // below the top bar, above everything that changes
    m_top->setControl(control);
    m_palette->setCall(std::move(call));
}

QWidget *MainWindow::overlayHost() const
{
    return m_outer;
}

QWidget *MainWindow::modeSign() const
{
    return m_status->modeMark();
}

void MainWindow::setProfiles(const QList<Profile> &profiles, const QString &currentId)
{
    m_top->setProfiles(profiles, currentId);
}

void MainWindow::setState(const ShellState &state)
{
    m_state = state;
    renderState();
}

void MainWindow::renderState()
{
    const ShellView view = viewOf(m_state, m_clock());
    m_top->render(view);
    m_status->render(view);
    if (view.barTitle.isEmpty())
        showWithBox(m_linkBar, false);
    else {
        m_linkBar->tell(view.barTone, view.barTitle, view.barAdvice, view.barAction);
        showWithBox(m_linkBar, true);
    }
    const QString name = m_state.profileName;
    setWindowTitle(name.isEmpty() ? tr("MilAssist Desk")
                                  : m_state.sandbox ? tr("%1 (sandbox) - MilAssist Desk").arg(name) : tr("%1 - MilAssist Desk").arg(name));
}

int MainWindow::indexOf(const QString &id) const
{
    for (int i = 0; i < m_pages.size(); ++i)
        if (m_pages[i].id == id)
            return i;
    return -1;
}

Panel *MainWindow::panelAt(int index)
{
    if (index < 0 || index >= m_pages.size())
        return nullptr;
    if (m_panels[index])
        return m_panels[index];
    Panel *panel = m_pages[index].make(m_stack);
    if (panel->objectName().isEmpty())
        panel->setObjectName(u"page_"_s + m_pages[index].id);
    m_panels[index] = panel;
    m_stack->addWidget(panel);
    connect(panel, &Panel::openRequested, this, &MainWindow::open);
    connect(panel, &Panel::toastRequested, this, &MainWindow::showToast);
    connect(panel, &Panel::badgeChanged, this, [this, index](int count) { m_rail->setCount(index, count); });
    restoreSplits(panel);
    return panel;
}

void MainWindow::showIndex(int index)
{
    Panel *panel = panelAt(index);
    if (!panel)
        return;
    m_current = index;
    m_rail->setCurrent(index);
    m_stack->setCurrentWidget(panel);
    panel->activate();
    m_settings.setLastPage(m_pages[index].id);
    refreshCommands();
}

void MainWindow::showPage(const QString &id)
{
    showIndex(indexOf(id));
}

void MainWindow::setBadge(const QString &id, int count)
{
    m_rail->setCount(indexOf(id), count);
}

QString MainWindow::currentPage() const
{
    return m_current < 0 ? QString() : m_pages[m_current].id;
}

Panel *MainWindow::currentPanel() const
{
    return m_current < 0 ? nullptr : m_panels[m_current];
}

QList<Panel *> MainWindow::panels() const
{
    QList<Panel *> made;
    for (Panel *panel : m_panels)
        if (panel)
            made.append(panel);
    return made;
}

void MainWindow::open(const Target &target)
{
    for (int i = 0; i < m_pages.size(); ++i) {
        if (!m_pages[i].takes || !m_pages[i].takes(target))
            continue;
        showIndex(i);
        m_panels[i]->open(target);
        return;
    }
}

void MainWindow::showToast(const Toast &toast)
{
    m_toasts->show(toast);
}

void MainWindow::openPalette(const QString &text)
{
    refreshCommands();
    m_keys->close();
    m_palette->openWith(text);
}

void MainWindow::openKeys()
{
    m_palette->close();
    m_keys->setGroups(keyGroups());
    m_keys->open();
}

void MainWindow::closeOverlays()
{
    m_palette->close();
    m_keys->close();
}

void MainWindow::tell(Tone tone, const QString &title, const QString &advice, const QString &action)
{
    if (!title.isEmpty())
        m_notice->tell(tone, title, advice, action);
    showWithBox(m_notice, !title.isEmpty());
}

void MainWindow::refreshCommands()
{
    QList<PaletteItem> commands;
    auto add = [&commands](QAction *action) {
        if (action->text().isEmpty() || !action->isEnabled() || action->isSeparator() || action->objectName() == "searchEverything"_L1)
            return;
        QString words = action->text();
        words.remove(u'&');
        commands.append({.kind = PaletteItem::Kind::Command,
                         .row = {.title = words, .icon = action->property("iconName").toString()},
                         .keys = action->shortcut().toString(QKeySequence::NativeText),
                         .choose = [guard = QPointer<QAction>(action)] {
                             if (guard)
                                 guard->trigger();
                         }});
    };
    if (Panel *panel = currentPanel())
        for (QAction *action : panel->actions())
            add(action);
    for (int i = 0; i < m_pages.size(); ++i) {
        commands.append({.kind = PaletteItem::Kind::Command,
                         .row = {.title = tr("Go to %1").arg(m_pages[i].word), .icon = m_pages[i].icon},
                         .keys = u"Ctrl+%1"_s.arg(i + 1),
                         .choose = [this, id = m_pages[i].id] { showPage(id); }});
    }
    for (QAction *action : actions())
        add(action);
    m_palette->setCommands(std::move(commands));
}

QList<KeyGroup> MainWindow::keyGroups() const
{
    KeyGroup everywhere{tr("Everywhere"), {}};
    for (const QAction *action : actions())
        if (!action->shortcut().isEmpty())
            everywhere.keys.append({action->shortcut().toString(QKeySequence::NativeText), action->text()});
    everywhere.keys.append({tr("Esc"), tr("Close what is on top")});
    everywhere.keys.append({u"F8"_s, tr("Go to the message at the bottom (Undo)")});
    KeyGroup screens{tr("Screens"), {}};
    for (int i = 0; i < m_pages.size(); ++i)
        screens.keys.append({u"Ctrl+%1"_s.arg(i + 1), m_pages[i].word});
    QList<KeyGroup> groups;
    if (m_phoneBar)
        groups.append({tr("In a call"),
                       {{u"M"_s, tr("Mute, and speak again")}, {u"H"_s, tr("Hold and resume")}, {u"T"_s, tr("Hand the call to somebody")},
                        {tr("R"), tr("Record and stop, where your team leaves that to you")}, {tr("Shift+R"), tr("Pause the recording and go on")},
                        {tr("0 to 9, * and #"), tr("Send tones")}}});
    for (int i = 0; i < m_panels.size(); ++i) {
        if (!m_panels[i])
            continue;
        KeyGroup own{m_pages[i].word, {}};
        for (const QAction *action : m_panels[i]->actions())
            if (!action->shortcut().isEmpty())
                own.keys.append({QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u" / "_s), action->text()});
        if (i == m_current)
            groups.prepend(own);
        else
            groups.append(own);
    }
    groups.append(everywhere);
    groups.append(screens);
    return groups;
}

void MainWindow::restoreSplits(QWidget *panel)
{
    for (SplitView *split : panel->findChildren<SplitView *>())
        if (!split->objectName().isEmpty())
            split->restoreState(m_settings.layoutOf(split->objectName()));
}

void MainWindow::saveLayout()
{
    for (Panel *panel : panels())
        for (SplitView *split : panel->findChildren<SplitView *>())
            if (!split->objectName().isEmpty() && !split->isFolded())
                m_settings.setLayoutOf(split->objectName(), split->saveState());
}

/// Screens are made when they are first shown and fill themselves later, so the order of making is not that of the eye.
bool MainWindow::focusNextPrevChild(bool next)
{
    orderTabsAsLaidOut(*this);
    return QMainWindow::focusNextPrevChild(next);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setLayoutOf(windowLayout, saveGeometry());
    saveLayout();
    m_toasts->lapseAll();
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        Q_EMIT focusChanged(isActiveWindow());
}

} // namespace milassist
