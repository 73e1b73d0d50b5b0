// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/scripts.h"

// Words, and nothing but words: what the people of the sample business write and say.

namespace milassist::world::demo
{

namespace
{

constexpr bool ours = true, theirs = false;

constexpr ScriptText appointment[] = {
    {ours, 0, u"Hi {p}, this is {a} from Cedar & Pine. We could come by for the measurements on {d} at {t}. Does that suit you?"},
    {theirs, 26, u"{d} works, but could you make it after 4? I have to pick up the kids."},
    {ours, 9, u"Of course, {d} at 4:30 then. It takes about 40 minutes and we need to see the fuse box."},
    {theirs, 3, u"Perfect, thank you! The gate code is 4417."},
};
constexpr ScriptText reminder[] = {
    {ours, 0,
     u"Reminder: your fitting appointment with Cedar & Pine is tomorrow at {t}. Reply YES to confirm or call us to move it."},
    {theirs, 47, u"YES"},
};
constexpr ScriptText moved[] = {
    {ours, 0,
     u"Good morning {p}, our fitter is stuck in Tacoma and we would have to move today's visit. I am really sorry. Would {d} at "
     u"{t} work?"},
    {theirs, 15, u"Oh no. I took the day off for this."},
    {ours, 6,
     u"I understand, and we will not leave you hanging: Theo can come at 3 today instead and Ray joins him at 4. Would that save "
     u"your day?"},
    {theirs, 4, u"Yes! That is great. Thank you for making it work."},
    {theirs, 300, u"All done and it looks beautiful. Please tell Theo thanks again."},
    {ours, 12, u"He is blushing. Enjoy the new kitchen, {p}!"},
};
constexpr ScriptText quote[] = {
    {theirs, 0, u"Hello, I sent you the plan of our kitchen last week. Any idea yet what it would cost?"},
    {ours, 35,
     u"Hi {p}, {a} here. The estimate went out to your email an hour ago: {m} including the oak fronts and fitting, without "
     u"appliances."},
    {theirs, 120, u"Thank you. That is a little more than we hoped. What would it be with the ash fronts?"},
    {ours, 44,
     u"With ash it comes to about 12 percent less, and you would hardly see the difference under the hanging lights. Shall I "
     u"send it as a second version?"},
    {theirs, 18, u"Yes please! Then I can talk it over at home."},
    {ours, 65, u"Done, it is in your inbox."},
    {theirs, 1500, u"We decided: ash it is. Where do I sign?"},
    {ours, 22, u"Wonderful! The contract is in the same email, one click at the bottom. Welcome aboard, {p}."},
};
constexpr ScriptText photos[] = {
    {ours, 0,
     u"Hi {p}, could you send us a photo of the corner by the window? We want to check the radiator pipe before we order."},
    {theirs, 33, u"Sure, here it is", Motif::Window},
    {ours, 14, u"Thanks, that helps a lot. We will leave 6 cm for the pipe and cover it with a panel."},
    {theirs, 5, u"You people think of everything \U0001F60A"},
};
constexpr ScriptText finished[] = {
    {ours, 0, u"Fresh from the workshop: your fronts after the second coat of oil. What do you think?", Motif::Fronts},
    {theirs, 41, u"Wow. They look even better than in the showroom!!"},
    {ours, 8, u"We thought so too. They are packed now and come with the truck on {d} between 8 and 10."},
    {theirs, 2, u"I'll have coffee ready for the drivers"},
};
constexpr ScriptText invoice[] = {
    {ours, 0,
     u"Dear {p}, invoice 24{n} over {m} is due on {d}. You can pay by transfer or at cedarandpine.example/pay. Thank you!"},
    {theirs, 420, u"Paid just now. Please confirm when it arrives."},
    {ours, 1300, u"It arrived this morning, thank you very much."},
};
constexpr ScriptText invoiceQuestion[] = {
    {theirs, 0, u"Hi, there is a position \"edge sealing\" on the invoice that I don't remember."},
    {ours, 52,
     u"Good catch, {p}. That belonged to another project. The corrected invoice is on its way and the amount is now {m}."},
    {theirs, 13, u"Thanks for being straightforward about it."},
};
constexpr ScriptText faucet[] = {
    {theirs, 0, u"The faucet you installed drips since last night. I put a bowl under it but it's getting worse", Motif::Faucet},
    {ours, 7,
     u"I'm sorry to hear that, {p}. Please turn the small valve under the sink clockwise until it stops. Ray can be there today "
     u"at {t}."},
    {theirs, 4, u"ok found it, it stopped"},
    {ours, 2, u"Great. He brings a new cartridge, and of course it costs you nothing."},
    {theirs, 260, u"Fixed. He was here 10 minutes."},
};
constexpr ScriptText scratch[] = {
    {theirs, 0, u"I found a scratch on the left front. Not happy.", Motif::Scratch},
    {ours, 18,
     u"I can see why, {p}. It looks like it happened during the fitting. We will make a new front, it takes eight working days. "
     u"Is {d} in two weeks at {t} okay for the exchange?"},
    {theirs, 95, u"Fine."},
    {ours, 11, u"Noted and confirmed. The old one stays until then, so that you can use everything."},
};
constexpr ScriptText weekend[] = {
    {theirs, 0, u"Hi! Is the showroom open this Saturday? We would like to touch the handles before we choose \U0001F604"},
    {ours, 28, u"Hi {p}, yes, from 10 to 3. Handles are on the wall left of the entrance, 140 of them, so bring some time."},
    {theirs, 6, u"140!! See you Saturday, and we are bringing grandma."},
};
constexpr ScriptText colours[] = {
    {ours, 0,
     u"{p}, these are the three greens we talked about: Moss, Sage and Harbor. The second one is what you saw on the island.",
     Motif::Colours},
    {theirs, 72, u"Sage for the island and Moss below the window? Or is that too much?"},
    {ours, 25, u"It is a good pair as long as the wall stays light. Shall we paint a sample board with both?"},
    {theirs, 3, u"Yes please, you read my mind."},
};
constexpr ScriptText delivery[] = {
    {ours, 0, u"Your delivery is on truck 2 and will reach you between {t} and noon. The driver calls you 30 minutes before."},
    {theirs, 190, u"He is here, thank you"},
};
constexpr ScriptText sorry[] = {
    {theirs, 0, u"Running about 15 minutes late, traffic on I-5 is terrible. So sorry!"},
    {ours, 2, u"No worries, {p}. The coffee stays warm."},
};
constexpr ScriptText thanks[] = {
    {theirs, 0, u"Just wanted to say thank you. We cooked for twelve people yesterday and everybody asked who made the kitchen.",
     Motif::Table},
    {ours, 31, u"That makes our day, {p}! May we show your picture in the showroom?"},
    {theirs, 9, u"Of course, I'd be proud."},
};
constexpr ScriptText measurements[] = {
    {theirs, 0, u"The niche is 23 5/8 wide at the top and 23 1/2 at the bottom. Is that a problem for the fridge?"},
    {ours, 21, u"It will fit with 3/16 to spare on each side, we plane the lower panel a little. Thanks for measuring twice!"},
};
constexpr ScriptText dust[] = {
    {theirs, 0, u"Before you start on {d}: my daughter has asthma. How dusty will it get?"},
    {ours, 16,
     u"Thank you for telling us, {p}. We cut everything outside in the trailer, hang a dust wall in the doorway and run an air "
     u"cleaner. The loud part is over by noon."},
    {theirs, 5, u"That puts my mind at ease. Thank you so much."},
};
constexpr ScriptText budget[] = {
    {theirs, 0, u"Hi, do you also offer payment in installments?"},
    {ours, 39,
     u"Hi {p}, yes: a third with the order, a third at delivery, the rest after fitting. No interest. Longer plans go through "
     u"Pike Street Bank."},
    {theirs, 12, u"Three parts is perfect for us."},
};
constexpr ScriptText supplierOrder[] = {
    {ours, 0, u"Hello, {a} from Cedar & Pine. Order 71{n}: is it still on for {d}?"},
    {theirs, 55, u"Yes, leaves our yard at {t}. One pallet is short by two boxes, rest follows Friday."},
    {ours, 10, u"Thanks for the heads-up. Please put the short boxes on top so we can start with the others."},
    {theirs, 90, u"Will do."},
};
constexpr ScriptText supplierStock[] = {
    {theirs, 0, u"Your item is back in stock, {n} pieces. Want me to hold them?"},
    {ours, 13, u"Yes please, all of them until {d}. Thank you!"},
};
constexpr ScriptText supplierDelay[] = {
    {theirs, 0, u"Bad news: the kiln is down, your lot will be 4 days late."},
    {ours, 8, u"Ouch. Can you send half from the sample stock, so that the Winter project does not stand still?"},
    {theirs, 140, u"Got you 60 percent of it. On the truck {d}."},
    {ours, 4, u"You are a hero. We owe you a cake."},
};
constexpr ScriptText tradePlan[] = {
    {ours, 0, u"Can you do two hours for us on {d}? Stove and two sockets, the address is in your calendar."},
    {theirs, 66, u"Morning only. 7:30?"},
    {ours, 3, u"7:30 is great, the client is an early bird."},
    {theirs, 2900, u"Finished, all tested. Label on the panel is updated", Motif::Panel},
    {ours, 15, u"Clean work as always, thank you!"},
};
constexpr ScriptText tradeLate[] = {
    {theirs, 0, u"Truck has a flat. 40 min late at the Brooks place"},
    {ours, 1, u"Thanks, I'll let her know. Drive safely."},
};
constexpr ScriptText truck[] = {
    {ours, 0, u"Tomorrow's tour: Winter 8:00, Osei 10:30, Nakamura 13:00 (no elevator, two people please)."},
    {theirs, 20, u"ok. bringing the stair climber"},
};
constexpr ScriptText insurance[] = {
    {theirs, 0,
     u"Harbor Insurance: the yearly declaration for your liability policy is due on the 15th. You find the form in your portal."},
    {ours, 600, u"Thank you, it was sent today."},
};
constexpr ScriptText apprentice[] = {
    {theirs, 0, u"Hello, I finish my carpentry course in June and saw your garden room at the fair. Do you take apprentices?"},
    {ours, 85, u"Hi! We do, one each year. Send us two pictures of something you built and come by on {d} at {t}."},
    {theirs, 30, u"This is a stool with hidden wedges, my best piece so far", Motif::Stool},
    {ours, 50, u"That is lovely joinery. See you on {d}!"},
};
constexpr ScriptText advertising[] = {
    {theirs, 0, u"Your business deserves the TOP SPOT!! Only today: 500 flyers for the price of 400. Interested?"},
    {theirs, 2880, u"Last chance for the TOP SPOT. Call now."},
};
constexpr ScriptText lastTexts[] = {
    {ours, 0,
     u"Spring at Cedar & Pine: 10 percent off all garden rooms ordered before the end of the month. Come and see them on "
     u"Saturday!"},
    {theirs, 3, u"STOP"},
};

constexpr Script allScripts[] = {
    {Role::Client, 1, appointment},
    {Role::Client, 0, reminder},
    {Role::Client, 1, moved},
    {Role::Client, 1, quote},
    {Role::Client, 1, photos},
    {Role::Client, 1, finished},
    {Role::Client, 0, invoice},
    {Role::Client, 0, invoiceQuestion},
    {Role::Client, 2, faucet},
    {Role::Client, 2, scratch},
    {Role::Client, 3, weekend},
    {Role::Client, 1, colours},
    {Role::Client, 1, delivery},
    {Role::Client, 0, sorry},
    {Role::Client, 0, thanks},
    {Role::Client, 1, measurements},
    {Role::Client, 1, dust},
    {Role::Client, 0, budget},
    {Role::Supplier, 1, supplierOrder},
    {Role::Supplier, 1, supplierStock},
    {Role::Supplier, 1, supplierDelay},
    {Role::Trade, 1, tradePlan},
    {Role::Trade, 2, tradeLate},
    {Role::Trade, 1, truck},
    {Role::Office, 0, insurance},
    {Role::Stranger, 0, apprentice},
    {Role::Stranger, 3, advertising},
};

constexpr VoicemailScript allVoicemails[] = {
    {Role::Client,
     u"Hi {p}, I wanted to ask whether the tile samples have arrived, because we leave town on Friday and I would love to choose "
     u"before that. Please call me back. Thank you, bye."},
    {Role::Client,
     u"Good morning, I just saw the estimate and I have two small questions about the drawers. It is nothing urgent. You can "
     u"reach me all day, except between twelve and one. Thanks."},
    {Role::Client,
     u"Hello, it's me again. The door of the dishwasher touches the island by maybe a quarter of an inch. Could somebody have a "
     u"look this week? I will send you a picture as well."},
    {Role::Client,
     u"Hi, I'm calling about the garden room. My neighbor has one from you and I am so jealous. Could I come by on Saturday with "
     u"my husband? Please let me know what time suits you. Thank you."},
    {Role::Client,
     u"Yes, hello. The fitters left a blue toolbox in our hallway. No hurry, it is safe here, but somebody may be missing it. "
     u"Bye bye."},
    {Role::Client,
     u"Hi there, I would like to move our appointment from Tuesday to Thursday if that's possible. Any time after three. Sorry "
     u"for the trouble, and thank you."},
    {Role::Client,
     u"Hello {p}. I paid the invoice last Monday, but today I got a reminder. Maybe they crossed in the mail. Could you check "
     u"and give me a short call? Thanks a lot."},
    {Role::Client,
     u"It's about the faucet. It drips again. I closed the valve, so there is no flood, but we cannot use the sink. Please call "
     u"me as soon as you hear this."},
    {Role::Client,
     u"Hi, we talked about the oak fronts last week. We slept on it and we want to go with ash instead. Is it too late to change "
     u"that? Please call me back today, if you can."},
    {Role::Client,
     u"Hello, I am standing in front of your showroom and it seems to be closed. The sign says open until six. Did I get the day "
     u"wrong? Well. I will try again tomorrow."},
    {Role::Client,
     u"Good afternoon, this is for Theo. The new drawers are wonderful, my mother cried a little. I just wanted to say thank "
     u"you. No need to call back."},
    {Role::Client,
     u"Hi, quick question. Can the countertop take a hot pan, or do I need a board? I have rice on the stove right now, so, "
     u"well, I will use a board. Call me when you can."},
    {Role::Client,
     u"Hello, I got your number from a friend. We bought an old house on the hill, and the kitchen is from nineteen sixty two. "
     u"We have no idea where to start. Could somebody come and have a look?"},
    {Role::Client,
     u"I have been waiting since eight this morning and nobody came. I took the day off. Please call me and tell me what is "
     u"going on."},
    {Role::Client,
     u"Hi {p}, the inspector was here and everything is approved. He even took a picture of the wiring for his course. So you "
     u"can go on with the ceiling. See you on Monday."},
    {Role::Client,
     u"Hello, could you please send the plan again as a picture? I cannot open the file on my phone. Thank you very much, and "
     u"have a nice weekend."},
    {Role::Supplier,
     u"Hello, this is about your order. The handles in brushed brass are on back order until the twentieth. I can offer the same "
     u"model in bronze, right away. Let me know what you prefer."},
    {Role::Supplier,
     u"Hi {p}, your slabs are cut and polished. You can pick them up from tomorrow morning, dock three. Please bring the green "
     u"slip. Thanks."},
    {Role::Supplier,
     u"Good morning, we counted again, and the missing two boxes were behind the door. They are on the truck now. Sorry about "
     u"the confusion."},
    {Role::Trade,
     u"Hey, it's Ray. The shutoff valve at the Osei house is seized, I need to change it before I hook up the sink. That is "
     u"twenty more minutes. Just so you know."},
    {Role::Trade,
     u"Hi, I'm done with the panel at the lake cabin. There is one breaker that I don't like. I would replace it, forty dollars. "
     u"Give me a call and I'll do it tomorrow."},
    {Role::Trade,
     u"Morning. The truck is in the shop, so I'll bring the cabinets with the small one, in two tours. First tour at nine, "
     u"second one at eleven thirty."},
    {Role::Office,
     u"This is the permit office calling about your application. One signature is missing on page four. You can come by any "
     u"weekday before noon, or send it by mail. Thank you."},
    {Role::Office,
     u"Good afternoon, this is Mr. Hollis from Pike Street Bank. The papers for the new van are ready to sign. I am in the "
     u"office until five. Goodbye."},
    {Role::Office,
     u"Hello, Harbor Insurance. Your claim about the broken window was approved. You will get a letter in the next days. No "
     u"action needed."},
    {Role::Stranger,
     u"Hi, this is an important message about your business listing. Please press. Oh. It is a machine again. Never mind."},
    {Role::Stranger,
     u"Hello, my name is Jamie. I wrote you about the apprenticeship. I wanted to ask if I should bring my tools on the first "
     u"day, or only my shoes. Thank you so much for the chance."},
};

constexpr DialogueScript allDialogues[] = {
    {{u"Cedar and Pine, this is Maya. How can I help you?",
      u"Hi Maya, I'm calling about the measurements on Thursday. Is the morning still free?",
      u"It is. Would half past nine be good for you?",
      u"That is perfect. Do I have to empty the cabinets?",
      u"No, you don't. We only need to reach the wall behind the stove.",
      u"Great, see you on Thursday then.",
      u"See you on Thursday. Goodbye!",
      {}}},
    {{u"Good afternoon, service and repairs, Theo speaking.",
      u"Hello, one of the hinges makes a noise like an old ship.",
      u"I like that. Is it the tall cabinet next to the fridge?",
      u"Exactly, the upper hinge.",
      u"Then it is a small screw at the back. Ray is near you today and can do it at two.",
      u"Wow, today. Thank you so much!",
      {},
      {}}},
    {{u"Cedar and Pine, Rosa speaking.", u"Hello, I would like to know what a garden room costs, roughly.",
      u"It depends on the size, of course. Most people spend between eighteen and thirty thousand dollars.",
      u"And how long does it take?", u"Six weeks in the workshop, and three days in your garden.",
      u"That is quicker than I thought. May I come and see one?",
      u"Please do. There is one in our yard, with the heating on. Saturday at eleven?",
      u"Saturday at eleven. I am looking forward to it."}},
    {{u"Cedar and Pine, Maya here.",
      u"Hi, it's Northline. I have your green tiles on the desk, and one box is cracked.",
      u"Oh no. Do you have a spare one?",
      u"I do. I'll swap it and put a note on the pallet.",
      u"You are the best. Thank you.",
      u"Any time. Bye!",
      {},
      {}}},
    {{u"Projects, this is Theo.",
      u"Theo, the color on the wall looks blue in the evening. I wanted green.",
      u"Which lamps do you have in there right now?",
      u"Some old ones, very white.",
      u"Try a warm bulb first. I'll drop two at your door tonight, and if it's still blue, we paint it again.",
      u"You would do that? All right, deal.",
      {},
      {}}},
};

} // namespace

std::span<const Script> scripts()
{
    return allScripts;
}

std::span<const ScriptText> farewell()
{
    return lastTexts;
}

std::span<const VoicemailScript> voicemails()
{
    return allVoicemails;
}

QStringView unclearVoicemail()
{
    return u"Hello? Hello? I think it is. No. Oh dear.";
}

std::span<const DialogueScript> dialogues()
{
    return allDialogues;
}

} // namespace milassist::world::demo
