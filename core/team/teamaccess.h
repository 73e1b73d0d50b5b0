// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QUrl>

namespace milassist
{

/// How one person reaches the relay of their team.
struct TeamAccess {
    QUrl url;     ///< http or https; what follows the host is kept: "https://example.org/relay"
    QString user; ///< as the relay calls them; empty as long as it has not said
    Secret token;
    bool operator==(const TeamAccess &) const = default;
};

} // namespace milassist
