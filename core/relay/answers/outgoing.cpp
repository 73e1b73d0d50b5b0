// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/answers/outgoing.h"

#include "core/domain/handle.h"
#include "core/relay/answers/voiceanswers.h"
#include "core/routing/spoken/spoken.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Phrase;
using routing::spoken;
using routing::spokenLanguage;

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

/// What somebody at @p number is told of the recording; nothing where they need not be.
std::optional<twiml::Verb> wordsFor(const PhoneNumber &number, routing::Record recording, const routing::Line &line,
                                    const Premises &premises)
{
    // The area code does not say in which state somebody is.
    const bool isAbroad = countryOf(number) != u"US";
    return announcementOf(recording, line.announcement, line.language, isAbroad, premises);
}

/// The telephone at the other end; none where a colleague has no desk.
/// @param policy of the line by which the call is recorded; may be null
std::optional<twiml::Noun> farEnd(const Outgoing &outgoing, const PhoneNumber *policyOf, const routing::Line *policy,
                                  const Premises &premises)
{
    if (outgoing.number) {
        twiml::Number number;
        number.number = outgoing.number->e164();
        number.news = legNewsOf(premises);
        if (policy && wordsFor(*outgoing.number, outgoing.recording, *policy, premises))
            number.screen = {.url = webhookUrl(premises, u"announce"_s,
                                               QUrlQuery({{u"line"_s, QString::fromLatin1(QUrl::toPercentEncoding(policyOf->e164()))},
                                                          {u"record"_s, outgoing.recording == routing::Record::On ? u"on"_s : u"asked"_s}}))};
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

void recordIf(bool isRecorded, twiml::Dial &dial, const Premises &premises)
{
    if (!isRecorded)
        return;
    dial.record = u"record-from-answer-dual"_s;
    dial.news = {.callback = callbackUrl(premises, u"recording-status"_s), .events = {u"completed"_s, u"absent"_s}};
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
    if (typed.number && isHandle(*typed.number)) // of which nobody has told us the number
        outgoing.refusal = Outgoing::Refusal::NotANumber;
    else if (!typed.number)
        outgoing.refusal =
            typed.verdict == TypedNumber::Verdict::Emergency ? Outgoing::Refusal::Emergency : Outgoing::Refusal::NotANumber;
    else if (!outgoing.line)
        outgoing.refusal = Outgoing::Refusal::NoLine;
    else
        outgoing.number = typed.number;
    if (const routing::Line *line = lineOf(outgoing, plan); line && outgoing.number)
        outgoing.recording = line->recording.outbound;
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
    auto noun = farEnd(outgoing, outgoing.line ? &*outgoing.line : nullptr, line, premises);
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
    recordIf(outgoing.recording == routing::Record::On, dial, premises);
    return {{dial}};
}

twiml::Document announcementToFarEnd(const Party &line, routing::Record recording, const routing::Plan &plan,
                                     const Premises &premises)
{
    const auto number = line.number();
    const routing::Line *found = number ? routing::find(plan.lines, *number) : nullptr;
    if (!found)
        return {}; // gone meanwhile: it ends, and Twilio connects
    const auto words = announcementOf(recording, found->announcement, found->language, false, premises);
    return words ? twiml::Document{{*words}} : twiml::Document();
}

Outgoing handedTo(const QString &referTo, const HandedOver &call, const routing::Plan &plan, const Premises &premises)
{
    QString address = referTo.trimmed();
    if (const qsizetype open = address.indexOf(u'<'); open >= 0)
        address = address.sliced(open + 1).section(u'>', 0, 0);
    const QString user = Party(address.section(u'?', 0, 0)).user();
    Outgoing outgoing = outgoingCall(user, call.shown ? Party(*call.shown) : Party(), plan, premises);
    outgoing.recording = call.recording; // of the line, not of who hands over or takes
    return outgoing;
}

twiml::Document transferAnswer(const QString &referTo, const HandedOver &call, const routing::Plan &plan, const Premises &premises)
{
    const Outgoing outgoing = handedTo(referTo, call, plan, premises);
    const std::optional<PhoneNumber> ours = call.line ? call.line : outgoing.line;
    const routing::Line *policy = call.line ? routing::find(plan.lines, *call.line) : nullptr;
    auto noun = outgoing.refusal == Outgoing::Refusal::None
        ? farEnd(outgoing, call.line ? &*call.line : nullptr, policy, premises)
        : std::nullopt;
    // Ours again would be a circle, and their own number is busy: they are talking on it.
    if (!noun || (call.isHidden && !ours) || (outgoing.number && (plan.lines.contains(*outgoing.number) || call.other.number() == outgoing.number)))
        return mailbox(call.mailbox, premises);
    if (auto *sip = std::get_if<twiml::Sip>(&*noun); sip && call.isHidden && !call.handle.isEmpty())
        sip->uri += u"?x-caller="_s + QString::fromLatin1(QUrl::toPercentEncoding(call.handle));
    twiml::Dial dial;
    dial.targets.append(*std::move(noun));
    dial.timeout = patience;
    dial.answerOnBridge = true;
    dial.action = {.url = webhookUrl(premises, u"transfer-complete"_s)};
    dial.refer = {.url = webhookUrl(premises, u"refer"_s)};
    if (call.shown)
        dial.callerId = call.shown->e164();
    else if (call.isHidden)
        dial.callerId = ours->e164();
    else if (outgoing.number && outgoing.line && !call.other.isNumber())
        dial.callerId = outgoing.line->e164(); // Twilio refuses to show anything else
    recordIf(call.recording == routing::Record::On, dial, premises);
    return {{dial}};
}

twiml::Document afterTransfer(bool isAnswered, const routing::TakeMessage &message, const Premises &premises)
{
    return isAnswered ? twiml::Document{{twiml::Hangup{}}} : mailbox(message, premises);
}

} // namespace milassist::relay
