// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/people.h"

namespace milassist::world
{

/// The sample business: Cedar & Pine, kitchens and garden rooms in Seattle.
struct Line {
    QString number, name;
    bool isUsed = true;
};

struct Assistant {
    QString name, user; ///< user part of the SIP address
};

namespace demo
{

QString businessName();
QString sipDomain();
/// Four lines in use, then two that nobody calls.
const QList<Line> &lines();
const QList<Assistant> &assistants();
QString sipAddressOf(const Assistant &assistant);

/// Somebody of the cast, with what the scripts need to know.
enum class Role { Client, Supplier, Trade, Office, Stranger };
struct Member {
    Person person;
    Role role = Role::Client;
    bool hasDeepVoice = false;
};
const QList<Member> &cast();

} // namespace demo
} // namespace milassist::world
