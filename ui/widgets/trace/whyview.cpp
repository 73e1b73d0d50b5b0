// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/trace/whyview.h"

#include "core/routing/hours/turningpoints.h"
#include "core/routing/record/decisionjson.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/trace/traceview.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

WhyView::WhyView(std::function<Present()> present, QWidget *parent)
    : QWidget(parent), m_present(std::move(present)), m_trace(new TraceView(this)), m_notice(new Notice(this)),
      m_ask(new QPushButton(tr("What would happen now?"), this)), m_now(new Label(TextStyle::BodyStrong, this))
{
    setObjectName(u"whyView"_s);
    m_notice->setObjectName(u"whyNotice"_s);
    m_ask->setObjectName(u"whatNowButton"_s);
    m_ask->setAccessibleName(tr("What would happen to this call now?"));
    m_now->setObjectName(u"whatNow"_s);
    m_now->setWordWrap(true);
    m_now->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(m_notice);
    column->addWidget(m_trace);
    column->addWidget(m_ask, 0, Qt::AlignLeft);
    column->addWidget(m_now);
    connect(m_ask, &QPushButton::clicked, this, &WhyView::tellNow);
}

void WhyView::tell(const QByteArray &json)
{
    auto decision = readDecision(json);
    m_now->hide();
    m_trace->setVisible(decision.has_value());
    const Present present = m_present();
    m_ask->setVisible(decision.has_value() && present.isWhole);
    if (!decision) {
        m_decision.reset();
        return m_notice->tell(Tone::Warning, tr("Why this call went there cannot be read."),
                              tr("A newer version of the program may have written it."));
    }
    m_notice->clear();
    m_decision = std::move(*decision);
    m_trace->show(traceOf(*m_decision, present.plan));
}

void WhyView::tellNow()
{
    const Present present = m_present();
    const Decision now = decide(present.plan, present.roster, m_decision->call, present.now);
    const QString change = difference(traceOf(*m_decision, present.plan), traceOf(now, present.plan));
    m_now->setText(change.isEmpty() ? tr("Now it would go the same way.") : change);
    m_now->show();
}

} // namespace milassist
