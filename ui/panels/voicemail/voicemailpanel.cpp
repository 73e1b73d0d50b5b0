// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemailpanel.h"

#include "ui/models/linenames.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/panels/parts/modeldelegate.h"
#include "ui/panels/parts/savefile.h"
#include "ui/panels/voicemail/voicemaildetailview.h"
#include "ui/panels/voicemail/voicemailfilterbar.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/splitview.h"

#include <QFileInfo>
#include <QPointer>

namespace milassist {

using namespace Qt::StringLiterals;

VoicemailPanel::VoicemailPanel(VoicemailStore &voicemails, const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent, VoicemailTeam team)
    : ListDetailPanel(lines, clock, parent), m_voicemails(voicemails), m_hub(hub), m_team(std::move(team)),
      m_model(voicemails, [this](const VoicemailRow &row) { return spokenRow(viewOf(row)); }), m_filters(new VoicemailFilterBar(lines, clock, this)),
      m_detail(new VoicemailDetailView(lines, hub, clock, m_team, this))
{
    setObjectName(u"voicemailPanel"_s);
    Words words;
    words.name = words.plural = u"voicemail"_s;
    words.title = tr("Voicemail");
    words.exportName = tr("Export this voicemail list as CSV");
    words.exportTitle = tr("Export voicemail");
    words.exportFile = tr("voicemail-%1.csv", "file name");
    words.icon = u"voicemail"_s;
    words.choose = tr("Choose a voicemail to hear and read it.");
    words.keys = tr("J and K go through the list, Space plays, E is done with it and goes on.");
    build({m_model, m_filters, m_filters->searchField(), m_detail}, words);
    pane()->list()->setItemDelegate(
        new ModelDelegate<VoicemailModel, VoicemailRow>(m_model, [this](const VoicemailRow &row) { return viewOf(row); }, pane()->list()));
    if (m_team.voicemails) {
        const auto repaint = [this] { pane()->list()->viewport()->update(); };
        connect(m_team.voicemails, &TeamVoicemails::changed, this, repaint);
        connect(m_team.roster, &TeamRoster::namesChanged, this, repaint);
    }
    connectDetail();
    addKeys();
    connect(m_filters, &VoicemailFilterBar::changed, this, [this](const VoicemailFilter &filter) {
        holdChosen();
        m_model.setFilter(filter);
        m_detail->setSearch(filter.text);
    });
    connect(&voicemails, &VoicemailStore::changed, this, &VoicemailPanel::rowsChanged);
    connect(&voicemails, &VoicemailStore::unheardCountChanged, this, &Panel::badgeChanged);
    whenDone(voicemails.unheardCount(), this, [this](const Result<int> &count) {
        if (count)
            Q_EMIT badgeChanged(*count);
    });
    m_model.setFilter({});
    render();
}

VoicemailPanel::~VoicemailPanel()
{
    m_detail->flush();
}

void VoicemailPanel::connectDetail()
{
    connect(m_detail, &VoicemailDetailView::heardWanted, this, [this](bool heard) { setHeard(chosen(), heard); });
    connect(m_detail, &VoicemailDetailView::heardByPlaying, this, [this] {
        if (!m_detail->voicemail().heard)
            setHeard(m_detail->voicemail().id, true);
    });
    connect(m_detail, &VoicemailDetailView::deleteWanted, this, &VoicemailPanel::deleteChosen);
    connect(m_detail, &VoicemailDetailView::undoWanted, this, [this] { undoDelete(chosen()); });
    connect(m_detail, &VoicemailDetailView::saveWanted, this, &VoicemailPanel::askWhereToSaveSound);
    connect(m_detail, &VoicemailDetailView::transcriptCorrected, this, [this](qint64 id, const QString &transcript) {
        whenDone(m_voicemails.correct(id, transcript), this, [this, id, transcript](const Result<> &saved) {
            if (saved)
                return;
            m_detail->notice()->tell(saved.error());
            if (m_detail->voicemail().id == id)
                m_detail->editTranscript(transcript); // what was typed stays in the field
        });
    });
    connect(m_detail, &VoicemailDetailView::heardRuleChosen, this, [this](HeardRule rule) {
        whenDone(m_voicemails.setHeardRule(rule), this, [this](const Result<> &kept) {
            if (!kept)
                m_detail->notice()->tell(kept.error());
        });
    });
    whenDone(m_voicemails.heardRule(), this, [this](const Result<HeardRule> &rule) {
        if (rule)
            m_detail->setHeardRule(*rule);
    });
    connect(m_detail, &VoicemailDetailView::transcriptCopied, this, [this] { Q_EMIT toastRequested({.text = tr("Transcript copied")}); });
}

void VoicemailPanel::addKeys()
{
    addKey(For::Screen, u"showUnheard"_s, tr("Show unheard voicemail"), {}, [this] {
        VoicemailFilter filter;
        filter.unheardOnly = true;
        m_filters->setFilter(filter);
    });
    addKey(For::Screen, u"showAllVoicemail"_s, tr("Show all voicemail"), {}, [this] { showEverything(); });
    addKey(For::Screen, u"exportVoicemail"_s, tr("Export this voicemail list as CSV"), {}, [this] { askForExport(); });
    addKey(For::Chosen, u"voicemailDone"_s, tr("Done with it, on to the next"), {Qt::Key_E}, [this] { done(); });
    if (m_team.voicemails)
        addKey(For::Chosen, u"assignVoicemail"_s, tr("Take it, or give it to somebody"), {Qt::Key_A}, [this] { m_detail->owner()->takeOrAssign(); });
    addKey(For::Chosen, u"voicemailHeard"_s, tr("Mark as heard or new"), {Qt::Key_U},
           [this] { setHeard(chosen(), !m_detail->voicemail().heard); });
    addKey(For::Chosen, u"deleteVoicemail"_s, tr("Delete the voicemail"), {Qt::Key_Delete}, [this] { deleteChosen(); });
    addKey(For::Chosen, u"copyTranscript"_s, tr("Copy the transcript"), {}, [this] { m_detail->copyTranscript(); });
    addKey(For::Chosen, u"editTranscript"_s, tr("Correct the transcript"), {Qt::Key_W}, [this] { m_detail->editTranscript(); });
    addKey(For::Chosen, u"saveVoicemail"_s, tr("Save the sound"), {Qt::Key_S}, [this] { askWhereToSaveSound(); });
    addUsualKeys();
}

void VoicemailPanel::open(const Target &target)
{
    const auto *voicemail = std::get_if<VoicemailTarget>(&target);
    if (!voicemail)
        return;
    whenDone(m_voicemails.idOf(voicemail->sid), this, [this](const Result<qint64> &id) {
        if (!id) {
            pane()->notice()->tell(Tone::Warning, tr("This voicemail is not there any more."),
                                   tr("It was deleted, or has not been fetched from Twilio yet."));
            return;
        }
        want(*id);
        showEverything(); // it must not be hidden
        split()->showDetail();
    });
}

QString VoicemailPanel::countText(int rows) const
{
    return voicemailCountText(rows);
}

EmptyWords VoicemailPanel::emptyWords() const
{
    return noVoicemailWords(m_model.filter());
}

void VoicemailPanel::showEverything()
{
    m_filters->setFilter({});
}

void VoicemailPanel::openChosen()
{
    m_detail->player()->toggle();
}

void VoicemailPanel::chosenChanged()
{
    m_model.keep(chosen()); // what is being listened to does not vanish from "Unheard" under one's hands
    m_detail->player()->pause();
}

void VoicemailPanel::readDetail(qint64 id)
{
    whenDone(m_voicemails.rows({id}), this, [this, id](const Result<QList<VoicemailRow>> &rows) {
        if (id != chosen())
            return;
        if (!rows)
            return failedToRead(rows.error());
        if (rows->isEmpty())
            return failedToRead({Error::Kind::NotFound, u"no such voicemail"_s});
        m_detail->show(rows->first());
        showDetail();
        prefetchNext();
    });
}

void VoicemailPanel::nothingToRead()
{
    m_detail->player()->clear();
    m_model.keep(0);
}

// The next two are on this disk before their turn comes.
void VoicemailPanel::prefetchNext()
{
    const int here = m_model.rowOf(chosen());
    for (int row = here + 1; here >= 0 && row <= here + 2; ++row) {
        const VoicemailRow *next = m_model.row(row);
        if (next && next->status.is(RecordingStatus::Completed) && !next->deleting)
            m_hub.media().prefetch(next->recording);
    }
}

void VoicemailPanel::goOn()
{
    const int here = m_model.rowOf(chosen());
    if (here + 1 < m_model.rowCount())
        pane()->list()->choose(here + 1);
    else
        m_detail->player()->pause();
}

void VoicemailPanel::setHeard(qint64 id, bool heard)
{
    if (id == 0)
        return;
    if (const VoicemailRow *row = m_team.voicemails ? m_model.row(m_model.rowOf(id)) : nullptr; row && row->heard != heard)
        m_team.voicemails->setHeard(row->recording, heard);
    whenDone(m_voicemails.setHeard({id}, heard), this, [this](const Result<> &set) {
        if (!set)
            m_detail->notice()->tell(set.error());
    });
}

/// In a team it is done for everybody, who leave it to the one who did it.
void VoicemailPanel::done()
{
    const RecordingSid sid = m_detail->voicemail().recording;
    setHeard(chosen(), true);
    if (m_team.voicemails && m_detail->owner()->canBeDone())
        setHandled(sid, true);
    goOn();
}

void VoicemailPanel::setHandled(const RecordingSid &sid, bool handled)
{
    whenDone(m_team.voicemails->setHandled(sid, handled), this, [this, sid, handled](const Result<TeamVoicemail> &now) {
        if (!now)
            return pane()->notice()->tell(now.error());
        if (!handled)
            return;
        Q_EMIT toastRequested({.text = tr("Done for the whole team"),
                               .action = tr("Undo"),
                               .act = [self = QPointer(this), sid] {
                                   if (self)
                                       self->setHandled(sid, false);
                               },
                               .lapsed = {}});
    });
}

RowView VoicemailPanel::viewOf(const VoicemailRow &row) const
{
    RowView view = voicemailRowView(row, lines(), clock()());
    if (const auto known = m_team.voicemails ? m_team.voicemails->of(row.recording, row.createdAt) : std::nullopt) {
        if (const auto tag = ownerTag(*known, m_team.roster->names(), m_team.me))
            view.tags.prepend(*tag);
    }
    return view;
}

void VoicemailPanel::deleteChosen()
{
    const qint64 id = chosen();
    if (id == 0 || (m_detail->voicemail().id == id && m_detail->voicemail().deleting))
        return;
    const VoicemailRow *row = m_model.row(m_model.rowOf(id));
    const QString who = row ? partyWords(row->peer, row->contactName, lines().home()).title : QString();
    m_detail->player()->pause();
    const QDateTime at = clock()().addSecs(undoWindow.count());
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
            pane()->notice()->tell(undone.error());
        else if (const int row = m_model.rowOf(id); row >= 0)
            pane()->list()->choose(row);
    });
}

QFuture<Result<qint64>> VoicemailPanel::exportRows(const QString &path)
{
    return m_voicemails.exportCsv(m_model.filter(), path);
}

QFuture<Result<>> VoicemailPanel::setNote(qint64 id, const QString &note)
{
    return m_voicemails.setNote(id, note);
}

void VoicemailPanel::askWhereToSaveSound()
{
    const VoicemailRow row = m_detail->voicemail();
    if (row.recording.isNull())
        return;
    const QString who = partyWords(row.peer, row.contactName, lines().home()).title;
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
