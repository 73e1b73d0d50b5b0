// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist::routing
{

/// What a caller hears before the beep.
struct Greeting {
    enum class Kind {
        Inherited, ///< whatever the next wider rule says; at the widest, the program's own words
        Spoken,    ///< words, read aloud in the line's language
        Recorded,  ///< the name of a sound that the team has stored
    };
    Kind kind = Kind::Inherited;
    QString content;
    bool isOwn() const { return kind != Kind::Inherited; }
    bool operator==(const Greeting &) const = default;
};

} // namespace milassist::routing
