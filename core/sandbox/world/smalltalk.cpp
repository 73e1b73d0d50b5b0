// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/smalltalk.h"

#include "core/sandbox/world/dice.h"

#include <QStringBuilder>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView greetings[] = {u"Hi", u"Hello", u"Good morning", u"Good afternoon", u"Hey", u"Hi there", u""};
constexpr QStringView firstNames[] = {u"Ada",     u"Ben",   u"Carla", u"Dmitri", u"Elena", u"Farid",  u"Grace",  u"Hugo",
                                      u"Imani",   u"Jonas", u"Keiko", u"Liam",   u"Maya",  u"Noah",   u"Olivia", u"Priya",
                                      u"Quentin", u"Rosa",  u"Samir", u"Tessa",  u"Uma",   u"Victor", u"Wendy",  u"Xavier",
                                      u"Yara",    u"Zoe",   u"Marta", u"Oskar",  u"Nadia", u"Pavel"};
constexpr QStringView subjects[] = {
    u"the appointment",   u"your invoice",        u"the estimate",     u"the delivery",    u"the kitchen quote",
    u"the site visit",    u"the signed contract", u"your order",       u"the repair",      u"the insurance form",
    u"the color samples", u"the final payment",   u"the floor plan",   u"the follow-up",   u"the window frames",
    u"the permit",        u"the inspection",      u"the booking",      u"your paperwork",  u"the replacement part",
    u"the garden lights", u"the water heater",    u"the tile samples", u"the moving date", u"the boiler service"};
constexpr QStringView verbs[] = {u"is ready",        u"is confirmed",        u"has arrived",     u"was moved",
                                 u"is all set",      u"needs your approval", u"is on its way",   u"was approved",
                                 u"is still open",   u"has been sent",       u"was rescheduled", u"is waiting for you",
                                 u"came back today", u"looks good",          u"is almost done"};
constexpr QStringView times[] = {u"for Monday",   u"for Tuesday at 10",   u"for Wednesday morning", u"for Thursday at 3:30",
                                 u"for Friday",   u"for next week",       u"for tomorrow at 9",     u"for this afternoon",
                                 u"for the 15th", u"for the 3rd at noon", u"for Saturday",          u"for after lunch"};
constexpr QStringView closings[] = {
    u"Does that work for you?",      u"Please let us know.",     u"Thanks so much!",   u"Call us with any questions.",
    u"Reply YES to confirm.",        u"See you then!",           u"Have a great day.", u"Sorry for the wait.",
    u"We appreciate your patience.", u"Just reply here if not.", u"Talk soon.",        u""};
constexpr QStringView answers[] = {u"Yes, that works.",
                                   u"Thank you, see you then!",
                                   u"Could we do a bit later?",
                                   u"Perfect, thanks %1.",
                                   u"Running ten minutes late, sorry.",
                                   u"Can you send the address again?",
                                   u"Got it, %1.",
                                   u"Is there parking nearby?",
                                   u"Please call me about %2.",
                                   u"Any news on %2?",
                                   u"How much would %2 be?",
                                   u"I just sent the form for %2.",
                                   u"Who do I talk to about %2?",
                                   u"Great work on %2, thank you!",
                                   u"Do you have a copy of %2?",
                                   u"%1 said %2 %3."};

} // namespace

QString smallTalk(quint32 number)
{
    Dice dice(number);
    const QStringView name = dice.pick(firstNames);
    if (dice.chance(40)) {
        QString text = dice.pick(answers).toString();
        text.replace(u"%1"_s, name.toString());
        text.replace(u"%2"_s, dice.pick(subjects).toString());
        return text.replace(u"%3"_s, dice.pick(verbs).toString());
    }
    QString text;
    text.reserve(120);
    const QStringView greeting = dice.pick(greetings);
    if (!greeting.isEmpty())
        text += greeting % u' ' % name % u", ";
    text += dice.pick(subjects) % u' ' % dice.pick(verbs);
    if (dice.chance(60))
        text += u' ' % dice.pick(times);
    if (dice.chance(35))
        text += u" (ref. " % QString::number(dice.between(1000, 99999)) % u')';
    text += u'.';
    const QStringView closing = dice.pick(closings);
    if (!closing.isEmpty())
        text += u' ' % closing;
    text[0] = text[0].toUpper();
    return text;
}

} // namespace milassist::world
