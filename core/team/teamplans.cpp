// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamplans.h"

#include "core/base/whendone.h"
#include "core/routing/plan/planjson.h"
#include "core/team/teamevents.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

const QString planPath = QStringLiteral("/api/team/plan");

PlanNote noteOf(const QJsonObject &body)
{
    return {.number = int(body.value("version"_L1).toInteger()),
            .author = body.value("author"_L1).toString(),
            .at = QDateTime::fromString(body.value("at"_L1).toString(), Qt::ISODateWithMs).toUTC(),
            .reason = body.value("reason"_L1).toString()};
}

Result<PlanVersion> versionOf(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    if (!body->contains("version"_L1))
        return fail(Error::Kind::Malformed, u"the answer holds no plan"_s);
    PlanVersion version{.note = noteOf(*body), .plan = {}};
    if (version.note.number == 0)
        return PlanVersion();
    auto plan = readPlan(QJsonDocument(body->value("plan"_L1).toObject()).toJson());
    if (!plan) // written by a newer relay
        return fail(Error::Kind::Malformed, plan.error().empty() ? QString() : describe(plan.error().front()));
    version.plan = *std::move(plan);
    return version;
}

QStringList stringsIn(const QJsonValue &value)
{
    QStringList strings;
    for (const QJsonValue &one : value.toArray())
        strings << one.toString();
    return strings;
}

/// All that is wrong with it, one line each.
Error unsafe(const TeamReply &reply)
{
    QStringList says;
    for (const QJsonValue &problem : reply.body.value("problems"_L1).toArray())
        says << problem["says"_L1].toString();
    Error error = *reply.failure;
    if (!says.isEmpty())
        error.detail = says.join(u'\n');
    return error;
}

} // namespace

PlanPreview previewFrom(const QJsonObject &body)
{
    PlanPreview preview{.calls = body.value("calls"_L1).toInt(), .elsewhere = body.value("elsewhere"_L1).toInt(), .changed = {}};
    for (const QJsonValue &value : body.value("changed"_L1).toArray()) {
        const CallElsewhere call{.call = CallSid::parse(value["call"_L1].toString()).value_or(CallSid()),
                                 .at = QDateTime::fromString(value["at"_L1].toString(), Qt::ISODateWithMs).toUTC(),
                                 .line = Party(value["line"_L1].toString()),
                                 .was = stringsIn(value["was"_L1]),
                                 .would = stringsIn(value["would"_L1])};
        if (call.at.isValid() && !call.was.isEmpty() && !call.would.isEmpty())
            preview.changed << call;
    }
    return preview;
}

struct TeamPlans::Saving {
    QPromise<Result<PlanSave>> promise;
    Plan plan;
    QString reason;
    int basedOn = 0;

    void end(Result<PlanSave> outcome)
    {
        promise.addResult(std::move(outcome));
        promise.finish();
    }
};

struct TeamPlans::Reading {
    QPromise<Result<QList<PlanNote>>> promise;
    QList<PlanNote> notes;

    void end(Result<QList<PlanNote>> outcome)
    {
        promise.addResult(std::move(outcome));
        promise.finish();
    }
};

TeamPlans::TeamPlans(TeamClient &client, TeamEvents &events, QObject *parent) : PlanStore(parent), m_client(client)
{
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "plan"_L1)
            Q_EMIT changed();
    });
    connect(&events, &TeamEvents::resetTo, this, &TeamPlans::changed);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live) // whoever could not read it before may now
            Q_EMIT changed();
    });
}

QFuture<Result<PlanVersion>> TeamPlans::fetch(const QString &path)
{
    return m_client.get(path).then(QtFuture::Launch::Async, versionOf); // a plan of many lines takes its time
}

QFuture<Result<PlanVersion>> TeamPlans::load()
{
    return fetch(planPath);
}

QFuture<Result<PlanVersion>> TeamPlans::version(int number)
{
    return fetch(u"%1/versions/%2"_s.arg(planPath).arg(number));
}

QFuture<Result<QJsonObject>> TeamPlans::preview(const Plan &plan, int days)
{
    return m_client.post(planPath + u"/preview"_s, {{u"plan"_s, QJsonDocument::fromJson(writePlan(plan)).object()}, {u"days"_s, days}});
}

QFuture<Result<PlanSave>> TeamPlans::save(Plan plan, QString reason, int basedOn)
{
    const auto saving = std::make_shared<Saving>();
    saving->promise.start();
    saving->plan = std::move(plan);
    saving->reason = std::move(reason);
    saving->basedOn = basedOn;
    const TeamClient::Ask ask{.verb = "POST",
                              .path = planPath,
                              .body = {{u"plan"_s, QJsonDocument::fromJson(writePlan(saving->plan)).object()},
                                       {u"reason"_s, saving->reason},
                                       {u"based_on"_s, basedOn}}};
    whenDone(m_client.ask(ask), this, [this, saving](const TeamReply &reply) { saved(saving, reply); });
    return saving->promise.future();
}

void TeamPlans::saved(const std::shared_ptr<Saving> &saving, const TeamReply &reply)
{
    if (!reply.failure) {
        saving->end(PlanSave{PlanSave::Outcome::Saved, {noteOf(reply.body), saving->plan}});
        Q_EMIT changed();
    } else if (reply.code == "unsafe_plan"_L1) {
        saving->end(fail(unsafe(reply)));
    } else if (reply.status == 409 || reply.failure->kind == Error::Kind::OutcomeUnknown) {
        lookAgain(saving, *reply.failure);
    } else {
        saving->end(fail(*reply.failure));
    }
}

/// Somebody was first; or the answer was lost, and that somebody may have been us.
void TeamPlans::lookAgain(const std::shared_ptr<Saving> &saving, const Error &why)
{
    whenDone(load(), this, [this, saving, why](const Result<PlanVersion> &inForce) {
        if (!inForce)
            return saving->end(fail(why));
        const PlanNote &note = inForce->note;
        const bool isOurs = why.kind == Error::Kind::OutcomeUnknown && note.number == saving->basedOn + 1
            && note.author == m_client.access().user && note.reason == saving->reason && inForce->plan == saving->plan;
        if (!isOurs && note.number == saving->basedOn)
            return saving->end(fail(why)); // it has not happened
        saving->end(PlanSave{isOurs ? PlanSave::Outcome::Saved : PlanSave::Outcome::SomebodyWasFirst, *inForce});
        Q_EMIT changed();
    });
}

QFuture<Result<QList<PlanNote>>> TeamPlans::history()
{
    const auto reading = std::make_shared<Reading>();
    reading->promise.start();
    readOn(reading, 0);
    return reading->promise.future();
}

void TeamPlans::readOn(const std::shared_ptr<Reading> &reading, qint64 before)
{
    const QUrlQuery query = before > 0 ? QUrlQuery{{u"before"_s, QString::number(before)}} : QUrlQuery();
    whenDone(m_client.get(planPath + u"/versions"_s, query), this, [this, reading, before](const Result<QJsonObject> &page) {
        if (!page)
            return reading->end(fail(page.error()));
        const QJsonArray versions = page->value("versions"_L1).toArray();
        for (const QJsonValue &version : versions)
            reading->notes << noteOf(version.toObject());
        const qint64 last = reading->notes.isEmpty() ? 0 : reading->notes.last().number;
        if (versions.isEmpty() || last <= 1 || (before > 0 && last >= before))
            return reading->end(reading->notes);
        readOn(reading, last);
    });
}

} // namespace milassist
