// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/comparepage.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/routing/linewords.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/words.h"
#include "ui/words/planwords.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int daysBack = 7;
constexpr int callsInSight = 8;

QString inComparison(const char *text, const char *note = nullptr, int n = -1)
{
    return QCoreApplication::translate("Routing", text, note, n);
}

/// The name that the plan gives a number outside, else the number.
QString outsideWords(const QString &number, const Plan &plan, const QString &home)
{
    for (const auto &[id, route] : plan.routes) {
        for (const Stage &stage : route.stages) {
            const auto *outside = std::get_if<External>(&stage);
            if (outside && outside->number.e164() == number && !outside->name.isEmpty())
                return outside->name;
        }
    }
    return displayForm(Party(number), home);
}

QString stepOf(const QString &step, const Plan &plan, const QString &home)
{
    if (step == "wait"_L1)
        return inComparison("music until somebody is free");
    if (step == "mailbox"_L1)
        return inComparison("voicemail");
    QStringList who;
    for (const QString &one : step.split(u", "_s))
        who << (one.startsWith(u'+') ? outsideWords(one, plan, home) : nameOf(plan, PersonId(one)));
    return who.size() > 1 ? inComparison("%1 together", "Anna and Ben").arg(listed(who)) : who.join(QString());
}

RowView callView(const CallElsewhere &call, const Plan &plan, const LineNames &ours, const QDateTime &now)
{
    const auto number = call.line.number();
    return {.title = wayWords(call.would, plan, ours.home()),
            .icon = u"call-in"_s,
            .subtitle = inComparison("%1 \u00b7 %2", "a line, Tuesday 14:05").arg(number ? plannedName(*number, plan, ours) : call.line.text(), longTime(call.at, now))};
}

class ElsewhereDelegate : public RowDelegate
{
public:
    ElsewhereDelegate(std::function<RowView(int)> view, QObject *parent) : RowDelegate(parent), m_view(std::move(view)) {}

protected:
    RowView rowView(const QModelIndex &index) const override { return m_view(index.row()); }

private:
    std::function<RowView(int)> m_view;
};

} // namespace

QString wayWords(const QStringList &way, const Plan &plan, const QString &home)
{
    QString words;
    for (const QString &step : way)
        words = words.isEmpty() ? stepOf(step, plan, home) : inComparison("%1, then %2", "Anna, then voicemail").arg(words, stepOf(step, plan, home));
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString previewWords(const PlanPreview &preview)
{
    if (preview.calls == 0)
        return inComparison("No calls came in the last seven days, so there is nothing to compare.");
    const QString calls = QLocale().toString(preview.calls);
    if (preview.elsewhere > 0)
        return inComparison("%1 of %2 calls would have gone elsewhere.").arg(QLocale().toString(preview.elsewhere), calls);
    return preview.calls == 1 ? inComparison("The one call that came would have gone the same way.") : inComparison("All %1 calls would have gone the same way.").arg(calls);
}

ComparePage::ComparePage(RoutingServices &services, QWidget *parent)
    : PlanPage(services, parent), m_compare(new QPushButton(tr("Compare with last week"), this)), m_progress(new QWidget(this)), m_notice(new Notice(this)),
      m_verdict(new Label(TextStyle::BodyStrong, this)), m_stale(new Label(TextStyle::Caption, this)), m_list(new RowListView(this)),
      m_ways(new Label(TextStyle::Body, this))
{
    setObjectName(u"comparePage"_s);
    column()->addWidget(sectionHead(tr("What last week would have been"),
                                    tr("Which calls of the last seven days, to any line, would have gone elsewhere by the plan as it stands here, "
                                       "as far as it is known who was there. Nothing is saved."),
                                    this));
    m_compare->setObjectName(u"compareButton"_s);
    m_compare->setAccessibleName(m_compare->text());
    column()->addWidget(m_compare, 0, Qt::AlignLeft);
    auto *row = new FlowLayout(m_progress, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *bar = new QProgressBar(m_progress);
    bar->setObjectName(u"compareProgress"_s);
    bar->setAccessibleName(tr("The relay goes through last week's calls"));
    bar->setRange(0, 0);
    bar->setFixedWidth(160);
    auto *cancel = new QPushButton(tr("Cancel"), m_progress);
    cancel->setObjectName(u"cancelCompareButton"_s);
    cancel->setAccessibleName(tr("Do not compare"));
    row->addWidget(bar);
    row->addWidget(cancel);
    column()->addWidget(m_progress);
    m_notice->setObjectName(u"compareNotice"_s);
    column()->addWidget(m_notice);
    m_verdict->setObjectName(u"compareVerdict"_s);
    m_verdict->setWordWrap(true);
    column()->addWidget(m_verdict);
    m_stale->setText(tr("The plan was changed since. Compare again."));
    m_stale->setObjectName(u"compareStale"_s);
    m_stale->setTone(Tone::Warning);
    m_stale->setWordWrap(true);
    column()->addWidget(m_stale);
    const auto view = [this](const CallElsewhere &call) { return callView(call, m_compared, this->services().lines, this->services().clock()); };
    m_model = new PlainListModel<CallElsewhere>([view](const CallElsewhere &call) { return spokenRow(view(call)); },
                                                [](const CallElsewhere &a, const CallElsewhere &b) { return a == b; }, this);
    m_list->setObjectName(u"compareList"_s);
    m_list->setAccessibleName(tr("Calls that would have gone elsewhere"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ElsewhereDelegate([this, view](int at) { return view(m_model->at(at)); }, m_list));
    column()->addWidget(m_list);
    m_ways->setObjectName(u"compareWays"_s);
    m_ways->setWordWrap(true);
    column()->addWidget(m_ways);
    column()->addStretch(1);
    connect(m_compare, &QPushButton::clicked, this, &ComparePage::compare);
    connect(m_notice, &Notice::actionChosen, this, &ComparePage::compare);
    connect(cancel, &QPushButton::clicked, this, &ComparePage::cancel);
    connect(m_list, &RowListView::chosen, this, &ComparePage::choose);
}

ComparePage::~ComparePage()
{
    if (m_asking)
        m_asking->cancel();
}

void ComparePage::compare()
{
    if (m_asking || !services().past)
        return;
    m_notice->clear();
    m_compared = plan();
    m_was = desk().inForce().plan;
    m_preview.reset();
    m_asking = services().past->preview(m_compared, daysBack);
    auto *watcher = new QFutureWatcher<Result<QJsonObject>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_asking.reset();
        if (!watcher->isCanceled() && watcher->future().isResultReadyAt(0))
            take(watcher->result());
        renderSoon();
    });
    watcher->setFuture(*m_asking);
    renderSoon();
}

void ComparePage::cancel()
{
    if (m_asking)
        m_asking->cancel();
}

void ComparePage::take(const Result<QJsonObject> &answer)
{
    if (!answer)
        return m_notice->tell(answer.error(), tr("Try again"));
    m_preview = previewFrom(*answer);
    m_model->setItems(m_preview->changed);
    m_list->setFixedHeight(rowHeight(2) * std::clamp(int(m_preview->changed.size()), 1, callsInSight));
    m_list->choose(m_preview->changed.isEmpty() ? -1 : 0);
    choose(m_preview->changed.isEmpty() ? -1 : 0);
}

void ComparePage::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return m_ways->clear();
    const CallElsewhere &call = m_model->at(row);
    const auto number = call.line.number();
    m_ways->setText(tr("%1, to %2.\nIt went: %3.\nIt would have gone: %4.")
                        .arg(longTime(call.at, services().clock()), number ? plannedName(*number, m_compared, services().lines) : call.line.text(),
                             wayWords(call.was, m_was, home()), wayWords(call.would, m_compared, home())));
}

void ComparePage::render()
{
    m_compare->setVisible(!m_asking);
    m_progress->setVisible(m_asking.has_value());
    m_verdict->setVisible(m_preview.has_value());
    const bool hasOthers = m_preview && !m_preview->changed.isEmpty();
    m_list->setVisible(hasOthers);
    m_ways->setVisible(hasOthers);
    m_stale->setVisible(m_preview && !(plan() == m_compared));
    if (!m_preview)
        return;
    QString verdict = previewWords(*m_preview);
    if (m_preview->elsewhere > int(m_preview->changed.size()))
        verdict += u' ' + tr("These are the first %1.").arg(m_preview->changed.size());
    m_verdict->setText(verdict);
}

} // namespace milassist
