// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamtasks.h"

#include <QJsonArray>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QDateTime instantIn(const QJsonValue &value)
{
    const QDateTime instant = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return instant.isValid() ? instant.toUTC() : QDateTime();
}

QJsonValue jsonOf(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

Result<TeamTask> taskIn(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    const auto task = taskFrom(*body);
    return task ? Result<TeamTask>(*task) : fail(Error::Kind::Malformed, u"the relay's answer is no task"_s);
}

} // namespace

std::optional<TeamTask> taskFrom(const QJsonObject &body)
{
    TeamTask task{.id = body.value("id"_L1).toInteger(),
                  .title = body.value("title"_L1).toString(),
                  .due = instantIn(body.value("due"_L1)),
                  .person = body.value("person"_L1).toString(),
                  .kind = body.value("about"_L1)["kind"_L1].toString(),
                  .sid = body.value("about"_L1)["sid"_L1].toString(),
                  .peer = Party(body.value("peer"_L1).toString()),
                  .line = Party(body.value("line"_L1).toString()),
                  .author = body.value("author"_L1).toString(),
                  .madeAt = instantIn(body.value("at"_L1)),
                  .doneBy = body.value("done_by"_L1).toString(),
                  .doneAt = instantIn(body.value("done_at"_L1)),
                  .version = body.value("version"_L1).toInteger()};
    if (task.id < 1 || task.title.isEmpty())
        return std::nullopt;
    return task;
}

TeamTaskPage taskPageFrom(const QJsonObject &body)
{
    TeamTaskPage page;
    for (const QJsonValue &value : body.value("tasks"_L1).toArray()) {
        if (const auto task = taskFrom(value.toObject()))
            page.tasks << *task;
    }
    const QJsonValue counts = body.value("counts"_L1);
    page.open = counts["open"_L1].toInt();
    page.mine = counts["mine"_L1].toInt();
    page.nobodys = counts["nobodys"_L1].toInt();
    page.done = counts["done"_L1].toInt();
    if (const QJsonValue next = body.value("next"_L1); next.isDouble())
        page.next = next.toInt();
    return page;
}

QFuture<Result<TeamTaskPage>> TeamTasks::list(Which which, int offset)
{
    QUrlQuery query;
    query.addQueryItem(u"state"_s, which == Which::Done ? u"done"_s : u"open"_s);
    if (which == Which::Mine)
        query.addQueryItem(u"person"_s, u"me"_s);
    if (which == Which::Nobodys)
        query.addQueryItem(u"person"_s, QString());
    query.addQueryItem(u"offset"_s, QString::number(offset));
    return ask(query);
}

QFuture<Result<TeamTaskPage>> TeamTasks::openWith(const Party &peer)
{
    QUrlQuery query;
    query.addQueryItem(u"state"_s, u"open"_s);
    query.addQueryItem(u"peer"_s, QString::fromLatin1(QUrl::toPercentEncoding(peer.text())));
    return ask(query);
}

QFuture<Result<TeamTaskPage>> TeamTasks::ask(const QUrlQuery &query)
{
    return m_client.get(u"/api/team/tasks"_s, query).then([](const Result<QJsonObject> &body) -> Result<TeamTaskPage> {
        if (!body)
            return fail(body.error());
        return taskPageFrom(*body);
    });
}

QFuture<Result<TeamTask>> TeamTasks::find(qint64 id)
{
    return m_client.get(u"/api/team/tasks/%1"_s.arg(id)).then(taskIn);
}

QFuture<Result<TeamTask>> TeamTasks::post(const QString &path, const QJsonObject &body, const QString &key)
{
    return m_client.post(u"/api/team/tasks"_s + path, body, key).then(taskIn);
}

QFuture<Result<TeamTask>> TeamTasks::make(const QString &title, const QDateTime &due, const QString &person, const QString &key)
{
    return post({}, {{u"title"_s, title}, {u"due"_s, jsonOf(due)}, {u"person"_s, person}}, key);
}

QFuture<Result<TeamTask>> TeamTasks::take(qint64 id)
{
    return post(u"/%1/take"_s.arg(id), {});
}

QFuture<Result<TeamTask>> TeamTasks::assign(qint64 id, const QString &person)
{
    return post(u"/%1/assign"_s.arg(id), {{u"person"_s, person}});
}

QFuture<Result<TeamTask>> TeamTasks::setDone(qint64 id, bool isDone)
{
    return post(u"/%1/%2"_s.arg(id).arg(isDone ? "done"_L1 : "reopen"_L1), {});
}

QFuture<Result<TeamTask>> TeamTasks::change(const TeamTask &task)
{
    return post(u"/%1"_s.arg(task.id), {{u"title"_s, task.title}, {u"due"_s, jsonOf(task.due)}, {u"version"_s, task.version}});
}

} // namespace milassist
