// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/board/run.h"

#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/world/world.h"
#include "core/twiml/reader.h"

#include <QPointer>

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using twiml::Verb;

namespace {

constexpr int mostDocuments = 1000; // of one call: two documents that lead to each other end some time

template <typename Element>
bool is(const Verb &verb)
{
    return std::holds_alternative<Element>(verb);
}

} // namespace

Run::Run(Office &office, Line &line, Purpose purpose, MakeAct makeAct, Done done)
    : m_office(office), m_line(line), m_purpose(purpose), m_makeAct(std::move(makeAct)), m_done(std::move(done))
{
    connect(&line, &Line::ended, this, [this] {
        if (m_act)
            m_act->lineEnded();
        else if (!m_isWaiting)
            end(RunEnd::LineGone);
    });
}

Run::~Run() = default;

void Run::begin(const Request &request)
{
    m_first = request;
    m_fallbackUrl = request.fallbackUrl;
    m_fallbackMethod = request.fallbackMethod;
    fetch(request);
}

void Run::replace(const Request &request)
{
    abandon();
    m_hasEnded = false;
    begin(request);
}

void Run::abandon()
{
    ++m_round;
    m_isWaiting = false;
    m_hasEnded = true;
    if (m_act) {
        m_act->whenDone({});
        m_act->abandon();
        m_old.push_back(std::move(m_act));
    }
}

void Run::fetch(const Request &request)
{
    if (request.document)
        return perform(*request.document, request.url);
    if (++m_documents > mostDocuments) {
        noteTrouble(m_office, m_line.callSid(), 11215, u"too many documents in one call"_s, request.url);
        return apologise();
    }
    m_isWaiting = true;
    const webhooks::Webhook webhook{.url = request.url,
                                    .method = wordOf(request.method),
                                    .fallbackUrl = m_fallbackUrl,
                                    .fallbackMethod = wordOf(m_fallbackMethod),
                                    .fields = m_line.fields(request.more + (request.moreNow ? request.moreNow() : SignedFields())),
                                    .space = "%20"};
    const QPointer<Run> self(this);
    m_office.webhooks.client().send(webhook, [self, request, round = ++m_round](const webhooks::WebhookOutcome &outcome) {
        if (self && self->m_round == round)
            self->onAnswer(request, outcome);
    });
}

void Run::onAnswer(const Request &request, const webhooks::WebhookOutcome &outcome)
{
    m_isWaiting = false;
    if (!outcome.isDelivered) {
        m_office.webhooks.notify(outcome.errorCode, {.url = request.url, .method = wordOf(request.method)}, outcome, m_line.callSid());
        return m_line.hasEnded() ? end(RunEnd::LineGone) : apologise();
    }
    if (m_line.hasEnded())
        return end(RunEnd::LineGone); // who has gone is asked nothing more
    const twiml::Reading reading = twiml::readAnswer(outcome.contentType, outcome.body, outcome.url);
    noteProblems(m_office, m_line.callSid(), reading.problems, outcome, request.method);
    if (reading.isUsable())
        return perform(reading.document, outcome.url);
    const QString fallback = std::exchange(m_fallbackUrl, {});
    if (fallback.isEmpty() || request.url == fallback)
        return apologise();
    fetch({.url = fallback,
           .method = m_fallbackMethod,
           .more = request.more + SignedFields{{u"ErrorCode"_s, QString::number(reading.problems.first().code)}, {u"ErrorUrl"_s, request.url}}});
}

/// What the caller hears when no document can be had.
void Run::apologise()
{
    if (m_purpose != Purpose::Call)
        return end(RunEnd::HungUp);
    perform({{twiml::Say{.text = u"We are sorry, an application error has occurred. Goodbye."_s}, twiml::Hangup{}}}, m_url);
}

void Run::perform(const twiml::Document &document, const QString &url)
{
    m_document = document;
    m_url = url;
    m_at = 0;
    m_ticksOfDocument = 0;
    next();
}

bool Run::startsWithoutAnswer(const Verb &verb) const
{
    if (is<twiml::Reject>(verb) || is<twiml::Redirect>(verb) || is<twiml::Pause>(verb))
        return true;
    const auto *dial = std::get_if<twiml::Dial>(&verb);
    return dial && dial->answerOnBridge;
}

bool Run::isAllowed(const Verb &verb) const
{
    const bool isSimple = is<twiml::Say>(verb) || is<twiml::Play>(verb) || is<twiml::Pause>(verb) || is<twiml::Gather>(verb)
        || is<twiml::Redirect>(verb) || is<twiml::Hangup>(verb);
    return m_purpose == Purpose::Call || isSimple || (m_purpose == Purpose::Waiting && is<twiml::Leave>(verb));
}

void Run::next()
{
    if (m_isInNext)
        return; // an act that ended at once: the loop below goes on
    m_isInNext = true;
    while (!m_act && !m_isWaiting && !m_hasEnded) {
        if (m_at >= m_document.verbs.size()) {
            reachedEnd();
            break;
        }
        const qsizetype position = m_at++;
        const Verb verb = m_document.verbs[position];
        if (!isAllowed(verb)) {
            const bool isDial = is<twiml::Dial>(verb);
            noteTrouble(m_office, m_line.callSid(), isDial ? 13201 : 12200, u"not allowed in this document"_s, m_url);
            if (isDial)
                end(RunEnd::HungUp);
            continue;
        }
        if (!startsWithoutAnswer(verb))
            m_line.answer();
        if (const auto *redirect = std::get_if<twiml::Redirect>(&verb)) {
            fetch({.url = absolute(redirect->url, m_url), .method = redirect->method});
        } else if (const auto *reject = std::get_if<twiml::Reject>(&verb)) {
            const bool isBusy = reject->reason == "busy"_L1;
            if (m_line.isTalking())
                continue; // only the first verb can
            m_line.reject(isBusy ? 486 : 404, isBusy ? world::CallState::Busy : world::CallState::NoAnswer);
        } else if (is<twiml::Hangup>(verb)) {
            end(RunEnd::HungUp);
        } else if (is<twiml::Leave>(verb)) {
            end(RunEnd::Left);
        } else if (auto act = m_makeAct(scene(), verb)) {
            perform(std::move(act));
        }
    }
    m_isInNext = false;
}

void Run::perform(std::unique_ptr<Act> act)
{
    m_act = std::move(act);
    m_act->whenDone([this](const Outcome &outcome) { onOutcome(outcome); });
    m_act->begin();
}

void Run::onOutcome(const Outcome &outcome)
{
    m_old.push_back(std::move(m_act));
    switch (outcome.kind) {
    case Outcome::Kind::GoOn:
        return m_line.hasEnded() ? end(RunEnd::LineGone) : next();
    case Outcome::Kind::Ask:
        return fetch(outcome.request);
    case Outcome::Kind::End:
        return end(outcome.end);
    }
}

void Run::reachedEnd()
{
    if (m_purpose != Purpose::Waiting)
        return end(RunEnd::FellOff);
    if (m_ticksOfDocument > framesPerSecond / 2)
        return fetch(m_first);
    // A document without a sound would be asked for without end.
    m_document = {{twiml::Pause{.length = 1}}};
    m_at = 0;
    m_ticksOfDocument = framesPerSecond;
    perform(m_makeAct(scene(), m_document.verbs[m_at++]));
}

void Run::end(RunEnd why)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (m_purpose == Purpose::Call)
        m_line.hangUp();
    if (const Done done = std::exchange(m_done, {}))
        done(why);
}

void Run::tick()
{
    m_old.clear();
    ++m_ticksOfDocument;
    if (m_act)
        m_act->tick();
}

} // namespace milassist::exchange
