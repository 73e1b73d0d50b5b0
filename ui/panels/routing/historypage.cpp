// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/historypage.h"

#include "core/base/whendone.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/words.h"
#include "ui/words/changewords.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int rowsInSight = 5;
constexpr std::size_t mostChanges = 40;

RowView noteView(const PlanNote &note, const PlanVersion &inForce, const QString &me, const QDateTime &now)
{
    RowView view{.title = note.reason.isEmpty() ? QCoreApplication::translate("Routing", "Version %1").arg(note.number) : note.reason,
                 .time = shortTime(note.at, now),
                 .icon = u"note"_s,
                 .subtitle = note.at.isValid() ? authorWords(note.author, me, inForce.plan) : QString()};
    if (!note.reason.isEmpty())
        view.titleNote = QCoreApplication::translate("Routing", "version %1").arg(note.number);
    if (note.number == inForce.note.number)
        view.tags.append({QCoreApplication::translate("Routing", "current"), Tone::Good, {}});
    return view;
}

class NoteDelegate : public RowDelegate
{
public:
    NoteDelegate(const PlainListModel<PlanNote> &model, const RoutingServices &services, QObject *parent)
        : RowDelegate(parent), m_model(model), m_services(services)
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        return noteView(m_model.at(index.row()), m_services.desk.inForce(), m_services.me, m_services.clock());
    }

private:
    const PlainListModel<PlanNote> &m_model;
    const RoutingServices &m_services;
};

} // namespace

HistoryPage::HistoryPage(RoutingServices &services, QWidget *parent)
    : PlanPage(services, parent), m_notice(new Notice(this)), m_list(new RowListView(this)), m_empty(new EmptyState(this)),
      m_changes(new Label(TextStyle::Body, this)), m_restore(new QPushButton(icon(u"restore"_s), tr("Go back to this one"), this))
{
    setObjectName(u"historyPage"_s);
    m_model = new PlainListModel<PlanNote>(
        [this](const PlanNote &note) { return spokenRow(noteView(note, desk().inForce(), this->services().me, desk().clock()())); },
        [](const PlanNote &a, const PlanNote &b) { return a.number == b.number; }, this);
    column()->addWidget(sectionHead(tr("Every change of the plan"), tr("Of all lines together. Going back makes a draft; nothing changes before you save it."), this));
    m_notice->setObjectName(u"historyNotice"_s);
    column()->addWidget(m_notice);
    m_list->setObjectName(u"historyList"_s);
    m_list->setAccessibleName(tr("Versions of the plan"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new NoteDelegate(*m_model, this->services(), m_list));
    column()->addWidget(m_list);
    m_empty->setObjectName(u"historyEmpty"_s);
    m_empty->setText(u"note"_s, tr("Nothing has been saved yet."), tr("Your first plan will be version 1."));
    column()->addWidget(m_empty);
    m_changes->setObjectName(u"planChanges"_s);
    m_changes->setWordWrap(true);
    column()->addWidget(m_changes);
    m_restore->setObjectName(u"restoreButton"_s);
    m_restore->setAccessibleName(tr("Make this version the draft"));
    column()->addWidget(m_restore, 0, Qt::AlignLeft);
    column()->addStretch(1);
    m_restore->hide();
    connect(m_list, &RowListView::chosen, this, &HistoryPage::choose);
    connect(m_notice, &Notice::actionChosen, this, &HistoryPage::read);
    connect(&desk(), &PlanDesk::loaded, this, [this] {
        if (isVisible())
            read();
    });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const int row = m_list->currentIndex().row();
        if (row < 0 || row >= m_model->rowCount())
            return;
        desk().restore(m_model->at(row).number);
        Q_EMIT restored(m_model->at(row).number);
    });
}

void HistoryPage::activate()
{
    read();
}

void HistoryPage::read()
{
    whenDone(desk().store().history(), this, [this](const Result<QList<PlanNote>> &notes) {
        if (!notes)
            return m_notice->tell(notes.error(), tr("Try again"));
        m_notice->clear();
        m_model->setItems(*notes);
        m_list->setVisible(!notes->isEmpty());
        m_list->setFixedHeight(rowHeight(2) * std::clamp(int(notes->size()), 1, rowsInSight));
        m_empty->setVisible(notes->isEmpty());
        if (!notes->isEmpty() && !m_list->currentIndex().isValid())
            m_list->choose(0);
        else
            choose(m_list->currentIndex().row());
    });
}

void HistoryPage::choose(int row)
{
    const bool isThere = row >= 0 && row < m_model->rowCount();
    const int number = isThere ? m_model->at(row).number : 0;
    m_restore->setVisible(isThere && number != desk().inForce().note.number);
    if (std::exchange(m_shown, number) != number) // what is read once more stays in sight until then
        m_changes->clear();
    if (!isThere)
        return;
    const quint64 asked = ++m_asked;
    whenDone(desk().store().version(number), this, [this, asked, number](const Result<PlanVersion> &version) {
        if (asked != m_asked)
            return;
        if (!version)
            return m_notice->tell(version.error());
        if (number == 1)
            return showChanges({}, version->plan);
        whenDone(desk().store().version(number - 1), this, [this, asked, after = version->plan](const Result<PlanVersion> &before) {
            if (asked == m_asked && before)
                showChanges(before->plan, after);
        });
    });
}

void HistoryPage::showChanges(const Plan &before, const Plan &after)
{
    const std::vector<PlanChange> changes = changesOf(before, after);
    QStringList words;
    for (std::size_t i = 0; i < std::min(changes.size(), mostChanges); ++i)
        words << u"\u2022 "_s + changeWords(changes[i], after, before, home());
    if (changes.size() > mostChanges)
        words << tr("and %n other change(s)", nullptr, int(changes.size() - mostChanges));
    m_changes->setText(words.isEmpty() ? tr("Nothing was changed.") : words.join(u'\n'));
}

} // namespace milassist
