// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>

namespace milassist {

/// Whether this desktop has a keychain that can keep a secret. QtKeychain reports all of these as one "other error",
/// so the Secret Service is asked directly.
enum class KeychainState {
    Ready,
    NoSession,    ///< no session bus: a bare console, a service, a container
    NoService,    ///< a session, but no program in it that keeps secrets
    NoCollection, ///< such a program, but no keyring has been set up in it yet
    Locked,       ///< a keyring that wants its password first; using it makes the system ask
    NoAnswer,     ///< it is there and does not answer
};

/// Asks, waits at most @p timeoutMs a question, and never makes a prompt appear. Thread: main.
QFuture<KeychainState> keychainState(int timeoutMs = 2000);

} // namespace milassist
