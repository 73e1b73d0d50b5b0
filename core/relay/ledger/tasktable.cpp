// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/tasktable.h"

#include "core/relay/ledger/conditions.h"
#include "core/store/recordsql.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView taskColumns =
    u"id, title, due_ms, person, about_kind, about, peer, line, author, rule, made_ms, done_by, done_ms, version";

LedgerTask taskIn(const Statement &query)
{
    LedgerTask task{.id = query.integer(0), .title = query.text(1), .person = query.text(3)};
    readMember(query, 2, task.due);
    task.about = {.kind = Word<TaskLink::Kind>(query.text(4)).valueOr(TaskLink::Kind::None), .sid = query.text(5)};
    task.peer = Party(query.text(6));
    task.line = query.text(7);
    task.author = query.text(8);
    task.rule = query.text(9);
    readMember(query, 10, task.madeAt);
    task.doneBy = query.text(11);
    readMember(query, 12, task.doneAt);
    task.version = query.integer(13);
    return task;
}

void addViewer(Conditions &wanted, const std::optional<TaskViewer> &viewer)
{
    if (!viewer || viewer->hiddenLines.isEmpty())
        return;
    wanted.add(u"(line IS NULL OR person = ? OR author = ? OR line NOT IN (%1))"_s.arg(marks(int(viewer->hiddenLines.size()))),
               QStringList{viewer->person, viewer->person} + viewer->hiddenLines);
}

Error noSuchTask(qint64 id)
{
    return {.kind = Error::Kind::NotFound, .detail = u"there is no task %1"_s.arg(id)};
}

} // namespace

Result<qint64> TaskTable::add(LedgerTask task, const QDateTime &now)
{
    task.rule.clear();
    const auto id = insert(task, {}, now);
    return id.map([](const std::optional<qint64> &given) { return given.value_or(0); });
}

Result<std::optional<qint64>> TaskTable::addByRule(LedgerTask task, const QDateTime &now, const QString &oneFor)
{
    task.author.clear();
    return insert(task, oneFor.isEmpty() ? task.about.sid : oneFor, now);
}

Result<std::optional<qint64>> TaskTable::insert(const LedgerTask &task, const QString &oneFor, const QDateTime &now)
{
    if (task.title.trimmed().isEmpty())
        return fail(Error::Kind::Rejected, u"a task needs a title"_s);
    Statement insert(m_db,
                     u"INSERT INTO task (title, due_ms, person, about_kind, about, peer, line, author, rule, made_ms, one_for)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (one_for) DO NOTHING RETURNING id");
    bindMember(insert, 1, task.title);
    bindMember(insert, 2, task.due);
    bindMember(insert, 3, task.person);
    bindMember(insert, 4, Word<TaskLink::Kind>(task.about.kind));
    bindMember(insert, 5, task.about.sid);
    bindMember(insert, 6, task.peer);
    bindMember(insert, 7, task.line);
    bindMember(insert, 8, task.author);
    bindMember(insert, 9, task.rule);
    bindMember(insert, 10, now);
    bindMember(insert, 11, oneFor);
    std::optional<qint64> id;
    if (insert.next())
        id = insert.integer(0);
    insert.restart();
    if (!insert.ok())
        return insert.failure();
    return id;
}

Result<> TaskTable::change(qint64 id, const TaskChange &change)
{
    if (change.title.trimmed().isEmpty())
        return fail(Error::Kind::Rejected, u"a task needs a title"_s);
    Statement update(m_db, u"UPDATE task SET title = ?, due_ms = ?, person = ?, version = version + 1 WHERE id = ?"_s
                         + (change.basedOn ? u" AND version = ?"_s : QString()));
    bindMember(update, 1, change.title);
    bindMember(update, 2, change.due);
    bindMember(update, 3, change.person);
    update.bind(4, id);
    if (change.basedOn)
        update.bind(5, *change.basedOn);
    if (update.changes())
        return {};
    if (!update.ok())
        return update.failure();
    return find(id).and_then([&](const std::optional<LedgerTask> &there) -> Result<> {
        return there ? fail(Error::Kind::Rejected, u"somebody has changed this task since"_s) : fail(noSuchTask(id));
    });
}

Result<> TaskTable::assign(qint64 id, const QString &person, const std::optional<QString> &unlessOthers)
{
    Statement update(m_db, u"UPDATE task SET person = ?, version = version + 1 WHERE id = ?"_s
                         + (unlessOthers ? u" AND (person IS NULL OR person = ?)"_s : QString()));
    bindMember(update, 1, person);
    update.bind(2, id);
    if (unlessOthers)
        update.bind(3, *unlessOthers);
    if (update.changes())
        return {};
    if (!update.ok())
        return update.failure();
    return find(id).and_then([&](const std::optional<LedgerTask> &there) -> Result<> {
        return there ? fail(Error::Kind::Rejected, u"%1 has it"_s.arg(there->person)) : fail(noSuchTask(id));
    });
}

Result<bool> TaskTable::done(qint64 id, const QString &person, const QDateTime &now)
{
    Statement update(m_db, u"UPDATE task SET done_by = ?, done_ms = ?, version = version + 1 WHERE id = ? AND done_ms IS NULL");
    return mark(update.with(person, now.toMSecsSinceEpoch(), id), id);
}

Result<bool> TaskTable::reopen(qint64 id)
{
    Statement update(m_db, u"UPDATE task SET done_by = NULL, done_ms = NULL, version = version + 1 WHERE id = ? AND done_ms IS NOT NULL");
    return mark(update.with(id), id);
}

Result<bool> TaskTable::mark(Statement &update, qint64 id)
{
    if (update.changes())
        return true;
    if (!update.ok())
        return update.failure();
    const auto there = find(id);
    if (!there)
        return fail(there.error());
    return *there ? Result<bool>(false) : fail(noSuchTask(id));
}

Result<std::optional<LedgerTask>> TaskTable::find(qint64 id)
{
    Statement query(m_db, u"SELECT %1 FROM task WHERE id = ?"_s.arg(taskColumns));
    std::optional<LedgerTask> task;
    if (query.with(id).next())
        task = taskIn(query);
    if (!query.ok())
        return query.failure();
    return task;
}

Result<QList<LedgerTask>> TaskTable::list(const TaskFilter &filter, int limit, int offset)
{
    Conditions wanted;
    wanted.equal(u"person"_s, filter.person);
    wanted.equal(u"peer"_s, filter.peer ? std::optional(filter.peer->text()) : std::nullopt);
    wanted.equal(u"about"_s, filter.sid);
    addViewer(wanted, filter.viewer);
    if (filter.state != TaskFilter::State::Any)
        wanted.add(filter.state == TaskFilter::State::Open ? u"done_ms IS NULL"_s : u"done_ms IS NOT NULL"_s);
    Statement query(m_db,
                    u"SELECT %1 FROM task WHERE %2 ORDER BY CASE WHEN done_ms IS NULL THEN 0 ELSE 1 END, done_ms DESC,"
                    " CASE WHEN due_ms IS NULL THEN 1 ELSE 0 END, due_ms, id LIMIT ? OFFSET ?"_s.arg(taskColumns, wanted.text()));
    const int position = wanted.bind(query, 1);
    query.bind(position, limit);
    query.bind(position + 1, offset);
    QList<LedgerTask> tasks;
    while (query.next())
        tasks << taskIn(query);
    if (!query.ok())
        return query.failure();
    return tasks;
}

Result<TaskCounts> TaskTable::counts(const TaskViewer &viewer)
{
    Conditions wanted;
    wanted.add(u"1 = 1"_s);
    addViewer(wanted, viewer);
    Statement query(m_db,
                    u"SELECT COUNT(CASE WHEN done_ms IS NULL THEN 1 END),"
                    " COUNT(CASE WHEN done_ms IS NULL AND person = ? THEN 1 END),"
                    " COUNT(CASE WHEN done_ms IS NULL AND person IS NULL THEN 1 END),"
                    " COUNT(done_ms) FROM task WHERE %1"_s.arg(wanted.text()));
    query.bind(1, viewer.person);
    wanted.bind(query, 2);
    TaskCounts counts;
    if (query.next())
        counts = {.open = query.integer(0), .mine = query.integer(1), .nobodys = query.integer(2), .done = query.integer(3)};
    if (!query.ok())
        return query.failure();
    return counts;
}

} // namespace milassist::relay
