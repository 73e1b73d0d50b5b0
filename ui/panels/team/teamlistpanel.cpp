// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/teamlistpanel.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/team/morerow.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class TeamDelegate : public RowDelegate
{
public:
    TeamDelegate(const PlainListModel<TeamRow> &model, QObject *parent) : RowDelegate(parent), m_model(model) {}

protected:
    RowView rowView(const QModelIndex &index) const override { return m_model.at(index.row()).view; }

private:
    const PlainListModel<TeamRow> &m_model;
};

} // namespace

TeamListPanel::TeamListPanel(const TeamServices &services, Look look, QWidget *parent)
    : Panel(parent), m_services(services), m_look(std::move(look))
{
    setObjectName(m_look.name + u"Panel"_s);
    m_model = new PlainListModel<TeamRow>([](const TeamRow &row) { return spokenRow(row.view); },
                                          [](const TeamRow &a, const TeamRow &b) { return a.key == b.key; }, this);
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, [this] { read(); });
    TeamEvents &events = m_services.team.events();
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (m_look.kinds.contains(event.kind))
            readSoon();
    });
    connect(&events, &TeamEvents::resetTo, this, [this] { readSoon(); });
    TeamRoster &roster = m_services.team.roster();
    connect(&roster, &TeamRoster::namesChanged, this, [this] {
        m_stamp.clear(); // somebody on the page may be called otherwise now
        readSoon();
    });
    roster.follow();
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            readSoon();
    });
}

void TeamListPanel::build()
{
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(list);
    m_head = new QVBoxLayout(head);
    m_head->setContentsMargins(space::l, space::m, space::m, space::m);
    m_head->setSpacing(space::s);
    auto *titleRow = new QHBoxLayout;
    auto *title = new Label(m_look.title, TextStyle::Heading, head);
    title->setElided(true);
    titleRow->addWidget(title, 1);
    m_action = new QPushButton(icon(u"plus"_s), m_look.action, head);
    m_action->setObjectName(m_look.name + u"Action"_s);
    m_action->setVisible(!m_look.action.isEmpty());
    titleRow->addWidget(m_action);
    m_head->addLayout(titleRow);
    m_notice = new Notice(head);
    m_notice->setObjectName(m_look.name + u"Notice"_s);
    m_head->addWidget(m_notice);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, list));
    m_view = new RowListView(list);
    m_view->setObjectName(m_look.name + u"List"_s);
    m_view->setAccessibleName(m_look.listName);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TeamDelegate(*m_model, m_view));
    m_empty = new EmptyState(list);
    m_empty->setObjectName(m_look.name + u"Empty"_s);
    setEmpty(m_look.empty, m_look.more);
    m_empty->hide();
    m_more = new MoreRow(list);
    column->addWidget(m_view, 1);
    column->addWidget(m_more);
    column->addWidget(m_empty, 1);
    const TeamRow placeholder{.key = {}, .view = {.isPlaceholder = true}};
    m_model->setItems({placeholder, placeholder, placeholder});

    m_pages = new QStackedWidget(this);
    m_nothing = new EmptyState(m_pages);
    m_nothing->setText(m_look.icon, m_look.choose);
    m_pane = new DetailPane(m_pages);
    m_pane->setObjectName(m_look.name + u"Detail"_s);
    m_pane->column()->addStretch(1);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(m_pane);
    m_split = new SplitView(list, m_pages, 360, this);
    m_split->setObjectName(m_look.name + u"Split"_s);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_split);

    connect(m_view, &RowListView::chosen, this, [this](int row) {
        if (m_isChoosing || !m_isRead || row < 0 || row >= m_model->rowCount())
            return;
        if (!m_hasFailed && m_clearsNotice)
            m_notice->clear(); // it was about another one
        choose(m_model->at(row).key);
    });
    connect(m_view, &QAbstractItemView::clicked, m_split, &SplitView::showDetail);
    connect(m_view, &QAbstractItemView::activated, m_split, &SplitView::showDetail);
    connect(m_pane, &DetailPane::backWanted, this, [this] {
        m_split->showList();
        m_view->setFocus();
    });
    connect(m_split, &SplitView::foldedChanged, m_pane, &DetailPane::setFolded);
    connect(m_notice, &Notice::actionChosen, this, [this] { read(); });
    connect(m_action, &QPushButton::clicked, this, [this] { act(); });
    connect(m_more, &MoreRow::wanted, this, [this] { readMore(); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isChoosing && m_more->isTelling() && value >= m_view->verticalScrollBar()->maximum())
            readMore(); // who comes to the end wants what is behind it
    });
}

void TeamListPanel::setEmpty(const QString &sentence, const QString &more)
{
    m_empty->setText(m_look.icon, sentence, more);
}

QAction *TeamListPanel::addKey(const QString &name, const QString &text, const QKeySequence &key, std::function<void()> act)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void TeamListPanel::activate()
{
    m_view->setFocus();
    read();
}

void TeamListPanel::showRows(const QList<TeamRow> &rows)
{
    m_isRead = true;
    if (std::exchange(m_hasFailed, false))
        m_notice->clear();
    m_isChoosing = true;
    m_model->setItems(rows);
    int row = -1;
    for (int i = 0; i < int(rows.size()); ++i) {
        if (rows[i].key == m_chosen)
            row = i;
    }
    m_view->choose(row);
    m_isChoosing = false;
    m_view->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
    if (m_isEditing)
        return; // also when it is not in the list any more: what is written may be saved, or copied
    if (!m_chosen.isEmpty() && row < 0) {
        m_chosen.clear();
        m_pages->setCurrentWidget(m_nothing);
        m_split->showList();
    } else if (row >= 0) {
        if (rows[row].stamp != m_stamp && !isWriting())
            renderChosen();
    } else if (!rows.isEmpty() && m_pages->currentWidget() == m_nothing && !m_split->isFolded()) {
        choose(rows.first().key);
    }
}

bool TeamListPanel::isWriting() const
{
    const QList<QLineEdit *> fields = m_page ? m_page->findChildren<QLineEdit *>() : QList<QLineEdit *>();
    return std::any_of(fields.begin(), fields.end(), [](const QLineEdit *field) { return field->isModified(); });
}

void TeamListPanel::choose(const QString &key)
{
    m_chosen = key;
    m_isChoosing = true;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->at(i).key == key)
            m_view->choose(i);
    }
    m_isChoosing = false;
    renderChosen();
}

void TeamListPanel::renderChosen()
{
    if (QWidget *page = m_chosen.isEmpty() ? nullptr : makePage(m_chosen)) {
        const bool hadFocus = m_page && m_page->isAncestorOf(focusWidget());
        const QString focused = hadFocus ? focusWidget()->objectName() : QString();
        place(page);
        for (const TeamRow &row : m_model->items()) {
            if (row.key == m_chosen)
                m_stamp = row.stamp;
        }
        if (QWidget *again = hadFocus && !focused.isEmpty() ? page->findChild<QWidget *>(focused) : nullptr)
            again->setFocus();
        else if (hadFocus)
            m_view->setFocus();
    }
}

void TeamListPanel::showExtent(int shown, int total)
{
    m_more->tell(shown, total);
}

void TeamListPanel::edit(QWidget *page)
{
    place(page);
    m_isEditing = true;
    m_split->showDetail();
}

void TeamListPanel::leavePage()
{
    const QList<TeamRow> &rows = m_model->items();
    const bool isThere = std::ranges::find(rows, m_chosen, &TeamRow::key) != rows.end();
    m_isEditing = false;
    if (rows.isEmpty() || !m_isRead) {
        m_chosen.clear();
        m_pages->setCurrentWidget(m_nothing);
    } else {
        choose(isThere ? m_chosen : rows.first().key);
    }
    if (!isThere || m_split->isFolded())
        m_split->showList();
    m_view->setFocus();
}

void TeamListPanel::showPage(QWidget *page)
{
    m_chosen.clear();
    m_isChoosing = true;
    m_view->choose(-1);
    m_isChoosing = false;
    place(page);
    m_split->showDetail();
}

void TeamListPanel::place(QWidget *page)
{
    m_isEditing = false;
    if (m_page) {
        m_page->hide();
        m_page->deleteLater(); // it may be its own button that is clicked
    }
    m_page = page;
    m_pane->column()->insertWidget(1, page); // between the way back and the stretch
    page->show(); // now, so that the focus can go there
    m_pages->setCurrentWidget(m_pane);
}

void TeamListPanel::failed(const Error &error)
{
    if (!m_isRead)
        m_model->setItems({});
    m_hasFailed = true;
    m_notice->tell(error, tr("Try again"));
}

} // namespace milassist
