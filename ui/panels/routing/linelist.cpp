// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/linelist.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/searchfield.h"

#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class LineDelegate : public RowDelegate
{
public:
    LineDelegate(std::function<RowView(int)> view, QObject *parent) : RowDelegate(parent), m_view(std::move(view)) {}

protected:
    RowView rowView(const QModelIndex &index) const override { return m_view(index.row()); }

private:
    std::function<RowView(int)> m_view;
};

} // namespace

LineList::LineList(RoutingServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"routingListPane"_s);
    const auto view = [this](const PlannedLine &line) {
        return plannedLineView(line, m_services.desk.draft(), m_services.desk.findings(), m_services.lines, m_services.clock());
    };
    m_model = new PlainListModel<PlannedLine>([view](const PlannedLine &line) { return spokenRow(view(line)); },
                                              [](const PlannedLine &a, const PlannedLine &b) { return a.number == b.number; }, this);
    build();
    m_list->setItemDelegate(new LineDelegate([this, view](int row) { return view(m_model->at(row)); }, m_list));
    if (!m_services.isServed)
        m_notice->tell(Tone::Neutral, tr("Nothing answers calls by this plan yet."), tr("Calls go where each number points. A relay answers by the plan."),
                       tr("Export it"));
    else if (!m_services.mayChange)
        m_notice->tell(Tone::Neutral, tr("You may try the plan out, and not save it."), tr("What you change stays here; admins put plans into force."));
    connect(m_notice, &Notice::actionChosen, this, &LineList::exportWanted);
    connect(m_list, &RowListView::chosen, this, [this](int row) {
        if (!m_choosing && row >= 0 && row < m_model->rowCount())
            Q_EMIT chosen(m_model->at(row).number);
    });
    connect(m_list, &QAbstractItemView::clicked, this, &LineList::opened);
    connect(m_list, &QAbstractItemView::activated, this, &LineList::opened);
}

void LineList::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::m, space::m, space::m);
    headColumn->setSpacing(space::s);
    auto *title = new Label(tr("Routing"), TextStyle::Heading, head);
    title->setElided(true);
    m_search = new SearchField(tr("Find a line"), head);
    m_search->setObjectName(u"routingSearch"_s);
    m_notice = new Notice(head);
    m_notice->setObjectName(u"routingNotice"_s);
    headColumn->addWidget(title);
    headColumn->addWidget(m_notice);
    headColumn->addWidget(m_search);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_list = new RowListView(this);
    m_list->setObjectName(u"routingList"_s);
    m_list->setAccessibleName(tr("Lines and whether they are open"));
    m_list->setModel(m_model);
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"routingEmpty"_s);
    m_empty->hide();
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);
    connect(m_search, &QLineEdit::textChanged, this, &LineList::searched);
    connect(m_empty, &EmptyState::actionChosen, m_search, &QLineEdit::clear);
}

void LineList::render(const std::optional<PhoneNumber> &shown)
{
    const routing::Plan &plan = m_services.desk.draft();
    const QString wanted = m_search->text().trimmed();
    QList<PlannedLine> lines = plannedLines(plan, m_services.lines);
    const bool hasLines = !lines.isEmpty();
    lines.removeIf([&](const PlannedLine &line) {
        return !wanted.isEmpty() && !plannedName(line.number, plan, m_services.lines).contains(wanted, Qt::CaseInsensitive) &&
               !line.number.e164().contains(wanted);
    });
    m_choosing = true;
    m_model->setItems(lines);
    m_choosing = false;
    if (shown)
        choose(*shown);
    m_list->setVisible(!lines.isEmpty());
    m_empty->setVisible(lines.isEmpty());
    if (hasLines)
        m_empty->setText(u"search"_s, tr("No line is called that."), {}, tr("Show all lines"));
    else
        m_empty->setText(u"number"_s, tr("No lines yet."), tr("Numbers that you have at Twilio appear here by themselves."));
}

void LineList::choose(const PhoneNumber &number)
{
    m_choosing = true;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->at(row).number == number && m_list->currentIndex().row() != row)
            m_list->choose(row);
    }
    m_choosing = false;
}

void LineList::chooseFirst()
{
    if (m_model->rowCount() > 0)
        m_list->choose(0);
}

void LineList::findLine()
{
    m_search->setFocus();
    m_search->selectAll();
}

void LineList::focusList()
{
    m_list->setFocus();
}

void LineList::tellAgain()
{
    m_list->viewport()->update();
}

} // namespace milassist
