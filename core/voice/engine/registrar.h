// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/engine/core.h"
#include "core/voice/engine/loglines.h"

#include <chrono>
#include <functional>

namespace milassist {

/// Keeps one account registered: when to try again is decided by the pure machine of registration.h. Engine thread.
class Registrar {
public:
    using Report = std::function<void(const RegistrationState &)>;
    using Instant = std::chrono::steady_clock::time_point;

    Registrar(LogLines &log, Report report) : m_log(log), m_report(std::move(report)) {}

    void use(const std::shared_ptr<linphone::Core> &core, const std::optional<LineAccount> &account);
    /// While it waits to retry, and after a refusal: then from the beginning.
    void tryNow();
    void setNetwork(bool isThere);
    /// What the library says about the account.
    void follow(const std::shared_ptr<linphone::Account> &account, linphone::RegistrationState state);
    /// Does what is due. @return when it wants to be called again
    Instant tick(Instant now);
    bool isTrying() const { return m_leaving || m_state.is == Registration::Connecting; }
    const std::optional<LineAccount> &account() const { return m_account; }
    /// Lets go of everything of the library.
    void release();

private:
    void happen(const RegistrationEvent &event);
    void leave();
    void begin();
    void addToCore();

    LogLines &m_log;
    Report m_report;
    std::shared_ptr<linphone::Core> m_core;
    std::shared_ptr<linphone::Account> m_inCore;
    std::shared_ptr<linphone::Account> m_leaving; ///< the one before, until the server let it go
    Instant m_leaveUntil{};
    std::optional<LineAccount> m_account;
    RegistrationState m_state;
    Instant m_retryAt = Instant::max();
};

} // namespace milassist
