// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/word.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>

#include <optional>

namespace milassist
{

class Statement;

namespace relay
{

/// What a task is about. What it names may be deleted later; the task stays.
struct TaskLink {
    enum class Kind { None, Call, Text, Voicemail };
    Kind kind = Kind::None;
    QString sid;
    bool operator==(const TaskLink &) const = default;
};

struct LedgerTask {
    qint64 id = 0;
    QString title;
    QDateTime due;  ///< UTC; invalid: none
    QString person; ///< a user who is to do it; empty: anybody
    TaskLink about;
    Party peer;       ///< the other end of what it is about
    QString line;     ///< ours
    QString author;   ///< a user; empty: made by a rule
    QString rule;     ///< the rule's name; empty: made by a person
    QDateTime madeAt; ///< UTC
    QString doneBy;
    QDateTime doneAt; ///< UTC; invalid while it is open
    qint64 version = 1; ///< counts its changes
    bool isDone() const { return doneAt.isValid(); }
    bool operator==(const LedgerTask &) const = default;
};

/// What of a task a person may change afterwards.
struct TaskChange {
    QString title;
    QDateTime due;
    QString person;
    std::optional<qint64> basedOn; ///< the version that was seen; none: whatever there is is changed
};

/// Who looks: they see what is about no line, or about one that is not hidden, and what is theirs.
struct TaskViewer {
    QString person;
    QStringList hiddenLines;
};

struct TaskCounts {
    qint64 open = 0, mine = 0, nobodys = 0, done = 0; ///< mine: open, and given to who looks; nobodys: open, for anybody to take
    bool operator==(const TaskCounts &) const = default;
};

struct TaskFilter {
    enum class State { Any, Open, Done };
    State state = State::Open;
    std::optional<QString> person; ///< "" = nobody's
    std::optional<Party> peer;
    std::optional<QString> sid; ///< of what it is about
    std::optional<TaskViewer> viewer; ///< none: all is seen
};

/// What is to be done.
class TaskTable
{
public:
    explicit TaskTable(SqlConnection &db) : m_db(db) {}

    /// Id, madeAt and done are given. @return its id. Errors: Rejected (no title), Storage.
    Result<qint64> add(LedgerTask task, const QDateTime &now);
    /// As a rule makes it: one a thing, however many rules want one and however often the webhook comes.
    /// @param oneFor what there is to be one task for; empty: what it is about
    /// @return none when there is one already
    Result<std::optional<qint64>> addByRule(LedgerTask task, const QDateTime &now, const QString &oneFor = {});
    /// Errors: NotFound, Rejected (no title; somebody else has changed it since), Storage.
    Result<> change(qint64 id, const TaskChange &change);
    /// Gives it to @p person, "" to everybody; only when it is nobody's or @p unlessOthers's, where that is said.
    /// Errors: NotFound, Rejected (somebody has it, and who), Storage.
    Result<> assign(qint64 id, const QString &person, const std::optional<QString> &unlessOthers = {});
    /// The first who has done it stands. @return false when it was done already. Errors: NotFound, Storage.
    Result<bool> done(qint64 id, const QString &person, const QDateTime &now);
    /// @return false when it was open
    Result<bool> reopen(qint64 id);

    Result<std::optional<LedgerTask>> find(qint64 id);
    /// What is due first comes first, then what has no day, the oldest first; of those done the latest first.
    Result<QList<LedgerTask>> list(const TaskFilter &filter, int limit, int offset = 0);
    /// Of all that @p viewer sees.
    Result<TaskCounts> counts(const TaskViewer &viewer);

private:
    Result<std::optional<qint64>> insert(const LedgerTask &task, const QString &oneFor, const QDateTime &now);
    Result<bool> mark(Statement &update, qint64 id);

    SqlConnection &m_db;
};

} // namespace relay

template <>
struct Words<relay::TaskLink::Kind> {
    using Kind = relay::TaskLink::Kind;
    static constexpr std::pair<const char *, Kind> list[] = {
        {"none", Kind::None},
        {"call", Kind::Call},
        {"text", Kind::Text},
        {"voicemail", Kind::Voicemail},
    };
};

} // namespace milassist
