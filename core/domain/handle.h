// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <algorithm>

namespace milassist
{

/// A handle stands for a number that its reader may not see: "+999", eight digits that say nothing, and the last two of the
/// number. No country has the code 999, so it is nobody's number, and everything that can be done with a number can be done
/// with it; only the relay knows which one it is.
constexpr QLatin1StringView handleBeginning("+999");
constexpr qsizetype handleLength = 14;
constexpr qsizetype handleShown = 2; ///< of its digits, at the end: the number's own

inline bool isHandle(QStringView text)
{
    return text.size() == handleLength && text.startsWith(handleBeginning)
        && std::ranges::all_of(text.sliced(1), [](QChar c) { return c >= u'0' && c <= u'9'; });
}
inline bool isHandle(const PhoneNumber &number)
{
    return isHandle(number.e164());
}

/// All that people may see of it, and all that leaves the program: on the clipboard, in files, in logs. "Hidden …42".
inline QString hiddenForm(const PhoneNumber &handle)
{
    return QStringLiteral("Hidden …") + handle.e164().right(handleShown);
}
/// The text of @p party, or what may be told of who is hidden.
inline QString tellable(const Party &party)
{
    const auto number = party.number();
    return number && isHandle(*number) ? hiddenForm(*number) : party.text();
}

} // namespace milassist
