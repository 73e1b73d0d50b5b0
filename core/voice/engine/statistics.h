// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/quality.h"

struct _LinphoneCall;

namespace milassist {

/// How a call sounds now. Engine thread.
Quality qualityOf(_LinphoneCall *call);

} // namespace milassist
