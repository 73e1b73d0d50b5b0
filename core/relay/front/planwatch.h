// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/service/currentplan.h"
#include "core/store/shared/sharedstore.h"

#include <QTimer>

namespace milassist::relay
{

/// A plan that an operator keeps in a file.
struct PlanFile {
    QString name;
    routing::Plan plan;
};

/// Sees to it that the plan in force is the latest of the ledger, whoever saved it and in whichever relay. Main thread.
///
/// An operator's file goes into force at the start when it is another than the one last taken: so what was changed in it
/// counts, and what was changed since at a desk stays when it was not. While the database is away the file itself counts.
class PlanWatch : public QObject
{
    Q_OBJECT
public:
    PlanWatch(SharedStore &store, CurrentPlan &plan, Clock clock, QObject *parent = nullptr);

    void start(const std::optional<PlanFile> &file = {});
    qint64 version() const { return m_version; } ///< in force; 0 = none of the ledger's

    /// By which versions taken from a file are known in the history.
    static QString fileAuthor() { return QStringLiteral("plan file"); }

Q_SIGNALS:
    void changed(qint64 version);

private:
    void take(const PlanFile &file);
    void look();

    SharedStore &m_store;
    CurrentPlan &m_plan;
    Clock m_clock;
    QTimer m_soon;
    qint64 m_version = 0;
    std::optional<PlanFile> m_file; ///< not taken yet
    bool m_isBusy = false;
};

} // namespace milassist::relay
