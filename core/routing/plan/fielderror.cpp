// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/fielderror.h"

namespace milassist::routing
{

using namespace Qt::StringLiterals;

QString describe(const FieldError &error)
{
    const QString where = error.path.isEmpty() ? u"the plan"_s : error.path;
    switch (error.problem) {
    case FieldError::Problem::NotJson:
        return u"%1: not JSON: %2"_s.arg(where, error.expected);
    case FieldError::Problem::TooNew:
        return u"%1: format %2 was written by a newer program; %3"_s.arg(where, error.found, error.expected);
    case FieldError::Problem::Missing:
        return u"%1: missing; write %2"_s.arg(where, error.expected);
    case FieldError::Problem::Unknown:
        return u"%1: no such field; %2"_s.arg(where, error.expected);
    case FieldError::Problem::WrongKind:
    case FieldError::Problem::Malformed:
        return u"%1: %2 cannot be used; write %3"_s.arg(where, error.found, error.expected);
    case FieldError::Problem::Duplicate:
        return u"%1: %2 is there twice; %3"_s.arg(where, error.found, error.expected);
    }
    return where;
}

} // namespace milassist::routing
