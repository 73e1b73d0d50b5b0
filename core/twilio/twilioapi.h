// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/accountapi.h"
#include "core/twilio/callsapi.h"
#include "core/twilio/messagesapi.h"
#include "core/twilio/numbersapi.h"
#include "core/twilio/servicesapi.h"

namespace milassist {

/// Everything we ask of Twilio, of the relay's gateway or of the sandbox. TwilioClient is the one that speaks HTTP;
/// outbox and sync see only this.
///
/// Rules for every function:
/// - Thread: the main thread; futures finish there or in a parser's thread, so wait with whenDone.
/// - Cancel: QFuture::cancel() gives up (an unsent request is dropped, a running read or download aborted); nobody is
///   called back. A create that has been sent is not undone.
/// - Reads and deletes are repeated on lost connections, 429 and 5xx with growing, random pauses; Retry-After is
///   honoured up to a minute. Creates are repeated only when Twilio surely did nothing (429).
/// - Errors: Offline, Unauthorised, Forbidden, NotFound, RateLimited, Rejected, ServerFailed, Malformed, Cancelled, and
///   OutcomeUnknown for creates. twilioCode, httpStatus and requestId are filled as far as known.
/// - Fields that are null, empty, missing, unknown or of an unexpected type are read as absent, never an error.
class TwilioApi : public AccountApi, public SipApi, public CallsApi, public MessagesApi, public NumbersApi, public ServicesApi {};

} // namespace milassist
