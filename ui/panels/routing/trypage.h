// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QComboBox;
class QDateTimeEdit;
class QLineEdit;

namespace milassist
{

class TraceView;

/// The instant at which the clock of @p zone shows this; in a gap of spring the one just after it.
QDateTime instantOn(const routing::Zone &zone, const QDate &day, const QTime &time);

/// Any instant, any caller: what would happen to a call to this line by the draft.
class TryPage : public PlanPage
{
    Q_OBJECT
public:
    TryPage(RoutingServices &services, QWidget *parent);
    void tryAt(const QDateTime &instant);
    void activate() override;

protected:
    void render() override;

private:
    routing::Zone zone() const;

    QDateTime m_instant; ///< UTC
    QDateTimeEdit *m_when;
    Label *m_zoneName;
    QLineEdit *m_caller;
    QComboBox *m_scenario;
    TraceView *m_trace;
};

} // namespace milassist
