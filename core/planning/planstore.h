// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/record/planversion.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace milassist
{

/// What became of a save.
struct PlanSave {
    enum class Outcome {
        Saved,
        SomebodyWasFirst, ///< the plan in force is not the one that was changed; nothing was written
    };
    Outcome outcome = Outcome::Saved;
    routing::PlanVersion inForce; ///< ours, or theirs
};

/// Where the plan of a team is kept, with every version that it has ever had.
class PlanStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The plan in force; number 0 and an empty plan where there has never been one.
    /// Errors: Malformed (it was written by something else, or a newer program), Storage, and of a relay Offline, Unauthorised.
    virtual QFuture<Result<routing::PlanVersion>> load() = 0;
    /// Puts @p plan into force, if the version in force is still @p basedOn.
    virtual QFuture<Result<PlanSave>> save(routing::Plan plan, QString reason, int basedOn) = 0;
    /// All versions without their plans, the newest first.
    virtual QFuture<Result<QList<routing::PlanNote>>> history() = 0;
    /// Errors: NotFound.
    virtual QFuture<Result<routing::PlanVersion>> version(int number) = 0;

Q_SIGNALS:
    /// Another version is in force, whoever saved it.
    void changed();
};

} // namespace milassist
