// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/recording.h"

namespace milassist {

// What is kept when a record comes again. Copies arrive in any order, so a state never moves backwards, and what is
// known (an end, a duration, a price) is not lost to an older copy that did not have it yet. Pure.

Call merged(const Call &kept, const Call &come);
Message merged(const Message &kept, const Message &come);
Recording merged(const Recording &kept, const Recording &come);
Transcription merged(const Transcription &kept, const Transcription &come);
Media merged(const Media &kept, const Media &come);

} // namespace milassist
