// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/plans.h"

#include "core/planning/replay.h"
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/plantable.h"
#include "core/relay/ledger/soundtable.h"
#include "core/routing/check/check.h"
#include "core/routing/check/sounds.h"
#include "core/routing/plan/planjson.h"
#include "core/routing/record/decisionjson.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const PlanVersion &version)
{
    QJsonObject object{{u"version"_s, version.number},
                       {u"author"_s, version.author},
                       {u"at"_s, jsonInstant(version.at)},
                       {u"reason"_s, version.reason},
                       {u"restored_from"_s, version.restoredFrom}};
    if (!version.json.isEmpty())
        object.insert(u"plan"_s, QJsonDocument::fromJson(version.json).object());
    return object;
}

/// What is wrong with a plan, in words; or the plan.
struct Judged {
    std::optional<routing::Plan> plan;
    QJsonArray problems;
};

Judged judge(const QByteArray &json, const std::set<QString> &sounds, const QDateTime &now)
{
    Judged judged;
    auto read = routing::readPlan(json);
    if (!read) {
        for (const routing::FieldError &error : read.error())
            judged.problems.append(QJsonObject{{u"path"_s, error.path}, {u"says"_s, routing::describe(error)}});
        return judged;
    }
    routing::Findings findings = routing::checkPlan(*read, now);
    std::ranges::move(routing::soundFindings(*read, sounds), std::back_inserter(findings));
    for (const routing::Finding &finding : findings)
        judged.problems.append(QJsonObject{{u"path"_s, finding.path}, {u"says"_s, routing::describe(finding)}});
    if (routing::isSafe(findings))
        judged.plan = *std::move(read);
    return judged;
}

} // namespace

Plans::Plans(SharedStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_checkers.setMaxThreadCount(1);
}

std::vector<ApiRoute> Plans::routes()
{
    const auto to = [this](void (Plans::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/plan"_s, Permission::PlanReading, to(&Plans::current)},
        {"POST", u"/api/team/plan"_s, Permission::PlanChanging, to(&Plans::save)},
        {"POST", u"/api/team/plan/preview"_s, Permission::PlanReading, to(&Plans::preview)},
        {"GET", u"/api/team/plan/versions"_s, Permission::PlanReading, to(&Plans::history)},
        {"GET", u"/api/team/plan/versions/{}"_s, Permission::PlanReading, to(&Plans::version)},
    };
}

void Plans::current(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([](SqlConnection &db) -> Result<QJsonObject> {
        const auto current = PlanTable(db).current();
        if (!current)
            return fail(current.error());
        return shown((*current).value_or(PlanVersion()));
    }),
               this);
}

void Plans::version(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([number = ask->args.first().toLongLong()](SqlConnection &db) -> Result<QJsonObject> {
        const auto found = PlanTable(db).version(number);
        if (!found)
            return fail(found.error());
        if (!*found)
            return fail(Error::Kind::NotFound, u"no such version"_s);
        return shown(**found);
    }),
               this);
}

/// ?before=NUMBER
void Plans::history(const ApiAskPtr &ask)
{
    const qint64 before = ask->number(u"before", std::numeric_limits<qint64>::max());
    answerWith(ask, m_store.read([before](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 100;
        const auto versions = PlanTable(db).history(page, before);
        if (!versions)
            return fail(versions.error());
        QJsonArray list;
        for (const PlanVersion &version : *versions)
            list.append(shown(version));
        return QJsonObject{{u"versions"_s, list}};
    }),
               this);
}

/// {"plan": {...}, "reason": words, "based_on": NUMBER}
void Plans::save(const ApiAskPtr &ask)
{
    const PlanChange change{.author = ask->visitor.name,
                            .reason = ask->text("reason"_L1),
                            .basedOn = ask->body.value("based_on"_L1).toInteger()};
    const QByteArray json = QJsonDocument(ask->body.value("plan"_L1).toObject()).toJson();
    whenDone(m_store.read([](SqlConnection &db) { return SoundTable(db).all(); }), this,
             [this, ask, change, json](const Result<QList<StoredSound>> &sounds) {
                 if (!sounds)
                     return ask->responder.send(failureAnswer(sounds.error()));
                 std::set<QString> names;
                 for (const StoredSound &sound : *sounds)
                     names.insert(sound.name);
                 judgeAndSave(ask, change, json, names);
             });
}

void Plans::judgeAndSave(const ApiAskPtr &ask, const PlanChange &change, const QByteArray &json, const std::set<QString> &sounds)
{
    auto judged = std::make_shared<QPromise<Judged>>();
    judged->start();
    m_checkers.start([judged, json, sounds, now = ask->now] {
        judged->addResult(judge(json, sounds, now));
        judged->finish();
    });
    whenDone(judged->future(), this, [this, ask, change](const Judged &verdict) {
        if (!verdict.plan) {
            QJsonObject body = QJsonDocument::fromJson(platformRefusal(422, "unsafe_plan"_L1, u"This plan cannot be used."_s,
                                                                       u"See \"problems\"; nothing was saved."_s)
                                                           .body)
                                   .object();
            body.insert(u"problems"_s, verdict.problems);
            return ask->responder.send(jsonAnswer(422, body));
        }
        answerWith(ask, m_store.write([plan = *verdict.plan, change, now = ask->now,
                                       problems = verdict.problems](SqlConnection &db) -> Result<QJsonObject> {
            const auto saved = PlanTable(db).save(plan, change, now);
            if (!saved)
                return fail(saved.error());
            const Deed deed{.what = u"plan-saved"_s,
                            .about = QString::number(saved->number),
                            .detail = {},
                            .eventKind = u"plan"_s,
                            .event = {{u"version"_s, saved->number}, {u"by"_s, change.author}}};
            if (const auto kept = noted(db, change.author, deed, now); !kept)
                return fail(kept.error());
            QJsonObject answer = shown(*saved);
            answer.insert(u"problems"_s, problems); // worth a look, and no more
            return answer;
        }),
                   this, 201);
    });
}

/// {"plan": {...}, "days": 7}: which calls of these days would have gone elsewhere by it.
void Plans::preview(const ApiAskPtr &ask)
{
    constexpr int mostCalls = 5000, mostShown = 200;
    const int days = ask->body.value("days"_L1).toInt(7);
    if (days < 1 || days > 90)
        return ask->responder.send(badField(u"days"_s, u"1 to 90"_s));
    auto read = routing::readPlan(QJsonDocument(ask->body.value("plan"_L1).toObject()).toJson());
    if (!read)
        return ask->responder.send(badField(u"plan"_s, routing::describe(read.error().front())));
    using Kept = QList<std::pair<CallSid, QString>>;
    auto kept = m_store.read([since = ask->now.addDays(-days)](SqlConnection &db) { return CallTable(db).decisionsSince(since, mostCalls); });
    whenDone(std::move(kept), this, [this, ask, plan = *std::move(read)](const Result<Kept> &decisions) {
        if (!decisions)
            return ask->responder.send(failureAnswer(decisions.error()));
        auto made = std::make_shared<QPromise<QJsonObject>>();
        made->start();
        m_checkers.start([made, plan, kept = *decisions] {
            std::vector<PastCall> calls;
            for (const auto &[sid, json] : kept) {
                if (auto decision = routing::readDecision(json.toUtf8()))
                    calls.push_back({sid, *std::move(decision)});
            }
            const std::vector<ElsewhereCall> others = elsewhere(calls, plan);
            QJsonArray list;
            for (const ElsewhereCall &call : others) {
                if (list.size() == mostShown)
                    break;
                list.append(QJsonObject{{u"call"_s, call.sid.text()},
                                        {u"at"_s, jsonInstant(call.was.at)},
                                        {u"line"_s, call.was.call.to.e164()},
                                        {u"was"_s, QJsonArray::fromStringList(pathOf(call.was))},
                                        {u"would"_s, QJsonArray::fromStringList(pathOf(call.would))}});
            }
            made->addResult(QJsonObject{{u"calls"_s, qint64(calls.size())}, {u"elsewhere"_s, qint64(others.size())}, {u"changed"_s, list}});
            made->finish();
        });
        whenDone(made->future(), this, [ask](const QJsonObject &answer) { ask->responder.send(jsonAnswer(200, answer)); });
    });
}

} // namespace milassist::relay
