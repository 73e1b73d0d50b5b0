// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/rowpane.h"

#include "ui/models/rowlistmodel.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

RowPane::RowPane(RowListModel &model, QWidget *filters, const Words &words, QWidget *parent) : QWidget(parent), m_model(model)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filters);
    buildBar(words);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_notice = new Notice(this);
    m_notice->setObjectName(words.name + u"ListNotice"_s);
    m_notice->setClosable(true);
    column->addWidget(m_notice);
    buildPages(words);
    column->addWidget(m_pages, 1);
}

void RowPane::buildBar(const Words &words)
{
    m_count = new Label(TextStyle::Caption, this);
    m_count->setObjectName(words.name + u"Count"_s);
    m_count->setLevel(Label::Level::Second);
    QToolButton *save = quietTool(u"exportButton"_s, tr("Export"), u"export"_s, this);
    save->setAccessibleName(words.exportName);
    save->setToolTip(tr("Save what is shown as a CSV file"));
    connect(save, &QToolButton::clicked, this, &RowPane::exportWanted);
    m_export = save;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::l, 0, space::s, space::xs);
    bar->addWidget(m_count, 1);
    bar->addWidget(save);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

void RowPane::buildPages(const Words &words)
{
    m_pages = new QStackedWidget(this);
    m_list = new RowListView(m_pages);
    m_list->setObjectName(words.name + u"List"_s);
    m_list->setAccessibleName(words.title);
    m_list->setModel(&m_model);
    m_skeleton = new RowSkeleton(m_pages);
    m_empty = new EmptyState(m_pages);
    m_empty->setObjectName(words.plural + u"Empty"_s);
    connect(m_empty, &EmptyState::actionChosen, this, &RowPane::everythingWanted);
    m_trouble = new QWidget(m_pages);
    m_troubleNotice = new Notice(m_trouble);
    m_troubleNotice->setObjectName(words.plural + u"Trouble"_s);
    connect(m_troubleNotice, &Notice::actionChosen, this, [this] { m_model.retry(); });
    auto *trouble = new QVBoxLayout(m_trouble);
    trouble->setContentsMargins(space::l, space::l, space::l, space::l);
    trouble->addWidget(m_troubleNotice);
    trouble->addStretch(1);
    for (QWidget *page : std::initializer_list<QWidget *>{m_skeleton, m_list, m_empty, m_trouble})
        m_pages->addWidget(page);
}

void RowPane::render(const QString &count, const EmptyWords &nothing)
{
    const RowListModel::State state = m_model.state();
    m_isLoaded = m_isLoaded || state == RowListModel::State::Ready;
    if (state == RowListModel::State::Failed) {
        m_troubleNotice->tell(m_model.error(), tr("Try again"));
        m_pages->setCurrentWidget(m_trouble);
    } else if (m_model.rowCount() > 0) {
        m_pages->setCurrentWidget(m_list);
    } else if (state == RowListModel::State::Ready) {
        m_empty->setText(nothing.icon, nothing.sentence, nothing.more, nothing.action);
        m_pages->setCurrentWidget(m_empty);
    } else if (!m_isLoaded) {
        m_pages->setCurrentWidget(m_skeleton);
    }
    m_count->setText(m_isLoaded ? count : QString());
    m_export->setVisible(m_model.rowCount() > 0);
}

} // namespace milassist
