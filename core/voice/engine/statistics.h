// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/lineevent.h"

struct _LinphoneCall;

namespace milassist {

/// How a call sounds now. Engine thread.
Quality qualityOf(_LinphoneCall *call);
/// How loud it is now at both ends. Engine thread.
Levels levelsOf(_LinphoneCall *call);
/// What the library's volume comes to in dBm0; silence is -120. Pure.
float dbm0(float volume);

} // namespace milassist
