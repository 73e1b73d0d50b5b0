// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/people/script.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace milassist::people {

using namespace Qt::StringLiterals;
using Kind = Step::Kind;

namespace {

constexpr int mostSteps = 500;
constexpr int mostNesting = 8; // of calls back from calls back

Step wait(double seconds)
{
    return {Kind::Wait, seconds};
}
Step say(const QString &text)
{
    return {Kind::Say, 0, text};
}
Step answer(double seconds = 0)
{
    return {Kind::Answer, seconds};
}
Step listen(double seconds)
{
    return {Kind::Listen, seconds};
}
Step press(const QString &keys)
{
    return {Kind::Press, 0, keys};
}
Step reject(int code)
{
    return {Kind::Reject, 0, {}, code};
}

QHash<QString, Script> library()
{
    const Script caller{{answer(60), wait(0.5), say(u"Hello, this is Ada Byron. I would like to ask about the garden room."_s), listen(20),
                         say(u"Thank you, that is all I wanted to know. Goodbye."_s), wait(1)}};
    return {
        {u"answers"_s, {{wait(3), answer(), say(u"Hello?"_s), listen(20), say(u"Yes, that is fine with me. Thank you, goodbye."_s), wait(1)}}},
        {u"busy"_s, {{wait(1), reject(486)}}},
        {u"never_answers"_s, {{wait(3600)}}},
        {u"unreachable"_s, {{reject(404)}}},
        {u"declines"_s, {{wait(4), reject(603)}}},
        {u"machine"_s,
         {{wait(12), answer(), wait(0.5),
           say(u"You have reached the answering machine of Ada Byron. I am not at home at the moment, but if you leave your name, your number "
               u"and a short message after the tone, I will call you back as soon as I can."_s),
           wait(0.5), {Kind::Beep}, wait(60)}}},
        {u"presses_1"_s, {{wait(3), answer(), listen(20), press(u"1"_s), say(u"Hello, you have reached the right person."_s), wait(20)}}},
        {u"refuses_screening"_s, {{wait(3), answer(), listen(20), press(u"2"_s), wait(20)}}},
        {u"hangs_up_at_once"_s, {{wait(2), answer(), wait(0.5)}}},
        {u"calls_back"_s, {{wait(2), reject(486)}, {}, std::make_shared<const Script::CallBack>(Script::CallBack{30, caller})}},
        {u"talks"_s, caller},
        {u"voicemail"_s,
         {{answer(60), {Kind::ListenTone, 60}, wait(0.5),
           say(u"Hi, this is Ada Byron. Please call me back about the quote, I am at home until six. Thank you."_s), wait(0.5), press(u"#"_s), wait(5)}}},
        {u"gives_up_ringing"_s, {{answer(8)}}},
        {u"impatient"_s, {{answer(60), wait(2)}}},
    };
}

Result<Step> readStep(const QJsonObject &object)
{
    if (object.size() != 1)
        return fail(Error::Kind::Malformed, u"a step is an object with one member"_s);
    static const QHash<QString, Kind> kinds{{u"wait"_s, Kind::Wait},   {u"answer"_s, Kind::Answer},     {u"reject"_s, Kind::Reject},
                                            {u"say"_s, Kind::Say},     {u"play"_s, Kind::Play},         {u"beep"_s, Kind::Beep},
                                            {u"listen"_s, Kind::Listen}, {u"listen_tone"_s, Kind::ListenTone}, {u"press"_s, Kind::Press},
                                            {u"hang_up"_s, Kind::HangUp}};
    const QString name = object.begin().key();
    const QJsonValue value = object.begin().value();
    const auto kind = kinds.constFind(name);
    if (kind == kinds.constEnd())
        return fail(Error::Kind::Malformed, u"there is no step \"%1\""_s.arg(name));
    Step step{*kind};
    const bool wantsText = *kind == Kind::Say || *kind == Kind::Play || *kind == Kind::Press;
    if (wantsText ? !value.isString() : !value.isDouble() && !value.isBool())
        return fail(Error::Kind::Malformed, u"\"%1\" wants a %2"_s.arg(name, wantsText ? u"text"_s : u"number"_s));
    if (wantsText)
        step.text = value.toString();
    else if (*kind == Kind::Reject)
        step.code = value.toInt(486);
    else
        step.seconds = value.toDouble(*kind == Kind::Answer ? 60 : 0);
    if (step.seconds < 0 || step.seconds > 86'400)
        return fail(Error::Kind::Malformed, u"\"%1\" is out of range"_s.arg(name));
    if (*kind == Kind::Reject && (step.code < 400 || step.code > 699))
        return fail(Error::Kind::Malformed, u"\"reject\" wants a SIP code from 400 to 699"_s);
    return step;
}

Result<Script> readScript(const QJsonValue &json, int depth)
{
    if (depth > mostNesting)
        return fail(Error::Kind::Malformed, u"too many calls back"_s);
    if (json.isString()) {
        if (const auto named = Script::named(json.toString()))
            return *named;
        return fail(Error::Kind::Malformed, u"there is no script \"%1\"; there are: %2"_s.arg(json.toString(), Script::names().join(u", "_s)));
    }
    if (!json.isArray() && !json.isObject())
        return fail(Error::Kind::Malformed, u"a script is a name, an array of steps or an object"_s);
    const QJsonObject object = json.toObject();
    const QJsonArray steps = json.isArray() ? json.toArray() : object.value("steps"_L1).toArray();
    if (steps.isEmpty() || steps.size() > mostSteps)
        return fail(Error::Kind::Malformed, u"a script has 1 to %1 steps"_s.arg(mostSteps));
    Script script;
    for (const QJsonValue &one : steps) {
        const auto step = readStep(one.toObject());
        if (!step)
            return tl::unexpected(step.error());
        script.steps.append(*step);
    }
    script.voice.name = object.value("voice"_L1).toString(script.voice.name);
    script.voice.wordsPerMinute = std::clamp(object.value("speed"_L1).toInt(script.voice.wordsPerMinute), 80, 450);
    const QJsonObject back = object.value("call_back"_L1).toObject();
    if (!back.isEmpty()) {
        const auto then = readScript(back.value("script"_L1), depth + 1);
        if (!then)
            return tl::unexpected(then.error());
        script.callBack = std::make_shared<const Script::CallBack>(Script::CallBack{back.value("after"_L1).toDouble(60), *then});
    }
    return script;
}

} // namespace

Result<Script> Script::parse(const QJsonValue &json)
{
    return readScript(json, 0);
}

std::optional<Script> Script::named(const QString &name)
{
    static const QHash<QString, Script> all = library();
    const auto found = all.constFind(name);
    return found == all.constEnd() ? std::nullopt : std::optional(*found);
}

Script Script::ofTurns(const QStringList &turns, double patience, const world::SpeechVoice &voice)
{
    constexpr double firstWord = 3, longestAnswer = 25; // people wait for a "hello" less long than for an answer
    Script script{{answer(patience)}, voice};
    for (const QString &turn : turns) {
        script.steps.append(listen(script.steps.size() == 1 ? firstWord : longestAnswer));
        script.steps.append(say(turn));
    }
    script.steps.append(wait(1));
    return script;
}

QStringList Script::names()
{
    QStringList names = library().keys();
    names.sort();
    return names;
}

} // namespace milassist::people
