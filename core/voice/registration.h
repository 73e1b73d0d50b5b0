// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <variant>

namespace milassist {

enum class Registration {
    Off,            ///< no account
    Connecting,
    Registered,     ///< calls come here
    WaitingToRetry, ///< will try again by itself in retryIn
    Refused,        ///< trying again would not help until the account is changed
    NoNetwork,      ///< will try at once when there is one
};

/// Why it is not Registered, for the sentence on screen.
enum class RegistrationProblem {
    None,
    WrongPassword,
    UnknownUser,
    NotAllowed,       ///< 403 without a reason; at Twilio mostly a wrong password too
    TooManyDevices,   ///< Twilio keeps ten a user
    TooOften,         ///< asked to slow down
    CertificateExpired,
    CertificateWrongName,
    CertificateNotTrusted,
    Unreachable,      ///< no answer, no such host, connection refused or lost
    ServerFailed,     ///< 5xx
    EngineLost,       ///< our own voice engine ended unexpectedly and is started again
    EngineMissing,    ///< it cannot be started at all
    NotProtected,     ///< TCP and UDP are for servers on this computer only
};

struct RegistrationState {
    Registration is = Registration::Off;
    RegistrationProblem problem = RegistrationProblem::None;
    int sipCode = 0;                 ///< of the last refusal; 0: there was none
    QString phrase;                  ///< its words, from outside
    std::chrono::seconds retryIn{0}; ///< with WaitingToRetry, counted from the moment of this state
    int failures = 0;                ///< in a row
    bool operator==(const RegistrationState &) const = default;
};

/// What may be wrong with a certificate, the worst first.
enum class TlsProblem { None, NotTrusted, WrongName, Expired };

// What happens to a registration.
struct AccountChosen { bool operator==(const AccountChosen &) const = default; };
struct AccountDropped { bool operator==(const AccountDropped &) const = default; };
struct TryBegun { bool operator==(const TryBegun &) const = default; };
struct Accepted { bool operator==(const Accepted &) const = default; };
/// An answer other than 200, or none (code 0 or 503 of the library's own).
struct NotAccepted {
    int sipCode = 0;
    QString phrase;
    int twilioCode = 0; ///< of X-Twilio-Error
    TlsProblem tls = TlsProblem::None;
    bool operator==(const NotAccepted &) const = default;
};
/// The account would send everything in the clear to another computer.
struct Unprotected { bool operator==(const Unprotected &) const = default; };
struct NetworkGone { bool operator==(const NetworkGone &) const = default; };
struct NetworkBack { bool operator==(const NetworkBack &) const = default; };
struct EngineGone { bool operator==(const EngineGone &) const = default; };
using RegistrationEvent = std::variant<AccountChosen, AccountDropped, TryBegun, Accepted, NotAccepted, Unprotected, NetworkGone, NetworkBack,
                                       EngineGone>;

/// Pure and total: an event that does not belong changes nothing.
RegistrationState next(const RegistrationState &state, const RegistrationEvent &event);

/// 1, 2, 4 ... 60 seconds. @param failures in a row, from 1
std::chrono::seconds retryDelay(int failures);

} // namespace milassist
