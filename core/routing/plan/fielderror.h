// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace milassist::routing
{

/// One thing in a file that cannot be taken as it is, and what to write instead.
struct FieldError {
    enum class Problem {
        NotJson,
        TooNew, ///< written by a newer program
        Missing,
        Unknown,   ///< no such field: a slip in its name would silently change who rings
        WrongKind, ///< a word where a list should be, and the like
        Malformed, ///< the right kind, and makes no sense
        Duplicate, ///< the same name twice
    };
    Problem problem = Problem::Malformed;
    QString path;     ///< "routes[0].stages[1].group"; empty: the whole file
    QString found;    ///< as it stands there, shortened
    QString expected; ///< English: what to write
    bool operator==(const FieldError &) const = default;
};

using FieldErrors = std::vector<FieldError>;

/// One line of English, for a terminal or the log.
QString describe(const FieldError &error);

} // namespace milassist::routing
