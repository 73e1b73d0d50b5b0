// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/permission.h"

namespace milassist::relay
{

/// Somebody who was let in: a person at a desk, or a program.
struct Visitor {
    QString name;
    Role role = Role::Assistant;
    bool may(Permission permission) const { return isAllowed(role, permission); }
    bool operator==(const Visitor &) const = default;
};

} // namespace milassist::relay
