// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/people/crowd.h"

#include "core/sandbox/world/callrules.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/steadyhash.h"
#include "core/sandbox/world/world.h"

namespace milassist::people {

using namespace Qt::StringLiterals;

namespace {

world::SpeechVoice voiceOf(const QString &number)
{
    static const char *const voices[] = {"en-us+f2", "en-us+m3", "en-us+f4", "en-us+m7", "en-us+f1", "en-us+m2"};
    const quint64 hash = world::steadyHash(number, 7);
    return {QString::fromLatin1(voices[hash % std::size(voices)]), 155 + int(hash / 8 % 5) * 4};
}

} // namespace

Crowd::Crowd(world::World &world, world::Speaker &speaker, Called called, QObject *parent)
    : QObject(parent), m_world(world), m_speaker(speaker), m_called(std::move(called))
{
}

Script Crowd::usual(const QString &number) const
{
    const world::Pace &pace = m_world.ground().pace;
    world::Dice dice(world::Dice::mix(m_world.ground().seed ^ world::steadyHash(number, 3)));
    const Step ring{Step::Kind::Wait, pace.callAnswered / 1000.0};
    Script script;
    switch (world::callEndOf(number, dice)) {
    case world::CallEnd::IsBusy:
        script.steps = {ring, {Step::Kind::Reject, 0, {}, 486}};
        break;
    case world::CallEnd::NobodyAnswers:
        script.steps = {{Step::Kind::Wait, 3600}};
        break;
    case world::CallEnd::Fails:
        script.steps = {{Step::Kind::Reject, 0, {}, 404}};
        break;
    case world::CallEnd::Answered:
        script.steps = {ring,
                        {Step::Kind::Answer},
                        {Step::Kind::Say, 0, u"Hello?"_s},
                        {Step::Kind::Listen, pace.callTalk / 2000.0},
                        {Step::Kind::Say, 0, u"I see. Thank you for calling."_s},
                        {Step::Kind::Listen, pace.callTalk / 2000.0},
                        {Step::Kind::Say, 0, u"Goodbye."_s}};
        break;
    }
    script.voice = voiceOf(number);
    return script;
}

std::unique_ptr<ScriptedLeg> Crowd::reach(const QString &number, const QString &callerId)
{
    auto leg = std::make_unique<ScriptedLeg>(ScriptedLeg::Side::Called, m_scripts.contains(number) ? m_scripts.value(number) : usual(number), m_speaker);
    plan(*leg, number, callerId);
    Q_EMIT picked(leg.get(), number);
    return leg;
}

QString Crowd::call(const QString &from, const QString &to, const Script &script)
{
    auto leg = std::make_unique<ScriptedLeg>(ScriptedLeg::Side::Caller, script, m_speaker);
    plan(*leg, from, to);
    Q_EMIT picked(leg.get(), from);
    return m_called(std::move(leg), from, to);
}

/// Who calls back does so some time after the call has ended.
void Crowd::plan(ScriptedLeg &leg, const QString &theirs, const QString &ours)
{
    if (!leg.script().callBack)
        return;
    connect(&leg, &exchange::Leg::ended, this, [this, then = leg.script().callBack, theirs, ours] {
        m_world.timeline().after(std::chrono::milliseconds(qint64(then->after * 1000)), [this, then, theirs, ours] { call(theirs, ours, then->script); });
    });
}

} // namespace milassist::people
