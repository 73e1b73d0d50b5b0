// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/answers/voiceanswers.h"

#include "core/routing/spoken/spoken.h"

#include <algorithm>

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using routing::Announcement;
using routing::Decision;
using routing::Greeting;
using routing::Phrase;
using routing::spoken;
using routing::spokenLanguage;
using routing::Target;

namespace
{

constexpr int shortestRing = 5, longestRing = 600; // what Twilio takes as a Dial's timeout
constexpr qsizetype longestSaid = 4000;
constexpr int longestTranscribed = 120, silenceEndsMessage = 8, holdPause = 10, screeningSeconds = 8, placeEvery = 45;
const QStringList everyStep{u"initiated"_s, u"ringing"_s, u"answered"_s, u"completed"_s};

QUrlQuery stepQuery(size_t step)
{
    return QUrlQuery({{u"step"_s, QString::number(step)}});
}

/// As it stands in a query: a plus would be read as a space.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

twiml::Address address(const QString &url)
{
    return {.url = url};
}

twiml::Say say(const QString &text, const QString &language)
{
    twiml::Say said;
    said.language = language;
    said.text = text.left(longestSaid);
    return said;
}

twiml::Say say(Phrase phrase, const QString &language)
{
    return say(spoken(phrase, language), spokenLanguage(language));
}

/// A greeting that cannot be played is no reason to say nothing.
twiml::Verb greet(const Greeting &greeting, Phrase otherwise, const QString &language, const Premises &premises)
{
    if (greeting.kind == Greeting::Kind::Spoken && !greeting.content.trimmed().isEmpty())
        return say(greeting.content, language);
    if (const auto sound = premises.sounds.find(greeting.content);
        greeting.kind == Greeting::Kind::Recorded && sound != premises.sounds.end()) {
        twiml::Play play;
        play.url = sound->second;
        return play;
    }
    return say(otherwise, language);
}

/// Whose state is not known may be in one where both must agree.
bool needsNoAgreement(const Caller &caller)
{
    if (caller.country.isEmpty())
        return false;
    return caller.country != u"US" || (!caller.state.isEmpty() && !mustBothAgree(caller.state));
}

twiml::LegNews legNews(const Premises &premises, size_t step)
{
    return {.callback = callbackUrl(premises, u"call-status"_s, stepQuery(step)), .events = everyStep};
}

twiml::RecordingNews recordingNews(const Premises &premises)
{
    return {.callback = callbackUrl(premises, u"recording-status"_s), .events = {u"completed"_s, u"absent"_s}};
}

/// Our own headers reach the desk's popup: which line, and why it came here.
QString deskUri(const QString &user, const Decision &decision, const routing::Reason &reason, const QString &handle,
                const Premises &premises)
{
    using Because = routing::Reason::Because;
    QUrlQuery headers;
    headers.addQueryItem(u"x-line"_s, encoded(decision.call.to.e164()));
    if (!handle.isEmpty())
        headers.addQueryItem(u"x-caller"_s, encoded(handle));
    const QString place = u"%1 of %2"_s.arg(reason.place).arg(reason.places);
    const auto tell = [&headers](const QString &why) { headers.addQueryItem(u"x-reason"_s, encoded(why)); };
    switch (reason.because) {
    case Because::RoundRobin:
        tell(u"round robin, "_s + place);
        break;
    case Because::InOrder:
        tell(u"in order, "_s + place);
        break;
    case Because::AllAtOnce:
        tell(u"all at once"_s);
        break;
    case Because::OnCall:
        tell(reason.place <= 1 ? u"on call"_s : u"on call, "_s + place);
        break;
    default:
        break;
    }
    return u"sip:%1@%2?%3"_s.arg(encoded(user), premises.sipDomain, headers.toString(QUrl::FullyEncoded));
}

/// @param handle told in place of the caller's number; empty where that is shown
std::optional<twiml::Noun> nounOf(const Target &target, const Decision &decision, size_t step, const QString &handle,
                                  const Premises &premises)
{
    if (target.number) {
        twiml::Number number;
        number.number = target.number->e164();
        number.news = legNews(premises, step);
        if (target.screening == routing::Screening::Ask)
            number.screen =
                address(webhookUrl(premises, u"screen"_s, QUrlQuery({{u"line"_s, encoded(decision.call.to.e164())}})));
        return number;
    }
    const auto desk = premises.desks.find(target.person);
    if (desk == premises.desks.end() || desk->second.isEmpty() || premises.sipDomain.isEmpty())
        return std::nullopt;
    twiml::Sip sip;
    sip.uri = deskUri(desk->second, decision, decision.steps[step].reason, handle, premises);
    sip.news = legNews(premises, step);
    return sip;
}

/// One number is shown on all telephones that ring together. Ours, where the caller's cannot be, or where it is wanted on all of
/// them.
bool showsLine(const Decision &decision, const routing::Ring &ring)
{
    const auto wantsLine = [](const Target &target) { return target.number && target.callerId == routing::CallerId::Line; };
    const auto kind = decision.call.from.kind();
    return kind == Party::Kind::Sip || kind == Party::Kind::Client || std::ranges::all_of(ring.targets, wantsLine);
}

/// Nothing when none of the telephones can be reached.
std::optional<twiml::Dial> dialOf(const Decision &decision, size_t step, const routing::Ring &ring, const Caller &caller,
                                  const Premises &premises)
{
    // Who rings together sees the same number, so where one may not see it nobody does.
    const bool isHidden =
        std::ranges::any_of(ring.targets, [&](const Target &target) { return caller.hiddenFrom.contains(target.person); });
    twiml::Dial dial;
    for (const Target &target : ring.targets) {
        if (auto noun = nounOf(target, decision, step, isHidden ? caller.handle : QString(), premises))
            dial.targets.append(*std::move(noun));
    }
    if (dial.targets.isEmpty())
        return std::nullopt;
    dial.action = address(webhookUrl(premises, u"dial-complete"_s, stepQuery(step)));
    dial.timeout = std::clamp(int(ring.atMost.count()), shortestRing, longestRing);
    dial.answerOnBridge = true;
    dial.refer = address(webhookUrl(premises, u"refer"_s));
    if (isHidden || showsLine(decision, ring))
        dial.callerId = decision.call.to.e164();
    if (decision.recording.inbound == routing::Record::On) {
        dial.record = u"record-from-answer-dual"_s;
        dial.news = recordingNews(premises);
    }
    return dial;
}

/// Seconds after the call came in until @p step begins, if everything before takes as long as it may. Not by the clock: whoever
/// asks again gets the same answer.
qint64 latestStart(const Decision &decision, size_t step)
{
    qint64 seconds = 0;
    for (size_t i = 0; i < step; ++i) {
        if (const auto *ring = std::get_if<routing::Ring>(&decision.steps[i].action))
            seconds += ring->atMost.count();
        else if (const auto *wait = std::get_if<routing::WaitForSomebody>(&decision.steps[i].action))
            seconds += wait->atMost.count();
    }
    return seconds;
}

twiml::Document queueOf(const Decision &decision, size_t step, const routing::WaitForSomebody &wait, const Premises &premises)
{
    twiml::Enqueue enqueue;
    enqueue.name = u"line "_s + decision.call.to.e164();
    const QDateTime until = decision.at.addSecs(latestStart(decision, step) + wait.atMost.count());
    QUrlQuery query = stepQuery(step);
    query.addQueryItem(u"until"_s, QString::number(until.toSecsSinceEpoch()));
    enqueue.action = address(webhookUrl(premises, u"wait-complete"_s, query));
    enqueue.wait = address(webhookUrl(premises, u"wait"_s, query));
    return {{enqueue}};
}

/// The language of the line, which its mailbox speaks.
QString languageOf(const Decision &decision)
{
    const auto *message = decision.steps.empty() ? nullptr : std::get_if<routing::TakeMessage>(&decision.steps.back().action);
    return message ? message->language : u"en-US"_s;
}

/// The document of a step; none if there is nobody to ring in it after all.
std::optional<twiml::Document> documentOf(const Decision &decision, size_t step, const Caller &caller, const Premises &premises)
{
    const routing::Action &action = decision.steps[step].action;
    if (const auto *message = std::get_if<routing::TakeMessage>(&action))
        return mailbox(*message, premises);
    if (const auto *wait = std::get_if<routing::WaitForSomebody>(&action))
        return queueOf(decision, step, *wait, premises);
    auto dial = dialOf(decision, step, std::get<routing::Ring>(action), caller, premises);
    return dial ? std::optional(twiml::Document{{*std::move(dial)}}) : std::nullopt;
}

} // namespace

twiml::Document mailbox(const routing::TakeMessage &message, const Premises &premises)
{
    twiml::Record record;
    record.action = address(webhookUrl(premises, u"voicemail-complete"_s));
    record.timeout = silenceEndsMessage;
    record.finishOnKey = u"#"_s;
    record.maxLength = std::max(1, int(message.longest.count()));
    record.news = recordingNews(premises);
    // Twilio transcribes English, and nothing that may be longer.
    if (message.longest.count() <= longestTranscribed && message.language.startsWith(u"en", Qt::CaseInsensitive)) {
        record.transcribe = true;
        record.transcribeCallback = callbackUrl(premises, u"transcription"_s);
    }
    return {{greet(message.greeting, Phrase::LeaveMessage, message.language, premises), record,
             say(Phrase::NoMessage, message.language), twiml::Hangup{}}};
}

std::optional<twiml::Verb> announcementOf(routing::Record record, const Announcement &announcement, const QString &language,
                                          bool isKnownNotToNeedIt, const Premises &premises)
{
    if (record == routing::Record::Off || announcement.when == Announcement::When::Never)
        return std::nullopt;
    if (announcement.when == Announcement::When::WhereBothMustAgree && isKnownNotToNeedIt)
        return std::nullopt;
    return greet(announcement.words, routing::announcementOf(record), language, premises);
}

size_t stepBegun(const Decision &decision, size_t step, const Premises &premises)
{
    while (step < decision.steps.size() && !documentOf(decision, step, {}, premises))
        ++step;
    return step;
}

twiml::Document answerTo(const Decision &decision, size_t step, const Caller &caller, const Premises &premises)
{
    const size_t begun = stepBegun(decision, step, premises);
    if (begun >= decision.steps.size()) {
        if (decision.steps.empty() || !std::holds_alternative<routing::TakeMessage>(decision.steps.back().action))
            return lastResort(premises);
        return mailbox(std::get<routing::TakeMessage>(decision.steps.back().action), premises);
    }
    twiml::Document document = *documentOf(decision, begun, caller, premises);
    const bool rings = !std::holds_alternative<routing::TakeMessage>(decision.steps[begun].action);
    if (step == 0 && rings) {
        if (auto words = announcementOf(decision.recording.inbound, decision.announcement, languageOf(decision),
                                        needsNoAgreement(caller), premises))
            document.verbs.prepend(*std::move(words));
    }
    return document;
}

twiml::Document afterDial(const Decision &decision, size_t step, bool isAnswered, const Caller &caller, const Premises &premises)
{
    return isAnswered ? twiml::Document{{twiml::Hangup{}}} : answerTo(decision, step + 1, caller, premises);
}

twiml::Document whileWaiting(const Waiting &waiting, const Premises &premises)
{
    if (waiting.isOver)
        return {{twiml::Leave{}}};
    twiml::Document document;
    const auto waited = waiting.waited.count();
    const bool isFirst = waited < 5;
    if (isFirst)
        document.verbs.append(say(Phrase::PleaseHold, waiting.language));
    if (waiting.position > (isFirst ? 1 : 0) && waited % placeEvery < holdPause + 4) // asked again after so long
        document.verbs.append(say(spoken(Phrase::Position, waiting.language).arg(waiting.position), spokenLanguage(waiting.language)));
    const bool isSpoken = waiting.music.kind == Greeting::Kind::Spoken && !waiting.music.content.trimmed().isEmpty();
    const auto own = waiting.music.kind == Greeting::Kind::Recorded ? premises.sounds.find(waiting.music.content) : premises.sounds.end();
    const QString music = own == premises.sounds.end() ? premises.holdMusic : own->second;
    if (isSpoken)
        document.verbs.append(say(waiting.music.content, waiting.language));
    if (isSpoken || music.isEmpty()) {
        document.verbs.append(twiml::Pause{holdPause});
        return document;
    }
    twiml::Play play;
    play.url = music + u"?from=%1"_s.arg(waited); // it goes on where it was
    document.verbs.append(play);
    return document;
}

twiml::Document screeningOf(const QString &lineName, const QString &caller, const Party &line, int attempt,
                            const Premises &premises)
{
    QString words = caller.isEmpty() ? u"Call for %1."_s.arg(lineName) : u"Call for %1 from %2."_s.arg(lineName, caller);
    twiml::Gather gather;
    gather.action = address(webhookUrl(premises, u"screened"_s,
                                       QUrlQuery({{u"line"_s, encoded(line.text())}, {u"attempt"_s, QString::number(attempt)}})));
    gather.numDigits = 1;
    gather.timeout = screeningSeconds;
    gather.prompts = {say(words + u" Press 1 to take it."_s, u"en-US"_s)};
    return {{gather, twiml::Hangup{}}};
}

twiml::Document afterScreening(const QString &digits, bool isTaken, bool isGone, const QString &lineName, const QString &caller,
                               const Party &line, int attempt, const Premises &premises)
{
    if (isGone)
        return {{say(Phrase::CallerHasGone, u"en-US"_s), twiml::Hangup{}}};
    if (isTaken)
        return {{say(Phrase::AlreadyTaken, u"en-US"_s), twiml::Hangup{}}};
    if (digits == u"1")
        return {}; // the document ends, and Twilio connects
    return attempt < 1 ? screeningOf(lineName, caller, line, attempt + 1, premises) : twiml::Document{{twiml::Hangup{}}};
}

twiml::Document thanksForMessage(const QString &language)
{
    return {{say(Phrase::ThankYou, language), twiml::Hangup{}}};
}

routing::TakeMessage mailboxOf(const Party &line, const routing::Plan &plan)
{
    const auto number = line.number();
    const routing::Line *found = number ? routing::find(plan.lines, *number) : nullptr;
    if (!found)
        return {.language = u"en-US"_s};
    return {.greeting = found->greeting, .language = found->language, .longest = found->longestMessage};
}

twiml::Document lastResort(const Premises &premises, routing::TakeMessage message)
{
    if (message.greeting.kind == Greeting::Kind::Recorded)
        message.greeting = {};
    return mailbox(message, premises);
}

bool mustBothAgree(const QString &state)
{
    // California Penal Code 632 and its like; Delaware, Michigan, Nevada and Oregon are judged differently by courts, and asked
    // too.
    static const QStringList states{u"CA"_s, u"CT"_s, u"DE"_s, u"FL"_s, u"IL"_s, u"MA"_s, u"MD"_s,
                                    u"MI"_s, u"MT"_s, u"NH"_s, u"NV"_s, u"OR"_s, u"PA"_s, u"WA"_s};
    return states.contains(state.trimmed().toUpper());
}

} // namespace milassist::relay
