// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/answers/outgoing.h"

#include "core/relay/answers/spoken.h"
#include "core/relay/answers/voiceanswers.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

constexpr int patience = 60; // seconds that the other end may ring

twiml::Document spokenRefusal(Phrase phrase, const QString &language)
{
    twiml::Say say;
    say.language = spokenLanguage(language);
    say.text = spoken(phrase, language);
    return {{say, twiml::Hangup{}}};
}

routing::PersonId colleagueAt(const QString &user, const Premises &premises)
{
    for (const auto &[person, desk] : premises.desks) {
        if (!desk.isEmpty() && desk.compare(user, Qt::CaseInsensitive) == 0)
            return person;
    }
    return {};
}

twiml::LegNews legNewsOf(const Premises &premises)
{
    return {.callback = callbackUrl(premises, u"call-status"_s),
            .events = {u"initiated"_s, u"ringing"_s, u"answered"_s, u"completed"_s}};
}

/// The telephone at the other end; none where a colleague has no desk.
std::optional<twiml::Noun> farEnd(const Outgoing &outgoing, const Premises &premises)
{
    if (outgoing.number) {
        twiml::Number number;
        number.number = outgoing.number->e164();
        number.news = legNewsOf(premises);
        return number;
    }
    const auto desk = premises.desks.find(outgoing.colleague);
    if (desk == premises.desks.end() || premises.sipDomain.isEmpty())
        return std::nullopt;
    twiml::Sip sip;
    sip.uri = u"sip:%1@%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(desk->second)), premises.sipDomain);
    sip.news = legNewsOf(premises);
    return sip;
}

const routing::Line *lineOf(const Outgoing &outgoing, const routing::Plan &plan)
{
    return outgoing.line ? routing::find(plan.lines, *outgoing.line) : nullptr;
}

} // namespace

Outgoing outgoingCall(const QString &dialled, const Party &wanted, const routing::Plan &plan, const Premises &premises)
{
    Outgoing outgoing;
    if (const auto chosen = wanted.number(); chosen && plan.lines.contains(*chosen))
        outgoing.line = chosen;
    else if (!plan.lines.empty())
        outgoing.line = plan.lines.begin()->first;
    const QString country = outgoing.line ? countryOf(*outgoing.line) : u"US"_s;
    const QString user = dialled.section(u';', 0, 0).trimmed();
    if (isEmergency(user, country)) {
        outgoing.refusal = Outgoing::Refusal::Emergency;
        return outgoing;
    }
    outgoing.colleague = colleagueAt(user, premises);
    if (!outgoing.colleague.isEmpty())
        return outgoing;
    const TypedNumber typed = readTyped(user, country);
    if (!typed.number)
        outgoing.refusal =
            typed.verdict == TypedNumber::Verdict::Emergency ? Outgoing::Refusal::Emergency : Outgoing::Refusal::NotANumber;
    else if (!outgoing.line)
        outgoing.refusal = Outgoing::Refusal::NoLine;
    else
        outgoing.number = typed.number;
    if (const routing::Line *line = lineOf(outgoing, plan); line && outgoing.number)
        outgoing.isRecorded = line->recording.outbound == routing::Record::On;
    return outgoing;
}

twiml::Document outgoingAnswer(const Outgoing &outgoing, const routing::Plan &plan, const Premises &premises)
{
    const routing::Line *line = lineOf(outgoing, plan);
    const QString language = line ? line->language : u"en-US"_s;
    switch (outgoing.refusal) {
    case Outgoing::Refusal::Emergency:
        return spokenRefusal(Phrase::NoEmergencyCalls, language);
    case Outgoing::Refusal::NotANumber:
        return spokenRefusal(Phrase::NotANumber, language);
    case Outgoing::Refusal::NoLine:
        return spokenRefusal(Phrase::NoLine, language);
    case Outgoing::Refusal::None:
        break;
    }
    auto noun = farEnd(outgoing, premises);
    if (!noun)
        return spokenRefusal(Phrase::NotANumber, language);
    twiml::Dial dial;
    dial.targets.append(*std::move(noun));
    dial.timeout = patience;
    dial.answerOnBridge = true;
    dial.action = {.url = webhookUrl(premises, u"outgoing-complete"_s)};
    dial.refer = {.url = webhookUrl(premises, u"refer"_s)};
    if (outgoing.line)
        dial.callerId = outgoing.line->e164();
    if (outgoing.isRecorded) {
        dial.record = u"record-from-answer-dual"_s;
        dial.news = {.callback = callbackUrl(premises, u"recording-status"_s), .events = {u"completed"_s, u"absent"_s}};
    }
    return {{dial}};
}

twiml::Document transferAnswer(const QString &referTo, const Party &other, const std::optional<PhoneNumber> &line,
                               const routing::Plan &plan, const Premises &premises)
{
    QString address = referTo.trimmed();
    if (const qsizetype open = address.indexOf(u'<'); open >= 0)
        address = address.sliced(open + 1).section(u'>', 0, 0);
    const QString user = Party(address.section(u'?', 0, 0)).user();
    Outgoing outgoing = outgoingCall(user, line ? Party(*line) : Party(), plan, premises);
    auto noun = outgoing.refusal == Outgoing::Refusal::None ? farEnd(outgoing, premises) : std::nullopt;
    // Ours again would be a circle, and their own number is busy: they are talking on it.
    if (!noun || (outgoing.number && (plan.lines.contains(*outgoing.number) || other.number() == outgoing.number)))
        return lastResort(premises);
    twiml::Dial dial;
    dial.targets.append(*std::move(noun));
    dial.timeout = patience;
    dial.answerOnBridge = true;
    dial.action = {.url = webhookUrl(premises, u"transfer-complete"_s)};
    dial.refer = {.url = webhookUrl(premises, u"refer"_s)};
    if (line)
        dial.callerId = line->e164();
    else if (outgoing.number && outgoing.line && !other.isNumber())
        dial.callerId = outgoing.line->e164(); // Twilio refuses to show anything else
    return {{dial}};
}

twiml::Document afterTransfer(bool isAnswered, const Premises &premises)
{
    return isAnswered ? twiml::Document{{twiml::Hangup{}}} : lastResort(premises);
}

} // namespace milassist::relay
