// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/team/teamclient.h"

#include <QDateTime>

namespace milassist
{

/// Something to be done, as the relay has it.
struct TeamTask {
    qint64 id = 0;
    QString title;
    QDateTime due;  ///< UTC; invalid: none
    QString person; ///< who is to do it; empty: anybody
    QString kind;   ///< of what it is about: "call", "text", "voicemail"; empty: nothing
    QString sid;    ///< of that
    Party peer, line;
    QString author; ///< empty: made by a rule
    QDateTime madeAt;
    QString doneBy;
    QDateTime doneAt; ///< UTC; invalid while it is open
    qint64 version = 0;
    bool isDone() const { return doneAt.isValid(); }
    bool operator==(const TeamTask &) const = default;
};

struct TeamTaskPage {
    QList<TeamTask> tasks;
    int open = 0, mine = 0, nobodys = 0, done = 0; ///< how many there are
    std::optional<int> next;          ///< where the rest begins
    bool operator==(const TeamTaskPage &) const = default;
};

/// Pure; what makes no sense is left out.
std::optional<TeamTask> taskFrom(const QJsonObject &body);
TeamTaskPage taskPageFrom(const QJsonObject &body);

/// What is to be done in the team. Errors as TeamClient's; Rejected where somebody else was first.
class TeamTasks
{
public:
    enum class Which { Open, Mine, Nobodys, Done };

    explicit TeamTasks(TeamClient &client) : m_client(client) {}

    QFuture<Result<TeamTaskPage>> list(Which which, int offset = 0);
    /// What is open about somebody, up to a hundred.
    /// @param peer a number, or a handle that stands for one
    QFuture<Result<TeamTaskPage>> openWith(const Party &peer);
    QFuture<Result<TeamTask>> find(qint64 id);
    /// @param key as Idempotency-Key: the same once more makes no second one
    QFuture<Result<TeamTask>> make(const QString &title, const QDateTime &due, const QString &person, const QString &key);
    QFuture<Result<TeamTask>> take(qint64 id);
    QFuture<Result<TeamTask>> assign(qint64 id, const QString &person); ///< "" is everybody
    QFuture<Result<TeamTask>> setDone(qint64 id, bool isDone);
    /// @param task with its version as it was read
    QFuture<Result<TeamTask>> change(const TeamTask &task);

private:
    QFuture<Result<TeamTaskPage>> ask(const QUrlQuery &query);
    QFuture<Result<TeamTask>> post(const QString &path, const QJsonObject &body, const QString &key = {});

    TeamClient &m_client;
};

} // namespace milassist
