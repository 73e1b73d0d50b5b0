// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/voice/availability.h"
#include "core/voice/dialtarget.h"
#include "core/voice/livecall.h"
#include "ui/widgets/tokens.h"

namespace milassist {

// What the telephone says, in words. All pure.

/// Why a call is over: what happened, what to do about it (empty where nothing can be done), a code to copy.
struct EndWords {
    QString text, advice, code;
    QString icon;
    Tone tone = Tone::Neutral;
    bool operator==(const EndWords &) const = default;
};
/// @param call that is over
EndWords endWords(const LiveCall &call);

/// Whether the desk can be called, for the light in the top bar and the sentence behind it.
struct RegistrationWords {
    QString text;   ///< short: "Ready for calls"
    QString advice; ///< what it means and what to do; may be empty
    QString code;   ///< to copy; may be empty
    QString icon;
    Tone tone = Tone::Neutral;
    bool canTryNow = false;
    bool operator==(const RegistrationWords &) const = default;
};
/// @param waited since the state began, for the seconds left until the next try
RegistrationWords registrationWords(const RegistrationState &state, std::chrono::seconds waited = {});

/// What can be said about a number that is being typed.
struct DialWords {
    QString text, advice;
    Tone tone = Tone::Neutral;
    bool operator==(const DialWords &) const = default;
};
/// Empty for what can be dialled without a thought, and for nothing.
DialWords dialWords(const DialTarget &target);
/// Why Phone refused to dial, transfer or ask.
DialWords refusalWords(const Error &error);

/// "Available", "Away until 18:00", "Do not disturb".
QString availabilityText(const Availability &availability, const QDateTime &now);

/// The newest of the tones that were sent, in lines that fit the keypad's display at twice the text size too.
QString tonesText(const QString &digits);

} // namespace milassist
