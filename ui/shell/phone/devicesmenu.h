// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/soundtaste.h"

#include <functional>

class QMenu;

namespace milassist {

/// Microphones and loudspeakers, the used ones marked. Replaces what the menu held.
void fillDevicesMenu(QMenu &menu, const DevicesChanged &devices, const std::function<void(SoundEnd, const QByteArray &)> &choose);

} // namespace milassist
