// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

#include <functional>

class QMenu;

namespace milassist {

/// The order that follows when somebody chooses @p chosen: it comes first, the others stay as they are. Pure.
QList<QByteArray> preferred(const QList<SoundDevice> &devices, bool isMicrophone, const QByteArray &used, const QByteArray &chosen);

/// Whether a device by this name is worn at the head, so that its loudspeaker is not heard by its microphone.
bool isHeadset(const QString &name);

/// Microphones and loudspeakers, the used ones marked. Replaces what the menu held.
void fillDevicesMenu(QMenu &menu, const DevicesChanged &devices, const std::function<void(const PreferDevices &)> &choose);

} // namespace milassist
