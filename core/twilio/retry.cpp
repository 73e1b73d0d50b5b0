// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/retry.h"

#include <QLocale>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

bool isServerFailure(int status)
{
    return status >= 500;
}

bool nothingHappened(const Failure &failure)
{
    return failure.cause == Failure::Cause::NotConnected
        || (failure.cause != Failure::Cause::Answered && !failure.sent)
        || failure.httpStatus == 429;
}

Error::Kind kindOf(const Failure &failure, Effect effect)
{
    using enum Error::Kind;
    // A create whose answer is lost, unreadable or a server's failure may or may not have happened.
    const bool unclear = failure.cause != Failure::Cause::Answered || isServerFailure(failure.httpStatus);
    if (effect == Effect::Once && unclear && !nothingHappened(failure))
        return OutcomeUnknown;
    switch (failure.cause) {
    case Failure::Cause::NotConnected:
    case Failure::Cause::TimedOut:
        return Offline;
    case Failure::Cause::Lost:
        return failure.httpStatus == 0 ? Offline : Malformed;
    case Failure::Cause::Answered:
        break;
    }
    switch (failure.httpStatus) {
    case 401:
        return Unauthorised;
    case 403:
        return Forbidden;
    case 404:
        return NotFound;
    case 407:
        return Offline; // the proxy's, not Twilio's
    case 429:
        return RateLimited;
    default:
        return isServerFailure(failure.httpStatus) ? ServerFailed : Rejected;
    }
}

bool isWorthRepeating(const Failure &failure, Effect effect)
{
    const bool wasAnswered = failure.cause == Failure::Cause::Answered;
    if (wasAnswered && failure.httpStatus != 429 && failure.httpStatus != 408 && !isServerFailure(failure.httpStatus))
        return false;
    if (wasAnswered && failure.httpStatus == 501)
        return false; // not implemented now, not implemented in a second
    return effect != Effect::Once || failure.httpStatus == 429;
}

} // namespace

RetryVerdict verdictOn(const Failure &failure, Effect effect, int attempt, double random, const RetryLimits &limits)
{
    const RetryVerdict giveUp{.pause = std::nullopt, .kind = kindOf(failure, effect)};
    if (attempt >= limits.attempts || !isWorthRepeating(failure, effect))
        return giveUp;
    // Refused connections are not cured by asking again soon; one more try covers a server that is just restarting.
    if (failure.cause == Failure::Cause::NotConnected && attempt >= 2)
        return giveUp;
    if (failure.retryAfter && *failure.retryAfter > limits.longestRetryAfter)
        return giveUp;

    const milliseconds ceiling = std::min(limits.longestPause, limits.firstPause * (1 << std::min(attempt - 1, 16)));
    const milliseconds jitter(qint64(double(ceiling.count()) * std::clamp(random, 0.0, 1.0)));
    return {.pause = failure.retryAfter ? *failure.retryAfter + jitter : jitter, .kind = giveUp.kind};
}

QDateTime httpDate(QByteArrayView header)
{
    QString text = QString::fromLatin1(header).trimmed();
    if (!text.endsWith(" GMT"_L1))
        return {};
    text.chop(4);
    QDateTime instant = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss"_s);
    if (!instant.isValid())
        return {};
    instant.setTimeSpec(Qt::UTC);
    return instant;
}

std::optional<milliseconds> retryAfterFrom(QByteArrayView header, const QDateTime &now)
{
    const QByteArrayView trimmed = header.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double seconds = trimmed.toDouble(&isNumber);
    if (isNumber) {
        if (!(seconds >= 0))
            return std::nullopt;
        constexpr double longest = 7 * 24 * 3600;
        return milliseconds(qint64(std::min(seconds, longest) * 1000));
    }
    const QDateTime until = httpDate(trimmed);
    if (!until.isValid())
        return std::nullopt;
    return milliseconds(std::max<qint64>(0, now.msecsTo(until)));
}

} // namespace milassist
