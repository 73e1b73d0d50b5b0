// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace milassist::world {
class World;
}

namespace milassist::rest {

/// Whether the API key @p sid may do this. A standard key: everything but keys and account settings. A restricted one:
/// what its policy allows ("/twilio/messaging/messages/read"); the names of permissions beyond that example are not
/// confirmed (reference 7.4).
/// @param parts of the path below the account, or with the host's label in front
bool mayKey(world::World &world, const QString &sid, const QByteArray &method, const QStringList &parts);

} // namespace milassist::rest
