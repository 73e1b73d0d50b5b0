// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/roster.h"
#include "core/team/teamclient.h"

namespace milassist
{

/// One's own telephone outside, or none. It is rung beside the desk, or in its place.
using OwnPhone = std::optional<routing::OutsidePhone>;

/// As GET /api/team/phone answers it. Pure. Errors: Malformed.
Result<OwnPhone> ownPhoneFrom(const QJsonObject &body);
QJsonObject bodyOf(const OwnPhone &phone);

/// The relay keeps it, and tells it nobody but the person. Errors as TeamClient's.
class TeamOwnPhone
{
public:
    explicit TeamOwnPhone(TeamClient &client) : m_client(client) {}

    QFuture<Result<OwnPhone>> read();
    /// @return what is kept now
    QFuture<Result<OwnPhone>> save(const OwnPhone &phone);

private:
    TeamClient &m_client;
};

} // namespace milassist
