// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a screen with a list and a detail.
#include "ui/panels/parts/listdetailpanel.h"

#include "ui/panels/parts/partydetail.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/splitview.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// A key of the screen is no key where the widget with the focus has a use for it.
bool keepsKey(const QWidget &focus, const QKeyEvent &key)
{
    const bool isPlain = !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (qobject_cast<const QLineEdit *>(&focus) || qobject_cast<const QComboBox *>(&focus))
        return isPlain;
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(&focus))
        return isPlain && !text->isReadOnly();
    if (key.key() == Qt::Key_Space)
        return qobject_cast<const QAbstractButton *>(&focus);
    if (key.key() == Qt::Key_Left || key.key() == Qt::Key_Right)
        return !qobject_cast<const QAbstractItemView *>(&focus) && !qobject_cast<const Panel *>(&focus);
    return false;
}

} // namespace

QAction *ListDetailPanel::addKey(For what, const QString &name, const QString &text, const QList<QKeySequence> &keys,
                                 std::function<void()> act)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(what == For::Keys); // a held key goes on and on, but deletes once
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    addAction(action);
    if (what != For::Screen)
        m_needChosen.append(action);
    if (what == For::Chosen) { // the same by right click and by the menu key
        m_pane->list()->addAction(action);
        m_pane->list()->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    return action;
}

void ListDetailPanel::withPlayer(const std::function<void(PlayerView &)> &act)
{
    if (PlayerView *player = m_detail->player())
        act(*player);
}

void ListDetailPanel::addUsualKeys()
{
    addKey(For::Chosen, u"playOrPause"_s, tr("Play or pause"), {Qt::Key_Space},
           [this] { withPlayer([](PlayerView &player) { player.toggle(); }); });
    addKey(For::Chosen, u"textThem"_s, tr("Write them a text"), {Qt::Key_T}, [this] { m_detail->writeText(); });
    addKey(For::Chosen, u"copyNumber"_s, tr("Copy their number"), {Qt::Key_C}, [this] { m_detail->header()->copyNumber(); });
    addKey(For::Chosen, u"writeNote"_s, tr("Write a note"), {Qt::Key_N}, [this] { m_detail->editNote(); });

    const auto goBy = [this](int rows) {
        chooseBy(rows); // first: a list that gets the focus chooses its first row where none is chosen
        m_pane->list()->setFocus(Qt::ShortcutFocusReason);
    };
    QAction *next = addKey(For::Screen, u"nextRow"_s, tr("Next in the list"), {Qt::Key_J}, [goBy] { goBy(1); });
    QAction *previous = addKey(For::Screen, u"previousRow"_s, tr("Previous in the list"), {Qt::Key_K}, [goBy] { goBy(-1); });
    next->setAutoRepeat(true);
    previous->setAutoRepeat(true);
    const auto seek = [this](std::chrono::milliseconds by) {
        return [this, by] { withPlayer([by](PlayerView &player) { player.seekBy(by); }); };
    };
    addKey(For::Keys, u"back5"_s, tr("5 seconds back"), {Qt::Key_Left}, seek(-5s));
    addKey(For::Keys, u"forward5"_s, tr("5 seconds forward"), {Qt::Key_Right}, seek(5s));
    addKey(For::Keys, u"back1"_s, tr("1 second back"), {Qt::SHIFT | Qt::Key_Left}, seek(-1s));
    addKey(For::Keys, u"forward1"_s, tr("1 second forward"), {Qt::SHIFT | Qt::Key_Right}, seek(1s));
    addKey(For::Keys, u"slower"_s, tr("Play slower"), {Qt::Key_BracketLeft},
           [this] { withPlayer([](PlayerView &player) { player.slower(); }); });
    addKey(For::Keys, u"faster"_s, tr("Play faster"), {Qt::Key_BracketRight},
           [this] { withPlayer([](PlayerView &player) { player.faster(); }); });
    addKey(For::Chosen, u"markLoop"_s, tr("Loop: begin here, end here, none"), {Qt::Key_L},
           [this] { withPlayer([](PlayerView &player) { player.markLoop(); }); });
    addKey(For::Screen, u"searchHere"_s, tr("Search in this list"), {Qt::Key_Slash}, [this] { find(); });
}

bool ListDetailPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const QWidget *focus = QApplication::focusWidget();
        if (focus && keepsKey(*focus, *static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
    }
    return Panel::event(event);
}

void ListDetailPanel::keyPressEvent(QKeyEvent *event)
{
    // Not an action: on its way up here it closes first what is nearer to the person, and every screen knows it.
    if (event->key() != Qt::Key_Escape || event->modifiers() != Qt::NoModifier)
        return Panel::keyPressEvent(event);
    if (PlayerView *player = m_detail->player(); player && m_chosen != 0 && player->clearLoop())
        return;
    m_split->showList();
    m_pane->list()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace milassist
