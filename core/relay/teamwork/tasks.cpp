// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/tasks.h"

#include "core/domain/sid.h"
#include "core/relay/teamwork/bodyfields.h"
#include "core/relay/teamwork/somebody.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const LedgerTask &task)
{
    const QJsonObject about{{u"kind"_s, Word<TaskLink::Kind>(task.about.kind).text()}, {u"sid"_s, task.about.sid}};
    return {{u"id"_s, task.id},
            {u"title"_s, task.title},
            {u"due"_s, jsonInstant(task.due)},
            {u"person"_s, task.person},
            {u"about"_s, task.about.kind == TaskLink::Kind::None ? QJsonValue() : QJsonValue(about)},
            {u"peer"_s, task.peer.text()},
            {u"line"_s, task.line},
            {u"author"_s, task.author},
            {u"rule"_s, task.rule},
            {u"at"_s, jsonInstant(task.madeAt)},
            {u"done_by"_s, task.doneBy},
            {u"done_at"_s, jsonInstant(task.doneAt)},
            {u"version"_s, task.version}};
}

TaskViewer viewerOf(const ApiAsk &ask)
{
    return {.person = ask.visitor.name, .hiddenLines = ask.sight.hiddenLines()};
}

bool isSeen(const ApiAsk &ask, const LedgerTask &task)
{
    return task.line.isEmpty() || task.person == ask.visitor.name || task.author == ask.visitor.name
        || ask.sight.sees(Party(task.line));
}

Result<LedgerTask> seen(TaskTable &tasks, const ApiAsk &ask, qint64 id)
{
    const auto found = tasks.find(id);
    if (!found)
        return fail(found.error());
    if (!*found || !isSeen(ask, **found))
        return fail(Error::Kind::NotFound, u"no such task"_s);
    return **found;
}

Deed deedOf(const QString &what, const LedgerTask &task, const QString &by)
{
    Deed deed{.what = what,
              .about = QString::number(task.id),
              .detail = {},
              .eventKind = u"task"_s,
              .event = {{u"id"_s, task.id}, {u"what"_s, what.section(u'-', 1)}, {u"person"_s, task.person}, {u"by"_s, by}}};
    if (!task.line.isEmpty())
        deed.event.insert(u"line"_s, task.line);
    return deed;
}

bool isSidOf(TaskLink::Kind kind, const QString &sid)
{
    switch (kind) {
    case TaskLink::Kind::Call:
        return CallSid::parse(sid).has_value();
    case TaskLink::Kind::Text:
        return MessageSid::parse(sid).has_value();
    case TaskLink::Kind::Voicemail:
        return RecordingSid::parse(sid).has_value();
    case TaskLink::Kind::None:
        break;
    }
    return sid.isEmpty();
}

TaskLink linkIn(BodyFields &fields, const QJsonObject &body)
{
    const QJsonValue about = body.value("about"_L1);
    if (about.isUndefined() || about.isNull())
        return {};
    const TaskLink link{.kind = Word<TaskLink::Kind>(about["kind"_L1].toString()).valueOr(TaskLink::Kind::None),
                        .sid = about["sid"_L1].toString()};
    if (link.kind == TaskLink::Kind::None || !isSidOf(link.kind, link.sid))
        fields.refuse("about"_L1, u"{\"kind\":\"call\", \"text\" or \"voicemail\", \"sid\":\"CA...\"}"_s);
    return link;
}

/// Giving it to oneself or to everybody is everybody's.
bool mayGive(const ApiAsk &ask, const QString &person)
{
    return person.isEmpty() || person == ask.visitor.name || ask.visitor.may(Permission::Assignment);
}

} // namespace

std::vector<ApiRoute> Tasks::routes()
{
    const auto to = [this](void (Tasks::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/tasks"_s, Permission::Teamwork, to(&Tasks::list)},
        {"POST", u"/api/team/tasks"_s, Permission::Teamwork, to(&Tasks::make)},
        {"GET", u"/api/team/tasks/{}"_s, Permission::Teamwork, to(&Tasks::one)},
        {"POST", u"/api/team/tasks/{}"_s, Permission::Teamwork, to(&Tasks::edit)},
        {"POST", u"/api/team/tasks/{}/take"_s, Permission::Teamwork, to(&Tasks::take)},
        {"POST", u"/api/team/tasks/{}/assign"_s, Permission::Teamwork, to(&Tasks::assign)},
        {"POST", u"/api/team/tasks/{}/done"_s, Permission::Teamwork, to(&Tasks::done)},
        {"POST", u"/api/team/tasks/{}/reopen"_s, Permission::Teamwork, to(&Tasks::reopen)},
    };
}

/// ?state=open|done|any&person=NAME&peer=NUMBER&about=SID&offset=100; person=me is oneself, person= nobody
void Tasks::list(const ApiAskPtr &ask)
{
    const Form query = ask->request.query();
    TaskFilter filter{.state = TaskFilter::State::Open,
                      .person = query.find(u"person"),
                      .peer = std::nullopt,
                      .sid = query.find(u"about"),
                      .viewer = viewerOf(*ask)};
    const QString state = query.value(u"state");
    if (state == "done"_L1 || state == "any"_L1)
        filter.state = state == "done"_L1 ? TaskFilter::State::Done : TaskFilter::State::Any;
    else if (!state.isEmpty() && state != "open"_L1)
        return ask->responder.send(badField(u"state"_s, u"open, done or any"_s));
    if (filter.person == "me"_L1)
        filter.person = ask->visitor.name;
    if (const auto peer = query.find(u"peer"))
        filter.peer = Party(*peer);
    for (const auto &text : {filter.person, filter.sid, query.find(u"peer")}) {
        if (text && !isKeepable(*text))
            return ask->responder.send(badField(u"person, peer or about"_s, u"No control characters."_s));
    }
    answerWith(ask, m_store.read([filter, offset = offsetOf(*ask)](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 100;
        TaskTable table(db);
        const auto found = table.list(filter, page + 1, offset);
        if (!found)
            return fail(found.error());
        const auto counts = table.counts(*filter.viewer);
        if (!counts)
            return fail(counts.error());
        QJsonArray tasks;
        for (const LedgerTask &task : found->first(std::min<qsizetype>(page, found->size())))
            tasks.append(shown(task));
        return QJsonObject{
            {u"tasks"_s, tasks},
            {u"next"_s, nextOffset(found->size(), page, offset)},
            {u"counts"_s, QJsonObject{{u"open"_s, counts->open}, {u"mine"_s, counts->mine}, {u"nobodys"_s, counts->nobodys}, {u"done"_s, counts->done}}}};
    }),
               this);
}

void Tasks::one(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([ask](SqlConnection &db) -> Result<QJsonObject> {
        TaskTable tasks(db);
        return seen(tasks, *ask, idIn(*ask)).map([](const LedgerTask &task) { return shown(task); });
    }),
               this);
}

/// {"title": words, "due": instant, "person": name, "about": {"kind", "sid"}, "peer": number, "line": ours}
void Tasks::make(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    LedgerTask task{.id = 0,
                    .title = fields.neededText("title"_L1, longestTitle),
                    .due = fields.instant("due"_L1),
                    .person = fields.text("person"_L1, longestWord),
                    .about = linkIn(fields, ask->body),
                    .peer = Party(fields.text("peer"_L1, longestWord)),
                    .line = fields.text("line"_L1, longestWord),
                    .author = ask->visitor.name};
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    if (!mayGive(*ask, task.person))
        return ask->responder.send(roleRefusal(Permission::Assignment, Dialect::Platform));
    if (!task.line.isEmpty() && !ask->sight.sees(Party(task.line)))
        return ask->responder.send(
            platformRefusal(403, "not_your_line"_L1, u"This line is none of yours."_s, whoMay(Permission::AllVoicemail)));
    m_once.answerFromLedger(ask, [task, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        if (const auto there = isThere(db, task.person); !there)
            return fail(there.error());
        TaskTable tasks(db);
        const auto id = tasks.add(task, now);
        if (!id)
            return fail(id.error());
        const auto made = tasks.find(*id);
        if (!made)
            return fail(made.error());
        const LedgerTask given = (*made).value_or(task);
        if (const auto kept = noted(db, who, deedOf(u"task-made"_s, given, who), now); !kept)
            return fail(kept.error());
        return shown(given);
    });
}

void Tasks::change(const ApiAskPtr &ask, const QString &what, Change change)
{
    answerWith(ask, m_store.write([=](SqlConnection &db) -> Result<QJsonObject> {
        TaskTable tasks(db);
        const auto before = seen(tasks, *ask, idIn(*ask));
        if (!before)
            return fail(before.error());
        if (const auto changed = change(tasks, *before); !changed)
            return fail(changed.error());
        const auto after = tasks.find(before->id);
        if (!after)
            return fail(after.error());
        const LedgerTask now = (*after).value_or(*before);
        if (now == *before)
            return shown(now);
        if (const auto kept = noted(db, ask->visitor.name, deedOf(what, now, ask->visitor.name), ask->now); !kept)
            return fail(kept.error());
        return shown(now);
    }),
               this);
}

/// {"title": words, "due": instant or null, "version": as it was read}; what is left out stays
void Tasks::edit(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const auto title = fields.has("title"_L1) ? std::optional(fields.neededText("title"_L1, longestTitle)) : std::nullopt;
    const auto due = fields.has("due"_L1) ? std::optional(fields.instant("due"_L1)) : std::nullopt;
    const auto version = fields.number("version"_L1);
    if (!version)
        fields.refuse("version"_L1, u"The version that you have read, so that nobody overwrites anybody."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    change(ask, u"task-changed"_s, [=](TaskTable &tasks, const LedgerTask &task) {
        return tasks.change(task.id, {.title = title.value_or(task.title),
                                      .due = due.value_or(task.due),
                                      .person = task.person,
                                      .basedOn = version});
    });
}

void Tasks::give(const ApiAskPtr &ask, const QString &person)
{
    const bool mayTakeAway = ask->visitor.may(Permission::Assignment);
    change(ask, u"task-assigned"_s, [=](TaskTable &tasks, const LedgerTask &task) -> Result<> {
        if (task.person == person)
            return {};
        return tasks.assign(task.id, person, mayTakeAway ? std::nullopt : std::optional(ask->visitor.name));
    });
}

void Tasks::take(const ApiAskPtr &ask)
{
    give(ask, ask->visitor.name);
}

/// {"person": name}; "" gives it to everybody
void Tasks::assign(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const QString person = fields.text("person"_L1, longestWord);
    if (!fields.has("person"_L1))
        fields.refuse("person"_L1, u"A name, or \"\" for everybody."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    if (!mayGive(*ask, person))
        return ask->responder.send(roleRefusal(Permission::Assignment, Dialect::Platform));
    whenDone(m_store.read([person](SqlConnection &db) { return isThere(db, person); }), this,
             [this, ask, person](const Result<> &there) {
                 if (!there)
                     return ask->responder.send(failureAnswer(there.error()));
                 give(ask, person);
             });
}

void Tasks::done(const ApiAskPtr &ask)
{
    change(ask, u"task-done"_s, [ask](TaskTable &tasks, const LedgerTask &task) {
        return tasks.done(task.id, ask->visitor.name, ask->now).map([](bool) {});
    });
}

void Tasks::reopen(const ApiAskPtr &ask)
{
    change(ask, u"task-reopened"_s,
           [](TaskTable &tasks, const LedgerTask &task) { return tasks.reopen(task.id).map([](bool) {}); });
}

} // namespace milassist::relay
