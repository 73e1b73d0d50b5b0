// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemailpanel.h"

#include "ui/panels/parts/lineparts.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/voicemail/voicemaildetailview.h"
#include "ui/panels/voicemail/voicemailfilterbar.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

class VoicemailDelegate : public RowDelegate {
public:
    VoicemailDelegate(const VoicemailModel &model, const LineNames &lines, Clock clock, QObject *parent)
        : RowDelegate(parent), m_model(model), m_lines(lines), m_clock(std::move(clock))
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        if (const VoicemailRow *voicemail = m_model.row(index.row()))
            return voicemailRowView(*voicemail, m_lines, m_clock());
        RowView placeholder;
        placeholder.isPlaceholder = true;
        placeholder.hasAvatar = true;
        return placeholder;
    }

private:
    const VoicemailModel &m_model;
    const LineNames &m_lines;
    Clock m_clock;
};

} // namespace

VoicemailPanel::VoicemailPanel(VoicemailStore &voicemails, const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent)
    : Panel(parent), m_voicemails(voicemails), m_lines(lines), m_hub(hub), m_clock(std::move(clock)),
      m_model(voicemails, [this](const VoicemailRow &row) { return spokenRow(voicemailRowView(row, m_lines, m_clock())); })
{
    setObjectName(u"voicemailPanel"_s);
    build();
    addActions();
    m_soonDetail.setSingleShot(true);
    m_soonDetail.setInterval(30ms); // running through the list with a held key fetches nothing
    connect(&m_soonDetail, &QTimer::timeout, this, &VoicemailPanel::readDetail);
    connect(m_filters, &VoicemailFilterBar::changed, this, &VoicemailPanel::showFilter);
    connect(m_filters, &VoicemailFilterBar::leftForList, this, [this] {
        m_list->setFocus(Qt::OtherFocusReason);
        if (m_chosen == 0)
            m_list->choose(0);
    });
    connect(m_list, &RowListView::chosen, this, &VoicemailPanel::choose);
    connect(m_list, &QAbstractItemView::activated, this, [this] {
        m_split->showDetail();
        m_detail->player()->toggle();
    });
    connect(m_list, &QAbstractItemView::clicked, this, [this] { m_split->showDetail(); });
    connect(&m_model, &RowListModel::stateChanged, this, &VoicemailPanel::render);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &VoicemailPanel::keepChosen);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &VoicemailPanel::keepChosen);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &VoicemailPanel::keepChosen);
    connect(&lines, &LineNames::changed, this, [this] {
        m_list->viewport()->update();
        readDetail();
    });
    connect(&voicemails, &VoicemailStore::changed, this, [this](const RowIds &ids) {
        if (ids.isEmpty() || ids.contains(m_chosen))
            m_soonDetail.start();
    });
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

void VoicemailPanel::build()
{
    m_split = new SplitView(buildList(), buildDetail(), 400, this);
    m_split->setObjectName(u"voicemailSplit"_s);
    connect(m_split, &SplitView::foldedChanged, m_detail, &VoicemailDetailView::setFolded);
    connect(m_detail, &VoicemailDetailView::backWanted, this, [this] {
        m_split->showList();
        m_list->setFocus(Qt::OtherFocusReason);
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_split);
}

QWidget *VoicemailPanel::buildList()
{
    auto *side = new QWidget(this);
    m_filters = new VoicemailFilterBar(m_lines, m_clock, side);
    m_count = new Label(TextStyle::Caption, side);
    m_count->setObjectName(u"voicemailCount"_s);
    m_count->setLevel(Label::Level::Second);
    auto *save = new QToolButton(side);
    save->setObjectName(u"exportButton"_s);
    save->setIcon(icon(u"export"_s));
    save->setText(tr("Export"));
    save->setAccessibleName(tr("Export this list as CSV"));
    save->setToolTip(tr("Save what is shown as a CSV file"));
    save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    save->setAutoRaise(true);
    save->setFocusPolicy(Qt::StrongFocus);
    connect(save, &QToolButton::clicked, this, &VoicemailPanel::askForExport);
    m_export = save;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::l, 0, space::s, space::xs);
    bar->addWidget(m_count, 1);
    bar->addWidget(save);
    m_notice = new Notice(side);
    m_notice->setObjectName(u"voicemailListNotice"_s);
    m_notice->setClosable(true);

    m_list = new RowListView(side);
    m_list->setObjectName(u"voicemailList"_s);
    m_list->setAccessibleName(tr("Voicemail"));
    m_list->setItemDelegate(new VoicemailDelegate(m_model, m_lines, m_clock, m_list));
    m_list->setModel(&m_model);
    m_skeleton = new RowSkeleton(side);
    m_empty = new EmptyState(side);
    m_empty->setObjectName(u"voicemailEmpty"_s);
    connect(m_empty, &EmptyState::actionChosen, this, [this] { m_filters->setFilter({}); });
    m_trouble = new QWidget(side);
    m_troubleNotice = new Notice(m_trouble);
    m_troubleNotice->setObjectName(u"voicemailTrouble"_s);
    connect(m_troubleNotice, &Notice::actionChosen, this, [this] { m_model.retry(); });
    auto *trouble = new QVBoxLayout(m_trouble);
    trouble->setContentsMargins(space::l, space::l, space::l, space::l);
    trouble->addWidget(m_troubleNotice);
    trouble->addStretch(1);
    m_listStack = new QStackedWidget(side);
    for (QWidget *page : std::initializer_list<QWidget *>{m_skeleton, m_list, m_empty, m_trouble})
        m_listStack->addWidget(page);

    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addLayout(bar);
    column->addWidget(new Hairline(Qt::Horizontal, side));
    column->addWidget(m_notice);
    column->addWidget(m_listStack, 1);
    return side;
}

QWidget *VoicemailPanel::buildDetail()
{
    m_detailStack = new QStackedWidget(this);
    m_nothingChosen = new EmptyState(m_detailStack);
    m_nothingChosen->setObjectName(u"noVoicemailChosen"_s);
    m_nothingChosen->setText(u"voicemail"_s, tr("Choose a voicemail to hear and read it."),
                             tr("J and K go through the list, Space plays, E is done with it and goes on."));
    m_detail = new VoicemailDetailView(m_lines, m_hub, m_clock, m_detailStack);
    m_nothingToChoose = new QWidget(m_detailStack);
    m_detailStack->addWidget(m_nothingToChoose);
    m_detailStack->addWidget(m_nothingChosen);
    m_detailStack->addWidget(m_detail);
    connect(m_detail, &VoicemailDetailView::openRequested, this, &Panel::openRequested);
    connect(m_detail, &VoicemailDetailView::noteChanged, this, &VoicemailPanel::saveNote);
    connect(m_detail, &VoicemailDetailView::heardWanted, this, [this](bool heard) { setHeard(m_chosen, heard); });
    connect(m_detail, &VoicemailDetailView::heardByPlaying, this, [this] {
        if (!m_detail->voicemail().heard)
            setHeard(m_detail->voicemail().id, true);
    });
    connect(m_detail, &VoicemailDetailView::deleteWanted, this, &VoicemailPanel::deleteChosen);
    connect(m_detail, &VoicemailDetailView::undoWanted, this, [this] { undoDelete(m_chosen); });
    connect(m_detail, &VoicemailDetailView::saveWanted, this, &VoicemailPanel::askWhereToSaveSound);
    connect(m_detail, &VoicemailDetailView::transcriptCopied, this, [this] { Q_EMIT toastRequested({.text = tr("Transcript copied")}); });
    connect(m_detail->header(), &PartyHeader::copied, this,
            [this](const QString &number) { Q_EMIT toastRequested({.text = tr("%1 copied").arg(number)}); });
    return m_detailStack;
}

void VoicemailPanel::showFilter(const VoicemailFilter &filter)
{
    if (m_wanted == 0)
        m_wanted = m_chosen;
    m_model.setFilter(filter);
    m_detail->setSearch(filter.text);
}

void VoicemailPanel::choose(int row)
{
    const qint64 id = m_model.idAt(row);
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_model.keep(id); // what is being listened to does not vanish from "Unheard" under one's hands
    m_detail->player()->pause();
    m_soonDetail.start();
}

// After the list has changed: the same voicemail stays chosen, wherever it is now.
void VoicemailPanel::keepChosen()
{
    const qint64 id = m_wanted != 0 ? m_wanted : m_chosen;
    const int row = id != 0 ? m_model.rowOf(id) : -1;
    if (row >= 0 && m_list->currentIndex().row() != row)
        m_list->choose(row);
    if (row >= 0)
        m_wanted = 0;
    render();
}

void VoicemailPanel::readDetail()
{
    if (m_chosen == 0) {
        m_detail->flush();
        m_detail->player()->clear();
        render();
        return;
    }
    whenDone(m_voicemails.rows({m_chosen}), this, [this, id = m_chosen](const Result<QList<VoicemailRow>> &rows) {
        if (id != m_chosen)
            return;
        if (rows && !rows->isEmpty()) {
            m_detail->show(rows->first());
            m_detailStack->setCurrentWidget(m_detail);
            prefetchNext();
        } else if (rows) { // deleted
            m_detail->player()->clear();
            m_model.keep(0);
            m_chosen = 0;
            render();
        } else if (rows.error().kind != Error::Kind::Cancelled) {
            m_detail->notice()->tell(rows.error());
        }
    });
}

// The next two are on this disk before their turn comes.
void VoicemailPanel::prefetchNext()
{
    const int here = m_model.rowOf(m_chosen);
    for (int row = here + 1; here >= 0 && row <= here + 2; ++row) {
        const VoicemailRow *next = m_model.row(row);
        if (next && next->status.is(RecordingStatus::Completed) && !next->deleting)
            m_hub.media().prefetch(next->recording);
    }
}

void VoicemailPanel::render()
{
    const RowListModel::State state = m_model.state();
    m_isLoaded = m_isLoaded || state == RowListModel::State::Ready;
    if (state == RowListModel::State::Failed) {
        m_troubleNotice->tell(m_model.error(), tr("Try again"));
        m_listStack->setCurrentWidget(m_trouble);
    } else if (m_model.rowCount() > 0) {
        m_listStack->setCurrentWidget(m_list);
    } else if (state == RowListModel::State::Ready) {
        const NoVoicemailWords words = noVoicemailWords(m_model.filter());
        m_empty->setText(words.icon, words.sentence, words.more, words.action);
        m_listStack->setCurrentWidget(m_empty);
    } else if (!m_isLoaded) {
        m_listStack->setCurrentWidget(m_skeleton);
    }
    m_count->setText(m_isLoaded ? voicemailCountText(m_model.rowCount()) : QString());
    if (m_chosen == 0)
        m_detailStack->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget *>(m_nothingChosen) : m_nothingToChoose);
    m_export->setVisible(m_model.rowCount() > 0);
}

} // namespace milassist
