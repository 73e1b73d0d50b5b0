// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist {

/// Why a call is over, for the sentence on screen and the row in the log.
enum class EndCause {
    HungUp,            ///< by us
    TheyHungUp,
    Busy,
    Declined,
    NotFound,          ///< no such number or address
    NoAnswer,
    Cancelled,         ///< given up before it was answered: by the caller, or by us when we called
    AnsweredElsewhere, ///< on another phone of the same person
    Transferred,       ///< we handed it to somebody
    MediaLost,         ///< no sound arrived for half a minute
    NotEncrypted,      ///< one side insists on encryption that the other does not offer
    Unreachable,       ///< no connection to the server
    Refused,           ///< the server does not allow it
    ServerFailed,
    NoDevice,          ///< neither microphone nor loudspeaker
    EngineLost,        ///< our voice engine ended unexpectedly
    NotReachedUs,      ///< Twilio was to call this telephone first, and could not
    NeverWentOut,      ///< Twilio was asked for the call and has none
    Failed,
};

struct EndFacts {
    int sipCode = 0;       ///< of the last answer or of a Reason header; 0: none
    QString phrase;
    bool isIncoming = false;
    bool wasAnswered = false;
    bool byUs = false;     ///< we hung up, declined or gave up
    bool mediaLost = false;
    bool isBeingTransferred = false; ///< the far end has taken our REFER and has not told yet how it went
    bool transferred = false;
};

/// Judged by the code: the library's own reasons differ between versions. Total.
EndCause endCauseOf(const EndFacts &facts);

} // namespace milassist
