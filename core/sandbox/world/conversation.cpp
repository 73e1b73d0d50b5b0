// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/conversation.h"

#include "core/sandbox/world/dice.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

struct Topic {
    QList<QStringView> words; ///< any of them in the text, in lower case
    QList<QStringView> answers;
};

const QList<Topic> &topics()
{
    static const QList<Topic> all{
        {{u"appointment", u"visit", u"come by", u"schedule", u"tomorrow", u"monday", u"tuesday", u"wednesday", u"thursday",
          u"friday"},
         {u"Works for me, see you then!", u"Could we make it half an hour later? Otherwise fine.", u"Perfect, I'll be at home.",
          u"That day is tricky. Is there anything the morning after?", u"Yes please. Gate code is 4417.",
          u"Confirmed, thank you!"}},
        {{u"invoice", u"payment", u"paid", u"balance", u"receipt"},
         {u"Just paid it online, thanks for the reminder.", u"Can you send it to my email again? I can't find it.",
          u"I'll take care of it tonight.", u"Got it, thank you!", u"Is the discount already in there?"}},
        {{u"quote", u"estimate", u"price", u"cost"},
         {u"Thanks! Let me talk it over at home and get back to you.",
          u"That's a bit more than I thought. What if we leave out the second window?", u"Looks good, let's do it.",
          u"Does that include the materials?"}},
        {{u"deliver", u"order", u"arrived", u"package", u"shipment", u"samples"},
         {u"Great, I'll pick it up this afternoon.", u"Could you leave it with the neighbor at number 12?",
          u"Wonderful, thank you for letting me know!", u"Is someone there on Saturday too?"}},
        {{u"sorry", u"late", u"delay", u"reschedul"},
         {u"No worries, thanks for telling me.", u"Okay. Please don't move it again if you can help it.",
          u"All good, take your time."}},
        {{u"thank", u"great", u"welcome"}, {u"You're welcome!", u"Likewise, have a good one.", u"\U0001F44D"}},
        {{u"photo", u"picture", u"image", u"send us"}, {u"I'll send one in a minute.", u"Sent it to your email, is that okay?"}},
        {{u"?"},
         {u"Yes.", u"Yes, that's right.", u"I think so, let me check and tell you later today.", u"Not that I know of.",
          u"Can you call me about it? It's easier to explain."}},
    };
    return all;
}

constexpr QStringView busyAnswers[] = {u"In a meeting, will answer tonight.", u"ok", u"Call me after 5 please",
                                       u"Driving, talk later", u"noted"};
constexpr QStringView curtAnswers[] = {u"Ok.", u"Fine.", u"Who is this?", u"k", u"Email me."};
constexpr QStringView plainAnswers[] = {u"Got it, thanks!", u"Thanks for letting me know.", u"Great, thank you so much!",
                                        u"Perfect.",        u"Okay, sounds good.",          u"Thanks, I'll have a look."};
constexpr QStringView openers[] = {u"Hi, it's %1. Are you open this Saturday?",
                                   u"Hello! Any chance of an earlier appointment this week?",
                                   u"Hi, quick question: do you also work in Tacoma?",
                                   u"%1 here. Did my payment arrive?",
                                   u"Good morning, the new faucet is dripping a little. Could somebody have a look?",
                                   u"Can you send me the estimate as a PDF? Thanks, %1",
                                   u"Running about 15 minutes late, sorry!",
                                   u"Thank you for the great work yesterday. The garden room looks wonderful!",
                                   u"Hi, please call me back when you have a moment. %1",
                                   u"What are your hours over the holidays?"};

} // namespace

QString answerTo(const QString &text, const Person &person, Dice &dice)
{
    if (person.temper == Person::Temper::Busy)
        return dice.chance(35) ? QString() : dice.pick(busyAnswers).toString();
    if (person.temper == Person::Temper::Curt)
        return dice.chance(30) ? QString() : dice.pick(curtAnswers).toString();
    const QString lower = text.toLower();
    for (const Topic &topic : topics()) {
        for (const QStringView word : topic.words) {
            if (lower.contains(word))
                return dice.pick(topic.answers).toString();
        }
    }
    return dice.chance(15) ? QString() : dice.pick(plainAnswers).toString();
}

QString firstWords(const Person &person, Dice &dice)
{
    return dice.pick(openers).toString().replace(u"%1"_s, person.name.section(u' ', 0, 0));
}

} // namespace milassist::world
