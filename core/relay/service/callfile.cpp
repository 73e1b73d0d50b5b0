// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/callfile.h"

#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/recordingendtable.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/turntable.h"
#include "core/relay/ledger/webhooktable.h"
#include "core/relay/service/hiddencaller.h"
#include "core/relay/service/roster.h"
#include "core/routing/record/decisionjson.h"
#include "core/twiml/writer.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Decision;
using routing::PersonId;
using routing::Ring;

namespace
{

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString planStep(int revision)
{
    return revision == 0 ? u"plan"_s : u"plan-%1"_s.arg(revision);
}

int revisionOf(const QString &step)
{
    if (step == u"plan")
        return 0;
    return step.startsWith(u"plan-") ? step.sliced(5).toInt() : -1;
}

const Ring *ringOf(const Decision *decision, size_t step)
{
    return decision && step < decision->steps.size() ? std::get_if<Ring>(&decision->steps[step].action) : nullptr;
}

std::vector<PersonId> peopleOf(const Ring &ring)
{
    std::vector<PersonId> people;
    for (const routing::Target &target : ring.targets) {
        if (!target.person.isEmpty() && std::ranges::find(people, target.person) == people.end())
            people.push_back(target.person);
    }
    return people;
}

QJsonArray namesOf(const std::vector<PersonId> &people)
{
    QJsonArray names;
    for (const PersonId &person : people)
        names << person.text();
    return names;
}

/// What the plan calls an outside number that takes calls; empty where it is none.
QString outsideName(const Party &at, const Decision *decision, const routing::Plan &plan)
{
    const auto number = at.number();
    const routing::Route *route = number && decision ? routing::find(plan.routes, decision->route) : nullptr;
    for (const routing::Stage &stage : route ? route->stages : std::vector<routing::Stage>()) {
        const auto *external = std::get_if<routing::External>(&stage);
        if (external && external->number == *number)
            return external->name.isEmpty() ? number->e164() : external->name;
    }
    return {};
}

} // namespace

Call CallFile::legOf(const WebhookCall &call)
{
    Call leg;
    leg.sid = call.sid;
    leg.parentSid = call.parentSid;
    leg.from = call.from;
    leg.to = call.to;
    leg.status = call.status;
    leg.direction = call.direction;
    leg.callerName = call.callerName;
    leg.forwardedFrom = call.forwardedFrom;
    return leg;
}

LegChange CallFile::note(Call leg, const QString &source, int sequence)
{
    if (m_error)
        return {};
    if (leg.parentSid.isNull() && !leg.createdAt.isValid())
        leg.createdAt = m_scene.now;
    // The ledger knows who was called, whoever may see it.
    if (const QString number = withNumber(m_db, leg.to.text()); number != leg.to.text())
        leg.to = Party(number);
    const LegChange change =
        take(CallTable(m_db).note({.leg = leg, .source = source, .sequence = sequence, .extra = m_scene.extra}, m_scene.now));
    m_call = change.call;
    m_read.reset();
    return change;
}

bool CallFile::isFirst(const QString &key)
{
    if (m_error)
        return true;
    m_key = key;
    const auto seen = take(WebhookTable(m_db).claim(key, m_scene.now));
    m_before = seen.answer;
    return seen.isFirst || m_error;
}

const std::optional<LedgerCall> &CallFile::call()
{
    if (!m_read)
        m_read = m_error ? std::nullopt : take(CallTable(m_db).find(m_call));
    return *m_read;
}

const Call *CallFile::firstLeg()
{
    return call() && !call()->legs.isEmpty() && call()->legs.first().sid == m_call ? &call()->legs.first() : nullptr;
}

int CallFile::revision()
{
    int latest = -1;
    if (call()) {
        for (const TraceStep &step : call()->trace)
            latest = std::max(latest, revisionOf(step.step));
    }
    return latest;
}

std::optional<Decision> CallFile::decision()
{
    const int latest = revision();
    if (latest < 0)
        return std::nullopt;
    for (const TraceStep &step : call()->trace) {
        if (revisionOf(step.step) != latest)
            continue;
        if (auto decision = routing::readDecision(step.detail.toUtf8()))
            return *std::move(decision);
    }
    return std::nullopt;
}

void CallFile::keep(const Decision &decision, int revision)
{
    if (m_error)
        return;
    const TraceStep step{planStep(revision), m_scene.now, QString::fromUtf8(routing::writeDecision(decision))};
    (void)take(CallTable(m_db).trace(m_call, step));
    if (revision == 0)
        decided();
    m_read.reset();
}

void CallFile::decided()
{
    if (!m_error && m_scene.planVersion > 0)
        check(CallTable(m_db).decidedBy(m_call, m_scene.planVersion));
}

void CallFile::trace(const QString &step, const QJsonObject &detail)
{
    if (!m_error)
        (void)take(CallTable(m_db).trace(m_call, {step, m_scene.now, compact(detail)}));
}

void CallFile::begin(const Decision &decision, size_t step)
{
    const size_t begun = stepBegun(decision, step, premises());
    if (m_error || begun >= decision.steps.size())
        return;
    if (const auto &offer = decision.steps[begun].offer)
        check(TurnTable(m_db).offered(*offer));
    QJsonObject detail{{u"step"_s, int(begun)}};
    if (const Ring *ring = ringOf(&decision, begun)) {
        const auto people = peopleOf(*ring);
        check(RosterTable(m_db).offered(m_call, people, m_scene.now.addSecs(ring->atMost.count())));
        detail.insert(u"people"_s, namesOf(people));
    }
    trace(u"step-%1"_s.arg(begun), detail);
    detail.insert(u"from"_s, decision.call.from.text());
    detail.insert(u"line"_s, decision.call.to.e164());
    tell(ringOf(&decision, begun)                                                             ? u"ringing"_s
             : std::holds_alternative<routing::WaitForSomebody>(decision.steps[begun].action) ? u"waiting"_s
                                                                                              : u"mailbox"_s,
         detail);
}

bool CallFile::answered(const PersonId &person, const Decision *decision, size_t step, const Party &at)
{
    if (m_error)
        return false;
    const QString name = person.isEmpty() ? outsideName(at, decision, *m_scene.plan) : person.text();
    if (!take(CallTable(m_db).answered(m_call, name, m_scene.now)) || m_error)
        return false;
    // Told by several webhooks: picking up, pressing 1, the end of the Dial.
    if (!take(WebhookTable(m_db).claim(u"answered "_s + m_call.text(), m_scene.now)).isFirst)
        return true;
    if (decision && step < decision->steps.size()) {
        if (const auto &offer = decision->steps[step].offer; offer && offer->person == person)
            check(TurnTable(m_db).answered(offer->group, person));
    }
    const Recording how = recording();
    if (how.policy == routing::Record::On && how.longest < routing::RecordingPolicy().longest)
        check(RecordingEndTable(m_db).plan(m_call, m_call, m_scene.now, how.longest));
    // The desks that rang too find their call by its line and caller.
    QJsonObject detail;
    if (const Call *leg = firstLeg())
        detail.insert(u"from"_s, leg->from.text());
    if (!name.isEmpty())
        detail.insert(person.isEmpty() ? u"outside"_s : u"person"_s, name);
    if (const routing::Person *known = m_scene.plan ? routing::find(m_scene.plan->people, person) : nullptr; known && !known->name.isEmpty())
        detail.insert(u"name"_s, known->name);
    tell(u"answered"_s, detail);
    m_read.reset();
    return true;
}

void CallFile::takeBack(size_t step)
{
    const auto taken = decision();
    if (!taken || m_error)
        return;
    const size_t begun = stepBegun(*taken, step, premises());
    const QString name = u"step-%1"_s.arg(begun);
    const auto &trace = call() ? call()->trace : QList<TraceStep>();
    const bool hasBegun = std::any_of(trace.begin(), trace.end(), [&](const TraceStep &one) { return one.step == name; });
    if (!hasBegun || begun >= taken->steps.size() || !taken->steps[begun].offer)
        return;
    if (take(WebhookTable(m_db).claim(u"taken back %1 %2"_s.arg(m_call.text()).arg(begun), m_scene.now)).isFirst)
        check(TurnTable(m_db).takenBack(*taken->steps[begun].offer));
}

void CallFile::settle(const QString &outcome)
{
    if (!m_error && take(CallTable(m_db).ended(m_call, outcome)))
        tell(u"ended"_s, {{u"outcome"_s, outcome}});
}

void CallFile::heard(const PersonId &person, const Call &leg)
{
    if (!m_error && !person.isEmpty())
        check(RosterTable(m_db).heard(m_call, person, leg, m_scene.now));
}

void CallFile::free()
{
    if (!m_error)
        check(RosterTable(m_db).freed(m_call));
}

QJsonObject CallFile::outgoing()
{
    for (const TraceStep &step : call() ? call()->trace : QList<TraceStep>()) {
        if (step.step == u"outgoing")
            return QJsonDocument::fromJson(step.detail.toUtf8()).object();
    }
    return {};
}

/// Ours in this call; empty where it is not known yet. Desks hear of the lines that their people may see.
QString CallFile::line()
{
    if (const QString line = outgoing()[u"line"_s].toString(); !line.isEmpty())
        return line;
    const Call *leg = firstLeg();
    return leg && leg->direction.is(CallDirection::Inbound) && leg->to.isNumber() ? leg->to.text() : QString();
}

CallFile::Recording CallFile::recording()
{
    if (const auto taken = decision())
        return {taken->recording.inbound, taken->recording.longest};
    const auto number = lineOfCall().number();
    const routing::Line *found = number && !outgoing().isEmpty() ? routing::find(m_scene.plan->lines, *number) : nullptr;
    return found ? Recording{found->recording.outbound, found->recording.longest} : Recording();
}

void CallFile::tell(const QString &what, const QJsonObject &more)
{
    QJsonObject body = more;
    body.insert(u"call"_s, m_call.text());
    body.insert(u"what"_s, what);
    if (!body.contains(u"line"_s)) {
        if (const QString known = line(); !known.isEmpty())
            body.insert(u"line"_s, known);
    }
    m_events.emplaceBack(u"call"_s, body);
}

VoicemailChange CallFile::note(LedgerVoicemail piece)
{
    if (m_error)
        return {};
    piece.callSid = m_call;
    if (const Call *leg = firstLeg()) {
        piece.caller = piece.caller.isEmpty() ? leg->from : piece.caller;
        piece.line = piece.line.isEmpty() ? leg->to : piece.line;
    }
    const VoicemailChange change = take(VoicemailTable(m_db).note(piece, m_scene.now));
    if (m_error)
        return change;
    const auto say = [&](const QString &what) {
        m_events.emplaceBack(u"voicemail"_s,
                             QJsonObject{{u"recording"_s, piece.sid.text()},
                                         {u"call"_s, m_call.text()},
                                         {u"line"_s, piece.line.text()},
                                         {u"what"_s, what}});
    };
    if (change.hasSound)
        say(u"ready"_s);
    else if (change.isNew)
        say(u"new"_s);
    if (change.hasText)
        say(u"transcript"_s);
    return change;
}

routing::Roster CallFile::roster()
{
    return m_error ? routing::Roster() : take(rosterOf(m_db, premises(), m_scene.now));
}

routing::Turn CallFile::lockTurn(const routing::GroupId &group)
{
    return m_error ? routing::Turn() : take(TurnTable(m_db).lock(group));
}

Result<QByteArray> CallFile::finish(const twiml::Document &answer)
{
    const QByteArray written = twiml::write(answer);
    if (!m_error && !m_key.isEmpty())
        check(WebhookTable(m_db).answered(m_key, QString::fromUtf8(written)));
    if (auto done = appendEvents(); !done)
        return fail(done.error());
    return written;
}

Result<QByteArray> CallFile::finish()
{
    if (auto done = appendEvents(); !done)
        return fail(done.error());
    return QByteArray();
}

Result<QByteArray> CallFile::finishAgain()
{
    if (auto done = appendEvents(); !done)
        return fail(done.error());
    return m_before.toUtf8();
}

Result<> CallFile::appendEvents()
{
    // Last, as other relays wait for the counter until this transaction has ended.
    for (const auto &[kind, body] : m_events) {
        if (!m_error)
            (void)take(EventTable(m_db).append(kind, compact(body), m_scene.now));
    }
    if (m_error)
        return fail(*m_error);
    return {};
}

PersonId personAt(const Party &address, const Decision *decision, size_t step, const Premises &premises)
{
    if (address.kind() == Party::Kind::Sip) {
        for (const auto &[person, desk] : premises.desks) {
            if (!desk.isEmpty() && desk.compare(address.user(), Qt::CaseInsensitive) == 0)
                return person;
        }
        return {};
    }
    const Ring *ring = ringOf(decision, step);
    for (size_t i = 0; ring && i < ring->targets.size(); ++i) {
        if (ring->targets[i].number && ring->targets[i].number == address.number())
            return ring->targets[i].person;
    }
    return {};
}

bool isScreened(const Party &address, const Decision &decision, size_t step)
{
    const Ring *ring = ringOf(&decision, step);
    if (!ring || !address.isNumber())
        return false;
    return std::ranges::any_of(ring->targets, [&](const routing::Target &target) {
        return target.number == address.number() && target.screening == routing::Screening::Ask;
    });
}

} // namespace milassist::relay
