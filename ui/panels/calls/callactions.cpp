// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do on the call screen: actions for the palette, keys, the ways in from other screens.
#include "ui/panels/calls/callpanel.h"

#include "core/cache/callstore.h"
#include "ui/panels/calls/calldetailview.h"
#include "ui/panels/calls/callfilterbar.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/parts/savefile.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QKeyEvent>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

void CallPanel::addActions()
{
    const auto add = [this](const QString &name, const QString &text, auto act) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add(u"showMissedCalls"_s, tr("Show missed calls"), [this] {
        CallFilter filter;
        filter.missedOnly = true;
        m_filters->setFilter(filter);
    });
    add(u"showAllCalls"_s, tr("Show all calls"), [this] { m_filters->setFilter({}); });
    add(u"exportCalls"_s, tr("Export these calls as CSV"), [this] { askForExport(); });
    const qsizetype ofTheRow = actions().size();
    add(u"textCaller"_s, tr("Text the person of this call"), [this] {
        if (m_chosen != 0 && m_detail->header()->canText())
            Q_EMIT m_detail->header()->textWanted();
    });
    add(u"copyCaller"_s, tr("Copy the number of this call"), [this] {
        if (m_chosen != 0)
            m_detail->header()->copyNumber();
    });
    add(u"noteOnCall"_s, tr("Write a note on this call"), [this] {
        if (m_chosen != 0)
            m_detail->editNote();
    });
    m_list->addActions(actions().sliced(ofTheRow)); // the same by right click and by the menu key
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void CallPanel::activate()
{
    if (m_list->isVisible())
        m_list->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
    m_list->viewport()->update(); // "5 min" has become "6 min"
}

void CallPanel::open(const Target &target)
{
    const auto *call = std::get_if<CallTarget>(&target);
    if (!call)
        return;
    const auto go = [this](qint64 id) {
        m_wanted = id;
        m_filters->setFilter({}); // it must not be hidden
        chooseId(id);
        m_split->showDetail();
    };
    if (call->row != 0)
        return go(call->row);
    whenDone(m_calls.idOf(call->sid), this, [this, go](const Result<qint64> &id) {
        if (id)
            go(*id);
        else
            m_notice->tell(Tone::Warning, tr("This call is not on this computer yet."), tr("It appears when everything has been fetched from Twilio."));
    });
}

void CallPanel::find()
{
    m_split->showList();
    m_filters->searchField()->setFocus(Qt::ShortcutFocusReason);
    m_filters->searchField()->selectAll();
}

void CallPanel::keyPressEvent(QKeyEvent *event)
{
    PlayerView *player = m_chosen != 0 ? m_detail->player() : nullptr;
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->modifiers() != Qt::NoModifier && !shift)
        return Panel::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_J:
    case Qt::Key_K:
        m_list->setFocus(Qt::ShortcutFocusReason);
        m_list->choose(m_list->currentIndex().row() + (event->key() == Qt::Key_J ? 1 : -1));
        return;
    case Qt::Key_Space:
        if (player)
            player->toggle();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (player)
            player->seekBy((event->key() == Qt::Key_Left ? -1 : 1) * (shift ? 1s : 5s));
        return;
    case Qt::Key_BracketLeft:
        if (player)
            player->slower();
        return;
    case Qt::Key_BracketRight:
        if (player)
            player->faster();
        return;
    case Qt::Key_T:
        if (m_chosen != 0 && m_detail->header()->canText())
            Q_EMIT m_detail->header()->textWanted();
        return;
    case Qt::Key_C:
        if (m_chosen != 0)
            m_detail->header()->copyNumber();
        return;
    case Qt::Key_N:
        if (m_chosen != 0)
            m_detail->editNote();
        return;
    case Qt::Key_Slash:
        find();
        return;
    case Qt::Key_Escape:
        m_split->showList();
        m_list->setFocus(Qt::ShortcutFocusReason);
        return;
    default: Panel::keyPressEvent(event);
    }
}

void CallPanel::askForExport()
{
    const QString day = m_clock().toLocalTime().date().toString(Qt::ISODate);
    askWhereToSave(this, tr("Export calls"), tr("calls-%1.csv", "file name").arg(day), tr("Tables (*.csv)"),
                   [this](const QString &path) { exportTo(path); });
}

void CallPanel::exportTo(const QString &path)
{
    m_notice->clear();
    whenDone(m_calls.exportCsv(m_model.filter(), path), this, [this](const Result<qint64> &rows) {
        if (rows)
            Q_EMIT toastRequested({.text = tr("%1 saved", "number of calls").arg(callCountText(int(*rows)))});
        else if (rows.error().kind != Error::Kind::Cancelled)
            m_notice->tell(rows.error());
    });
}

} // namespace milassist
