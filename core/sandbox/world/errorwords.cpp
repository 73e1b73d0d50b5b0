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

bool isTwimlWarning(int code)
{
    struct Range {
        int first, last;
    };
    static constexpr Range ranges[] = {{12200, 12200}, {13210, 13213}, {13216, 13217}, {13221, 13222}, {13230, 13235}, {13241, 13242},
                                       {13310, 13322}, {13326, 13332}, {13410, 13410}, {13510, 13511}, {13610, 13619}, {13710, 13710},
                                       {13910, 13910}};
    return std::ranges::any_of(ranges, [code](const Range &range) { return code >= range.first && code <= range.last; });
}

} // namespace milassist::world
