// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/statusfacts.h"

#include "core/domain/signature.h"
#include "core/relay/api/apiask.h"

#include <QUrl>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

using Verdict = CredentialReport::Verdict;
constexpr std::chrono::seconds longestSkew{60};

QJsonObject line(const QString &check, bool isOk, const QString &says, const QString &fix = {})
{
    return {{u"check"_s, check}, {u"ok"_s, isOk}, {u"says"_s, says}, {u"fix"_s, isOk ? QString() : fix}};
}

bool isReached(const StatusFacts &facts)
{
    if (!facts.credentials)
        return false;
    switch (facts.credentials->verdict) {
    case Verdict::Offline:
    case Verdict::WrongClock:
    case Verdict::Intercepted:
    case Verdict::ProxyRefused:
    case Verdict::ServerFailed:
        return false;
    default:
        return true;
    }
}

QJsonObject credentials(const StatusFacts &facts)
{
    const QString check = u"credentials"_s;
    if (!isReached(facts)) {
        QJsonObject away = line(check, false, u"Twilio does not answer, so this is not known just now."_s,
                                u"Look at the relay's network and at status.twilio.com."_s);
        away.insert(u"last_good"_s, jsonInstant(facts.twilioLastGood));
        return away;
    }
    const QString token = u"Give the relay the account's SID and its current auth token (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)."_s;
    switch (facts.credentials->verdict) {
    case Verdict::Good:
        return line(check, true, u"Twilio accepts them."_s);
    case Verdict::WrongSecret:
        return line(check, false, u"Twilio knows the account, and not this token."_s, token);
    case Verdict::UnknownAccount:
        return line(check, false, u"Twilio knows no such account."_s, token);
    case Verdict::TestCredentials:
        return line(check, false, u"These are test credentials: nothing can be sent with them."_s, token);
    case Verdict::Suspended:
        return line(check, false, u"Twilio has suspended the account."_s, u"Look for mail from Twilio, or at its console."_s);
    case Verdict::Closed:
        return line(check, false, u"The account is closed."_s, u"Use another account."_s);
    default:
        return line(check, false, u"They may not read the account."_s, token);
    }
}

QJsonObject balance(const StatusFacts &facts)
{
    const QString check = u"balance"_s;
    const auto balance = facts.credentials ? facts.credentials->balance : std::nullopt;
    if (!balance)
        return line(check, isReached(facts), u"Not known."_s, u"See \"credentials\"."_s);
    return line(check, balance->micros > 0, u"%1 %2"_s.arg(balance->micros / 1e6, 0, 'f', 2).arg(balance->currency),
                u"Add money in Twilio's console: calls and texts are refused without it."_s);
}

QJsonObject clock(const StatusFacts &facts)
{
    const QString check = u"clock"_s;
    const auto skew = facts.credentials ? facts.credentials->clockSkew : std::nullopt;
    if (!skew)
        return line(check, isReached(facts), u"Not known."_s, u"See \"credentials\"."_s);
    return line(check, std::chrono::abs(*skew) <= longestSkew, u"%1 s off Twilio's."_s.arg(skew->count()),
                u"Set the clock of the relay's computer by NTP."_s);
}

QJsonObject signature(const StatusFacts &facts)
{
    const QString check = u"signature"_s;
    if (!facts.signature)
        return line(check, true, u"What is signed with our token is found genuine."_s);
    const bool isKey = *facts.signature == SignatureFault::TokenIsNoToken;
    return line(check, false,
                isKey ? u"The auth token cannot be one."_s : u"The relay cannot check signatures: it has no auth token."_s,
                u"Give it the account's auth token: 32 digits and letters a to f. An API key's secret signs nothing."_s);
}

QJsonObject webhooks(const StatusFacts &facts)
{
    const QString check = u"webhooks"_s;
    const WebhookNews &news = facts.webhooks;
    const bool isRefusing = news.lastRefused.isValid() && (!news.lastGenuine.isValid() || news.lastRefused > news.lastGenuine);
    if (isRefusing)
        return line(check, false, u"The last one was refused. "_s + news.whyRefused,
                    u"Set the public address to the one that is configured at Twilio, and let the proxy pass it on unchanged."_s);
    if (!news.lastGenuine.isValid())
        return line(check, true, u"None has come since the relay was started."_s);
    return line(check, true, u"%1 so far, the last at %2."_s.arg(news.genuine).arg(news.lastGenuine.toString(Qt::ISODate)));
}

QJsonObject address(const StatusFacts &facts)
{
    const QString check = u"public_address"_s;
    const QUrl url(facts.premises.publicUrl);
    const bool isHere = url.host() == "localhost"_L1 || url.host().startsWith("127."_L1) || url.host() == "0.0.0.0"_L1;
    const bool isOk = !facts.isLive || (!isHere && url.scheme() == "https"_L1);
    return line(check, isOk, facts.premises.publicUrl,
                u"Give the relay the https address at which Twilio reaches it (--public-url)."_s);
}

/// Where a number sends what comes in, and what the doctor says of that.
QJsonObject number(const IncomingNumber &number, const NumberPremises &premises)
{
    QStringList fixes, notes;
    for (const Remark &remark : remarksOnNumber(number, premises)) {
        if (remark.verdict == Remark::Verdict::Wrong)
            fixes << remark.says + u' ' + remark.fix;
        else if (remark.verdict == Remark::Verdict::Note)
            notes << remark.says;
    }
    return {{u"number"_s, number.phoneNumber.text()}, {u"ok"_s, fixes.isEmpty()},
            {u"voice_url"_s, number.config.voiceUrl}, {u"sms_url"_s, number.config.smsUrl},
            {u"fix"_s, fixes.join(u' ')}, {u"note"_s, notes.join(u' ')}};
}

} // namespace

std::optional<SignatureFault> signatureSelfTest(const WebhookTrust &trust)
{
    if (trust.tokens.isEmpty())
        return SignatureFault::NoToken;
    const QByteArray &token = trust.tokens.first().reveal();
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (token.size() != 32 || !std::all_of(token.begin(), token.end(), isDigit))
        return SignatureFault::TokenIsNoToken; // what we sign with it ourselves would fit all the same
    HttpRequest request{.method = "POST", .target = "/api/twilio/self-test", .body = "CallSid=CA1"};
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("X-Twilio-Signature",
                        twilioSignature(trust.tokens.first(), trust.publicUrl + request.target, {{u"CallSid"_s, u"CA1"_s}}));
    return judgeSignature(trust, request, false).fault;
}

QJsonObject statusOf(const StatusFacts &facts)
{
    QJsonArray checks{credentials(facts), balance(facts), clock(facts), address(facts), signature(facts), webhooks(facts)};
    checks.append(line(u"database"_s, facts.isDatabaseThere,
                       facts.isDatabaseThere ? u"It answers."_s : u"It does not answer: callers are led to the mailbox."_s,
                       u"Start the database, and look at the relay's log."_s));
    checks.append(line(u"queue"_s, facts.waitingForTwilio < 50,
                       u"%1 requests of desks wait for Twilio."_s.arg(facts.waitingForTwilio), u"Twilio is slow just now; wait."_s));
    checks.append(line(u"desks"_s, true, u"%1 desks listen."_s.arg(facts.desks)));
    QJsonArray numbers;
    bool isOk = true;
    if (facts.numbers) {
        for (const IncomingNumber &one : *facts.numbers)
            numbers.append(number(one, facts.premises));
    }
    for (const QJsonArray &list : {checks, numbers}) {
        for (const QJsonValue &one : list)
            isOk = isOk && one[u"ok"_s].toBool();
    }
    return {{u"ok"_s, isOk},
            {u"at"_s, jsonInstant(facts.now)},
            {u"twilio_last_good"_s, jsonInstant(facts.twilioLastGood)},
            {u"checks"_s, checks},
            {u"numbers"_s, facts.numbers ? QJsonValue(numbers) : QJsonValue()}};
}

} // namespace milassist::relay
