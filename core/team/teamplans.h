// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/planning/planstore.h"
#include "core/team/teamclient.h"

#include <memory>

namespace milassist
{

class TeamEvents;

/// A call that another plan would have sent elsewhere. Each step of a way: "anna", "anna, ben" together, "+1206...", "wait",
/// "mailbox".
struct CallElsewhere {
    CallSid call;
    QDateTime at; ///< UTC
    Party line;
    QStringList was, would;
    bool operator==(const CallElsewhere &) const = default;
};

/// What the calls of some days would have been.
struct PlanPreview {
    int calls = 0, elsewhere = 0;
    QList<CallElsewhere> changed; ///< not more than the relay lists
    bool operator==(const PlanPreview &) const = default;
};

/// Pure; what makes no sense is left out.
PlanPreview previewFrom(const QJsonObject &body);

/// The plan of a team, at its relay. Whoever may not change it is refused there with Forbidden; what is not safe with Rejected,
/// whose detail says what is wrong, with an example.
class TeamPlans : public PlanStore
{
    Q_OBJECT
public:
    TeamPlans(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    QFuture<Result<routing::PlanVersion>> load() override;
    QFuture<Result<PlanSave>> save(routing::Plan plan, QString reason, int basedOn) override;
    QFuture<Result<QList<routing::PlanNote>>> history() override;
    QFuture<Result<routing::PlanVersion>> version(int number) override;

    /// Which calls of the last @p days would have gone elsewhere by @p plan; previewFrom() reads it. Nothing is saved. Who
    /// cancels it drops the question.
    QFuture<Result<QJsonObject>> preview(const routing::Plan &plan, int days);

private:
    struct Saving;
    struct Reading;

    QFuture<Result<routing::PlanVersion>> fetch(const QString &path);
    void saved(const std::shared_ptr<Saving> &saving, const TeamReply &reply);
    void lookAgain(const std::shared_ptr<Saving> &saving, const Error &why);
    void readOn(const std::shared_ptr<Reading> &reading, qint64 before);

    TeamClient &m_client;
};

} // namespace milassist
