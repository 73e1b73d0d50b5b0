// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/listdetailpanel.h"

#include "core/base/whendone.h"
#include "ui/models/linenames.h"
#include "ui/models/rowlistmodel.h"
#include "ui/panels/parts/partydetail.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/parts/savefile.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>

#include <algorithm>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

ListDetailPanel::ListDetailPanel(const LineNames &lines, Clock clock, QWidget *parent)
    : Panel(parent), m_lines(lines), m_clock(std::move(clock))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(40ms); // running through the list with a held key reads no details and fetches no sounds
    connect(&m_soon, &QTimer::timeout, this, &ListDetailPanel::read);
}

void ListDetailPanel::build(const Parts &parts, const Words &words)
{
    m_words = words;
    m_model = &parts.model;
    m_search = parts.search;
    m_detail = parts.detail;
    m_pane = new RowPane(parts.model, parts.filters, words, this);
    m_stack = new QStackedWidget(this);
    auto *nothingChosen = new EmptyState(m_stack);
    nothingChosen->setObjectName(words.name + u"NotChosen"_s);
    nothingChosen->setText(words.icon, words.choose, words.keys);
    m_nothingChosen = nothingChosen;
    m_nothingToChoose = new QWidget(m_stack);
    for (QWidget *page : std::initializer_list<QWidget *>{m_nothingToChoose, m_nothingChosen, m_detail})
        m_stack->addWidget(page);
    m_split = new SplitView(m_pane, m_stack, 400, this);
    m_split->setObjectName(words.name + u"Split"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_split);

    RowListView *list = m_pane->list();
    connect(m_pane, &RowPane::exportWanted, this, &ListDetailPanel::askForExport);
    connect(m_pane, &RowPane::everythingWanted, this, [this] { showEverything(); });
    connect(m_search, &SearchField::leftForList, this, [this, list] {
        list->setFocus(Qt::OtherFocusReason);
        if (m_chosen == 0)
            list->choose(0);
    });
    connect(list, &RowListView::chosen, this, &ListDetailPanel::choose);
    connect(list, &QAbstractItemView::activated, this, [this] {
        m_split->showDetail();
        openChosen();
    });
    connect(list, &QAbstractItemView::clicked, m_split, &SplitView::showDetail);
    connect(m_split, &SplitView::foldedChanged, m_detail, &DetailPane::setFolded);
    connect(m_detail, &DetailPane::backWanted, this, [this, list] {
        m_split->showList();
        list->setFocus(Qt::OtherFocusReason);
    });
    connect(m_detail, &PartyDetail::openRequested, this, &Panel::openRequested);
    connect(m_detail, &PartyDetail::noteChanged, this, [this](qint64 id, const QString &note) {
        whenDone(setNote(id, note), this, [this](const Result<> &saved) {
            if (!saved)
                m_detail->notice()->tell(saved.error()); // the text stays in the field
        });
    });
    connect(m_detail->header(), &PartyHeader::copied, this,
            [this](const QString &number) { Q_EMIT toastRequested({.text = tr("%1 copied").arg(number)}); });
    connect(m_model, &RowListModel::stateChanged, this, &ListDetailPanel::render);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ListDetailPanel::keepChosen);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ListDetailPanel::keepChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ListDetailPanel::keepChosen);
    connect(&m_lines, &LineNames::changed, this, [this, list] {
        list->viewport()->update();
        read();
    });
}

void ListDetailPanel::activate()
{
    RowListView *list = m_pane->list();
    if (list->isVisible())
        list->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
    list->viewport()->update(); // "5 min" has become "6 min"
}

void ListDetailPanel::find()
{
    m_split->showList();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ListDetailPanel::choose(int row)
{
    const qint64 id = m_model->idAt(row);
    if (id == m_chosen)
        return;
    m_chosen = id;
    chosenChanged();
    render();
    m_soon.start();
}

void ListDetailPanel::chooseBy(int rows)
{
    RowListView *list = m_pane->list();
    if (m_model->rowCount() > 0)
        list->choose(std::clamp(list->currentIndex().row() + rows, 0, m_model->rowCount() - 1));
}

void ListDetailPanel::holdChosen()
{
    if (m_wanted == 0)
        m_wanted = m_chosen;
}

void ListDetailPanel::want(qint64 id)
{
    m_wanted = id;
    if (m_model->state() == RowListModel::State::Ready)
        keepChosen();
}

// After the list has changed: the same row stays chosen, wherever it is now.
void ListDetailPanel::keepChosen()
{
    RowListView *list = m_pane->list();
    const qint64 id = m_wanted != 0 ? m_wanted : m_chosen;
    const int row = id != 0 ? m_model->rowOf(id) : -1;
    if (row >= 0 && list->currentIndex().row() != row)
        list->choose(row);
    if (row >= 0)
        m_wanted = 0;
    render();
}

void ListDetailPanel::rowsChanged(const RowIds &ids)
{
    if (ids.isEmpty() || ids.contains(m_chosen))
        m_soon.start();
}

void ListDetailPanel::read()
{
    if (m_chosen != 0)
        return readDetail(m_chosen);
    m_detail->flush();
    nothingToRead();
    render();
}

void ListDetailPanel::showDetail()
{
    m_stack->setCurrentWidget(m_detail);
}

void ListDetailPanel::failedToRead(const Error &error)
{
    if (error.kind == Error::Kind::NotFound) { // deleted
        m_chosen = 0;
        nothingToRead();
        render();
    } else if (error.kind != Error::Kind::Cancelled) {
        m_detail->notice()->tell(error);
    }
}

void ListDetailPanel::render()
{
    const int rows = m_model->rowCount();
    m_pane->render(countText(rows), emptyWords());
    if (m_chosen == 0)
        m_stack->setCurrentWidget(rows > 0 ? m_nothingChosen : m_nothingToChoose);
    for (QAction *action : std::as_const(m_needChosen))
        action->setEnabled(m_chosen != 0);
}

void ListDetailPanel::askForExport()
{
    const QString day = m_clock().toLocalTime().date().toString(Qt::ISODate);
    askWhereToSave(this, m_words.exportTitle, m_words.exportFile.arg(day), tr("Tables (*.csv)"),
                   [this](const QString &path) { exportTo(path); });
}

void ListDetailPanel::exportTo(const QString &path)
{
    m_pane->notice()->clear();
    whenDone(exportRows(path), this, [this](const Result<qint64> &rows) {
        if (rows)
            Q_EMIT toastRequested({.text = tr("%1 saved", "how many of what").arg(countText(int(*rows)))});
        else if (rows.error().kind != Error::Kind::Cancelled)
            m_pane->notice()->tell(rows.error());
    });
}

} // namespace milassist
