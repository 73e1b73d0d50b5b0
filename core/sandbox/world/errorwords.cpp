// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/errorwords.h"

#include <algorithm>

namespace milassist::world
{

QString deliveryErrorWords(int code)
{
    struct Words {
        int code;
        const char *text;
    };
    static constexpr Words known[] = {
        {11200, "HTTP retrieval failure"},
        {21703, "The Messaging Service does not have a phone number available to send a message"},
        {21610, "Attempt to send to unsubscribed recipient"},
        {30001, "Queue overflow"},
        {30002, "Account suspended"},
        {30003, "Unreachable destination handset"},
        {30004, "Message blocked"},
        {30005, "Unknown destination handset"},
        {30006, "Landline or unreachable carrier"},
        {30007, "Message filtered"},
        {30008, "Unknown error"},
        {30034, "US A2P 10DLC - Message from an Unregistered Number"},
    };
    const auto *found = std::ranges::find(known, code, &Words::code);
    return found == std::end(known) ? QString() : QString::fromLatin1(found->text);
}

} // namespace milassist::world
