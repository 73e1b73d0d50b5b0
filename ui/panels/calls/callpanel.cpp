// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/callpanel.h"

#include "core/cache/callstore.h"
#include "ui/panels/calls/calldetailview.h"
#include "ui/panels/calls/callfilterbar.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

class CallDelegate : public RowDelegate {
public:
    CallDelegate(const CallModel &model, const LineNames &lines, Clock clock, QObject *parent)
        : RowDelegate(parent), m_model(model), m_lines(lines), m_clock(std::move(clock))
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        if (const CallRow *call = m_model.row(index.row()))
            return callRowView(*call, m_lines, m_clock());
        RowView placeholder;
        placeholder.isPlaceholder = true;
        placeholder.hasAvatar = true;
        return placeholder;
    }

private:
    const CallModel &m_model;
    const LineNames &m_lines;
    Clock m_clock;
};

} // namespace

CallPanel::CallPanel(CallStore &calls, const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent)
    : Panel(parent), m_calls(calls), m_lines(lines), m_hub(hub), m_clock(std::move(clock)),
      m_model(calls, [this](const CallRow &call) { return spokenRow(callRowView(call, m_lines, m_clock())); })
{
    setObjectName(u"callPanel"_s);
    build();
    addActions();
    m_soonDetail.setSingleShot(true);
    m_soonDetail.setInterval(40ms); // running through the list with a held key reads no details
    connect(&m_soonDetail, &QTimer::timeout, this, &CallPanel::readDetail);
    connect(m_filters, &CallFilterBar::changed, this, &CallPanel::showFilter);
    connect(m_filters, &CallFilterBar::leftForList, this, [this] {
        m_list->setFocus(Qt::OtherFocusReason);
        if (m_chosen == 0)
            m_list->choose(0);
    });
    connect(m_list, &RowListView::chosen, this, &CallPanel::choose);
    connect(m_list, &QAbstractItemView::activated, this, [this] {
        m_split->showDetail();
        m_detail->widget()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list, &QAbstractItemView::clicked, this, [this] { m_split->showDetail(); });
    connect(&m_model, &RowListModel::stateChanged, this, &CallPanel::render);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &CallPanel::keepChosen);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &CallPanel::keepChosen);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &CallPanel::keepChosen);
    connect(&lines, &LineNames::changed, this, [this] {
        m_list->viewport()->update();
        readDetail();
    });
    connect(&calls, &CallStore::changed, this, [this](const RowIds &ids) {
        if (ids.isEmpty() || ids.contains(m_chosen))
            m_soonDetail.start();
    });
    m_model.setFilter({});
    render();
}

CallPanel::~CallPanel()
{
    m_detail->flush();
}

void CallPanel::build()
{
    m_split = new SplitView(buildList(), buildDetail(), 400, this);
    m_split->setObjectName(u"callSplit"_s);
    connect(m_split, &SplitView::foldedChanged, m_detail, &CallDetailView::setFolded);
    connect(m_detail, &CallDetailView::backWanted, this, [this] {
        m_split->showList();
        m_list->setFocus(Qt::OtherFocusReason);
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_split);
}

QWidget *CallPanel::buildList()
{
    auto *side = new QWidget(this);
    m_filters = new CallFilterBar(m_lines, m_clock, side);
    m_count = new Label(TextStyle::Caption, side);
    m_count->setObjectName(u"callCount"_s);
    m_count->setLevel(Label::Level::Second);
    auto *save = new QToolButton(side);
    save->setObjectName(u"exportButton"_s);
    save->setIcon(icon(u"export"_s));
    save->setText(tr("Export"));
    save->setAccessibleName(tr("Export these calls as CSV"));
    save->setToolTip(tr("Save what is shown as a CSV file"));
    save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    save->setAutoRaise(true);
    save->setFocusPolicy(Qt::StrongFocus);
    connect(save, &QToolButton::clicked, this, &CallPanel::askForExport);
    m_export = save;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::l, 0, space::s, space::xs);
    bar->addWidget(m_count, 1);
    bar->addWidget(save);

    m_notice = new Notice(side);
    m_notice->setObjectName(u"callListNotice"_s);
    m_notice->setClosable(true);

    m_list = new RowListView(side);
    m_list->setObjectName(u"callList"_s);
    m_list->setAccessibleName(tr("Calls"));
    m_list->setItemDelegate(new CallDelegate(m_model, m_lines, m_clock, m_list));
    m_list->setModel(&m_model);
    m_skeleton = new RowSkeleton(side);
    m_empty = new EmptyState(side);
    m_empty->setObjectName(u"callsEmpty"_s);
    connect(m_empty, &EmptyState::actionChosen, this, [this] { m_filters->setFilter({}); });
    m_trouble = new QWidget(side);
    m_troubleNotice = new Notice(m_trouble);
    m_troubleNotice->setObjectName(u"callsTrouble"_s);
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

QWidget *CallPanel::buildDetail()
{
    m_detailStack = new QStackedWidget(this);
    m_nothingChosen = new EmptyState(m_detailStack);
    m_nothingChosen->setObjectName(u"noCallChosen"_s);
    m_nothingChosen->setText(u"call"_s, tr("Choose a call to see everything about it."),
                             tr("J and K go through the list, Space plays the recording."));
    m_detail = new CallDetailView(m_lines, m_hub, m_clock, m_detailStack);
    m_nothingToChoose = new QWidget(m_detailStack);
    m_detailStack->addWidget(m_nothingToChoose);
    m_detailStack->addWidget(m_nothingChosen);
    m_detailStack->addWidget(m_detail);
    connect(m_detail, &CallDetailView::openRequested, this, &Panel::openRequested);
    connect(m_detail, &CallDetailView::personWanted, this, [this](const Party &peer, const QString &name) {
        m_wanted = m_chosen;
        m_filters->setPerson(peer, name);
        m_split->showList();
    });
    connect(m_detail, &CallDetailView::noteChanged, this, &CallPanel::saveNote);
    connect(m_detail->header(), &PartyHeader::copied, this,
            [this](const QString &number) { Q_EMIT toastRequested({.text = tr("%1 copied").arg(number)}); });
    return m_detailStack;
}

void CallPanel::showFilter(const CallFilter &filter)
{
    if (m_wanted == 0)
        m_wanted = m_chosen;
    m_model.setFilter(filter);
}

void CallPanel::choose(int row)
{
    const qint64 id = m_model.idAt(row);
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_soonDetail.start();
}

void CallPanel::chooseId(qint64 id)
{
    m_wanted = id;
    if (m_model.state() == RowListModel::State::Ready)
        keepChosen();
}

// After the list has changed: the same call stays chosen, wherever it is now.
void CallPanel::keepChosen()
{
    const qint64 id = m_wanted != 0 ? m_wanted : m_chosen;
    const int row = id != 0 ? m_model.rowOf(id) : -1;
    if (row >= 0 && m_list->currentIndex().row() != row)
        m_list->choose(row);
    if (row >= 0)
        m_wanted = 0;
    render();
}

void CallPanel::readDetail()
{
    if (m_chosen == 0) {
        m_detail->flush();
        render();
        return;
    }
    whenDone(m_calls.detail(m_chosen), this, [this, id = m_chosen](const Result<CallDetail> &detail) {
        if (id != m_chosen)
            return;
        if (detail) {
            m_detail->show(*detail);
            m_detailStack->setCurrentWidget(m_detail);
        } else if (detail.error().kind == Error::Kind::NotFound) {
            m_chosen = 0;
            render();
        } else if (detail.error().kind != Error::Kind::Cancelled) {
            m_detail->notice()->tell(detail.error());
        }
    });
}

void CallPanel::saveNote(qint64 id, const QString &note)
{
    whenDone(m_calls.setNote(id, note), this, [this](const Result<> &saved) {
        if (!saved)
            m_detail->notice()->tell(saved.error()); // the text stays in the field
    });
}

void CallPanel::render()
{
    const RowListModel::State state = m_model.state();
    m_isLoaded = m_isLoaded || state == RowListModel::State::Ready;
    if (state == RowListModel::State::Failed) {
        m_troubleNotice->tell(m_model.error(), tr("Try again"));
        m_listStack->setCurrentWidget(m_trouble);
    } else if (m_model.rowCount() > 0) {
        m_listStack->setCurrentWidget(m_list);
    } else if (state == RowListModel::State::Ready) {
        const EmptyWords words = noCallsWords(m_model.filter());
        m_empty->setText(words.icon, words.sentence, words.more, words.action);
        m_listStack->setCurrentWidget(m_empty);
    } else if (!m_isLoaded) {
        m_listStack->setCurrentWidget(m_skeleton);
    }
    m_count->setText(m_isLoaded ? callCountText(m_model.rowCount()) : QString());
    if (m_chosen == 0)
        m_detailStack->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget *>(m_nothingChosen) : m_nothingToChoose);
    m_export->setVisible(m_model.rowCount() > 0);
}

} // namespace milassist
