// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/credentialcheck.h"

#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;
using Verdict = CredentialReport::Verdict;

namespace {

constexpr int notActive = 20005;
constexpr int notForTestCredentials = 20008;
constexpr int quickAttempts = 2;
constexpr std::chrono::seconds quickPatience(5);

bool onlyTimesAreWrong(const QList<QSslError::SslError> &errors)
{
    const auto isTime = [](QSslError::SslError error) {
        return error == QSslError::CertificateExpired || error == QSslError::CertificateNotYetValid;
    };
    return !errors.isEmpty() && std::all_of(errors.begin(), errors.end(), isTime);
}

// What stands between us and the server, whatever the credentials are.
std::optional<Verdict> verdictOnTheWay(const Trouble &trouble)
{
    switch (trouble.network) {
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return Verdict::ProxyRefused;
    default:
        break;
    }
    if (trouble.error.httpStatus == 407)
        return Verdict::ProxyRefused;
    if (onlyTimesAreWrong(trouble.sslErrors))
        return Verdict::WrongClock;
    // A certificate that is not Twilio's, a web page, a redirect: somebody else has answered.
    if (!trouble.sslErrors.isEmpty() || trouble.isIntercepted)
        return Verdict::Intercepted;
    switch (trouble.error.kind) {
    case Error::Kind::Offline:
    case Error::Kind::Cancelled:
        return Verdict::Offline;
    case Error::Kind::Malformed:
        return Verdict::Intercepted;
    case Error::Kind::ServerFailed:
    case Error::Kind::RateLimited:
        return Verdict::ServerFailed;
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Verdict> verdictOnAccountRefusal(const Trouble &trouble, bool isApiKey)
{
    if (const auto onTheWay = verdictOnTheWay(trouble))
        return onTheWay;
    const Error &error = trouble.error;
    if (error.twilioCode == notForTestCredentials)
        return Verdict::TestCredentials;
    if (error.twilioCode == notActive)
        return Verdict::Suspended;
    if (error.kind == Error::Kind::NotFound)
        return Verdict::UnknownAccount;
    if (error.detail.contains("invalid username"_L1, Qt::CaseInsensitive))
        return Verdict::UnknownAccount;
    if (isApiKey)
        return std::nullopt;
    // A token may do everything, unless it is the one for tests.
    if (error.kind == Error::Kind::Forbidden)
        return Verdict::TestCredentials;
    return error.kind == Error::Kind::Unauthorised ? Verdict::WrongSecret : Verdict::ServerFailed;
}

Verdict verdictOnListRefusal(const Trouble &trouble)
{
    if (const auto onTheWay = verdictOnTheWay(trouble))
        return *onTheWay;
    if (trouble.error.twilioCode == notActive)
        return Verdict::Suspended;
    return trouble.error.kind == Error::Kind::Unauthorised ? Verdict::WrongSecret : Verdict::NotAllowed;
}

Verdict verdictOnAccount(const Account &account)
{
    if (account.status.is(AccountStatus::Suspended))
        return Verdict::Suspended;
    if (account.status.is(AccountStatus::Closed))
        return Verdict::Closed;
    return Verdict::Good;
}

QFuture<CredentialReport> TwilioClient::verify()
{
    auto promise = std::make_shared<QPromise<CredentialReport>>();
    promise->start();
    const auto finish = [this, promise](CredentialReport report) {
        report.clockSkew = m_transport.clockSkew();
        promise->addResult(std::move(report));
        promise->finish();
    };
    const auto askForBalance = [this, finish](CredentialReport report) {
        if (report.verdict != Verdict::Good || report.subAccount)
            return finish(std::move(report));
        m_transport.send(Request{.url = url(u"Balance"_s), .attempts = quickAttempts, .patience = quickPatience},
                         [finish, report](tl::expected<HttpAnswer, Trouble> outcome) mutable {
                             const auto balance = outcome ? readRecord<Balance>(std::move(outcome->body)) : fail(Error::Kind::NotFound, {});
                             if (balance)
                                 report.balance = Money{.micros = balance->balance->value, .currency = balance->currency.toUpper()};
                             finish(std::move(report));
                         });
    };
    const auto askForNumbers = [this, finish, askForBalance] {
        m_transport.send(Request{.url = url(u"IncomingPhoneNumbers"_s, "PageSize=1"), .attempts = quickAttempts, .patience = quickPatience},
                         [finish, askForBalance](tl::expected<HttpAnswer, Trouble> outcome) {
                             if (outcome)
                                 return askForBalance({.verdict = Verdict::Good});
                             finish({.verdict = verdictOnListRefusal(outcome.error()), .error = outcome.error().error});
                         });
    };

    const QUrl address = productUrl(credentials().baseUrl, Product::Api, u"/2010-04-01/Accounts/%1.json"_s.arg(credentials().account.text()));
    m_transport.send(Request{.url = address, .attempts = quickAttempts, .patience = quickPatience},
                     [this, finish, askForBalance, askForNumbers](tl::expected<HttpAnswer, Trouble> outcome) {
                         if (!outcome) {
                             const auto verdict = verdictOnAccountRefusal(outcome.error(), credentials().isApiKey());
                             if (!verdict)
                                 return askForNumbers();
                             return finish({.verdict = *verdict, .error = outcome.error().error});
                         }
                         auto account = readRecord<Account>(std::move(outcome->body));
                         if (!account)
                             return finish({.verdict = Verdict::Intercepted, .error = account.error()});
                         askForBalance({.verdict = verdictOnAccount(*account), .account = *account, .subAccount = isSubAccount(*account)});
                     });
    return promise->future();
}

} // namespace milassist
