// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/verdict.h"

#include "core/relay/access/refusal.h"

#include <QRegularExpression>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

HttpResponse unknownOutcome()
{
    return twilioRefusal(504, 20504,
                         u"Twilio's answer is lost. It may or may not have happened: look before you ask for it again."_s);
}

HttpResponse ourCredentialRefused()
{
    // Not 401: that would tell a desk that its own token is wrong.
    return twilioRefusal(403, 20403,
                         u"Twilio does not accept the relay's own credentials; nothing was done. Tell your admin."_s);
}

} // namespace

std::optional<HttpResponse> ownVerdict(const ExchangeResult &result, bool isChange)
{
    using Cause = Failure::Cause;
    const bool isPage = result.contentType.toLower().contains("html") && !result.body.isEmpty();
    if (!result.failure) {
        if (result.status < 300 && !isPage)
            return std::nullopt;
        return isChange ? unknownOutcome() : twilioRefusal(502, 20502, u"Something else than Twilio has answered"_s);
    }
    const Failure &failure = *result.failure;
    if (failure.cause == Cause::Answered) {
        if (failure.httpStatus == 401)
            return ourCredentialRefused();
        if (!isPage)
            return std::nullopt;
        return isChange && failure.httpStatus >= 500 ? unknownOutcome()
                                                     : twilioRefusal(502, 20502, u"Something else than Twilio has answered"_s);
    }
    if (failure.cause == Cause::NotConnected || (failure.cause == Cause::TimedOut && !failure.sent))
        return twilioRefusal(502, 20502, u"Twilio cannot be reached; nothing was done"_s);
    if (isChange)
        return unknownOutcome();
    return failure.cause == Cause::TimedOut ? twilioRefusal(504, 20504, u"Twilio does not answer"_s)
                                            : twilioRefusal(502, 20502, u"Twilio's answer was cut off"_s);
}

HttpResponse passedOn(const ExchangeResult &result, const QByteArray &body)
{
    HttpResponse response{.status = result.status, .headers = {}, .body = body};
    if (!body.isEmpty())
        response.headers.add("Content-Type", "application/json");
    static const QRegularExpression requestId(u"^RQ[0-9a-f]{32}\\z"_s); // and nothing else that somebody calls so
    if (requestId.match(QString::fromLatin1(result.requestId)).hasMatch())
        response.headers.add("Twilio-Request-Id", result.requestId);
    if (result.failure && result.failure->retryAfter) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*result.failure->retryAfter);
        response.headers.add("Retry-After", QByteArray::number(qlonglong(seconds.count())));
    }
    return response;
}

HttpResponse busy()
{
    HttpResponse response = twilioRefusal(429, 20429, u"Too Many Requests"_s);
    response.headers.add("Retry-After", "1");
    return response;
}

HttpResponse refusedMedia(int status)
{
    switch (status) {
    case 404:
    case 410:
        return twilioRefusal(404, 20404, u"The requested resource was not found"_s);
    case 416:
        return twilioRefusal(416, 20416, u"It is not as long as that"_s);
    case 429:
        return busy();
    case 401:
    case 403:
        return ourCredentialRefused();
    default:
        return twilioRefusal(502, 20502, u"Twilio cannot be reached"_s);
    }
}

} // namespace milassist::relay
