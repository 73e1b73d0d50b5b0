// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/registration.h"

#include <algorithm>

namespace milassist {

namespace {

using enum RegistrationProblem;

// Source: Twilio's SIP registration errors.
enum TwilioCode { TooManyBindings = 32007, TooManyRegisters = 32008, AuthenticationFailed = 32201 };

RegistrationProblem problemOf(const NotAccepted &answer)
{
    switch (answer.tls) {
    case TlsProblem::NotTrusted: return CertificateNotTrusted;
    case TlsProblem::WrongName: return CertificateWrongName;
    case TlsProblem::Expired: return CertificateExpired;
    case TlsProblem::None: break;
    }
    switch (answer.twilioCode) {
    case TooManyBindings: return TooManyDevices;
    case TooManyRegisters: return TooOften;
    case AuthenticationFailed: return WrongPassword;
    default: break;
    }
    switch (answer.sipCode) {
    case 401:
    case 407: return WrongPassword;
    case 403: return NotAllowed;
    case 404:
    case 410:
    case 604: return UnknownUser;
    case 429: return TooOften;
    default: break;
    }
    // The library says 503 "io error" for every connection that came to nothing.
    const bool answered = answer.sipCode >= 500 && !(answer.sipCode == 503 && answer.phrase.contains(u"io error", Qt::CaseInsensitive));
    return answered ? ServerFailed : Unreachable;
}

// Certificates are repaired at the other end, devices time out: those are worth another try.
bool isFinal(RegistrationProblem problem)
{
    return problem == WrongPassword || problem == UnknownUser || problem == NotAllowed;
}

RegistrationState failed(const RegistrationState &state, RegistrationProblem problem, int code, const QString &phrase)
{
    RegistrationState after{.problem = problem, .sipCode = code, .phrase = phrase, .failures = state.failures + 1};
    after.is = isFinal(problem) ? Registration::Refused : Registration::WaitingToRetry;
    if (after.is == Registration::WaitingToRetry)
        after.retryIn = problem == TooManyDevices || problem == TooOften ? std::chrono::seconds(60) : retryDelay(after.failures);
    return after;
}

struct Next {
    const RegistrationState &state;

    // While it tries, the last problem stays on screen: "unreachable, trying again" says more than "connecting".
    RegistrationState trying() const
    {
        RegistrationState after = state;
        after.is = Registration::Connecting;
        after.retryIn = {};
        return after;
    }

    RegistrationState operator()(const AccountChosen &) const
    {
        if (state.is == Registration::NoNetwork)
            return {.is = Registration::NoNetwork};
        return {.is = Registration::Connecting};
    }
    RegistrationState operator()(const AccountDropped &) const { return {}; }
    RegistrationState operator()(const TryBegun &) const
    {
        // A binding that is refreshed in time is still there while it is asked for again.
        return state.is == Registration::WaitingToRetry ? trying() : state;
    }
    RegistrationState operator()(const Accepted &) const
    {
        return state.is == Registration::Off ? state : RegistrationState{.is = Registration::Registered};
    }
    RegistrationState operator()(const NotAccepted &answer) const
    {
        if (state.is != Registration::Connecting && state.is != Registration::Registered)
            return state;
        return failed(state, problemOf(answer), answer.sipCode, answer.phrase);
    }
    RegistrationState operator()(const Unprotected &) const
    {
        return state.is == Registration::Off ? state : RegistrationState{.is = Registration::Refused, .problem = NotProtected};
    }
    RegistrationState operator()(const NetworkGone &) const
    {
        if (state.is == Registration::Off || state.is == Registration::Refused)
            return state;
        return {.is = Registration::NoNetwork, .problem = Unreachable};
    }
    RegistrationState operator()(const NetworkBack &) const
    {
        // Also while waiting: another network may be the one that works.
        return state.is == Registration::NoNetwork || state.is == Registration::WaitingToRetry ? trying() : state;
    }
    RegistrationState operator()(const EngineGone &) const
    {
        if (state.is == Registration::Off || state.is == Registration::Refused)
            return state;
        return {.is = Registration::Connecting, .problem = EngineLost, .failures = state.failures};
    }
};

} // namespace

std::chrono::seconds retryDelay(int failures)
{
    return std::chrono::seconds(std::min(60, 1 << std::clamp(failures - 1, 0, 6)));
}

RegistrationState next(const RegistrationState &state, const RegistrationEvent &event)
{
    return std::visit(Next{state}, event);
}

} // namespace milassist
