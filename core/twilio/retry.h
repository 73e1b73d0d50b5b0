// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace milassist {

/// What repeating a request would do.
enum class Effect {
    Read,   ///< nothing
    Repeat, ///< the same again: deletes, setting values
    Once,   ///< one more of it: creates, hanging up, redirecting
};

/// How one attempt ended when it did not bring an answer we can use.
struct Failure {
    enum class Cause {
        NotConnected, ///< refused, no such host, no route, TLS failed: nothing has left this computer
        Lost,         ///< the connection broke, or the answer was cut off or unreadable
        TimedOut,
        Answered,     ///< an HTTP answer that says no
    };
    Cause cause = Cause::NotConnected;
    bool sent = false;      ///< the request had gone out, at least in part
    int httpStatus = 0;     ///< for Answered, and for a broken body after a good status
    std::optional<std::chrono::milliseconds> retryAfter; ///< as the server asks
};

struct RetryLimits {
    int attempts = 5;                              ///< in all, the first included
    std::chrono::milliseconds firstPause{250};     ///< doubled each time
    std::chrono::milliseconds longestPause{8000};
    std::chrono::milliseconds longestRetryAfter{60000}; ///< a server that asks for more is not waited for
};

/// What to do about a failed attempt: a pause before the next one, or the kind of error to report.
struct RetryVerdict {
    std::optional<std::chrono::milliseconds> pause; ///< none = give up
    Error::Kind kind = Error::Kind::Offline;
    bool operator==(const RetryVerdict &) const = default;
};

/// @param attempt  how many attempts have been made, from 1
/// @param random   0 <= random < 1: full jitter takes that part of the pause
RetryVerdict verdictOn(const Failure &failure, Effect effect, int attempt, double random, const RetryLimits &limits = {});

/// A Retry-After header: seconds, or an HTTP date compared with @p now. None when absent or unreadable; never negative.
std::optional<std::chrono::milliseconds> retryAfterFrom(QByteArrayView header, const QDateTime &now);

/// An HTTP date ("Sun, 06 Nov 1994 08:49:37 GMT"), UTC; invalid when it is none.
QDateTime httpDate(QByteArrayView header);

} // namespace milassist
