// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/words.h"

#include <QHash>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct CodeWords {
    int code;
    const char *title;
    const char *whatToDo;
};

constexpr CodeWords knownCodes[] = {
    // Account and request
    {20003, QT_TRANSLATE_NOOP("Twilio", "Twilio does not accept these credentials."), QT_TRANSLATE_NOOP("Twilio", "Connect the account again in Settings.")},
    {20005, QT_TRANSLATE_NOOP("Twilio", "The Twilio account is not active."), QT_TRANSLATE_NOOP("Twilio", "It is suspended or closed. Its owner can see why in the Twilio console.")},
    {20006, QT_TRANSLATE_NOOP("Twilio", "Twilio does not allow this for these credentials."), QT_TRANSLATE_NOOP("Twilio", "Ask an administrator of the account.")},
    {20008, QT_TRANSLATE_NOOP("Twilio", "These are test credentials."), QT_TRANSLATE_NOOP("Twilio", "They cannot do this. Connect with the live account SID and token.")},
    {20404, QT_TRANSLATE_NOOP("Twilio", "It is not there any more."), QT_TRANSLATE_NOOP("Twilio", "Somebody may have deleted it at Twilio.")},
    {20429, QT_TRANSLATE_NOOP("Twilio", "Twilio is asking us to slow down."), QT_TRANSLATE_NOOP("Twilio", "Wait a moment and try again.")},
    {70051, QT_TRANSLATE_NOOP("Twilio", "This API key is not allowed to do that."), QT_TRANSLATE_NOOP("Twilio", "Use another key, or let an administrator widen this one.")},
    // Calls
    {21201, QT_TRANSLATE_NOOP("Twilio", "There is no number to call."), QT_TRANSLATE_NOOP("Twilio", "Enter a number.")},
    {21205, QT_TRANSLATE_NOOP("Twilio", "The web address is not valid."), QT_TRANSLATE_NOOP("Twilio", "It must be a complete https:// address that Twilio can reach.")},
    {21210, QT_TRANSLATE_NOOP("Twilio", "The number you call from is not verified."), QT_TRANSLATE_NOOP("Twilio", "Choose one of your Twilio numbers, or verify this one in the Twilio console.")},
    {21211, QT_TRANSLATE_NOOP("Twilio", "That is not a valid telephone number."), QT_TRANSLATE_NOOP("Twilio", "Check the digits and the country code.")},
    {21212, QT_TRANSLATE_NOOP("Twilio", "The sender is not a valid number."), QT_TRANSLATE_NOOP("Twilio", "Choose one of your own numbers to send from.")},
    {21214, QT_TRANSLATE_NOOP("Twilio", "This number cannot be reached."), QT_TRANSLATE_NOOP("Twilio", "Check the digits, or try later.")},
    {21215, QT_TRANSLATE_NOOP("Twilio", "Calls to this country are switched off."), QT_TRANSLATE_NOOP("Twilio", "An administrator can allow the country under Voice, Geographic permissions in the Twilio console.")},
    {21216, QT_TRANSLATE_NOOP("Twilio", "Twilio has blocked calls to this number."), QT_TRANSLATE_NOOP("Twilio", "Ask Twilio support why it is blocked.")},
    {21217, QT_TRANSLATE_NOOP("Twilio", "That is not a valid telephone number."), QT_TRANSLATE_NOOP("Twilio", "Check the digits and the country code.")},
    {21219, QT_TRANSLATE_NOOP("Twilio", "A trial account can only call verified numbers."), QT_TRANSLATE_NOOP("Twilio", "Verify the number in the Twilio console, or upgrade the account.")},
    {21220, QT_TRANSLATE_NOOP("Twilio", "The call has already ended."), QT_TRANSLATE_NOOP("Twilio", "Nothing needs to be done.")},
    {20001, QT_TRANSLATE_NOOP("Twilio", "Twilio did not understand one of the values."), QT_TRANSLATE_NOOP("Twilio", "Check what you entered.")},
    // Texts refused at once
    {21408, QT_TRANSLATE_NOOP("Twilio", "Texts to this country are switched off."), QT_TRANSLATE_NOOP("Twilio", "An administrator can allow the country under Messaging, Geographic permissions in the Twilio console.")},
    {21602, QT_TRANSLATE_NOOP("Twilio", "The text is empty."), QT_TRANSLATE_NOOP("Twilio", "Write something or add a picture.")},
    {21603, QT_TRANSLATE_NOOP("Twilio", "No line to send from."), QT_TRANSLATE_NOOP("Twilio", "Choose one of your numbers.")},
    {21604, QT_TRANSLATE_NOOP("Twilio", "Nobody to send to."), QT_TRANSLATE_NOOP("Twilio", "Enter a number or choose a contact.")},
    {21606, QT_TRANSLATE_NOOP("Twilio", "This line cannot send texts."), QT_TRANSLATE_NOOP("Twilio", "Choose another of your numbers, one that can send texts.")},
    {21608, QT_TRANSLATE_NOOP("Twilio", "A trial account can only text verified numbers."), QT_TRANSLATE_NOOP("Twilio", "Verify the number in the Twilio console, or upgrade the account.")},
    {21610, QT_TRANSLATE_NOOP("Twilio", "They have opted out of texts from this line."), QT_TRANSLATE_NOOP("Twilio", "Only they can undo this, by texting START. Call them instead.")},
    {21611, QT_TRANSLATE_NOOP("Twilio", "Too many texts are waiting on this line."), QT_TRANSLATE_NOOP("Twilio", "Wait until they have gone out, then try again.")},
    {21612, QT_TRANSLATE_NOOP("Twilio", "This number cannot be reached by text from this line."), QT_TRANSLATE_NOOP("Twilio", "Try another line, or call.")},
    {21614, QT_TRANSLATE_NOOP("Twilio", "That is not a mobile number."), QT_TRANSLATE_NOOP("Twilio", "Landlines get no texts. Call them instead.")},
    {21617, QT_TRANSLATE_NOOP("Twilio", "The text is longer than 1,600 characters."), QT_TRANSLATE_NOOP("Twilio", "Shorten it or send it in two.")},
    {21619, QT_TRANSLATE_NOOP("Twilio", "The text is empty."), QT_TRANSLATE_NOOP("Twilio", "Write something or add a picture.")},
    {21620, QT_TRANSLATE_NOOP("Twilio", "The picture's address is not valid."), QT_TRANSLATE_NOOP("Twilio", "It must be a public https:// address.")},
    {21623, QT_TRANSLATE_NOOP("Twilio", "More than ten attachments."), QT_TRANSLATE_NOOP("Twilio", "Remove some and send again.")},
    {21635, QT_TRANSLATE_NOOP("Twilio", "That is a landline."), QT_TRANSLATE_NOOP("Twilio", "Landlines get no texts. Call them instead.")},
    {21659, QT_TRANSLATE_NOOP("Twilio", "The sender is not a Twilio number."), QT_TRANSLATE_NOOP("Twilio", "Choose one of your own numbers.")},
    // Texts that failed on the way
    {30001, QT_TRANSLATE_NOOP("Twilio", "Too many texts were waiting on this line."), QT_TRANSLATE_NOOP("Twilio", "Send it again more slowly.")},
    {30002, QT_TRANSLATE_NOOP("Twilio", "The Twilio account was suspended before it went out."), QT_TRANSLATE_NOOP("Twilio", "The owner of the account can see why in the Twilio console.")},
    {30003, QT_TRANSLATE_NOOP("Twilio", "Their phone could not be reached."), QT_TRANSLATE_NOOP("Twilio", "It may be off or out of coverage. Try again later, or call.")},
    {30004, QT_TRANSLATE_NOOP("Twilio", "The text was blocked."), QT_TRANSLATE_NOOP("Twilio", "They, or their carrier, block texts from this line. Call them instead.")},
    {30005, QT_TRANSLATE_NOOP("Twilio", "Nobody has this number."), QT_TRANSLATE_NOOP("Twilio", "Check the digits; it may have been given up.")},
    {30006, QT_TRANSLATE_NOOP("Twilio", "A landline, or a carrier that takes no texts."), QT_TRANSLATE_NOOP("Twilio", "Call them instead.")},
    {30007, QT_TRANSLATE_NOOP("Twilio", "The carrier filtered it as spam."), QT_TRANSLATE_NOOP("Twilio", "Write it differently, without shortened links, and see that the line is registered.")},
    {30008, QT_TRANSLATE_NOOP("Twilio", "The carrier did not deliver it and gave no reason."), QT_TRANSLATE_NOOP("Twilio", "Send it again later, or call.")},
    {30032, QT_TRANSLATE_NOOP("Twilio", "This toll-free line is not verified for texts."), QT_TRANSLATE_NOOP("Twilio", "An administrator has to verify it in the Twilio console.")},
    {30034, QT_TRANSLATE_NOOP("Twilio", "This line is not registered for texts to US mobiles."), QT_TRANSLATE_NOOP("Twilio", "An administrator has to register it (A2P 10DLC) in the Twilio console.")},
    // Buying
    {21421, QT_TRANSLATE_NOOP("Twilio", "That is not a number Twilio can sell."), QT_TRANSLATE_NOOP("Twilio", "Choose another one from the list.")},
    {21422, QT_TRANSLATE_NOOP("Twilio", "Somebody else has just taken this number."), QT_TRANSLATE_NOOP("Twilio", "Choose another one. Nothing was bought.")},
    {21404, QT_TRANSLATE_NOOP("Twilio", "A trial account can have one number only."), QT_TRANSLATE_NOOP("Twilio", "Upgrade the account to buy more.")},
    {21452, QT_TRANSLATE_NOOP("Twilio", "There is no number left in this area code."), QT_TRANSLATE_NOOP("Twilio", "Try a neighbouring area code.")},
    {21628, QT_TRANSLATE_NOOP("Twilio", "Twilio cannot find this address."), QT_TRANSLATE_NOOP("Twilio", "Check the spelling, the postal code and the country.")},
    {21629, QT_TRANSLATE_NOOP("Twilio", "Twilio knows this address in another spelling."), QT_TRANSLATE_NOOP("Twilio", "Enter it as the post office writes it.")},
    {21631, QT_TRANSLATE_NOOP("Twilio", "This number needs an address."), QT_TRANSLATE_NOOP("Twilio", "Choose or enter the address of whoever will use it.")},
    {21649, QT_TRANSLATE_NOOP("Twilio", "This number needs papers (a regulatory bundle)."), QT_TRANSLATE_NOOP("Twilio", "Hand them in at the Twilio console first.")},
    // Webhooks and TwiML
    {11200, QT_TRANSLATE_NOOP("Twilio", "Twilio could not fetch the web address of this number."), QT_TRANSLATE_NOOP("Twilio", "See that the address is right and its server is up.")},
    {11205, QT_TRANSLATE_NOOP("Twilio", "Twilio could not connect to the server of this number."), QT_TRANSLATE_NOOP("Twilio", "See that the server is up and open to the internet.")},
    {11210, QT_TRANSLATE_NOOP("Twilio", "The server's name of this number cannot be found."), QT_TRANSLATE_NOOP("Twilio", "Check the spelling of the web address.")},
    {12100, QT_TRANSLATE_NOOP("Twilio", "The server answered something Twilio cannot read."), QT_TRANSLATE_NOOP("Twilio", "Its answer is not valid TwiML.")},
    {13214, QT_TRANSLATE_NOOP("Twilio", "Twilio does not let this number stand as the caller."), QT_TRANSLATE_NOOP("Twilio", "Call from one of your Twilio numbers, or verify this one in the Twilio console.")},
    {13223, QT_TRANSLATE_NOOP("Twilio", "That is not a valid telephone number."), QT_TRANSLATE_NOOP("Twilio", "Check the digits and the country code.")},
    {13224, QT_TRANSLATE_NOOP("Twilio", "Twilio cannot call this number."), QT_TRANSLATE_NOOP("Twilio", "Check the digits and the country code.")},
    {13227, QT_TRANSLATE_NOOP("Twilio", "Calls to this country are switched off."), QT_TRANSLATE_NOOP("Twilio", "An administrator can allow the country under Voice, Geographic permissions in the Twilio console.")},
    {13615, QT_TRANSLATE_NOOP("Twilio", "The recording is too long or too short for a transcript."), QT_TRANSLATE_NOOP("Twilio", "Listen to it instead; transcripts are made from 2 to 120 seconds.")},
};

} // namespace

ErrorText twilioErrorText(int code)
{
    if (code == 0)
        return {};
    static const QHash<int, const CodeWords *> table = [] {
        QHash<int, const CodeWords *> all;
        for (const CodeWords &words : knownCodes)
            all.insert(words.code, &words);
        return all;
    }();
    const QString number = u"Twilio %1"_s.arg(code);
    if (const CodeWords *words = table.value(code)) {
        return {QCoreApplication::translate("Twilio", words->title), QCoreApplication::translate("Twilio", words->whatToDo), number};
    }
    return {QCoreApplication::translate("Twilio", "Twilio refused this (error %1).").arg(code),
            QCoreApplication::translate("Twilio", "Twilio explains it at twilio.com/docs/errors/%1.").arg(code), number};
}

} // namespace milassist
