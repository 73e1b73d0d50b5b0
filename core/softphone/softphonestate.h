// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/softphone/softphone.h"

namespace milassist {

/// What is done one after the other to set a softphone up.
enum class SoftphoneStep { Password, Domain, List, User, CallRight, RegisterRight };

/// How it stands with the softphone of an account.
struct SoftphoneState {
    enum class Is {
        None,
        Making,
        Removing,
        Ready,          ///< what registers has an account; whether it is registered, the telephone knows
        MakingFailed,   ///< phone says what is left at Twilio
        RemovingFailed,
        Interrupted,    ///< the program ended while it was being made
        PasswordLocked, ///< the place of the password does not answer now
        PasswordLost,   ///< it answers and has none
        NotKept,        ///< one entered by hand could not be kept
    };
    Is is = Is::None;
    Softphone phone;    ///< without its password
    SoftphoneStep step = SoftphoneStep::Password; ///< with Making: under way; with MakingFailed: where it ended
    bool isCancelling = false;
    Error error;        ///< where something failed
    bool isPasswordLeft = false; ///< with None: the keychain kept its entry, because it did not answer
    bool operator==(const SoftphoneState &) const = default;
};

} // namespace milassist
