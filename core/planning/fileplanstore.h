// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/planning/planstore.h"

#include <QThreadPool>

namespace milassist
{

/// The plan of somebody who works alone: a file for each version, in a folder of the profile. A version that is written is
/// never written again, so whoever else has the folder open cannot be overwritten.
class FilePlanStore : public PlanStore
{
    Q_OBJECT
public:
    /// @param folder is made, readable by its owner only, by the first save
    FilePlanStore(QString folder, QString author, Clock clock = systemClock(), QObject *parent = nullptr);
    ~FilePlanStore() override;

    QFuture<Result<routing::PlanVersion>> load() override;
    QFuture<Result<PlanSave>> save(routing::Plan plan, QString reason, int basedOn) override;
    QFuture<Result<QList<routing::PlanNote>>> history() override;
    QFuture<Result<routing::PlanVersion>> version(int number) override;

private:
    QString m_folder, m_author;
    Clock m_clock;
    QThreadPool m_thread; ///< one: saves come one after the other
};

/// The plan alone, as a relay reads it. Replaces the file, or leaves it as it was. Errors: Storage.
QFuture<Result<>> exportPlan(routing::Plan plan, QString path);

} // namespace milassist
