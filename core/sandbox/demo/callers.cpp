// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/callers.h"

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

const QList<Caller> &callers()
{
    static const QList<Caller> all{
        {u"+12065550181"_s, u"+12065550110"_s,
         {u"Hello, this is Ada Winter. You came to look at our slope for the garden room. Could you tell me whether the estimate is ready?"_s,
          u"That sounds good. I would still like the windows in oak. Would that take much longer?"_s,
          u"Wonderful. Please send it to my email address, and thank you very much. Goodbye."_s},
         u"en-us+f2"_s, 155},
        {u"+14255550192"_s, u"+12065550137"_s,
         {u"Liam O'Connor. The faucet you put in is leaking, and it is under warranty. When can somebody come?"_s,
          u"I am at work until five. It would have to be after that, or on Saturday."_s,
          u"All right. I will put a bucket under it until then. Bye."_s},
         u"en-us+m3"_s, 175},
        {u"+14255550196"_s, u"+12065550124"_s,
         {u"Good morning, Priya Raman here. Your fitters come on Thursday, and I am allergic to dust. What should I cover before they start?"_s,
          u"I see. And the induction stove, will it be connected on the same day?"_s,
          u"Then I will keep the kitchen free from eight o'clock. Thank you, see you on Thursday."_s},
         u"en-us+f4"_s, 160},
        {u"+12535550156"_s, u"+12065550110"_s,
         {u"This is Victor Castellano. I wrote twice about the scratch on the counter top, and nobody has called me back."_s,
          u"No, I do not want a discount. I want it polished out, and I want to know who does it and when."_s,
          u"Fine. I will wait for that call until tomorrow noon. Goodbye."_s},
         u"en-us+m7"_s, 165},
        {u"+13125550146"_s, u"+18885550142"_s,
         {u"Hi there! I am calling with an exclusive offer: your showroom on the first page of every search, today only."_s,
          u"It takes just two minutes, and the first month is free. May I speak with the owner?"_s, u"No problem at all, I will simply call again next week."_s},
         u"en-us+m2"_s, 185, 12},
    };
    return all;
}

const QList<Utterance> &answers()
{
    static const QList<Utterance> all{
        {.words = u"Cedar and Pine Kitchens, this is Maya speaking. How can I help you?"_s, .voice = 1},
        {.words = u"Thank you, I have your file open in front of me."_s, .voice = 1},
        {.words = u"Let me look that up. I will make a note, and somebody calls you back today."_s, .voice = 1},
        {.words = u"Yes, of course. Is there anything else that I can do for you?"_s, .voice = 1}};
    return all;
}

} // namespace milassist::world::demo
