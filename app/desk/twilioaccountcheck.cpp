// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/twilioaccountcheck.h"

#include "core/base/whendone.h"
#include "core/twilio/twilioclient.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

AccountFinding::Verdict verdictOf(CredentialReport::Verdict verdict)
{
    using From = CredentialReport::Verdict;
    using To = AccountFinding::Verdict;
    switch (verdict) {
    case From::Good: return To::Good;
    case From::WrongSecret: return To::WrongSecret;
    case From::UnknownAccount: return To::UnknownAccount;
    case From::TestCredentials: return To::TestCredentials;
    case From::Suspended: return To::Suspended;
    case From::Closed: return To::Closed;
    case From::NotAllowed: return To::NotAllowed;
    case From::Offline: return To::Offline;
    case From::WrongClock: return To::WrongClock;
    case From::Intercepted: return To::Intercepted;
    case From::ProxyRefused: return To::ProxyRefused;
    case From::ServerFailed: return To::ServerFailed;
    }
    return To::ServerFailed;
}

} // namespace

QFuture<AccountFinding> TwilioAccountCheck::check(const AccountEntry &entry)
{
    const auto account = AccountSid::parse(entry.accountSid);
    if (!account) {
        AccountFinding finding;
        finding.verdict = AccountFinding::Verdict::UnknownAccount;
        return finished(finding);
    }
    auto *client = new TwilioClient({.baseUrl = entry.baseUrl.isEmpty() ? twilioBaseUrl() : entry.baseUrl,
                                     .account = *account,
                                     .user = entry.user.isEmpty() ? entry.accountSid : entry.user,
                                     .secret = entry.secret},
                                    {}, systemClock(), this); // lives as long as its one question
    auto promise = std::make_shared<QPromise<AccountFinding>>(); // shared with the answer's function
    promise->start();
    whenDone(client->verify(), client, [client, promise](const CredentialReport &report) {
        AccountFinding finding;
        finding.verdict = verdictOf(report.verdict);
        finding.account = report.account;
        finding.subAccount = report.subAccount;
        finding.balance = report.balance;
        finding.error = report.error;
        promise->addResult(finding);
        promise->finish();
        client->deleteLater();
    });
    return promise->future();
}

} // namespace milassist
