// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/threadlist.h"

#include "ui/panels/messages/threadview.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class ThreadDelegate : public RowDelegate
{
public:
    ThreadDelegate(const ThreadModel &model, const MessageServices &services, QObject *parent)
        : RowDelegate(parent), m_model(model), m_services(services)
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        const ThreadRow *thread = m_model.row(index.row());
        if (!thread)
            return {.hasAvatar = true, .isPlaceholder = true};
        const LineNames &lines = m_services.lines;
        return threadRowView(*thread, m_services.clock(), lines.home(),
                             lines.lines().size() > 1 ? lines.nameOf(thread->line) : QString());
    }

private:
    const ThreadModel &m_model;
    const MessageServices &m_services;
};

} // namespace

ThreadList::ThreadList(const MessageServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_search(new SearchField(tr("Search texts and people"), this)),
      m_unread(new Chip(tr("Unread"), this)), m_notice(new Notice(this)), m_empty(new EmptyState(this)),
      m_view(new RowListView(this))
{
    const auto speak = [&services](const ThreadRow &thread) {
        return spokenRow(threadRowView(thread, services.clock(), services.lines.home(), services.lines.nameOf(thread.line)));
    };
    m_model = new ThreadModel(services.messages, speak, this);
    setObjectName(u"threadListPane"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::m, space::m, space::m);
    headColumn->setSpacing(space::s);
    auto *titleRow = new QHBoxLayout;
    auto *title = new Label(tr("Messages"), TextStyle::Heading, head);
    title->setElided(true);
    auto *write = new QPushButton(icon(u"edit"_s), tr("New text"), head);
    write->setObjectName(u"newTextButton"_s);
    write->setAccessibleName(tr("Write a new text"));
    write->setToolTip(tr("Write a new text (Ctrl+N)"));
    titleRow->addWidget(title, 1);
    titleRow->addWidget(write);
    headColumn->addLayout(titleRow);
    m_search->setObjectName(u"threadSearch"_s);
    headColumn->addWidget(m_search);
    auto *chips = new QWidget(head);
    auto *flow = new FlowLayout(chips, space::s);
    m_unread->setParent(chips);
    m_unread->setObjectName(u"unreadChip"_s);
    m_unread->setAccessibleName(tr("Only threads with unread texts"));
    m_unread->setCheckable(true);
    flow->addWidget(m_unread);
    headColumn->addWidget(chips);
    m_notice->setObjectName(u"threadListNotice"_s);
    headColumn->addWidget(m_notice);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));

    m_view->setObjectName(u"threadList"_s);
    m_view->setAccessibleName(tr("Threads"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ThreadDelegate(*m_model, services, m_view));
    m_empty->setObjectName(u"threadsEmpty"_s);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);

    connect(write, &QPushButton::clicked, this, &ThreadList::newWanted);
    connect(m_search, &SearchField::searched, this, &ThreadList::applyFilter);
    connect(m_search, &SearchField::leftForList, this, &ThreadList::focusList);
    connect(m_unread, &Chip::toggled, this, &ThreadList::applyFilter);
    connect(m_notice, &Notice::actionChosen, m_model, [this] { m_model->retry(); });
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_model->filter() == ThreadFilter{})
            return Q_EMIT newWanted();
        m_search->clear();
        m_search->searchNow();
        m_unread->setChecked(false);
    });
    connect(m_view, &RowListView::chosen, this, [this](int row) {
        const qint64 thread = m_model->idAt(row);
        if (m_restoring || thread == 0)
            return;
        m_selected = thread;
        Q_EMIT chosen(thread);
    });
    connect(m_view, &QAbstractItemView::clicked, this, &ThreadList::detailWanted);
    connect(m_view, &QAbstractItemView::activated, this, &ThreadList::detailWanted);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ThreadList::restoreSelection);
    connect(m_model, &RowListModel::stateChanged, this, [this] {
        restoreSelection();
        render();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ThreadList::render);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ThreadList::render);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ThreadList::render);
    connect(&services.lines, &LineNames::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    applyFilter();
    render();
}

void ThreadList::applyFilter()
{
    m_model->setFilter({.unreadOnly = m_unread->isChecked(), .text = m_search->text().trimmed()});
}

void ThreadList::select(qint64 thread)
{
    m_selected = thread;
    restoreSelection();
}

void ThreadList::restoreSelection()
{
    const int row = m_selected == 0 ? -1 : m_model->rowOf(m_selected);
    if (m_view->currentIndex().row() == row && (row < 0 || m_view->selectionModel()->isRowSelected(row)))
        return;
    m_restoring = true;
    m_view->choose(row);
    m_restoring = false;
}

void ThreadList::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->choose(0);
}

void ThreadList::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool ThreadList::isEmpty() const
{
    return m_model->state() == RowListModel::State::Ready && m_model->rowCount() == 0 && m_model->filter() == ThreadFilter{};
}

void ThreadList::render()
{
    using State = RowListModel::State;
    if (m_model->state() == State::Failed)
        m_notice->tell(m_model->error(), tr("Try again"));
    else
        m_notice->clear();
    const bool nothing = m_model->state() == State::Ready && m_model->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_empty->setVisible(nothing);
    const ThreadFilter &filter = m_model->filter();
    if (!filter.text.isEmpty())
        m_empty->setText(u"search"_s, tr("No texts found for \u201c%1\u201d.").arg(filter.text.left(60)), {},
                         tr("Clear the search"));
    else if (filter.unreadOnly)
        m_empty->setText(u"check-circle"_s, tr("No unread texts."), {}, tr("Show all texts"));
    else
        m_empty->setText(u"message"_s, tr("No texts yet."), tr("Texts to and from your numbers appear here."), tr("Write one"));
}

} // namespace milassist
