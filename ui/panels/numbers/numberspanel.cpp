// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/numberspanel.h"

#include "core/base/whendone.h"
#include "ui/panels/numbers/numberpane.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/numbers/shoppane.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/splitview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class NumberDelegate : public RowDelegate
{
public:
    NumberDelegate(const PlainListModel<NumberRow> &model, const LineNames &lines, QObject *parent)
        : RowDelegate(parent), m_model(model), m_lines(lines)
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override { return numberRowView(m_model.at(index.row()), m_lines); }

private:
    const PlainListModel<NumberRow> &m_model;
    const LineNames &m_lines;
};

} // namespace

NumbersPanel::NumbersPanel(NumberServices services, QWidget *parent) : Panel(parent), m_services(std::move(services))
{
    setObjectName(u"numbersPanel"_s);
    m_model =
        new PlainListModel<NumberRow>([this](const NumberRow &row) { return spokenRow(numberRowView(row, m_services.lines)); },
                                      [](const NumberRow &a, const NumberRow &b) { return a.number.sid == b.number.sid; }, this);
    QWidget *list = buildList();
    m_pages = new QStackedWidget(this);
    m_nothing = new EmptyState(m_pages);
    m_nothing->setText(u"number"_s, tr("Choose a number to see where it points."));
    m_pane = new NumberPane(m_services, m_pages);
    m_shop = new ShopPane(m_services, m_pages);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(m_pane);
    m_pages->addWidget(m_shop);
    m_split = new SplitView(list, m_pages, 340, this);
    m_split->setObjectName(u"numbersSplit"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);

    const auto back = [this] {
        m_split->showList();
        m_view->setFocus();
    };
    connect(m_view, &RowListView::chosen, this, [this](int row) {
        if (!m_choosing && row >= 0 && row < m_model->rowCount())
            showNumber(m_model->at(row).number.sid);
    });
    connect(m_view, &QAbstractItemView::clicked, m_split, &SplitView::showDetail); // also the one that is chosen already
    connect(m_view, &QAbstractItemView::activated, m_split, &SplitView::showDetail);
    connect(m_empty, &EmptyState::actionChosen, this, &NumbersPanel::startBuying);
    connect(m_notice, &Notice::actionChosen, this, &NumbersPanel::read);
    connect(m_pane, &DetailPane::backWanted, this, back);
    connect(m_shop, &ShopPane::backWanted, this, back);
    connect(m_split, &SplitView::foldedChanged, m_pane, &DetailPane::setFolded);
    connect(m_split, &SplitView::foldedChanged, m_shop, &ShopPane::setFolded);
    connect(m_pane, &NumberPane::released, this, [this, back](const QString &number) {
        m_shown = {};
        m_pages->setCurrentWidget(m_nothing);
        back();
        Q_EMIT toastRequested({.text = tr("%1 was given back.").arg(number)});
    });
    connect(m_shop, &ShopPane::openWanted, this, [this](const PhoneNumberSid &sid) { open(NumberTarget{sid}); });
    connect(&m_services.numbers, &NumberStore::changed, this, &NumbersPanel::read);
    connect(&m_services.lines, &LineNames::changed, this, [this] {
        m_view->viewport()->update();
        m_shop->setOwned(m_model->items());
    });
    auto *buy = new QAction(icon(u"cart"_s), tr("Buy a number"), this);
    connect(buy, &QAction::triggered, this, &NumbersPanel::startBuying);
    addAction(buy);
    read();
}

QWidget *NumbersPanel::buildList()
{
    auto *pane = new QWidget(this);
    pane->setObjectName(u"numberListPane"_s);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(pane);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::m, space::m, space::m);
    headColumn->setSpacing(space::s);
    auto *titleRow = new QHBoxLayout;
    auto *title = new Label(tr("Numbers"), TextStyle::Heading, head);
    title->setElided(true);
    auto *buy = new QPushButton(icon(u"plus"_s), tr("Buy a number"), head);
    buy->setObjectName(u"startBuyingButton"_s);
    buy->setAccessibleName(tr("Look for a number to buy"));
    titleRow->addWidget(title, 1);
    titleRow->addWidget(buy);
    headColumn->addLayout(titleRow);
    m_notice = new Notice(head);
    m_notice->setObjectName(u"numberListNotice"_s);
    headColumn->addWidget(m_notice);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, pane));
    m_view = new RowListView(pane);
    m_view->setObjectName(u"numberList"_s);
    m_view->setAccessibleName(tr("Our numbers"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new NumberDelegate(*m_model, m_services.lines, m_view));
    m_empty = new EmptyState(pane);
    m_empty->setObjectName(u"numbersEmpty"_s);
    m_empty->setText(u"number"_s, tr("No numbers yet."), tr("Numbers that you have at Twilio appear here by themselves."),
                     tr("Buy a number"));
    m_empty->hide();
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    connect(buy, &QPushButton::clicked, this, &NumbersPanel::startBuying);
    return pane;
}

void NumbersPanel::activate()
{
    if (m_pages->currentWidget() == m_shop)
        return m_shop->activate();
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->choose(0);
}

void NumbersPanel::find()
{
    startBuying();
}

void NumbersPanel::open(const Target &target)
{
    const auto *number = std::get_if<NumberTarget>(&target);
    if (!number)
        return;
    if (number->sid.isNull())
        return m_split->showList();
    m_wanted = number->sid; // shown as soon as it is in the list: what was just bought may not be there yet
    if (m_loaded)
        showRows(m_model->items());
}

void NumbersPanel::read()
{
    whenDone(m_services.numbers.numbers(), this, [this](const Result<QList<NumberRow>> &rows) {
        if (!rows)
            return m_notice->tell(rows.error(), tr("Try again"));
        m_notice->clear();
        m_loaded = true;
        showRows(*rows);
    });
}

void NumbersPanel::showRows(const QList<NumberRow> &rows)
{
    m_choosing = true;
    m_model->setItems(rows);
    m_choosing = false;
    m_shop->setOwned(rows);
    m_view->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
    const auto isThere = [&rows](const PhoneNumberSid &sid) {
        return !sid.isNull() && std::ranges::any_of(rows, [&](const NumberRow &row) { return row.number.sid == sid; });
    };
    if (isThere(m_wanted))
        return showNumber(std::exchange(m_wanted, {}));
    if (m_pages->currentWidget() == m_pane && isThere(m_shown))
        return showNumber(m_shown);
    if (m_pages->currentWidget() == m_pane)
        m_pages->setCurrentWidget(m_nothing);
}

void NumbersPanel::showNumber(const PhoneNumberSid &sid)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->at(row).number.sid != sid)
            continue;
        m_shown = sid;
        m_choosing = true;
        m_view->choose(row);
        m_choosing = false;
        m_pane->show(m_model->at(row));
        m_pages->setCurrentWidget(m_pane);
        m_split->showDetail();
    }
}

void NumbersPanel::startBuying()
{
    m_choosing = true;
    m_view->choose(-1);
    m_choosing = false;
    m_shown = {};
    m_pages->setCurrentWidget(m_shop);
    m_split->showDetail();
    m_shop->activate();
}

} // namespace milassist
