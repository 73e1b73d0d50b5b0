// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

#include <functional>
#include <memory>

namespace milassist {

/// The SIP library with its loop: takes commands, reports events. The thread that calls run() is the engine's; the library is
/// touched by no other. Nothing happens before the first command, which is LineSetup.
class Engine {
public:
    /// Called in the engine's thread, in order.
    using Report = std::function<void(const LineEvent &)>;

    explicit Engine(Report report);
    ~Engine();

    /// Returns after stop(): the calls are hung up, the registration is taken back; two seconds at most when nobody answers.
    void run();
    void post(const LineCommand &command); ///< any thread
    void stop();                           ///< any thread

private:
    class Private;
    std::shared_ptr<Private> m_shared; // the library keeps listeners so
};

} // namespace milassist
