// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/plan.h"

#include "core/sandbox/world/dice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

/// How many calls come in each hour of a working day, from 7 on, in relation to each other.
constexpr int hourWeights[] = {1, 5, 9, 10, 8, 4, 6, 9, 8, 6, 3, 2, 1};

class CallPlanner
{
public:
    CallPlanner(const Calendar &calendar, quint64 seed) : m_calendar(calendar), m_dice(Dice::mix(seed ^ 0x6361'6c6c)) {}

    std::vector<PlannedLeg> plan()
    {
        for (int day = 1 - Calendar::days; day <= 0; ++day) {
            const int weekday = m_calendar.weekday(day);
            const int inbound = weekday <= 5 ? m_dice.between(9, 16) : weekday == 6 ? m_dice.between(3, 6) : m_dice.between(0, 2);
            const int outbound = weekday <= 5 ? m_dice.between(5, 10) : weekday == 6 ? m_dice.between(0, 2) : 0;
            for (int i = 0; i < inbound; ++i)
                comeIn(timeOn(day));
            for (int i = 0; i < outbound; ++i)
                goOut(timeOn(day));
        }
        return inOrder();
    }

private:
    quint32 timeOn(int day)
    {
        int total = 0;
        for (const int weight : hourWeights)
            total += weight;
        int throwOf = m_dice.below(total);
        int hour = 7;
        for (const int weight : hourWeights) {
            if (throwOf < weight)
                break;
            throwOf -= weight;
            ++hour;
        }
        if (m_dice.chance(4))
            hour = m_dice.between(18, 22); // the late ones
        return m_calendar.at(day, hour * 3600 + m_dice.below(3600));
    }

    int someone()
    {
        for (;;) {
            const int index = m_dice.below(int(cast().size()));
            if (cast()[index].role != Role::Stranger || m_dice.chance(40))
                return index;
        }
    }

    /// Most talks are short, a few are long.
    int talkSeconds() { return std::clamp(int(std::exp(m_dice.unit() * 2.9 + 3.3)) + m_dice.below(30), 12, 1500); }

    PlannedLeg &leg(const QString &from, const QString &to, const QString &ours, CallWay way, quint32 at, qint64 parent = -1)
    {
        PlannedLeg planned{.from = from, .to = to, .ours = ours, .parent = parent};
        planned.row.created = planned.row.started = planned.row.ended = at;
        planned.row.way = way;
        planned.row.duration = 0;
        m_legs.push_back(std::move(planned));
        return m_legs.back();
    }

    static void end(PlannedLeg &leg, CallState state, quint32 at)
    {
        leg.row.state = state;
        leg.row.ended = at;
    }
    static void talk(PlannedLeg &leg, quint32 answered, int seconds)
    {
        leg.row.state = CallState::Completed;
        leg.row.started = answered;
        leg.row.duration = seconds;
        leg.row.ended = answered + quint32(seconds);
    }

    void comeIn(quint32 at)
    {
        if (at + 1800 > m_calendar.end())
            return;
        const int who = someone();
        const Member &member = cast()[who];
        static constexpr int lineOfRole[][3] = {{0, 1, 2}, {1, 1, 0}, {1, 2, 1}, {0, 0, 0}, {3, 0, 3}};
        int lineIndex = lineOfRole[int(member.role)][m_dice.below(3)];
        if (member.role == Role::Client && m_dice.chance(12))
            lineIndex = 3;
        const QString ours = lines()[lineIndex].number, theirs = member.person.number;
        const auto parent = qint64(m_legs.size());
        leg(theirs, ours, ours, CallWay::Inbound, at);
        if (!m_calendar.isOpen(at)) {
            if (m_dice.chance(55))
                leaveVoicemail(parent, at + 3, who);
            else
                talk(m_legs[size_t(parent)], at + 2, m_dice.between(3, 8)); // heard the greeting and hung up
            return;
        }
        const int outcome = m_dice.below(100);
        quint32 ringing = at + 1;
        const auto ring = [&](int seconds, CallState state) {
            const Assistant &assistant = assistants()[(who + m_dice.below(2)) % assistants().size()];
            end(leg(theirs, sipAddressOf(assistant), ours, CallWay::OutboundDial, ringing, parent), state,
                ringing + quint32(seconds));
            ringing += quint32(seconds) + 1;
        };
        if (outcome < 80) {
            if (m_dice.chance(18))
                ring(20, CallState::NoAnswer); // the first assistant is not at the desk
            const int rings = m_dice.between(3, 17);
            const int seconds = talkSeconds();
            const Assistant &assistant = assistants()[(who + m_dice.below(3)) % assistants().size()];
            PlannedLeg &child = leg(theirs, sipAddressOf(assistant), ours, CallWay::OutboundDial, ringing, parent);
            talk(child, ringing + quint32(rings), seconds);
            talk(m_legs[size_t(parent)], ringing + quint32(rings), seconds);
            if (m_dice.chance(3))
                recordConversation(parent, who);
        } else if (outcome < 88) {
            const int rings = m_dice.between(6, 24);
            ring(rings, CallState::Canceled);
            end(m_legs[size_t(parent)], CallState::NoAnswer, at + quint32(rings) + 1); // the caller gave up
        } else if (outcome < 93) {
            ring(20, CallState::NoAnswer);
            ring(20, CallState::NoAnswer);
            leaveVoicemail(parent, ringing, who);
        } else if (outcome < 97) {
            ring(1, CallState::Busy);
            end(m_legs[size_t(parent)], CallState::Busy, ringing);
        } else if (outcome < 99) {
            for (int i = 0; i < 2; ++i)
                ring(20, CallState::NoAnswer);
            end(m_legs[size_t(parent)], CallState::NoAnswer, ringing);
        } else {
            end(m_legs[size_t(parent)], CallState::Failed, at + 1);
        }
    }

    void goOut(quint32 at)
    {
        if (at + 1800 > m_calendar.end() || !m_calendar.isOpen(at))
            return;
        const int who = someone();
        const Member &member = cast()[who];
        if (member.role == Role::Stranger)
            return;
        const QString ours = lines()[m_dice.chance(60) ? 1 : m_dice.below(3)].number, theirs = member.person.number;
        const Assistant &assistant = m_dice.pick(assistants());
        const auto first = qint64(m_legs.size());
        const bool fromSoftphone = m_dice.chance(15);
        if (fromSoftphone)
            leg(sipAddressOf(assistant), "sip:"_L1 + theirs + u'@' + sipDomain(), {}, CallWay::Inbound, at);
        const qint64 parent = fromSoftphone ? first : -1;
        const quint32 dialled = at + 1;
        PlannedLeg &out = leg(ours, theirs, ours, fromSoftphone ? CallWay::OutboundDial : CallWay::OutboundApi, dialled, parent);
        const int rings = m_dice.between(5, 21);
        const int outcome = m_dice.below(100);
        if (outcome < 70) {
            talk(out, dialled + quint32(rings), talkSeconds());
        } else if (outcome < 79) {
            talk(out, dialled + quint32(rings), m_dice.between(14, 48));
            out.answeredBy = u"machine_start"_s;
        } else if (outcome < 92) {
            end(out, CallState::NoAnswer, dialled + 30);
        } else if (outcome < 97) {
            end(out, CallState::Busy, dialled + 3);
        } else if (outcome < 99) {
            end(out, CallState::Canceled, dialled + quint32(rings));
        } else {
            end(out, CallState::Failed, dialled + 2);
        }
        if (fromSoftphone) {
            const PlannedLeg &child = m_legs.back();
            PlannedLeg &softphone = m_legs[size_t(first)];
            softphone.row.state = child.row.state == CallState::Completed ? CallState::Completed : child.row.state;
            softphone.row.started = child.row.started;
            softphone.row.ended = child.row.ended;
            softphone.row.duration = child.row.duration;
        }
    }

    void leaveVoicemail(qint64 parent, quint32 answered, int who)
    {
        const Member &member = cast()[who];
        PlannedRecording recording;
        const bool isUnclear = m_dice.chance(5);
        if (isUnclear) {
            recording.text = unclearVoicemail().toString();
        } else {
            QList<QStringView> fitting;
            for (const VoicemailScript &script : voicemails()) {
                if (script.role == member.role)
                    fitting.append(script.words);
            }
            // In turn, so that no two people say the same until everything has been said once.
            recording.text = fitting[m_nextVoicemail[size_t(member.role)]++ % fitting.size()].toString();
            recording.text.replace(u"{p}"_s, m_dice.pick(assistants()).name.section(u' ', 0, 0));
        }
        recording.speech.utterances = {{.words = recording.text, .voice = who, .isDeep = member.hasDeepVoice}};
        recording.speech.seconds = secondsFor(recording.speech.utterances);
        using Transcript = PlannedRecording::Transcript;
        const int fate = m_dice.below(100);
        recording.transcript = isUnclear || fate < 5 ? Transcript::Failed : fate < 13 ? Transcript::None : Transcript::Ready;
        constexpr int greeting = 7;
        recording.at = answered + greeting;
        PlannedLeg &leg = m_legs[size_t(parent)];
        talk(leg, answered, greeting + recording.speech.seconds);
        leg.recording = std::make_shared<PlannedRecording>(std::move(recording));
    }

    void recordConversation(qint64 parent, int who)
    {
        PlannedRecording recording{.kind = PlannedRecording::Kind::Conversation};
        const DialogueScript &dialogue = dialogues()[size_t(m_nextDialogue++) % dialogues().size()];
        for (int turn = 0; turn < 8 && !dialogue.turns[turn].isEmpty(); ++turn) {
            const bool isCaller = turn % 2;
            recording.speech.utterances.append(
                {.words = dialogue.turns[turn].toString(),
                 .voice = isCaller ? who : 100 + m_nextDialogue,
                 .isDeep = isCaller ? cast()[who].hasDeepVoice : dialogue.turns[0].contains(u"Theo"),
                 .channel = isCaller ? 0 : 1}); // the caller is the first channel
        }
        recording.speech.seconds = secondsFor(recording.speech.utterances);
        recording.speech.channels = 2;
        PlannedLeg &caller = m_legs[size_t(parent)];
        PlannedLeg &assistant = m_legs.back();
        recording.at = caller.row.started;
        talk(caller, caller.row.started, recording.speech.seconds);
        talk(assistant, assistant.row.started, recording.speech.seconds);
        caller.recording = std::make_shared<PlannedRecording>(std::move(recording));
    }

    std::vector<PlannedLeg> inOrder()
    {
        std::vector<size_t> order(m_legs.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::ranges::stable_sort(order, {}, [this](size_t i) { return m_legs[i].row.created; });
        std::vector<qint64> placeOf(m_legs.size());
        for (size_t place = 0; place < order.size(); ++place)
            placeOf[order[place]] = qint64(place);
        std::vector<PlannedLeg> sorted;
        sorted.reserve(m_legs.size());
        for (const size_t i : order) {
            sorted.push_back(std::move(m_legs[i]));
            if (sorted.back().parent >= 0)
                sorted.back().parent = placeOf[size_t(sorted.back().parent)];
        }
        return sorted;
    }

    const Calendar &m_calendar;
    Dice m_dice;
    std::vector<PlannedLeg> m_legs;
    std::array<int, 5> m_nextVoicemail{};
    int m_nextDialogue = 0;
};

} // namespace

std::vector<PlannedLeg> planCalls(const Calendar &calendar, quint64 seed)
{
    return CallPlanner(calendar, seed).plan();
}

} // namespace milassist::world::demo
