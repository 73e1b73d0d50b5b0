// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/permission.h"
#include "core/relay/access/routetable.h"

namespace milassist::relay
{

/// What of Twilio's API goes through the gateway, and for whom. What is not in here does not exist.
struct GatewayRoute {
    /// What is looked at besides the role.
    enum class Care {
        None,
        Traffic,       ///< records with ends: calls, texts, numbers; those of lines that are not seen are left out
        Recordings,    ///< records of recordings: the same, by what the ledger knows of them
        Recording,     ///< the recording of the last {}: its line must be seen
        Audio,         ///< the same, and it is sound: piped
        Media,         ///< a picture or another attachment: piped
        FromLine,      ///< the form's From must be a line that is seen, and be recorded only where its plan lets it
        CallChange,    ///< nobody records by it what the plan does not
        CallRecording, ///< the plan says what is recorded: for who may change that
        Text,          ///< the same, and the form's To must not have opted out
        OwnUser,       ///< the form's Username must be the person's own name
        OwnCredential, ///< the SIP credential named must be the person's own
        StaysOurs,     ///< the form must not give the number to another account
    };
    QByteArray method;
    QString pattern; ///< without ".json"; the first {} below 2010-04-01/Accounts is the account
    Permission permission = Permission::Nothing;
    Care care = Care::None;
};

const RouteTable<GatewayRoute> &gatewayRoutes();

} // namespace milassist::relay
