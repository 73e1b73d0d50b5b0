// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"

#include <linphone++/linphone.hh>

struct belle_sip_main_loop;

namespace milassist {

/// A core of the library with every setting that we want, started: no files, no listening socket, no chat, no video.
std::shared_ptr<linphone::Core> startedCore(const LineSetup &setup, const std::shared_ptr<linphone::CoreListener> &listener);

/// What an account changes in it, but not the registration itself.
void applyAccount(linphone::Core &core, const LineAccount &account);

/// The loop that the library waits in, or null where this build of it does not let us have it.
belle_sip_main_loop *mainLoopOf(linphone::Core &core);

inline std::string stdString(const QString &text)
{
    return text.toStdString();
}

} // namespace milassist
