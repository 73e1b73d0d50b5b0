// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do on the voicemail screen: actions for the palette, keys, the ways in from other screens.
#include "ui/panels/voicemail/voicemailpanel.h"

#include "ui/models/linenames.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/parts/savefile.h"
#include "ui/panels/voicemail/voicemaildetailview.h"
#include "ui/panels/voicemail/voicemailfilterbar.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPointer>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

void VoicemailPanel::addActions()
{
    const auto add = [this](const QString &name, const QString &text, auto act, bool needsChosen = true) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, act, needsChosen] {
            if (!needsChosen || m_chosen != 0)
                act();
        });
        addAction(action);
    };
    add(u"showUnheard"_s, tr("Show unheard voicemail"), [this] {
        VoicemailFilter filter;
        filter.unheardOnly = true;
        m_filters->setFilter(filter);
    }, false);
    add(u"showAllVoicemail"_s, tr("Show all voicemail"), [this] { m_filters->setFilter({}); }, false);
    add(u"exportVoicemail"_s, tr("Export this voicemail list as CSV"), [this] { askForExport(); }, false);
    const qsizetype ofTheRow = actions().size();
    add(u"playVoicemail"_s, tr("Play or pause the voicemail"), [this] { m_detail->player()->toggle(); });
    add(u"voicemailDone"_s, tr("Done with this voicemail, go to the next"), [this] { done(); });
    add(u"voicemailHeard"_s, tr("Mark the voicemail as heard or new"), [this] { setHeard(m_chosen, !m_detail->voicemail().heard); });
    add(u"deleteVoicemail"_s, tr("Delete the voicemail"), [this] { deleteChosen(); });
    add(u"copyTranscript"_s, tr("Copy the transcript"), [this] { m_detail->copyTranscript(); });
    add(u"saveVoicemail"_s, tr("Save the voicemail's audio"), [this] { askWhereToSaveSound(); });
    add(u"textVoicemailCaller"_s, tr("Text this caller"), [this] {
        if (m_detail->header()->canText())
            Q_EMIT m_detail->header()->textWanted();
    });
    add(u"noteOnVoicemail"_s, tr("Write a note on this voicemail"), [this] { m_detail->editNote(); });
    m_list->addActions(actions().sliced(ofTheRow)); // the same by right click and by the menu key
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void VoicemailPanel::activate()
{
    if (m_list->isVisible())
        m_list->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
    m_list->viewport()->update(); // "5 min" has become "6 min"
}

void VoicemailPanel::open(const Target &target)
{
    const auto *voicemail = std::get_if<VoicemailTarget>(&target);
    if (!voicemail)
        return;
    whenDone(m_voicemails.idOf(voicemail->sid), this, [this](const Result<qint64> &id) {
        if (!id) {
            m_notice->tell(Tone::Warning, tr("This voicemail is not there any more."), tr("It was deleted, or has not been fetched from Twilio yet."));
            return;
        }
        m_wanted = *id;
        m_filters->setFilter({}); // it must not be hidden
        keepChosen();
        m_split->showDetail();
    });
}

void VoicemailPanel::find()
{
    m_split->showList();
    m_filters->searchField()->setFocus(Qt::ShortcutFocusReason);
    m_filters->searchField()->selectAll();
}

void VoicemailPanel::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->modifiers() != Qt::NoModifier && !shift)
        return Panel::keyPressEvent(event);
    PlayerView *player = m_detail->player();
    switch (event->key()) {
    case Qt::Key_J:
    case Qt::Key_K:
        m_list->setFocus(Qt::ShortcutFocusReason);
        m_list->choose(std::clamp(m_list->currentIndex().row() + (event->key() == Qt::Key_J ? 1 : -1), 0, m_model.rowCount() - 1));
        return;
    case Qt::Key_Slash: find(); return;
    case Qt::Key_Escape:
        m_split->showList();
        m_list->setFocus(Qt::ShortcutFocusReason);
        return;
    default: break;
    }
    if (m_chosen == 0)
        return Panel::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Space: player->toggle(); return;
    case Qt::Key_Left: player->seekBy(shift ? -1s : -5s); return;
    case Qt::Key_Right: player->seekBy(shift ? 1s : 5s); return;
    case Qt::Key_BracketLeft: player->slower(); return;
    case Qt::Key_BracketRight: player->faster(); return;
    case Qt::Key_E: done(); return;
    case Qt::Key_U: setHeard(m_chosen, !m_detail->voicemail().heard); return;
    case Qt::Key_Delete: deleteChosen(); return;
    case Qt::Key_C: m_detail->header()->copyNumber(); return;
    case Qt::Key_N: m_detail->editNote(); return;
    case Qt::Key_S: askWhereToSaveSound(); return;
    case Qt::Key_T:
        if (m_detail->header()->canText())
            Q_EMIT m_detail->header()->textWanted();
        return;
    default: Panel::keyPressEvent(event);
    }
}

void VoicemailPanel::goOn()
{
    const int here = m_model.rowOf(m_chosen);
    if (here + 1 < m_model.rowCount())
        m_list->choose(here + 1);
    else
        m_detail->player()->pause();
}

void VoicemailPanel::setHeard(qint64 id, bool heard)
{
    if (id == 0)
        return;
    whenDone(m_voicemails.setHeard({id}, heard), this, [this](const Result<> &set) {
        if (!set)
            m_detail->notice()->tell(set.error());
    });
}

void VoicemailPanel::done()
{
    setHeard(m_chosen, true);
    goOn();
}

void VoicemailPanel::deleteChosen()
{
    const qint64 id = m_chosen;
    if (id == 0 || (m_detail->voicemail().id == id && m_detail->voicemail().deleting))
        return;
    const VoicemailRow *row = m_model.row(m_model.rowOf(id));
    const QString who = row ? partyWords(row->peer, row->contactName, m_lines.home()).title : QString();
    m_detail->player()->pause();
    const QDateTime at = m_clock().addSecs(undoWindow.count());
    whenDone(m_voicemails.markDeleting({id}, at), this, [this, id, who](const Result<> &marked) {
        if (!marked) {
            m_detail->notice()->tell(marked.error());
            return;
        }
        Q_EMIT toastRequested({.text = who.isEmpty() ? tr("Voicemail is being deleted") : tr("Voicemail from %1 is being deleted").arg(who),
                               .action = tr("Undo"),
                               .act = [self = QPointer(this), id] {
                                   if (self)
                                       self->undoDelete(id);
                               },
                               .lapsed = {},
                               .seconds = int(undoWindow.count()) - 1});
    });
    goOn();
}

void VoicemailPanel::undoDelete(qint64 id)
{
    whenDone(m_voicemails.undoDelete({id}), this, [this, id](const Result<> &undone) {
        if (!undone)
            m_notice->tell(undone.error());
        else if (const int row = m_model.rowOf(id); row >= 0)
            m_list->choose(row);
    });
}

void VoicemailPanel::saveNote(qint64 id, const QString &note)
{
    whenDone(m_voicemails.setNote(id, note), this, [this](const Result<> &saved) {
        if (!saved)
            m_detail->notice()->tell(saved.error()); // the text stays in the field
    });
}

void VoicemailPanel::askForExport()
{
    const QString day = m_clock().toLocalTime().date().toString(Qt::ISODate);
    askWhereToSave(this, tr("Export voicemail"), tr("voicemail-%1.csv", "file name").arg(day), tr("Tables (*.csv)"),
                   [this](const QString &path) { exportTo(path); });
}

void VoicemailPanel::exportTo(const QString &path)
{
    m_notice->clear();
    whenDone(m_voicemails.exportCsv(m_model.filter(), path), this, [this](const Result<qint64> &rows) {
        if (rows)
            Q_EMIT toastRequested({.text = tr("%1 saved", "number of voicemails").arg(voicemailCountText(int(*rows)))});
        else if (rows.error().kind != Error::Kind::Cancelled)
            m_notice->tell(rows.error());
    });
}

void VoicemailPanel::askWhereToSaveSound()
{
    const VoicemailRow row = m_detail->voicemail();
    if (row.recording.isNull())
        return;
    const QString who = partyWords(row.peer, row.contactName, m_lines.home()).title;
    askWhereToSave(this, tr("Save voicemail"), voicemailFileName(row, who), tr("Sound (*.wav)"), [this, row](const QString &path) {
        whenDone(m_hub.media().saveRecording(row.recording, path), this, [this, path](const Result<> &saved) {
            if (saved)
                Q_EMIT toastRequested({.text = tr("Saved as %1").arg(QFileInfo(path).fileName())});
            else
                m_detail->notice()->tell(saved.error());
        });
    });
}

} // namespace milassist
