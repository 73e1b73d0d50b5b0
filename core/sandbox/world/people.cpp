// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/people.h"

#include "core/sandbox/world/conversation.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/steadyhash.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

People::People(Ground &ground, MessageBook &messages) : m_ground(ground), m_messages(messages)
{
    m_messages.setFate([this](const Message &message) { return fateOf(message); });
    connect(&m_messages, &MessageBook::statusChanged, this, &People::considerAnswer);
}

const Person *People::byNumber(QStringView e164) const
{
    const auto found = std::ranges::find_if(m_people, [e164](const Person &person) { return person.number == e164; });
    return found == m_people.end() ? nullptr : &*found;
}

/// Numbers ending in 0198 are switched off and in 0199 landlines, whoever they belong to.
Fate People::fateOf(const Message &message) const
{
    const Person *person = byNumber(message.to);
    const Person::Reach reach = person   ? person->reach
        : message.to.endsWith("0198"_L1) ? Person::Reach::SwitchedOff
        : message.to.endsWith("0199"_L1) ? Person::Reach::Landline
                                         : Person::Reach::Good;
    switch (reach) {
    case Person::Reach::Good:
        break;
    case Person::Reach::Landline:
        return {MessageState::Undelivered, 30006};
    case Person::Reach::SwitchedOff:
        return {MessageState::Undelivered, 30003};
    case Person::Reach::Filtered:
        return {MessageState::Undelivered, 30007};
    case Person::Reach::Blocked:
        return {MessageState::Failed, 30004};
    }
    return {};
}

void People::setHabits(Habits habits, const QStringList &lines)
{
    const bool startsWriting = (habits & Habit::WriteFirst) && !(m_habits & Habit::WriteFirst);
    m_habits = habits;
    m_lines = lines;
    if (startsWriting)
        planFirstWord();
}

void People::considerAnswer(const Message &message)
{
    const bool isNews = message.status == "delivered"_L1 && message.direction == "outbound-api"_L1;
    const Person *person = byNumber(message.to);
    if (!isNews || !(m_habits & Habit::Answer) || !person || person->temper == Person::Temper::Silent)
        return;
    const QString ours = message.from.value_or(QString());
    Dice dice(Dice::mix(m_ground.seed ^ steadyHash(message.sid, 1)));
    const QString words = person->temper == Person::Temper::WantsOut ? u"STOP"_s : answerTo(message.body, *person, dice);
    if (words.isEmpty())
        return;
    const QString theirs = person->number;
    const int wait = m_ground.pace.replyAfter * dice.between(10, 30) / 10;
    Q_EMIT aboutToText(theirs, ours, words);
    m_ground.timeline.after(milliseconds(wait), [this, theirs, ours, words] {
        if (m_habits & Habit::Answer)
            m_messages.receive(theirs, ours, words);
    });
}

/// Somebody writes first every one to four minutes.
void People::planFirstWord()
{
    Dice dice(Dice::mix(m_ground.seed ^ (0xf157 + m_round++)));
    m_ground.timeline.after(seconds(dice.between(60, 240)), [this, dice]() mutable {
        if (!(m_habits & Habit::WriteFirst))
            return;
        planFirstWord();
        if (m_people.isEmpty() || m_lines.isEmpty())
            return;
        const Person &person = dice.pick(m_people);
        const bool canText = person.reach == Person::Reach::Good || person.reach == Person::Reach::SwitchedOff;
        if (!canText || person.temper == Person::Temper::Silent || person.temper == Person::Temper::WantsOut)
            return;
        const QString words = firstWords(person, dice);
        const QString line = dice.pick(m_lines);
        Q_EMIT aboutToText(person.number, line, words);
        m_messages.receive(person.number, line, words);
    });
}

} // namespace milassist::world
